"""The empty card: a dark ground with a soft light on the winner's side, and empty panels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from dota.models import Side
from renderers import shapes, theme
from renderers.canvas import Canvas
from renderers.card.grid import HEIGHT, WIDTH, Grid

if TYPE_CHECKING:
    from renderers.theme import Colour


PANELS: Final = {
    Side.RADIANT: theme.mix(theme.PANEL, theme.RADIANT, 0.045),
    Side.DIRE: theme.mix(theme.PANEL, theme.DIRE, 0.045),
}
"""Colours of the players' panels."""


@functools.lru_cache(maxsize=8)
def backdrop(winner: Side | None, radiant: int, dire: int) -> Image.Image:
    """Return the ground for a result and so many players a side; copy it to draw on it."""
    canvas = Canvas(_ground(winner).copy())
    grid = Grid(max(radiant, dire))
    for side, count in ((Side.RADIANT, radiant), (Side.DIRE, dire)):
        for index in range(count):
            canvas.fill(grid.row(side, index), PANELS[side], theme.RADIUS)
    canvas.fill(grid.panel, theme.PANEL, theme.RADIUS)
    return canvas.image


@functools.cache
def _ground(winner: Side | None) -> Image.Image:
    ground = np.empty((HEIGHT, WIDTH, 3), np.float32)
    top, bottom = theme.mix(theme.BACKGROUND, theme.PANEL, 0.35), theme.BACKGROUND
    share = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    ground[:] = np.asarray(top, np.float32) * (1 - share) + np.asarray(bottom, np.float32) * share
    _light(ground, 0, theme.RADIANT, 0.34 if winner is Side.RADIANT else 0.05)
    _light(ground, WIDTH, theme.DIRE, 0.34 if winner is Side.DIRE else 0.05)
    return Image.fromarray(np.clip(ground + 0.5, 0, 255).astype(np.uint8))


def _light(
    ground: np.ndarray[tuple[int, int, int], np.dtype[np.float32]],
    x: float,
    colour: Colour,
    strength: float,
) -> None:
    shapes.glow(ground, (x, -30), (WIDTH * 0.62, 330), colour, strength)
