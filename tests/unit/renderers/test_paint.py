"""Lines are drawn where they are put."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from renderers.text import Style, largest, lay_out, measure, painted, paste
from renderers.text.raster import Ink, rasterise
from renderers.text.tiles import assemble

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
    mask = painted("x" + "\u0335\u0342" * 60 + "\u0f84" * 9, STYLE)
    assert mask.top >= -STYLE.size * 1.25
    assert mask.mask is not None
    assert mask.top + mask.mask.height <= STYLE.size * 0.5


@pytest.mark.parametrize("text", ["", " ", "\u200b"])
def test_nothing_is_drawn_for_nothing(text: str) -> None:
    image, _ = ink(text)
    assert image.getbbox() is None


def test_the_largest_style_that_fits() -> None:
    styles = (Style(40), Style(30), Style(20))
    assert largest("word", styles, measure("word", Style(40))) == Style(40)
    assert largest("word", styles, measure("word", Style(30))) == Style(30)
    assert largest("word", styles, 1.0) == Style(20)


@pytest.mark.parametrize("text", ["320/14", "AVATAR To.", "Jögi", "ÁÉ Ñç", "Привет", "x\u0335y"])
@pytest.mark.parametrize("style", [Style(15, 600, tabular=True), Style(64, 800)])
def test_kept_letters_make_the_same_line(text: str, style: Style) -> None:
    def on_a_plate(ink: Ink | None) -> np.ndarray[tuple[int, ...], np.dtype[np.int16]]:
        assert ink is not None
        plate = np.zeros((120, 600), np.int16)
        width, height = ink.mask.size
        plate[80 + ink.top :][:height, 20 + ink.left :][:, :width] = np.asarray(ink.mask)
        return plate

    glyphs = lay_out(text, style).glyphs
    above, below = 77, 27
    whole = on_a_plate(rasterise(glyphs, above, below))
    put_together = on_a_plate(assemble(glyphs, above, below))
    assert whole.max() > 200
    # A glyph may stand a thirtysecondth of a pixel beside its place; shades are 17 apart.
    assert np.abs(whole - put_together).max() <= 4 * 17


def test_what_reaches_out_of_the_band_is_cut_off() -> None:
    glyphs = lay_out("jÁ", STYLE).glyphs
    for draw in (rasterise, assemble):
        ink = draw(glyphs, 10, 3)
        assert ink is not None
        assert ink.top == -10
        assert ink.mask.height == 13
