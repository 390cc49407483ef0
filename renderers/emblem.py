"""Medals as small shields, drawn by code."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from dota.rank import Medal
from renderers.theme import mix

if TYPE_CHECKING:
    from renderers.theme import Colour

_OVERSAMPLING: Final = 4
COLOURS: Final[dict[Medal, Colour]] = {
    Medal.HERALD: (0x8C, 0x7A, 0x66),
    Medal.GUARDIAN: (0x9B, 0xA6, 0x8A),
    Medal.CRUSADER: (0x5F, 0xB0, 0xB8),
    Medal.ARCHON: (0x4F, 0xC2, 0x8B),
    Medal.LEGEND: (0xE0, 0x9A, 0x4A),
    Medal.ANCIENT: (0xB4, 0x8C, 0xF0),
    Medal.DIVINE: (0x7C, 0xC9, 0xFF),
    Medal.IMMORTAL: (0xFF, 0xC8, 0x5C),
}


@functools.cache
def medal(which: Medal, side: int) -> Image.Image:
    """Return the medal's shield as an RGBA image of `side` x `side` pixels; never change it."""
    big = side * _OVERSAMPLING
    unit = big / 24
    image = Image.new("RGBA", (big, big))
    pen = ImageDraw.Draw(image)
    colour = COLOURS[which]

    def area(fill: Colour, *pairs: tuple[float, float]) -> None:
        pen.polygon([(x * unit, y * unit) for x, y in pairs], fill=(*fill, 255))

    dark, light = mix(colour, (10, 12, 16), 0.55), mix(colour, (255, 255, 255), 0.35)
    area(colour, (12, 0.5), (22.5, 4.5), (21, 15), (12, 23.5), (3, 15), (1.5, 4.5))
    area(dark, (12, 3), (20, 6), (18.8, 14), (12, 20.6), (5.2, 14), (4, 6))
    area(
        light,
        (12, 5.2),
        (14, 9.6),
        (18, 12),
        (14, 14.2),
        (12, 18.6),
        (10, 14.2),
        (6, 12),
        (10, 9.6),
    )
    return image.resize((side, side), Image.Resampling.BOX)
