"""Draws laid-out lines: one mask per line, rasterised whole, kept in a bounded cache."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import uharfbuzz as hb  # type: ignore[import-untyped]
from PIL import Image

from renderers.text import emoji, fonts
from renderers.text.layout import Style, fit, lay_out

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderers.text.layout import Line

_LEVELS: Final = 16
"""Shades of an edge: more can't be seen, and would take a third of the file."""
_COARSER: Final = bytes(
    round(round(value / 255 * (_LEVELS - 1)) / (_LEVELS - 1) * 255) for value in range(256)
)
_CACHED_LINES: Final = 1024
"""Names, new each time, shall not drive out the figures, which return: some 8 MiB at most."""
_CACHED_LETTERS: Final = 64
"""Longer texts are drawn without being remembered, unless they are to fit in some width."""
_ABOVE: Final = 1.2
_BELOW: Final = 0.42
"""Ems above and below the baseline that a line may paint: piled marks are cut off there."""
_EMOJI_SIZE: Final = 0.98
_EMOJI_DROP: Final = 0.13
"""Ems."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A line, ready to be pasted any number of times; offsets are from its origin."""

    line: Line
    mask: Image.Image | None
    left: int
    top: int
    """Pixels from the baseline to the mask's first row; negative is above."""


def painted(text: str, style: Style, max_width: float | None = None) -> Painted:
    """Lay out and rasterise `text`, shortened with an ellipsis where it is wider than `max_width`.

    Parameters
    ----------
    text
        One line.
    style
        Size, weight and the like.
    max_width
        Pixels; None for no limit.
    """
    if max_width is not None:
        return _remembered(fit(text, style, max_width), style)
    if len(text) > _CACHED_LETTERS:
        return _paint(lay_out(text, style))
    return _remembered(text, style)


def largest(text: str, styles: Sequence[Style], width: float) -> Style:
    """Return the first of `styles` in which `text` fits in `width` pixels, else the last."""
    return next((style for style in styles if measure(text, style) <= width), styles[-1])


def measure(text: str, style: Style) -> float:
    """Return the width of `text` in pixels."""
    if len(text) > _CACHED_LETTERS:
        return lay_out(text, style).width
    return _remembered(text, style).line.width


@functools.lru_cache(maxsize=_CACHED_LINES)
def _remembered(text: str, style: Style) -> Painted:
    return _paint(lay_out(text, style))


def _paint(line: Line) -> Painted:
    if not line.glyphs:
        return Painted(line, None, 0, 0)
    draw = hb.RasterDraw()
    draw.scale_factor = (fonts.UNITS, fonts.UNITS)
    for glyph in line.glyphs:
        draw.transform = (1, 0, 0, 1, glyph.x * fonts.UNITS, glyph.y * fonts.UNITS)
        draw.draw_glyph(glyph.font, glyph.index)
    raster = draw.render()
    box = raster.extents
    if not box.width or not box.height:
        return Painted(line, None, 0, 0)
    rows = raster.buffer.translate(_COARSER)
    mask = Image.frombytes("L", (box.width, box.height), rows, "raw", "L", box.stride, -1)
    top = -(box.y_origin + box.height)
    highest = -math.ceil(line.style.size * _ABOVE)
    lowest = math.ceil(line.style.size * _BELOW)
    if top < highest or top + mask.height > lowest:
        first, last = max(top, highest), min(top + mask.height, lowest)
        if first >= last:
            return Painted(line, None, 0, 0)
        mask = mask.crop((0, first - top, mask.width, last - top))
        top = first
    return Painted(line, mask, box.x_origin, top)


def paste(
    image: Image.Image, what: Painted, x: float, baseline: float, fill: tuple[int, int, int]
) -> tuple[int, int, int, int]:
    """Put a painted line on an RGB image with its origin at (`x`, `baseline`).

    Returns
    -------
    tuple of int
        The pixels that it covers: left, top, right, bottom (the last two exclusive).
    """
    left, row = round(x), round(baseline)
    box = (left, row, left, row)
    if what.mask is not None:
        corner = (left + what.left, row + what.top)
        image.paste(fill, corner, what.mask)
        box = (*corner, corner[0] + what.mask.width, corner[1] + what.mask.height)
    size = round(what.line.style.size * _EMOJI_SIZE)
    for drawing in what.line.drawings:
        tile = emoji.picture(drawing.name, size)
        corner = (
            left + round(drawing.x),
            row + round(what.line.style.size * _EMOJI_DROP) - size,
        )
        image.paste(tile, corner, tile)
        box = (
            min(box[0], corner[0]),
            min(box[1], corner[1]),
            max(box[2], corner[0] + size),
            max(box[3], corner[1] + size),
        )
    return box
