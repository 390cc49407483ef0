"""Tiles: small pictures that lie ready on a flat ground, so that they are drawn without a mask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import Image

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
