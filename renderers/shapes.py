"""Smooth masks and gradients, each made once and shared; never change what they return."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageChops, ImageDraw

if TYPE_CHECKING:
    from renderers.theme import Colour

_OVERSAMPLING: Final = 4
_CACHED: Final = 256
_CALMED: Final = tuple(value & 0xFC | 2 for value in range(256)) * 3
"""Six bits of each channel, at the middle of their step."""


def calmed(image: Image.Image) -> Image.Image:
    """Return an RGB image with 64 levels a channel: looks the same, compresses far better."""
    # Pillow's own `point` rounds its table anew each time: longer than an icon takes.
    calm = Image.new("RGB", image.size)
    calm.im.paste(image.im.point(_CALMED, None), (0, 0, *image.size))
    return calm


@functools.lru_cache(maxsize=_CACHED)
def rounded(width: int, height: int, radius: int) -> Image.Image:
    """Return the mask of a rectangle with round corners."""
    # Only the corners need to be smooth: one is drawn large, then mirrored.
    mask = Image.new("L", (width, height), 255)
    radius = max(0, min(radius, width // 2, height // 2))
    if radius == 0:
        return mask
    big = Image.new("L", (radius * _OVERSAMPLING,) * 2, 0)
    ImageDraw.Draw(big).ellipse((0, 0, *(2 * radius * _OVERSAMPLING - 1,) * 2), fill=255)
    corner = big.resize((radius, radius), Image.Resampling.BOX)
    mirrored = corner.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    mask.paste(corner, (0, 0))
    mask.paste(mirrored, (width - radius, 0))
    mask.paste(corner.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (0, height - radius))
    mask.paste(
        mirrored.transpose(Image.Transpose.FLIP_TOP_BOTTOM), (width - radius, height - radius)
    )
    return mask


@functools.lru_cache(maxsize=_CACHED)
def ring(width: int, height: int, radius: int, thickness: int) -> Image.Image:
    """Return the mask of a rounded frame."""
    mask = rounded(width, height, radius).copy()
    inner = rounded(width - 2 * thickness, height - 2 * thickness, max(0, radius - thickness))
    mask.paste(0, (thickness, thickness), inner)
    return mask


@functools.lru_cache(maxsize=_CACHED)
def ends(height: int, radius: int) -> tuple[Image.Image, Image.Image]:
    """Return the masks of a rounded rectangle's left and right end, `radius` pixels wide."""
    return _halves(rounded(2 * radius, height, radius))


@functools.lru_cache(maxsize=_CACHED)
def ring_ends(height: int, radius: int, thickness: int) -> tuple[Image.Image, Image.Image]:
    """Return the same of a rounded frame."""
    return _halves(ring(2 * radius, height, radius, thickness))


def _halves(mask: Image.Image) -> tuple[Image.Image, Image.Image]:
    middle = mask.width // 2
    left = mask.crop((0, 0, middle, mask.height))
    return left, mask.crop((middle, 0, mask.width, mask.height))


@functools.lru_cache(maxsize=_CACHED)
def outside(height: int, radius: int) -> tuple[Image.Image, Image.Image]:
    """Return the masks of what is outside of a rounded rectangle's left corners, upper and lower.

    Each is `radius` pixels wide and high.
    """
    left, _ = ends(height, radius)
    out = ImageChops.invert(left)
    return out.crop((0, 0, radius, radius)), out.crop((0, height - radius, radius, height))


@functools.lru_cache(maxsize=_CACHED)
def fading(width: int, height: int, radius: int, solid: int, end: int) -> Image.Image:
    """Return a mask with round left corners that fades out to the right.

    Parameters
    ----------
    width, height, radius
        Pixels.
    solid
        The column up to which it is opaque.
    end
        The column from which on it is clear.
    """
    shape = rounded(width + radius, height, radius).crop((0, 0, width, height))
    return ImageChops.multiply(shape, _fall(width, solid, end).resize((width, height)))


@functools.lru_cache(maxsize=8)
def melting(width: int, height: int, solid_width: int, solid_height: int) -> Image.Image:
    """Return a mask that fades out to the right and to the bottom, opaque in the upper left."""
    across = _fall(width, solid_width, width).resize((width, height))
    down = _fall(height, solid_height, height).transpose(Image.Transpose.ROTATE_270)
    return ImageChops.multiply(across, down.resize((width, height)))


def _fall(length: int, solid: int, end: int) -> Image.Image:
    """Return a row that eases out between two columns."""
    row = bytearray()
    for column in range(length):
        share = min(1.0, max(0.0, (end - column) / max(1, end - solid)))
        row.append(round(share * share * (3 - 2 * share) * 255))
    return Image.frombytes("L", (length, 1), bytes(row))


@functools.lru_cache(maxsize=8)
def dimmed(width: int, height: int, radius: int) -> Image.Image:
    """Return the mask of a rounded rectangle that lets half of the ground through."""
    return rounded(width, height, radius).point([value // 2 for value in range(256)])


def gradient(
    width: int, height: int, stops: tuple[Colour, Colour], angle: tuple[float, float]
) -> Image.Image:
    """Return an RGB image that goes from one colour to the other along `angle` (x, y), calmed."""
    first, last = stops
    image = Image.new("RGB", (width, height), last)
    image.paste(first, (0, 0), _slope(width, height, angle))
    return calmed(image)


@functools.lru_cache(maxsize=16)
def _slope(width: int, height: int, angle: tuple[float, float]) -> Image.Image:
    """Return a mask that falls from opaque to clear along `angle`."""
    strip = Image.frombytes("L", (256, 1), bytes(range(255, -1, -1)))
    across = angle[0] / sum(angle) * 255 / max(1, width - 1)
    down = angle[1] / sum(angle) * 255 / max(1, height - 1)
    # Each pixel's place on the strip; Pillow asks for the middles of both.
    places = (across, down, 0.5 - (across + down) / 2, 0, 0, 0.5)
    return strip.transform((width, height), Image.Transform.AFFINE, places)
