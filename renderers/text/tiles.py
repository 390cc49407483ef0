"""Lines put together from glyphs that are kept: names and figures are new, their letters aren't.

A glyph begins at a sixteenth of a pixel, for finer steps can't be seen.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import Image

from renderers.text.fonts import UNITS
from renderers.text.raster import Ink, rasterise

if TYPE_CHECKING:
    from collections.abc import Iterable

    import uharfbuzz as hb  # type: ignore[import-untyped]

    from renderers.text.layout import Glyph

_PART: Final = UNITS // 16
_CACHED: Final = 4096
"""Glyphs of some 600 bytes, a headline's of 3 KiB."""


class _Tile(NamedTuple):
    """A glyph's ink; pixels from where it begins on the baseline, the last two exclusive."""

    left: int
    top: int
    right: int
    bottom: int
    mask: Image.Image


def assemble(glyphs: Iterable[Glyph], above: int, below: int) -> Ink | None:
    """Return the ink of glyphs, or None where they have none; the same as `rasterise`, sooner.

    Parameters
    ----------
    glyphs
        Of one line, in a font whose letters don't touch: where two touch, a seam might be seen.
    above, below
        Rows over and under the baseline that may be inked; the rest is cut off.
    """
    placed = []
    for font, number, x, y in glyphs:
        pixel, part = divmod((x + _PART // 2) // _PART * _PART, UNITS)
        tile = _tile(font, number, part, y, above, below)
        if tile is not None:
            left, top, right, bottom, mask = tile
            placed.append((pixel + left, top, pixel + right, bottom, mask.im))
    if not placed:
        return None
    lefts, tops, rights, bottoms, _ = zip(*placed, strict=True)
    begin, first = min(lefts), min(tops)
    line = Image.new("L", (max(rights) - begin, max(bottoms) - first))
    # Pillow's own `paste` looks at its arguments for longer than it takes to ink a letter.
    ink = line.im.paste
    for left, top, right, bottom, letter in placed:
        ink(255, (left - begin, top - first, right - begin, bottom - first), letter)
    return Ink(begin, first, line)


@functools.lru_cache(maxsize=_CACHED)
def _tile(font: hb.Font, number: int, x: int, y: int, above: int, below: int) -> _Tile | None:
    ink = rasterise(((font, number, x, y),), above, below)
    if ink is None:
        return None
    left, top, mask = ink
    return _Tile(left, top, left + mask.width, top + mask.height, mask)
