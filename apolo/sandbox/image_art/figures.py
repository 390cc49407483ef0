"""Outlines of busts and weapons, on a field 256 wide and 144 high."""

# All outlines of a kind are called alike, whether they leave something to chance or not.
# ruff: noqa: ARG001

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from random import Random

    from PIL import ImageDraw

Point: TypeAlias = tuple[float, float]


class Pen:
    """Draws on a larger image in units of the field, around the middle of the head."""

    def __init__(self, draw: ImageDraw.ImageDraw, scale: float, head: Point) -> None:
        self._draw = draw
        self._scale = scale
        self._head = head

    def area(self, *points: Point) -> None:
        """Fill a polygon."""
        self._draw.polygon([self._at(point) for point in points], fill=255)

    def mirrored(self, *points: Point) -> None:
        """Fill a polygon and the same on the other side."""
        self.area(*points)
        self.area(*((-x, y) for x, y in points))

    def oval(self, x: float, y: float, wide: float, high: float) -> None:
        """Fill an ellipse around a point; `wide` and `high` are half its size."""
        self._draw.ellipse((*self._at((x - wide, y - high)), *self._at((x + wide, y + high))), 255)

    def stroke(self, width: float, *points: Point) -> None:
        """Draw a line with round joints."""
        self._draw.line(
            [self._at(point) for point in points],
            fill=255,
            width=max(1, round(width * self._scale)),
            joint="curve",
        )

    def _at(self, point: Point) -> Point:
        return (
            (self._head[0] + point[0]) * self._scale,
            (self._head[1] + point[1]) * self._scale,
        )


def _curve(start: Point, bend: Point, end: Point, steps: int = 12) -> list[Point]:
    return [
        (
            (1 - t) ** 2 * start[0] + 2 * t * (1 - t) * bend[0] + t * t * end[0],
            (1 - t) ** 2 * start[1] + 2 * t * (1 - t) * bend[1] + t * t * end[1],
        )
        for t in (step / steps for step in range(steps + 1))
    ]


def shoulders(pen: Pen, chance: Random, broad: float) -> None:
    """Draw neck, chest and shoulders down to the field's lower edge."""
    width, top = 62 * broad, 34 + chance.uniform(-2, 4)
    right = [
        (8, 16),
        *_curve((10, 26), (width * 0.45, top - 4), (width * 0.8, top + 6)),
        *_curve((width * 0.8, top + 6), (width + 4, top + 14), (width + 12, 130)),
    ]
    pen.area(*right, *((-x, y) for x, y in reversed(right)))
    pen.area((-11, 8), (11, 8), (15, 40), (-15, 40))


def _plates(pen: Pen, chance: Random, broad: float) -> None:
    x, y = 50 * broad, 44
    for side in (-1, 1):
        pen.oval(side * x, y, 24 * broad, 17)
        pen.oval(side * (x + 10), y + 18, 22 * broad, 15)


def _spikes(pen: Pen, chance: Random, broad: float) -> None:
    x = 42 * broad
    for lean, height in ((0, 34), (17, 26), (32, 16)):
        pen.mirrored(
            (x + lean - 9, 48), (x + lean + lean * 0.35 + 6, 48 - height), (x + lean + 11, 56)
        )


def _fur(pen: Pen, chance: Random, broad: float) -> None:
    for step in range(-7, 8):
        x = step * 9.5 * broad
        y = 30 + abs(step) * 3.2
        pen.area((x - 9, y + 16), (x + chance.uniform(-4, 4), y - 5), (x + 9, y + 16))


def _collar(pen: Pen, chance: Random, broad: float) -> None:
    pen.mirrored((9, 34), (18, 22), (44, -10), (54, 6), (48, 44))


def _none(pen: Pen, chance: Random, broad: float) -> None:
    """Leave the shoulders bare."""


def _hood(pen: Pen, chance: Random) -> None:
    right = [*_curve((0, -38), (30, -34), (29, 2)), *_curve((29, 2), (28, 24), (42, 40)), (0, 44)]
    pen.area(*right, *((-x, y) for x, y in reversed(right)))
    pen.area((-8, -34), (4, -46), (14, -33))


def _horns(pen: Pen, chance: Random) -> None:
    _helm(pen, chance)
    reach = chance.uniform(30, 46)
    outer = _curve((13, -16), (reach, -18), (reach - 2, -50))
    inner = _curve((reach - 2, -50), (reach - 12, -28), (10, -25))
    pen.mirrored(*outer, *inner)


def _helm(pen: Pen, chance: Random) -> None:
    right = [*_curve((0, -31), (24, -31), (23, -2)), (21, 18), (10, 27), (0, 30)]
    pen.area(*right, *((-x, y) for x, y in reversed(right)))


def _crest(pen: Pen, chance: Random) -> None:
    _helm(pen, chance)
    outer = _curve((-14, -24), (6, -62), (34, -26))
    pen.area(*outer, *_curve((34, -26), (36, 4), (27, 20)), (20, -14), (4, -28))


def _hat(pen: Pen, chance: Random) -> None:
    bend = chance.uniform(-18, 18)
    pen.oval(0, -12, 44, 9)
    pen.area(
        *_curve((-22, -14), (-10, -36), (bend, -56)), *_curve((bend, -56), (14, -32), (22, -14))
    )


def _crown(pen: Pen, chance: Random) -> None:
    pen.area(
        (-20, -14), (-26, -40), (-13, -28), (-8, -47), (0, -30),
        (8, -47), (13, -28), (26, -40), (20, -14),
    )  # fmt: skip


