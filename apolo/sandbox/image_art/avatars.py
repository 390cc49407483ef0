"""A picture for every player: a small landscape, made from the picture's name."""

from __future__ import annotations

import colorsys
import zlib
from random import Random
from typing import Final

from PIL import Image, ImageDraw

SIDE: Final = 184
_SCALE: Final = 2


def avatar(name: str) -> Image.Image:
    """Return a square picture of `SIDE` pixels, the same for a name every time."""
    chance = Random(zlib.crc32(name.encode()))
    hue = chance.random()
    side = SIDE * _SCALE
    image = Image.new("RGB", (side, side), _colour(hue, 0.62, 0.5))
    pen = ImageDraw.Draw(image)
    x, y, radius = chance.uniform(0.25, 0.75), chance.uniform(0.2, 0.4), chance.uniform(0.1, 0.18)
    pen.ellipse(
        [side * (x - radius), side * (y - radius), side * (x + radius), side * (y + radius)],
        fill=_colour(hue + 0.12, 0.88, 0.8),
    )
    for layer in range(4):
        base = 0.5 + 0.13 * layer
        peaks = [(0.0, 1.0), (0.0, base + chance.uniform(-0.06, 0.06))]
        for at in range(1, 6):
            peaks.append((at / 5, base + chance.uniform(-0.14, 0.1)))
        peaks.append((1.0, 1.0))
        colour = _colour(hue + 0.04 * layer, 0.45 - 0.1 * layer, 0.45)
        pen.polygon([(px * side, py * side) for px, py in peaks], fill=colour)
    return image.resize((SIDE, SIDE), Image.Resampling.BOX)


def _colour(hue: float, lightness: float, saturation: float) -> tuple[int, int, int]:
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return (round(red * 255), round(green * 255), round(blue * 255))
