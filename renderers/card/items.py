"""A player's items on the match card: six tiles, and the neutral one as a disc."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PIL import Image

from renderers import shapes, theme
from renderers.mount import Mount, stamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from renderers.art import Art
    from renderers.theme import Colour

_WIDTH, _HEIGHT, _GAP = 40, 30, 2
_RADIUS: Final = 5
_NEUTRAL_GAP: Final = 4
_BESIDE_DISC: Final = (_WIDTH - _HEIGHT) // 2
"""Pixels of a tile on either side of the disc that is its middle."""


def items_width(*, neutral: bool) -> int:
    """Return the pixels that items take, with the neutral one or without."""
    six = 6 * _WIDTH + 5 * _GAP
    return six + (_NEUTRAL_GAP + _HEIGHT if neutral else 0)


def draw_items(
    image: Image.Image,
    at: tuple[int, int],
    items: Iterable[int],
    neutral: int | None,
    art: Art,
    panel: Colour,
    ground: Colour,
) -> None:
    """Draw a row of items.

    Parameters
    ----------
    image, at
        Where: the upper left corner.
    items, neutral
        Ids, 0 for an empty slot; None where no row has a neutral item.
    art
        Their pictures.
    panel
        Colour of the panels of the player's side; the tiles lie ready on it.
    ground
        Colour of this player's own, which is the same or a lighter one.
    """
    x, y = at
    mount = _mount(panel)
    for item in items:
        tile = art.tile(item, mount) if item else _hollow(mount)
        stamp(image, mount.on(ground, tile), x, y)
        x += _WIDTH + _GAP
    if neutral is None:
        return
    tile = art.tile(neutral, mount) if neutral else _hollow(mount)
    stamp(image, tile, x - _GAP + _NEUTRAL_GAP - _BESIDE_DISC, y, _disc())


@functools.lru_cache(maxsize=8)
def _mount(panel: Colour) -> Mount:
    return Mount(shapes.rounded(_WIDTH, _HEIGHT, _RADIUS), panel)


@functools.lru_cache(maxsize=8)
def _hollow(mount: Mount) -> Image.Image:
    return mount.tile(theme.INSET)


@functools.cache
def _disc() -> Image.Image:
    mask = Image.new("L", (_WIDTH, _HEIGHT))
    mask.paste(shapes.rounded(_HEIGHT, _HEIGHT, _HEIGHT // 2), (_BESIDE_DISC, 0))
    return mask
