"""Where the parts of the player card stand; everything in pixels."""

from __future__ import annotations

from typing import Final

from renderers import theme
from renderers.canvas import Box

WIDTH: Final = 1200
HEIGHT: Final = 675

HERO: Final = Box(0, 0, 624, 300)
"""The portrait, from the corner on, fading out to the right and the bottom."""
SOLID: Final = (300, 120)
"""Columns and rows of it that are opaque."""
NAME_BASELINE: Final = 248
HERO_BASELINE: Final = 284
NAME_RIGHT: Final = 580

HEAD_LEFT: Final = 612
RIGHT: Final = WIDTH - theme.MARGIN

SECTION_BASELINE: Final = 325
_TILES_TOP: Final = 338
_TILE_WIDTH, _TILE_HEIGHT, _TILE_GAP = 371, 94, 12
COLUMNS: Final = 3
TILES: Final = tuple(
    Box(left, top, left + _TILE_WIDTH, top + _TILE_HEIGHT)
    for top in (_TILES_TOP, _TILES_TOP + _TILE_HEIGHT + _TILE_GAP)
    for left in (theme.MARGIN + column * (_TILE_WIDTH + 15) for column in range(COLUMNS))
)

ITEMS_TOP: Final = 552
ITEM_WIDTH, ITEM_HEIGHT, ITEM_GAP = 77, 56, 6
VERDICT: Final = Box(theme.MARGIN, 618, RIGHT, HEIGHT - 14)
