"""Lines are set with font fallback, in the right direction, without empty boxes."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from renderers.text import ELLIPSIS, Line, Style, clean, fit, fonts, lay_out, layout, measure
from renderers.text.bidi import levels, visual_order

STYLE = Style(24, 600)
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
EVERY_SCRIPT = [
    "Miracle-",
    "São João ñandú",
    "Привет мир",
    "Ελλάδα Ω",
    "你好世界 繁體字 龘",
    "かな カナ",
    "쌈디 한국어",
    "مرحبا يا بطل",
    "שלום",
    "สวัสดี",
    "नमस्ते",
    "გამარჯობა",
    "Հայաստան",
    "Việt Nguyễn",
    "★ ☆ ♛ ☠ ✿ ☬ † ░▒▓█",
    "ⓐⓑⓒ 🅰 ①②",
    "𝓕𝓪𝓷𝓬𝔂 𝕹𝖆𝖒𝖊 𝔸𝔹 𝙰",
    "ＬＥＧＥＮＤ ﾊﾛｰ",
]
FOLDED = ["꧁LEGEND꧂", "༺name༻", "ᏗᎠ", "ខ្មែរ", "ጸሎት", "ᚠᚢ", "𓆩x𓆪", "﷽"]


def numbers(line: Line) -> list[int]:
    """Return which glyphs of their fonts a line has; 0 is the empty box."""
    return [number for _, number, _, _ in line.glyphs]


@pytest.mark.parametrize("text", EVERY_SCRIPT)
def test_every_script_is_set_as_it_is(text: str) -> None:
    line = lay_out(text, STYLE)
    assert line.text == text
    assert line.width > 0
    assert all(number != 0 for number in numbers(line))


@pytest.mark.parametrize("text", FOLDED)
def test_what_no_font_has_gets_a_stand_in(text: str) -> None:
    line = lay_out(text, STYLE)
    assert line.text
    assert line.text != text
    assert all(number != 0 for number in numbers(line))


@given(ANY_TEXT)
@example("\U0001ee67")  # in a font's regular file, and not in its bold one
@settings(max_examples=300)
def test_nothing_is_ever_an_empty_box(raw: str) -> None:
    line = lay_out(clean(raw), STYLE)
    assert all(number != 0 for number in numbers(line))
    assert line.width >= 0


def test_plain_text_is_all_set_by_inter() -> None:
    plain = [each for each in map(chr, range(0x3000)) if layout._PLAIN.fullmatch(each)]
    assert len(plain) > 300
    for character in plain:
        assert layout._set(character, fonts.CHINESE) == ((character, fonts.INTER),)
        assert levels(character) == [0]


def test_arabic_letters_join() -> None:
    # Joined forms are other glyphs than the letters on their own.
    word = set(numbers(lay_out("مرحبا", STYLE)))
    alone = {numbers(lay_out(letter, STYLE))[0] for letter in "مرحبا"}
    assert word != alone
    assert measure("مرحبا", STYLE) < sum(measure(letter, STYLE) for letter in "مرحبا")


def test_right_to_left_runs_are_reversed() -> None:
    first, second = (numbers(lay_out(letter, STYLE))[0] for letter in "אב")
    assert numbers(lay_out("אב", STYLE)) == [second, first]


def test_latin_inside_arabic_stays_left_to_right() -> None:
    assert levels("ABC مرحبا xyz") == [0] * 4 + [1] * 5 + [0] * 4
    assert levels("مرحبا AB") == [1] * 6 + [2] * 2
    assert levels("plain") == [0] * 5
    assert levels("مَرحبا يا") == [1] * 9


def test_visual_order_of_nested_levels() -> None:
    assert visual_order([0, 1, 0]) == [0, 1, 2]
    assert visual_order([1, 2, 1]) == [2, 1, 0]
    assert visual_order([0, 1, 2, 1, 0]) == [0, 3, 2, 1, 4]
    assert visual_order([]) == []


def test_digits_are_tabular_when_asked() -> None:
    style = Style(24, 600, tabular=True)
    assert len({round(measure(digit * 3, style), 2) for digit in "0123456789"}) == 1
    assert measure("111", Style(24, 600)) < measure("000", Style(24, 600))


def test_emoji_are_drawings_of_one_square_each() -> None:
    line = lay_out("a😀👨‍👩‍👦b", STYLE)
    assert len(line.drawings) == 2
    assert len(line.glyphs) == 2
    assert line.drawings[0].x < line.drawings[1].x


def test_kana_choose_japanese_shapes() -> None:
    japanese, chinese = lay_out("直かな", STYLE), lay_out("直", STYLE)
    assert numbers(japanese)[0] != numbers(chinese)[0]


@pytest.mark.parametrize("text", [*EVERY_SCRIPT, *FOLDED, "W" * 40, "👨‍👩‍👧‍👦" * 20, ""])
@pytest.mark.parametrize("width", [0.0, 5.0, 40.0, 100.0, 1000.0])
def test_fit_never_exceeds_the_width(text: str, width: float) -> None:
    shown = fit(text, STYLE, width)
    assert measure(shown, STYLE) <= width
    assert shown == text or shown == "" or shown.endswith(ELLIPSIS)


def test_fit_keeps_as_much_as_it_can() -> None:
    width = measure("abcdef…", STYLE)
    assert fit("abcdefghijkl", STYLE, width) == "abcdef…"


def test_fit_cuts_between_clusters() -> None:
    family = "👨‍👩‍👧‍👦"
    width = measure(family * 2 + "…", STYLE)
    assert fit(family * 9, STYLE, width + 1) == family * 2 + "…"
