"""Figures and labels that most cards show, kept as tiles on the colour of a panel."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from PIL import Image

from renderers.canvas import Box, Canvas, Placed
from renderers.text import lay_out, measure
from renderers.text.spacing import FIGURE_LETTERS, is_figure

if TYPE_CHECKING:
    from renderers.canvas import Anchor
    from renderers.text import Line, Style
    from renderers.theme import Colour

# Plain tuples of Pillow's core images: what goes round these takes longer than the pixels.
_Tile: TypeAlias = tuple[Any, "Line", int, int, int, int]
"""A line's ink on its ground, and its box beside the line's origin, pixels."""
_Letter: TypeAlias = tuple[Any, int, int, int, int, int]
"""The same of a letter of a figure, and how far it takes the pen."""

_CACHED: Final = 1024
"""Tiles of some 2 KiB."""
_SHORT: Final = 2
"""Letters of a figure that is kept whole: longer ones are too many."""


def write(
    canvas: Canvas,
    x: float,
    baseline: float,
    content: str,
    style: Style,
    fill: Colour,
    ground: Colour,
    *,
    anchor: Anchor = "left",
) -> float:
    """Write one line as `Canvas.text` does, sooner where it was written before.

    Parameters
    ----------
    canvas, x, baseline, content, style, fill, anchor
        As there; no emoji.
    ground
        The colour of all that lies under the line.

    Returns
    -------
    float
        The width that it takes, pixels.
    """
    pasted = canvas.image.im.paste
    if len(content) > _SHORT and is_figure(content, style):
        line = lay_out(content, style)
        letters = _letters(style, fill, ground)
        pen, row = round(_begin(x, line.width, anchor)), round(baseline)
        places = []
        for letter in content:
            tile, left, top, right, bottom, width = letters[letter]
            place = (pen + left, row + top, pen + right, row + bottom)
            pasted(tile, place)
            places.append(place)
            pen += width
        lefts, tops, rights, bottoms = zip(*places, strict=True)
        box = Box(lefts[0], min(tops), rights[-1], max(bottoms))
    else:
        tile, line, left, top, right, bottom = _tile(content, style, fill, ground)
        pen, row = round(_begin(x, line.width, anchor)), round(baseline)
        box = Box(pen + left, row + top, pen + right, row + bottom)
        pasted(tile, box)
    canvas.texts.append(Placed(line, box, None))
    return line.width


def _begin(x: float, width: float, anchor: Anchor) -> float:
    if anchor == "right":
        return x - width
    return x - width / 2 if anchor == "middle" else x


@functools.lru_cache(maxsize=64)
def _letters(style: Style, fill: Colour, ground: Colour) -> dict[str, _Letter]:
    letters = {}
    for letter in FIGURE_LETTERS:
        tile, line, *box = _tile(letter, style, fill, ground)
        letters[letter] = (tile, *box, round(line.width))
    return letters


@functools.lru_cache(maxsize=_CACHED)
def _tile(content: str, style: Style, fill: Colour, ground: Colour) -> _Tile:
    room = math.ceil(style.size)
    size = (math.ceil(measure(content, style)) + 2 * room, 3 * room)
    sheet = Canvas(Image.new("RGB", size, ground))
    sheet.text(room, 2 * room, content, style, fill)
    ((line, box, _),) = sheet.texts
    left, top, right, bottom = box
    tile = sheet.image.crop(box).im
    return tile, line, left - room, top - 2 * room, right - room, bottom - 2 * room
