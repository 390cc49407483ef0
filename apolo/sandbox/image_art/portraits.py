"""A portrait for every hero: a figure against the light, made from the hero's name."""

from __future__ import annotations

import colorsys
import zlib
from random import Random
from typing import TYPE_CHECKING, Final, TypeAlias

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from apolo.sandbox.image_art import figures
from apolo.sandbox.image_art.figures import Pen

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt

    from dota.constants import Hero

    _Pixels: TypeAlias = npt.NDArray[np.float32]

WIDTH, HEIGHT = 256, 144
_SCALE: Final = 3
"""How much larger outlines are drawn, to have smooth edges."""
_HUES: Final = {"str": (-18, 42), "agi": (88, 178), "int": (190, 268), "all": (262, 338)}
"""Degrees: from, to."""


def portrait(hero: Hero) -> Image.Image:
    """Return a hero's portrait, 256 x 144 pixels, the same every time."""
    chance = Random(zlib.crc32(hero.slug.encode()))
    attribute = hero.attribute if hero.attribute in _HUES else "all"
    low, high = _HUES[attribute]
    hue = chance.uniform(low, high) / 360
    head = (128 + chance.uniform(-12, 16), 60 + chance.uniform(-3, 5))
    broad = {"str": 1.18, "agi": 0.92, "int": 0.88, "all": 1.0}[attribute] * chance.uniform(
        0.94, 1.06
    )
    ground = _ground(chance, hue, head)
    glows: list[figures.Point] = []

    def body(pen: Pen) -> None:
        figures.shoulders(pen, chance, broad)
        chance.choice(figures.GEAR[attribute])(pen, chance, broad)
        figures.head(pen, chance)
        chance.choice(figures.HEADS[attribute])(pen, chance)

    def weapon(pen: Pen) -> None:
        glow = chance.choice(figures.WEAPONS[attribute])(pen, chance)
        if glow is not None:
            glows.append(glow)

    behind, front = _mask(head, weapon), _mask(head, body)
    light = _colour(hue + chance.uniform(-0.04, 0.04), 0.8, 0.9)
    picture = _lit(ground, behind, _colour(hue, 0.13, 0.5), light, 0.75)
    picture = _lit(picture, front, _colour(hue + 0.02, 0.10, 0.42), light, 1.0)
    accent = _colour(hue + chance.choice((0.42, 0.5, 0.08, 0.58)), 0.66, 1.0)
    picture = _glow(picture, _mask(head, lambda pen: _eyes(pen, chance)), accent, 4)
    for x, y in glows:
        orb = _mask(head, lambda pen, x=x, y=y: pen.oval(x, y, 7, 7))  # type: ignore[misc]
        picture = _glow(picture, orb, accent, 16)
    return _finished(picture)


def _colour(hue: float, lightness: float, saturation: float) -> _Pixels:
    rgb = colorsys.hls_to_rgb(hue % 1.0, lightness, saturation)
    return np.asarray(rgb, np.float32) * 255


def _mask(head: figures.Point, draw: Callable[[Pen], None]) -> Image.Image:
    mask = Image.new("L", (WIDTH * _SCALE, HEIGHT * _SCALE), 0)
    draw(Pen(ImageDraw.Draw(mask), _SCALE, head))
    return mask.resize((WIDTH, HEIGHT), Image.Resampling.BOX)


def _share(mask: Image.Image) -> _Pixels:
    return np.asarray(mask, np.float32)[..., None] / np.float32(255)


def _ground(chance: Random, hue: float, head: figures.Point) -> _Pixels:
    """Paint a light behind the head that falls off into the hue's dark."""
    across = (np.arange(WIDTH, dtype=np.float32)[None, :] - head[0]) / 150
    down = (np.arange(HEIGHT, dtype=np.float32)[:, None] - head[1] + 8) / 96
    near = np.clip(1 - np.sqrt(across**2 + down**2), 0, 1)[..., None] ** 1.2
    far = _colour(hue + 0.06, 0.17, 0.6)
    ground: _Pixels = far + (_colour(hue, 0.66, 0.8) - far) * near
    falling = _mask(head, lambda pen: figures.rays(pen, chance))
    beams = _share(falling.filter(ImageFilter.GaussianBlur(7)))
    ground += (_colour(hue - 0.03, 0.8, 0.9) - ground) * beams * 0.36

    def motes(pen: Pen) -> None:
        for _ in range(24):
            radius = chance.uniform(0.5, 1.5)
            pen.oval(chance.uniform(-128, 128), chance.uniform(-64, 90), radius, radius)

    sparks = _share(_mask(head, motes).filter(ImageFilter.GaussianBlur(0.7)))
    ground += (_colour(hue - 0.05, 0.86, 1.0) - ground) * sparks * 0.55
    return ground


def _lit(
    picture: _Pixels,
    mask: Image.Image,
    dark: _Pixels,
    light: _Pixels,
    strength: float,
) -> _Pixels:
    """Lay a dark shape on the picture, its edges lit from the upper right."""
    shape = _share(mask)
    picture = picture * (1 - 0.45 * _share(mask.filter(ImageFilter.GaussianBlur(9))))
    fall = np.linspace(1.35, 0.55, shape.shape[0], dtype=np.float32)[:, None, None]
    picture = picture + (dark * fall - picture) * shape
    for reach, blur, share in ((9, 7, 0.62), (2, 1.2, 1.0)):
        inner = ImageChops.offset(mask, -reach, reach)
        inner = inner.filter(ImageFilter.GaussianBlur(blur))
        rim = np.clip(shape - _share(inner), 0, 1)
        picture = picture + (light - picture) * rim * share * strength
    return picture


def _eyes(pen: Pen, chance: Random) -> None:
    apart, y = chance.uniform(6.5, 9), chance.uniform(-4, 1)
    slant = chance.uniform(-1, 3)
    pen.mirrored((apart - 4, y + slant * 0.6), (apart + 4.5, y - slant), (apart + 3, y + 2.4))


def _glow(
    picture: _Pixels,
    mask: Image.Image,
    colour: _Pixels,
    reach: float,
) -> _Pixels:
    halo = _share(mask.filter(ImageFilter.GaussianBlur(reach / 2)))
    picture = picture + colour * halo * 0.8
    core = colour + (255 - colour) * 0.55
    return picture + (core - picture) * _share(mask)


def _finished(picture: _Pixels) -> Image.Image:
    """Darken the corners."""
    height, width = picture.shape[:2]
    across = np.linspace(-1, 1, width, dtype=np.float32)[None, :, None]
    down = np.linspace(-1, 1, height, dtype=np.float32)[:, None, None]
    picture = picture * (1 - np.float32(0.32) * np.clip(across**2 * 0.6 + down**2 * 0.6, 0, 1))
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))
