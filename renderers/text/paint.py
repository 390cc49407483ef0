"""Draws laid-out lines, letter by letter; what was drawn before is kept in a bounded cache."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final, NamedTuple

from renderers.inking import plate
from renderers.text import emoji
from renderers.text.layout import Line, fit, lay_out
from renderers.text.letters import letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image

    from renderers.text.raster import Ink
    from renderers.text.shaping import Style
    from renderers.theme import Colour

_CACHED_LINES: Final = 2048
"""Names, new each time, shall not drive out the figures, which return: some 3 MiB at most."""
_CACHED_LETTERS: Final = 64
"""Longer texts are drawn without being remembered, unless they are to fit in some width."""
_ABOVE: Final = 1.2
_BELOW: Final = 0.42
"""Ems above and below the baseline that a line may paint: piled marks are cut off there."""
_EMOJI_SIZE: Final = 0.98
_EMOJI_DROP: Final = 0.13
"""Ems."""


class Painted(NamedTuple):
    """A line, ready to be pasted any number of times."""

    line: Line
    letters: tuple[Ink, ...]
    """From the line's origin."""
    box: tuple[int, int, int, int]
    """Pixels from there that the letters cover: left, top, right, bottom, the last two exclusive;
    y downwards.
    """


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
    return lay_out(text, style).width


@functools.lru_cache(maxsize=_CACHED_LINES)
def _remembered(text: str, style: Style) -> Painted:
    return _paint(lay_out(text, style))


def _paint(line: Line) -> Painted:
    size = line.style.size
    inked = letters(line.glyphs, math.ceil(size * _ABOVE), math.ceil(size * _BELOW))
    if not inked:
        return Painted(line, (), (0, 0, 0, 0))
    lefts, tops, rights, bottoms, _ = zip(*inked, strict=True)
    return Painted(line, tuple(inked), (min(lefts), min(tops), max(rights), max(bottoms)))


def paste(
    image: Image.Image, what: Painted, x: float, baseline: float, fill: Colour
) -> tuple[int, int, int, int]:
    """Put a painted line on an RGB image with its origin at (`x`, `baseline`).

    Returns
    -------
    tuple of int
        The pixels that it covers: left, top, right, bottom (the last two exclusive).
    """
    line, inked, box = what
    begin, row = round(x), round(baseline)
    core = image.im
    for left, top, right, bottom, mask in inked:
        place = (begin + left, row + top, begin + right, row + bottom)
        core.paste(plate(right - left, bottom - top, fill), place, mask)
    left, top, right, bottom = box
    left, top, right, bottom = begin + left, row + top, begin + right, row + bottom
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
