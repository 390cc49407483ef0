"""The empty chart: a dark ground with a soft light, and empty panels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from renderers import shapes, theme
from renderers.canvas import Canvas
from renderers.progress.grid import HEIGHT, MAIN, SMALL, WIDTH

if TYPE_CHECKING:
    from renderers.theme import Colour


@functools.lru_cache(maxsize=8)
def backdrop(light: Colour) -> Image.Image:
    """Return the ground with a light of this colour behind the header; copy it to draw on it."""
    ground = np.empty((HEIGHT, WIDTH, 3), np.float32)
    top, bottom = theme.mix(theme.BACKGROUND, theme.PANEL, 0.35), theme.BACKGROUND
    share = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    ground[:] = np.asarray(top, np.float32) * (1 - share) + np.asarray(bottom, np.float32) * share
    shapes.glow(ground, (0, -40), (WIDTH * 0.62, 260), light, 0.10)
    shapes.glow(ground, (WIDTH, -40), (WIDTH * 0.5, 220), theme.PARTIES[0], 0.07)
    canvas = Canvas(Image.fromarray(np.clip(ground + 0.5, 0, 255).astype(np.uint8)))
    for panel in (MAIN, *SMALL):
        canvas.fill(panel, theme.PANEL, theme.RADIUS)
    return canvas.image
