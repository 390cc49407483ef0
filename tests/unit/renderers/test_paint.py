"""Lines are drawn where they are put."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from PIL import Image

from renderers.text import Style, largest, lay_out, measure, painted, paste
from renderers.text.letters import letters
from renderers.text.raster import Ink, rasterise

if TYPE_CHECKING:
    from collections.abc import Iterable

STYLE = Style(32, 600)
WHITE = (255, 255, 255)


def ink(text: str) -> tuple[Image.Image, tuple[int, int, int, int]]:
    image = Image.new("RGB", (600, 120))
    box = paste(image, painted(text, STYLE), 40, 70, WHITE)
    return image, box


@pytest.mark.parametrize("text", ["Hxg", "你好", "مرحبا", "😀", "a😀b", "★"])
def test_the_reported_box_holds_all_ink(text: str) -> None:
    image, box = ink(text)
    found = image.getbbox()
    assert found is not None
    assert box[0] <= found[0]
    assert box[1] <= found[1]
    assert found[2] <= box[2]
    assert found[3] <= box[3]


def test_capitals_stand_on_the_baseline() -> None:
    image, _ = ink("HH")
    found = image.getbbox()
    assert found is not None
    assert found[3] == 70
    assert found[0] == pytest.approx(40 + 2, abs=2)


def test_piled_marks_are_cut_off() -> None:
    line = painted("x" + "\u0335\u0342" * 60 + "\u0f84" * 9, STYLE)
    _, top, _, bottom = line.box
    assert line.letters
    assert top >= -STYLE.size * 1.25
    assert bottom <= STYLE.size * 0.5


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_nothing_is_drawn_for_nothing(text: str) -> None:
    image, _ = ink(text)
    assert image.getbbox() is None


def test_the_largest_style_that_fits() -> None:
    styles = (Style(40), Style(30), Style(20))
    assert largest("word", styles, measure("word", Style(40))) == Style(40)
    assert largest("word", styles, measure("word", Style(30))) == Style(30)
    assert largest("word", styles, 1.0) == Style(20)


def on_a_plate(inked: Iterable[Ink]) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
    plate = Image.new("L", (600, 120))
    for left, top, right, bottom, mask in inked:
        plate.im.paste(255, (20 + left, 80 + top, 20 + right, 80 + bottom), mask)
    return np.asarray(plate, np.int16)


@pytest.mark.parametrize(
    "text", ["320/14", "AVATAR To.", "Jögi", "ÁÉ Ñç", "Привет", "x\u0335y", "مرحبا a"]
)
@pytest.mark.parametrize("style", [Style(15, 600, tabular=True), Style(64, 800)])
def test_kept_letters_make_the_same_line(text: str, style: Style) -> None:
    glyphs = lay_out(text, style).glyphs
    above, below = 77, 27
    whole = rasterise(glyphs, above, below)
    assert whole is not None
    wanted = on_a_plate([whole])
    assert wanted.max() > 200
    # A glyph may stand an eighth of a pixel beside its place, which is 32 of an edge's 255.
    assert np.abs(wanted - on_a_plate(letters(glyphs, above, below))).max() <= 4 * 17


def test_letters_that_touch_are_drawn_together() -> None:
    glyphs = lay_out("مرحبا", STYLE).glyphs
    assert len(glyphs) >= 5
    assert len(letters(glyphs, 40, 20)) == 1
    assert len(letters(lay_out("你好", STYLE).glyphs, 40, 20)) == 2


def test_what_reaches_out_of_the_band_is_cut_off() -> None:
    for text, most in (("jÁ", 2), ("بأ", 1)):
        inked = letters(lay_out(text, STYLE).glyphs, 10, 3)
        assert len(inked) == most
        assert min(top for _, top, _, _, _ in inked) == -10
        assert max(bottom for _, _, _, bottom, _ in inked) == 3
        for left, top, right, bottom, mask in inked:
            assert mask.size == (right - left, bottom - top)
