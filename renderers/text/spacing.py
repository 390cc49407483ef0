"""Most text, set from advances and kerning that are kept: as HarfBuzz sets it, sooner.

That a letter depends on more than its neighbour is rare in Inter: arrows made of ``->``, an ``x``
between digits, hyphens that rise between capitals. Such text isn't set here.
"""

from __future__ import annotations

import functools
import re
from typing import Final, NamedTuple

from renderers.text import fonts
from renderers.text.fonts import UNITS, Sized
from renderers.text.shaping import Glyph, Style, shape

FIGURE_LETTERS: Final = "0123456789.,/k"
_FIGURE: Final = re.compile(f"[{FIGURE_LETTERS}]+")
"""Text in which no letter depends on its neighbours where digits are of one width."""
_OTHERS: Final = r" !#$%&',./;?\\^_|°·‘’“”…"
_ACCENTED: Final = "À-ÖØ-öø-ňŊ-ſȘ-țЀ-џ"
_KERNED: Final = re.compile(f"[A-Za-z{_ACCENTED}{_OTHERS}]+|[0-9A-WYZa-wyz{_ACCENTED}{_OTHERS}]+")
"""Text in Inter in which a letter depends on the one before it, and only how far it is from it."""
ELLIPSIS: Final = "…"
_SQUARE: Final = re.compile(f"[ぁ-ゖァ-ヺー一-鿿가-힣]+{ELLIPSIS}?")
"""Kana, Han characters and syllables of hangul: none depends on another."""


class Spaced(NamedTuple):
    """Glyphs in their places."""

    glyphs: tuple[Glyph, ...]
    end: int
    """64ths of a pixel from the first letter's origin to where the last one's advance ends."""


def is_figure(text: str, style: Style) -> bool:
    """Tell whether each letter of `text` is set on a whole pixel, whatever stands beside it."""
    return style.tabular and _FIGURE.fullmatch(text) is not None


def spaced(text: str, style: Style) -> Spaced | None:
    """Set a line, or return None where that takes HarfBuzz.

    Parameters
    ----------
    text
        One line.
    style
        Size, weight and the like.
    """
    if style.tabular:
        return _figure(text, style) if _FIGURE.fullmatch(text) else None
    if _KERNED.fullmatch(text):
        return _kerned(text, fonts.sized(fonts.INTER, style.size, style.weight))
    if _SQUARE.fullmatch(text):
        return _squares(text, style)
    return None


def _figure(text: str, style: Style) -> Spaced:
    """Set a figure so that a digit looks the same wherever it stands."""
    font, letters = _figure_letters(style)
    glyphs = []
    pen = 0
    for letter in text:
        number, offset, advance = letters[letter]
        glyphs.append((font, number, pen + offset, 0))
        pen += advance
    return Spaced(tuple(glyphs), pen)


@functools.lru_cache(maxsize=64)
def _figure_letters(style: Style) -> tuple[Sized, dict[str, tuple[int, int, int]]]:
    """Return the font, and each letter's glyph, its place in what it takes, and how much it takes.

    The last two are in 64ths of a pixel, the last one a whole number of pixels.
    """
    font = fonts.sized(fonts.INTER, style.size, style.weight)
    letters = {}
    for letter in FIGURE_LETTERS:
        glyphs: list[Glyph] = []
        advance = shape(letter, font, "ltr", 0, glyphs, tabular=True)
        whole = round(advance / UNITS) * UNITS
        letters[letter] = (glyphs[0][1], (whole - advance) // 2, whole)
    return font, letters


def _kerned(text: str, font: Sized) -> Spaced | None:
    glyphs = []
    pen, before = 0, ""
    for letter in text:
        kerning, number, x, y, advance = _after(font, before, letter)
        if not number:
            return None
        pen += kerning
        glyphs.append((font, number, pen + x, y))
        pen += advance
        before = letter
    return Spaced(tuple(glyphs), pen)


def _squares(text: str, style: Style) -> Spaced | None:
    inter = fonts.sized(fonts.INTER, style.size, style.weight)
    square = fonts.sized(fonts.cjk_for(text), style.size, style.weight)
    glyphs = []
    pen = 0
    for letter in text:
        font = inter if letter == ELLIPSIS else square
        _, number, x, y, advance = _after(font, "", letter)
        if not number:
            # Another font may have it.
            return None
        glyphs.append((font, number, pen + x, y))
        pen += advance
    return Spaced(tuple(glyphs), pen)


@functools.lru_cache(maxsize=8192)
def _after(font: Sized, before: str, letter: str) -> tuple[int, int, int, int, int]:
    """Return what a letter needs after another one, or at the beginning where that is ``""``.

    Returns
    -------
    tuple of int
        What is added between the two, the glyph's number, its offset to the right and upwards, and
        its advance; 64ths of a pixel. The number is 0 where the font has no glyph for it, or more
        than one.
    """
    if before:
        _, number, x, y, advance = _after(font, "", letter)
        alone = _after(font, "", before)[-1] + advance
        return shape(before + letter, font, "ltr", 0, []) - alone, number, x, y, advance
    glyphs: list[Glyph] = []
    advance = shape(letter, font, "ltr", 0, glyphs)
    (_, number, x, y), *more = glyphs
    return 0, 0 if more else number, x, y, advance
