"""Tiles: small pictures that lie ready on a flat ground, so that they are drawn without a mask."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from renderers.theme import Colour


@dataclass(frozen=True, slots=True, eq=False)
class Mount:
    """A shape on a flat ground; compared by identity, for it is part of caches' keys."""

    mask: Image.Image
    """Where a picture covers the ground."""
    ground: Colour

    def tile(self, picture: Image.Image | Colour) -> Image.Image:
        """Return a picture of the mask's size, or a colour, in this shape on this ground."""
        tile = Image.new("RGB", self.mask.size, self.ground)
        tile.paste(picture, (0, 0), self.mask)
        return tile

    def on(self, ground: Colour, tile: Image.Image) -> Image.Image:
        """Return one of this mount's tiles on another ground, which is as light or lighter."""
        return tile if ground == self.ground else ImageChops.add(tile, _lift(self, ground))


@functools.lru_cache(maxsize=16)
def _lift(mount: Mount, ground: Colour) -> Image.Image:
    """Return what a lighter ground adds to a tile, which is seen where the mask lets it through."""
    red, green, blue = (new - old for new, old in zip(ground, mount.ground, strict=True))
    return Mount(mount.mask, (red, green, blue)).tile((0, 0, 0))


def stamp(
    image: Image.Image, tile: Image.Image, x: int, y: int, mask: Image.Image | None = None
) -> None:
    """Put a tile on a picture, both RGB, with its upper left corner at (`x`, `y`).

    Parameters
    ----------
    image, tile, x, y
        Where, and what; pixels.
    mask
        Of the tile's size: what of it is to be seen. None for all.
    """
    width, height = tile.size
    box = (x, y, x + width, y + height)
    # Pillow's own `paste` asks so many questions first that they take longer than the pixels.
    if mask is None:
        image.im.paste(tile.im, box)
    else:
        image.im.paste(tile.im, box, mask.im)
