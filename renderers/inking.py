"""Colour through a mask: how letters, round corners and discs get onto a picture."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PIL import Image

if TYPE_CHECKING:
    from PIL import ImageDraw

    from renderers.theme import Colour

_CACHED: Final = 128
"""Plates of some 3 KB."""


def ink(pen: ImageDraw.ImageDraw, mask: Image.Image, left: int, top: int, colour: Colour) -> None:
    """Lay `colour` on as strongly as `mask` says, with its upper left corner at these pixels."""
    # Pillow blends a picture with another in half the time in which it blends it with a colour.
    # Its public `paste` looks at its arguments for longer than either takes for a figure.
    width, height = mask.size
    plate = _plate(width, height, colour)
    pen.im.paste(plate.im, (left, top, left + width, top + height), mask.im)


@functools.lru_cache(maxsize=_CACHED)
def _plate(width: int, height: int, colour: Colour) -> Image.Image:
    return Image.new("RGB", (width, height), colour)
