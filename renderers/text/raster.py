"""From glyphs to pixels, by HarfBuzz."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias

import uharfbuzz as hb  # type: ignore[import-untyped]
from PIL import Image

from renderers.text.fonts import UNITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from renderers.text.shaping import Glyph

_LEVELS: Final = 16
"""Shades of an edge: more can't be seen, and would take a third of the file."""
_COARSER: Final = bytes(
    round(round(value / 255 * (_LEVELS - 1)) / (_LEVELS - 1) * 255) for value in range(256)
)


Ink: TypeAlias = tuple[int, int, int, int, Any]
"""Where ink is, in pixels from the line's origin, y downwards: left, top, right, bottom, the last
two exclusive; then how much: 0 to 255 in 16 steps, as Pillow's core image. Never change it.
"""


def rasterise(glyphs: Iterable[Glyph], above: int, below: int) -> Ink | None:
    """Return the ink of glyphs, or None where they have none.

    Parameters
    ----------
    glyphs
        Of one line.
    above, below
        Rows over and under the baseline that may be inked; the rest is cut off.
    """
    draw = hb.RasterDraw()
    draw.scale_factor = (UNITS, UNITS)
    for font, number, x, y in glyphs:
        draw.transform = (1, 0, 0, 1, x, y)
        draw.draw_glyph(font.hb, number)
    raster = draw.render()
    box = raster.extents
    top = -(box.y_origin + box.height)
    first, last = max(top, -above), min(top + box.height, below)
    if not box.width or first >= last:
        return None
    shades = raster.buffer.translate(_COARSER)
    # HarfBuzz's first row is the lowest. Pillow's `frombuffer` ends in this, after a glyph's time.
    size, form = (box.width, box.height), ("L", box.stride, -1)
    mask = Image.core.map_buffer(shades, size, "raw", 0, form)  # type: ignore[attr-defined]
    if last - first < box.height:
        mask = mask.crop((0, first - top, box.width, last - top))
    return box.x_origin, first, box.x_origin + box.width, last, mask
