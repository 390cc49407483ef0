"""Figures and labels that most cards show, kept as tiles on the colour of a panel."""

from __future__ import annotations

import functools
import math
from typing import TYPE_CHECKING, Final

from PIL import Image

from renderers.canvas import Box, Canvas, Placed
from renderers.mount import stamp
from renderers.text import measure

if TYPE_CHECKING:
    from renderers.canvas import Anchor
    from renderers.text import Style
    from renderers.theme import Colour

_CACHED: Final = 512
"""Tiles of some 2 KiB."""


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
    tile, (line, box, limit) = _tile(content, style, fill, ground)
    if anchor == "right":
        x -= line.width
    elif anchor == "middle":
        x -= line.width / 2
    left, top = round(x) + box.left, round(baseline) + box.top
    stamp(canvas.image, tile, left, top)
    canvas.texts.append(Placed(line, Box(left, top, left + box.width, top + box.height), limit))
    return line.width


@functools.lru_cache(maxsize=_CACHED)
def _tile(content: str, style: Style, fill: Colour, ground: Colour) -> tuple[Image.Image, Placed]:
    """Return a line's ink on its ground, and where it stands beside its origin."""
    room = math.ceil(style.size)
    size = (math.ceil(measure(content, style)) + 2 * room, 3 * room)
    sheet = Canvas(Image.new("RGB", size, ground))
    sheet.text(room, 2 * room, content, style, fill)
    (placed,) = sheet.texts
    box = placed.box
    away = Box(box.left - room, box.top - 2 * room, box.right - room, box.bottom - 2 * room)
    return sheet.image.crop(box), placed._replace(box=away)
