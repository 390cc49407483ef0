"""The empty chart: a dark ground with a soft light, and empty panels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PIL import Image

from renderers import theme
from renderers.canvas import Canvas
from renderers.ground import Light, new_ground
from renderers.progress.grid import HEIGHT, MAIN, SMALL, WIDTH

if TYPE_CHECKING:
    from renderers.theme import Colour


@functools.lru_cache(maxsize=3)
def backdrop(light: Colour) -> Image.Image:
    """Return the ground with a light of this colour behind the header; copy it to draw on it."""
    canvas = Canvas(
        new_ground(
            WIDTH,
            HEIGHT,
            Light(0, -40, WIDTH * 0.62, 260, light, 0.10),
            Light(WIDTH, -40, WIDTH * 0.5, 220, theme.PARTIES[0], 0.07),
        )
    )
    for panel in (MAIN, *SMALL):
        canvas.fill(panel, theme.PANEL, theme.RADIUS)
    return canvas.image