def _hair(pen: Pen, chance: Random) -> None:
    right = [*_curve((0, -32), (28, -36), (29, 0)), *_curve((29, 0), (28, 34), (38, 62)), (14, 66)]
    pen.area(*right, *((-x, y) for x, y in reversed(right)))


def _ears(pen: Pen, chance: Random) -> None:
    _hair(pen, chance)
    pen.mirrored((18, -6), (52, -24), (21, 8))


def _antlers(pen: Pen, chance: Random) -> None:
    for side in (-1, 1):
        trunk = _curve((side * 9, -22), (side * 30, -34), (side * 26, -62))
        pen.stroke(5, *trunk)
        pen.stroke(4, trunk[5], (side * 42, -48))
        pen.stroke(3.4, trunk[9], (side * 40, -62))


def _fins(pen: Pen, chance: Random) -> None:
    _helm(pen, chance)
    pen.area((-6, -26), *_curve((-6, -34), (6, -56), (30, -52)), (14, -38), (20, -22))
    pen.mirrored((19, -10), (44, -18), (38, 2), (46, 14), (18, 16))


def head(pen: Pen, chance: Random) -> None:
    """Draw the face's outline."""
    jaw = chance.uniform(11, 16)
    right = [*_curve((0, -27), (22, -28), (20, 0)), (jaw, 20), (5, 28), (0, 29)]
    pen.area(*right, *((-x, y) for x, y in reversed(right)))


def _staff(pen: Pen, chance: Random) -> Point:
    x = chance.choice((-1, 1)) * chance.uniform(54, 62)
    pen.stroke(5, (x - 3, 120), (x, -30))
    pen.stroke(4, *_curve((x - 12, -26), (x - 15, -50), (x + 2, -54)))
    pen.stroke(4, *_curve((x + 12, -26), (x + 15, -44), (x + 8, -50)))
    return (x, -38)


def _blade(pen: Pen, chance: Random) -> Point | None:
    side = chance.choice((-1, 1))
    pen.area((side * 42, 60), (side * 86, -36), (side * 94, -52), (side * 95, -32), (side * 52, 62))
    pen.stroke(6, (side * 36, 40), (side * 66, 52))
    return None


def _axe(pen: Pen, chance: Random) -> Point | None:
    side = chance.choice((-1, 1))
    pen.stroke(6, (side * 46, 110), (side * 74, -34))
    outer = _curve((side * 66, -44), (side * 112, -40), (side * 98, 6))
    pen.area(*outer, *_curve((side * 98, 6), (side * 88, -14), (side * 68, -10)))
    return None


def _bow(pen: Pen, chance: Random) -> Point | None:
    side = chance.choice((-1, 1))
    pen.stroke(5.5, *_curve((side * 58, -50), (side * 108, 10), (side * 66, 104), 20))
    pen.stroke(1.4, (side * 58, -50), (side * 66, 104))
    return None


def _hammer(pen: Pen, chance: Random) -> Point | None:
    side = chance.choice((-1, 1))
    pen.stroke(6, (side * 44, 110), (side * 70, -20))
    pen.area((side * 50, -20), (side * 56, -48), (side * 96, -40), (side * 90, -12))
    return None


def _wings(pen: Pen, chance: Random) -> Point | None:
    for side in (-1, 1):
        tip = [(side * 118, -40), (side * 112, -8), (side * 100, 20), (side * 84, 46)]
        low = [(side * 96, -6), (side * 86, 18), (side * 72, 42)]
        edge: list[Point] = [(side * 26, 50), *_curve((side * 30, 20), (side * 62, -48), tip[0])]
        for outer, inner in zip(tip[1:], low, strict=True):
            edge += [inner, outer]
        pen.area(*edge)
    return None


def _empty(pen: Pen, chance: Random) -> Point | None:
    return None


Headgear: TypeAlias = "Callable[[Pen, Random], None]"
Gear: TypeAlias = "Callable[[Pen, Random, float], None]"
Weapon: TypeAlias = "Callable[[Pen, Random], Point | None]"
"""Returns where it glows, if anywhere."""

HEADS: Final[dict[str, tuple[Headgear, ...]]] = {
    "str": (_horns, _helm, _crest, _fins, _crown, _antlers),
    "agi": (_hood, _hair, _ears, _crest, _fins, _horns),
    "int": (_hat, _hood, _crown, _hair, _ears, _antlers, _helm),
    "all": (_hood, _antlers, _horns, _hair, _fins, _hat, _crest),
}
GEAR: Final[dict[str, tuple[Gear, ...]]] = {
    "str": (_plates, _spikes, _fur, _none, _plates),
    "agi": (_none, _spikes, _collar, _fur, _none),
    "int": (_collar, _none, _fur, _collar, _spikes),
    "all": (_spikes, _collar, _fur, _plates, _none),
}
WEAPONS: Final[dict[str, tuple[Weapon, ...]]] = {
    "str": (_axe, _hammer, _blade, _empty, _axe, _wings),
    "agi": (_blade, _bow, _empty, _blade, _wings),
    "int": (_staff, _staff, _wings, _empty),
    "all": (_staff, _blade, _wings, _bow, _hammer, _empty),
}


def rays(pen: Pen, chance: Random) -> None:
    """Draw light that falls from behind the head."""
    turn = chance.uniform(0, math.pi)
    for step in range(7):
        angle = turn + step * 2 * math.pi / 7 + chance.uniform(-0.25, 0.25)
        width = chance.uniform(0.04, 0.11)
        pen.area(
            (0, 0),
            (240 * math.cos(angle - width), 240 * math.sin(angle - width)),
            (240 * math.cos(angle + width), 240 * math.sin(angle + width)),
        )
