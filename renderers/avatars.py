"""Round pictures for players, drawn by code: a letter on the account's own colours."""

from __future__ import annotations

import colorsys
import functools
import zlib
from typing import TYPE_CHECKING, Final

from renderers import shapes, text

if TYPE_CHECKING:
    from PIL import Image

    from renderers.theme import Colour

_INK: Final[Colour] = (0xF7, 0xFA, 0xFC)
_WIDEST: Final = 0.72
"""Part of the side that the letter may take."""
_STAND_IN: Final = "?"


@functools.lru_cache(maxsize=256)
def monogram(account_id: int, name: str, side: int) -> Image.Image:
    """Return a square picture; cut it round with a mask, and never change it.

    Parameters
    ----------
    account_id
        Gives the colours, which stay the same whatever the name is changed to.
    name
        Cleaned. Its first letter or digit is shown, in any script; else its first character.
    side
        Pixels.
    """
    hue = zlib.crc32(str(account_id).encode()) % 360 / 360
    image = shapes.gradient(side, side, (_colour(hue, 0.5), _colour(hue + 0.08, 0.28)), (0.6, 1.0))
    letter = _letter(name)
    styles = [text.Style(round(side * size), 800) for size in (0.46, 0.38, 0.3, 0.2)]
    style = text.largest(letter, styles, side * _WIDEST)
    line = text.painted(letter, style)
    left, baseline = (side - line.line.width) / 2, side / 2 + style.size * 0.36
    if line.letters:
        # By its ink: a letter of another script may hang far below the line.
        first, top, last, bottom = line.box
        left, baseline = (side - first - last) / 2, (side - top - bottom) / 2
    text.paste(image, line, left, baseline, _INK)
    return image


def _letter(name: str) -> str:
    parts = text.clusters(name)
    first = next((part for part in parts if part[0].isalnum()), None) or next(iter(parts), "")
    # As it is set: a character that no font has may stand for a whole word.
    drawn = text.lay_out((first or _STAND_IN).upper(), text.Style(32)).text
    return next(iter(text.clusters(drawn)), _STAND_IN)


def _colour(hue: float, lightness: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, 0.42)
    return (round(red * 255), round(green * 255), round(blue * 255))
