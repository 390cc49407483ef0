"""Letters, kept: names and figures are new, their letters aren't."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from renderers.text.fonts import UNITS
from renderers.text.raster import rasterise

if TYPE_CHECKING:
    from collections.abc import Iterable

    from renderers.text.fonts import Sized
    from renderers.text.raster import Ink
    from renderers.text.shaping import Glyph

_CACHED: Final = 4096
"""Letters of some 700 bytes, a headline's of 3 KiB."""


def letters(glyphs: Iterable[Glyph], above: int, below: int) -> list[Ink]:
    """Return the ink of glyphs: of each alone, as it is kept, but of those that touch together.

    Parameters
    ----------
    glyphs
        Of one line.
    above, below
        Rows over and under the baseline that may be inked; the rest is cut off.
    """
    inked = []
    touching = []
    for glyph in glyphs:
        font, number, x, y = glyph
        if not font.places:
            touching.append(glyph)
            continue
        step = UNITS // font.places
        pixel, part = divmod((x + step // 2) // step * step, UNITS)
        ink = _letter(font, number, part, y, above, below)
        if ink is not None:
            left, top, right, bottom, mask = ink
            inked.append((pixel + left, top, pixel + right, bottom, mask))
    if touching and (ink := rasterise(touching, above, below)):
        inked.append(ink)
    return inked


@functools.lru_cache(maxsize=_CACHED)
def _letter(font: Sized, number: int, x: int, y: int, above: int, below: int) -> Ink | None:
    return rasterise([(font, number, x, y)], above, below)
