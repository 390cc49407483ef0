"""Draws laid-out lines: one mask per line, kept in a bounded cache."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final, NamedTuple

from PIL import ImageDraw

from renderers.inking import ink
from renderers.text import emoji, fonts
from renderers.text.layout import Line, Style, fit, lay_out
from renderers.text.raster import rasterise
from renderers.text.tiles import assemble

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

_CACHED_LINES: Final = 2048
"""Names, new each time, shall not drive out the figures, which return: some 12 MiB at most."""
_CACHED_LETTERS: Final = 64
"""Longer texts are drawn without being remembered, unless they are to fit in some width."""
_ABOVE: Final = 1.2
_BELOW: Final = 0.42
"""Ems above and below the baseline that a line may paint: piled marks are cut off there."""
_EMOJI_SIZE: Final = 0.98
_EMOJI_DROP: Final = 0.13
"""Ems."""


class Painted(NamedTuple):
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
    style = line.style
    above, below = math.ceil(style.size * _ABOVE), math.ceil(style.size * _BELOW)
    inter = fonts.sized(fonts.INTER, style.size, style.weight)
    # Arabic and Devanagari letters touch, and Han characters are too many to keep.
    drawn = assemble if all(font is inter for font, _, _, _ in line.glyphs) else rasterise
    made = drawn(line.glyphs, above, below)
    if made is None:
        return Painted(line, None, 0, 0)
    return Painted(line, made.mask, made.left, made.top)


def paste(
    image: Image.Image,
    what: Painted,
    x: float,
    baseline: float,
    fill: tuple[int, int, int],
    pen: ImageDraw.ImageDraw | None = None,
) -> tuple[int, int, int, int]:
    """Put a painted line on an RGB image with its origin at (`x`, `baseline`).

    Parameters
    ----------
    image, what, x, baseline, fill
        Where, what and in which colour.
    pen
        Of this image, for one who writes more than one line.

    Returns
    -------
    tuple of int
        The pixels that it covers: left, top, right, bottom (the last two exclusive).
    """
    line, mask = what.line, what.mask
    begin, row = round(x), round(baseline)
    left, top, right, bottom = begin, row, begin, row
    if mask is not None:
        left, top = begin + what.left, row + what.top
        width, height = mask.size
        right, bottom = left + width, top + height
        ink(pen or ImageDraw.Draw(image), mask, left, top, fill)
    if not line.drawings:
        return left, top, right, bottom
    size = round(line.style.size * _EMOJI_SIZE)
    above = row + round(line.style.size * _EMOJI_DROP) - size
    for drawing in line.drawings:
        tile = emoji.picture(drawing.name, size)
        beside = begin + round(drawing.x)
        image.paste(tile, (beside, above), tile)
        left, right = min(left, beside), max(right, beside + size)
    return left, min(top, above), right, max(bottom, above + size)
