"""Hero and item pictures drawn by code, for when the real art can't be had."""

from __future__ import annotations

import colorsys
import functools
import zlib
from typing import TYPE_CHECKING, Final

from PIL import Image, ImageDraw

from dota import constants
from renderers import shapes, text
from renderers.item_glyphs import GLYPHS, glyph_name

if TYPE_CHECKING:
    from renderers.theme import Colour

_SLATE: Final[tuple[Colour, Colour]] = ((0x4A, 0x55, 0x63), (0x1B, 0x21, 0x2A))
_OVERSAMPLING: Final = 4
_UNKNOWN: Final = "?"
_SMALL: Final = 20_000
"""Pixels up to which a portrait is one of a row's, of which there are many."""


def _colour(hue: float, lightness: float, saturation: float) -> Colour:
    red, green, blue = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return (round(red * 255), round(green * 255), round(blue * 255))


def _hue(slug: str) -> float:
    return (zlib.crc32(slug.encode()) % 360) / 360


def monogram(name: str) -> str:
    """Return two or three letters for a name: ``Anti-Mage`` is ``AM``, ``Invoker`` ``Inv``."""
    words = name.replace("-", " ").replace("'", "").split()
    if not words:
        return _UNKNOWN
    small = {"of", "the"}
    letters = [word[0] for word in words if word.lower() not in small]
    return "".join(letters[:2]).upper() if len(letters) > 1 else words[0][:3].title()


def hero(hero_id: int, width: int, height: int, *, badge: bool = False) -> Image.Image:
    """Return a portrait: a gradient in the hero's own hue, facets of light, a monogram.

    Parameters
    ----------
    hero_id, width, height
        Which, and its size in pixels.
    badge
        Whether something will lie on the lower left corner, so that the monogram keeps off it.
    """
    drawn = _small_hero if width * height <= _SMALL else _large_hero
    return drawn(hero_id, width, height, badge)


@functools.lru_cache(maxsize=512)
def _small_hero(hero_id: int, width: int, height: int, badge: bool) -> Image.Image:
    return _hero(hero_id, width, height, badge)


@functools.lru_cache(maxsize=12)
def _large_hero(hero_id: int, width: int, height: int, badge: bool) -> Image.Image:
    # Half a megabyte each: every hero's would be a third of what a worker may take.
    return _hero(hero_id, width, height, badge)


def _hero(hero_id: int, width: int, height: int, badge: bool) -> Image.Image:
    known = constants.hero(hero_id)
    if known is None:
        stops, letters = _SLATE, _UNKNOWN
    else:
        hue = _hue(known.slug)
        stops = (_colour(hue, 0.43, 0.42), _colour(hue + 0.09, 0.16, 0.46))
        letters = monogram(known.name)
    image = shapes.gradient(width, height, stops, (1.0, 0.8))
    _facets(image, zlib.crc32(str(hero_id).encode()))
    style = text.Style(round(height * 0.43), 800)
    line = text.painted(letters, style)
    middle = width * (0.58 if badge else 0.54) - line.line.width / 2
    baseline = height * (0.39 if badge else 0.46) + style.size * 0.36
    text.paste(image, line, middle + 1, baseline + 2, tuple(c // 3 for c in stops[1]))  # type: ignore[arg-type]
    text.paste(image, line, middle, baseline, (0xF7, 0xFA, 0xFC))
    return image


def _facets(image: Image.Image, seed: int) -> None:
    width, height = image.size
    big = (width * 2, height * 2)
    shift = seed % 100 / 100
    for share, strength in ((0.18 + shift * 0.3, 26), (0.55 + shift * 0.3, 16)):
        mask = Image.new("L", big, 0)
        left = share * big[0]
        points = [
            (left, 0),
            (left + big[0] * 0.22, 0),
            (left - big[0] * 0.12, big[1]),
            (left - big[0] * 0.42, big[1]),
        ]
        ImageDraw.Draw(mask).polygon(points, fill=strength)
        image.paste((255, 255, 255), (0, 0), mask.resize((width, height), Image.Resampling.BOX))


@functools.lru_cache(maxsize=1024)
def item(item_id: int, width: int, height: int) -> Image.Image:
    """Return an item tile: the item's own hue and a glyph for what kind of thing it is."""
    known = constants.item(item_id)
    if known is None:
        stops = _SLATE
        ink: Colour = (0xB9, 0xC3, 0xCE)
    else:
        hue = _hue(known.slug)
        stops = (_colour(hue, 0.4, 0.36), _colour(hue + 0.05, 0.19, 0.42))
        ink = _colour(hue, 0.9, 0.85)
    image = shapes.gradient(width, height, stops, (0.0, 1.0))
    if known is None:
        style = text.Style(height * 0.6, 800)
        line = text.painted(_UNKNOWN, style)
        left = (width - line.line.width) / 2
        text.paste(image, line, left, height / 2 + style.size * 0.36, ink)
        return image
    mask = _glyph_mask(glyph_name(known.slug), round(height * 0.74))
    corner = ((width - mask.width) // 2, (height - mask.height) // 2)
    image.paste(tuple(c // 2 for c in stops[1]), (corner[0] + 1, corner[1] + 1), mask)
    image.paste(ink, corner, mask)
    return image


@functools.lru_cache(maxsize=64)
def _glyph_mask(name: str, side: int) -> Image.Image:
    big = side * _OVERSAMPLING
    mask = Image.new("L", (big, big), 0)
    GLYPHS[name](ImageDraw.Draw(mask), big / 24)
    return mask.resize((side, side), Image.Resampling.BOX)
