"""Smooth masks and gradients, each made once and shared; never change what they return."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageDraw

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderers.theme import Colour

_OVERSAMPLING: Final = 4
_CACHED: Final = 256


def calmed(image: Image.Image) -> Image.Image:
    """Return an RGB image with 64 levels a channel: looks the same, compresses far better."""
    # Six bits of each, at the middle of their step. Pillow's `point` rounds its table anew each
    # time, which takes longer than an icon's pixels.
    return Image.fromarray(np.asarray(image) & np.uint8(0xFC) | np.uint8(2))


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
    columns = np.clip((end - np.arange(width)) / max(1, end - solid), 0.0, 1.0)
    eased = columns * columns * (3 - 2 * columns)
    shape = np.asarray(rounded(width + radius, height, radius), np.float32)[:, :width]
    return Image.fromarray((shape * eased).round().astype(np.uint8))


@functools.lru_cache(maxsize=8)
def melting(width: int, height: int, solid_width: int, solid_height: int) -> Image.Image:
    """Return a mask that fades out to the right and to the bottom, opaque in the upper left."""
    across = np.clip((width - np.arange(width)) / max(1, width - solid_width), 0.0, 1.0)
    down = np.clip((height - np.arange(height)) / max(1, height - solid_height), 0.0, 1.0)
    eased = [part * part * (3 - 2 * part) for part in (across, down)]
    return Image.fromarray((eased[0][None, :] * eased[1][:, None] * 255).astype(np.uint8))


@functools.lru_cache(maxsize=8)
def dimmed(width: int, height: int, radius: int) -> Image.Image:
    """Return the mask of a rounded rectangle that lets half of the ground through."""
    return rounded(width, height, radius).point([value // 2 for value in range(256)])


def gradient(
    width: int, height: int, stops: Sequence[Colour], angle: tuple[float, float]
) -> Image.Image:
    """Return an RGB image that goes through `stops` along the direction `angle` (x, y)."""
    across = np.linspace(0, angle[0], width)[None, :]
    down = np.linspace(0, angle[1], height)[:, None]
    along = (across + down) / (abs(angle[0]) + abs(angle[1])) * (len(stops) - 1)
    points = np.arange(len(stops))
    channels = [np.interp(along, points, [stop[i] for stop in stops]) for i in range(3)]
    return calmed(Image.fromarray(np.stack(channels, axis=-1).round().astype(np.uint8)))
