"""Colour through a mask: how letters, round corners and discs get onto a picture."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Any, Final

from PIL import Image

if TYPE_CHECKING:
    from PIL import ImageDraw

    from renderers.theme import Colour

_CACHED: Final = 1024
"""Plates, mostly of letters: some 1 KB."""


def ink(pen: ImageDraw.ImageDraw, mask: Image.Image, left: int, top: int, colour: Colour) -> None:
    """Lay `colour` on as strongly as `mask` says, with its upper left corner at these pixels."""
    # Pillow's public `paste` looks at its arguments for longer than this takes for a figure.
    width, height = mask.size
    box = (left, top, left + width, top + height)
    pen.im.paste(plate(width, height, colour), box, mask.im)


@functools.lru_cache(maxsize=_CACHED)
def plate(width: int, height: int, colour: Colour) -> Any:
    """Return one colour as Pillow's core image; never change it.

    Pillow blends a picture with another in half the time in which it blends it with a colour.
    """
    return Image.new("RGB", (width, height), colour).im
