"""What is set from kept advances and kerning is set as HarfBuzz sets it."""

from __future__ import annotations

from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.text import Style, fonts, layout, spacing
from renderers.text.shaping import shape
from renderers.text.spacing import FIGURE_LETTERS, is_figure, spaced

if TYPE_CHECKING:
    from renderers.text.shaping import Glyph

NAME = Style(23, 600)
TABULAR = Style(15, 600, tabular=True)
LETTERS = "".join(map(chr, [*range(0xC0, 0xD7), *range(0xD8, 0xF7), *range(0xF8, 0x149)]))
CYRILLIC = "".join(map(chr, range(0x400, 0x460)))
IN_INTER = st.text("ABTVWXYabcdefrtvwxyz ._'" + LETTERS + CYRILLIC, min_size=1, max_size=16)
WITH_DIGITS = st.text("0123456789ABTVWYabcdefrtvwyz ._'", min_size=1, max_size=16)
SQUARES = st.text("国际邀请赛冠軍のーカヴ가각힣丁丂丄", min_size=1, max_size=16)


def shaped(text: str, font: fonts.Font, style: Style) -> tuple[tuple[Glyph, ...], int]:
    glyphs: list[Glyph] = []
    sized = fonts.sized(font, style.size, style.weight)
    end = shape(text, sized, "ltr", 0, glyphs, tabular=style.tabular)
    return tuple(glyphs), end


@given(IN_INTER | WITH_DIGITS)
def test_letters_of_inter(text: str) -> None:
    assert spaced(text, NAME) == shaped(text, fonts.INTER, NAME)


@given(SQUARES)
def test_han_kana_and_hangul(text: str) -> None:
    assert spaced(text, NAME) == shaped(text, fonts.cjk_for(text), NAME)


@pytest.mark.parametrize("text", ["国际…", "カ…", "힣…"])
def test_what_was_cut_off(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found = spaced(text, NAME)
    monkeypatch.setattr(layout.spacing, "spaced", lambda *_: None)
    line = layout.lay_out.__wrapped__(text, NAME)
    assert found == (line.glyphs, line.width * fonts.UNITS)


@pytest.mark.parametrize(
    "text", ["1x2", "a->b", "A-B", "A:B", "(A)", "é\u0301", "مرحبا", "か\u3099", "", "字a"]
)
def test_what_takes_more_than_kerning_is_left_to_harfbuzz(text: str) -> None:
    assert spaced(text, NAME) is None


def test_every_letter_of_inter_is_one_glyph() -> None:
    found = [spaced(letter, NAME) for letter in map(chr, range(32, 0x3000))]
    set_here = [each for each in found if each is not None]
    assert len(set_here) > 350
    assert all(len(each.glyphs) == 1 and each.glyphs[0][1] for each in set_here)


def test_a_letter_of_several_glyphs_is_left_to_harfbuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    def twice(text: str, *args: Any, **named: Any) -> int:
        shape(text, *args, **named)
        return shape(text, *args, **named)

    monkeypatch.setattr(spacing, "shape", twice)
    style = Style(23.5, 600)
    assert spaced("a", style) is None
    assert spaced("国", style) is None
    spacing._after.cache_clear()


def test_a_character_that_the_font_lacks_is_left_to_the_others() -> None:
    lacking = "\u9fff"
    assert not fonts.covers(fonts.CHINESE, lacking)
    assert spaced("国" + lacking, NAME) is None


@pytest.mark.parametrize("style", [TABULAR, Style(64, 800, tabular=True)])
def test_figures_stand_on_whole_pixels_where_harfbuzz_sets_them_nearly(style: Style) -> None:
    for letters in product(FIGURE_LETTERS, repeat=3):
        text = "".join(letters)
        assert is_figure(text, style)
        figure = spaced(text, style)
        glyphs, end = shaped(text, fonts.INTER, style)
        assert figure is not None
        assert [glyph[:2] for glyph in figure.glyphs] == [glyph[:2] for glyph in glyphs]
        assert figure.end % fonts.UNITS == 0
        assert abs(figure.end - end) <= 3 * fonts.UNITS / 2
    (_, _, one, _), (_, _, two, _), (_, _, three, _) = spaced("777", style).glyphs
    assert {after - before for before, after in pairwise((one, two, three))} == {two - one}
    assert (two - one) % fonts.UNITS == 0


def test_only_tabular_digits_are_figures() -> None:
    assert not is_figure("12", NAME)
    assert not is_figure("12′", TABULAR)
    assert not is_figure("", TABULAR)
