"""Lines put together from glyphs that are kept: names and figures are new, their letters aren't.

A glyph begins at a sixteenth of a pixel, for finer steps can't be seen.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from renderers.text.fonts import UNITS
from renderers.text.layout import Glyph
from renderers.text.raster import Ink, rasterise

if TYPE_CHECKING:
    from collections.abc import Iterable

    import uharfbuzz as hb  # type: ignore[import-untyped]

_PART: Final = UNITS // 16
_FAR: Final = 1 << 30
_CACHED: Final = 4096
"""Glyphs of some 600 bytes, a headline's of 3 KiB."""


class _Tile(NamedTuple):
    left: int
    """Pixels from where the glyph begins to its first column."""
    width: int
    first: int
    last: int
    """The rows that are inked, counted from the band's first; `last` is exclusive."""
    columns: int
    """Its bytes are the pixels, column by column from the left, each from the top.

    So a glyph is moved by a shift, and glyphs are laid over each other by an or.
    """


def assemble(glyphs: Iterable[Glyph], above: int, below: int) -> Ink | None:
    """Return the ink of glyphs, or None where they have none; the same as `rasterise`, sooner.

    Parameters
    ----------
    glyphs
        Of one line, in a font whose letters don't touch: where two touch, a seam might be seen.
    above, below
        Rows over and under the baseline that may be inked; the rest is cut off.
    """
    height = above + below
    left, right, first, last = _FAR, -_FAR, height, 0
    placed = []
    for font, number, x, y in glyphs:
        pixel, part = divmod((x + _PART // 2) // _PART * _PART, UNITS)
        tile = _tile(font, number, part, y, above, below)
        if tile is None:
            continue
        begin = pixel + tile.left
        placed.append((begin, tile.columns))
        left, right = min(left, begin), max(right, begin + tile.width)
        first, last = min(first, tile.first), max(last, tile.last)
    if not placed:
        return None
    columns = 0
    for begin, ink in placed:
        columns |= ink << 8 * height * (begin - left)
    pixels = np.frombuffer(columns.to_bytes((right - left) * height, "little"), np.uint8)
    return Ink(left, first - above, pixels.reshape(-1, height).T[first:last])


@functools.lru_cache(maxsize=_CACHED)
def _tile(font: hb.Font, number: int, x: int, y: int, above: int, below: int) -> _Tile | None:
    ink = rasterise((Glyph(font, number, x, y),), above, below)
    if ink is None:
        return None
    height, width = ink.pixels.shape
    first = ink.top + above
    band = np.zeros((width, above + below), np.uint8)
    band[:, first : first + height] = ink.pixels.T
    columns = int.from_bytes(band.tobytes(), "little")
    return _Tile(ink.left, width, first, first + height, columns)
