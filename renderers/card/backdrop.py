"""The empty card: a dark ground with a soft light on the winner's side, and empty panels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PIL import Image

from dota.models import Side
from renderers import theme
from renderers.canvas import Canvas
from renderers.card.grid import HEIGHT, WIDTH, Grid
from renderers.ground import Light, new_ground

if TYPE_CHECKING:
    pass


PANELS: Final = {
    Side.RADIANT: theme.mix(theme.PANEL, theme.RADIANT, 0.045),
    Side.DIRE: theme.mix(theme.PANEL, theme.DIRE, 0.045),
}
"""Colours of the players' panels."""


@functools.lru_cache(maxsize=3)
def backdrop(winner: Side | None, radiant: int, dire: int) -> Image.Image:
    """Return the ground for a result and so many players a side; copy it to draw on it."""
    canvas = Canvas(new_ground(WIDTH, HEIGHT, *_lights(winner)))
    grid = Grid(max(radiant, dire))
    for side, count in ((Side.RADIANT, radiant), (Side.DIRE, dire)):
        for index in range(count):
            canvas.fill(grid.row(side, index), PANELS[side], theme.RADIUS)
    canvas.fill(grid.panel, theme.PANEL, theme.RADIUS)
    return canvas.image


def _lights(winner: Side | None) -> tuple[Light, ...]:
    return tuple(
        Light(x, -30, WIDTH * 0.62, 330, colour, 0.34 if winner is side else 0.05)
        for side, x, colour in (
            (Side.RADIANT, 0, theme.RADIANT),
            (Side.DIRE, WIDTH, theme.DIRE),
        )
    )
