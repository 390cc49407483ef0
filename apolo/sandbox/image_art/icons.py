"""An icon for every item: what kind of thing it is, in enamel and light."""

from __future__ import annotations

import colorsys
import zlib
from random import Random
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from renderers.item_glyphs import GLYPHS, glyph_name

WIDTH, HEIGHT = 88, 64
_SCALE: Final = 3
_GLYPH: Final = 50
"""Pixels of a glyph's side."""


def icon(slug: str) -> Image.Image:
    """Return an item's icon, 88 x 64 pixels, the same every time."""
    chance = Random(zlib.crc32(slug.encode()))
    hue = chance.random()
    across = np.linspace(-1, 1, WIDTH, dtype=np.float32)[None, :, None]
    down = np.linspace(-1, 1, HEIGHT, dtype=np.float32)[:, None, None]
    near = np.clip(1 - np.sqrt((across * 0.85) ** 2 + (down + 0.12) ** 2), 0, 1)
    far = _colour(hue + 0.05, 0.12, 0.5)
    picture = far + (_colour(hue, 0.44, 0.6) - far) * near
    glyph = _glyph(slug, chance)
    shadow = _share(ImageChops.offset(glyph, 1, 2).filter(ImageFilter.GaussianBlur(2)))
    picture = picture * (1 - 0.6 * shadow)
    tone = hue + chance.choice((0.0, 0.08, 0.5, 0.45))
    bright, deep = _colour(tone, 0.82, 0.75), _colour(tone - 0.03, 0.4, 0.65)
    fill = bright + (deep - bright) * (down * 0.5 + 0.5)
    shape = _share(glyph)
    picture = picture + (fill - picture) * shape
    inner = ImageChops.offset(glyph, 2, 2).filter(ImageFilter.GaussianBlur(1.3))
    lit = np.clip(shape - _share(inner), 0, 1)
    picture = picture + (255 - picture) * lit * 0.6
    dim = ImageChops.offset(glyph, -2, -2).filter(ImageFilter.GaussianBlur(1.7))
    picture = picture * (1 - 0.45 * np.clip(shape - _share(dim), 0, 1))
    picture = picture * (1 - 0.4 * np.clip(np.abs(down) ** 4 + np.abs(across) ** 6, 0, 1))
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def _glyph(slug: str, chance: Random) -> Image.Image:
    side = _GLYPH * _SCALE
    glyph = Image.new("L", (side, side), 0)
    GLYPHS[glyph_name(slug)](ImageDraw.Draw(glyph), side / 24)
    # Things of one kind are told apart by how they lie.
    glyph = glyph.rotate(chance.uniform(-14, 14), Image.Resampling.BICUBIC)
    whole = Image.new("L", (WIDTH * _SCALE, HEIGHT * _SCALE), 0)
    whole.paste(glyph, ((whole.width - side) // 2, (whole.height - side) // 2))
    return whole.resize((WIDTH, HEIGHT), Image.Resampling.BOX)


def _colour(
    hue: float, lightness: float, saturation: float
) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    rgb = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return np.asarray(rgb, np.float32) * 255


def _share(mask: Image.Image) -> np.ndarray[tuple[int, int, int], np.dtype[np.float32]]:
    return np.asarray(mask, np.float32)[..., None] / np.float32(255)
