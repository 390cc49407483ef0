"""Simple signs for kinds of items, drawn on a 24 x 24 grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from PIL import ImageDraw

    _Pen: TypeAlias = ImageDraw.ImageDraw
    _Glyph: TypeAlias = Callable[[_Pen, float], None]

_INK: Final = 255
_CLEAR: Final = 0


def _points(unit: float, *pairs: tuple[float, float]) -> Sequence[tuple[float, float]]:
    return [(x * unit, y * unit) for x, y in pairs]


def _area(pen: _Pen, unit: float, *pairs: tuple[float, float], fill: int = _INK) -> None:
    pen.polygon(_points(unit, *pairs), fill=fill)


def _stroke(pen: _Pen, unit: float, width: float, *pairs: tuple[float, float]) -> None:
    pen.line(_points(unit, *pairs), fill=_INK, width=round(width * unit), joint="curve")


def _disc(pen: _Pen, unit: float, x: float, y: float, radius: float, fill: int = _INK) -> None:
    pen.ellipse(
        ((x - radius) * unit, (y - radius) * unit, (x + radius) * unit, (y + radius) * unit),
        fill=fill,
    )


def _sword(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (21, 2), (21, 6), (10, 17), (7, 14), (18, 3))
    _stroke(pen, unit, 2.4, (4.5, 12.5), (11.5, 19.5))
    _stroke(pen, unit, 2.8, (7.5, 16.5), (3.2, 20.8))


def _boots(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (7, 2), (14, 2), (14, 12), (21, 15), (22, 20), (6, 20), (5, 14))
    _area(pen, unit, (6, 21), (22, 21), (22, 22.6), (6, 22.6))


def _shield(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (12, 1.5), (21, 5), (20, 14), (12, 22.5), (4, 14), (3, 5))
    _area(pen, unit, (12, 5), (12, 18.6), (6.6, 13), (6, 7), fill=90)


def _staff(pen: _Pen, unit: float) -> None:
    _stroke(pen, unit, 2.4, (4, 22), (15, 9))
    _disc(pen, unit, 17, 6.5, 5)
    _disc(pen, unit, 17, 6.5, 2.2, _CLEAR)


def _orb(pen: _Pen, unit: float) -> None:
    _disc(pen, unit, 12, 12, 9.5)
    _disc(pen, unit, 12, 12, 6.5, 120)
    _disc(pen, unit, 9, 9, 2.4)


def _ring(pen: _Pen, unit: float) -> None:
    _disc(pen, unit, 12, 14, 8.5)
    _disc(pen, unit, 12, 14, 5.3, _CLEAR)
    _area(pen, unit, (12, 8.4), (7.6, 3.8), (9.6, 1), (14.4, 1), (16.4, 3.8))


def _gem(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (6, 3), (18, 3), (22.5, 9), (12, 22), (1.5, 9))
    _area(pen, unit, (8.5, 9), (15.5, 9), (12, 18.5), fill=110)


def _flask(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (9, 2), (15, 2), (15, 9), (21, 19), (19, 22), (5, 22), (3, 19), (9, 9))
    _area(pen, unit, (10.5, 4.5), (13.5, 4.5), (13.5, 10), (16, 14), (8, 14), (10.5, 10), fill=80)


def _scroll(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (5, 3), (17, 3), (17, 19), (21, 19), (19, 22), (5, 22))
    for y in (7.5, 11.5, 15.5):
        _area(pen, unit, (7.5, y), (14.5, y), (14.5, y + 1.4), (7.5, y + 1.4), fill=_CLEAR)


def _cape(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (8, 2), (16, 2), (21, 22), (15, 19.5), (12, 22), (9, 19.5), (3, 22))
    _area(pen, unit, (11.3, 6), (12.7, 6), (13.4, 17), (10.6, 17), fill=90)


def _bow(pen: _Pen, unit: float) -> None:
    pen.arc(
        (-8 * unit, 1 * unit, 18 * unit, 23 * unit), -72, 72, fill=_INK, width=round(2.4 * unit)
    )
    _stroke(pen, unit, 1.0, (9, 1.6), (9, 22.4))
    _stroke(pen, unit, 1.6, (3, 12), (21, 12))
    _area(pen, unit, (23.5, 12), (18.5, 9.2), (18.5, 14.8))


def _hammer(pen: _Pen, unit: float) -> None:
    _stroke(pen, unit, 2.6, (5, 21), (15, 9))
    _area(pen, unit, (9.5, 3.5), (14, 1), (23, 9), (19.8, 14))


def _mask(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (3, 3), (12, 6), (21, 3), (20, 14), (12, 22.5), (4, 14))
    _area(pen, unit, (6.4, 9), (10.6, 10.6), (9, 13.4), (6.6, 12.6), fill=_CLEAR)
    _area(pen, unit, (17.6, 9), (13.4, 10.6), (15, 13.4), (17.4, 12.6), fill=_CLEAR)


def _heart(pen: _Pen, unit: float) -> None:
    _disc(pen, unit, 7.6, 8.4, 5.4)
    _disc(pen, unit, 16.4, 8.4, 5.4)
    _area(pen, unit, (2.6, 10.4), (21.4, 10.4), (12, 22))


def _crown(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (3, 20), (1.5, 6), (7.5, 11.5), (12, 3), (16.5, 11.5), (22.5, 6), (21, 20))


def _leaf(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (20.5, 2.5), (21.5, 12), (15, 20), (7, 19), (5, 11), (11, 4.5))
    _stroke(pen, unit, 2.0, (3, 22), (9, 15.5))


def _bolt(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (14, 1), (4.5, 13.5), (11, 13.5), (9, 23), (19.5, 9.5), (13, 9.5))


def _star(pen: _Pen, unit: float) -> None:
    _area(pen, unit, (12, 1), (15, 9), (23, 12), (15, 15), (12, 23), (9, 15), (1, 12), (9, 9))


GLYPHS: Final[Mapping[str, _Glyph]] = {
    "sword": _sword,
    "boots": _boots,
    "shield": _shield,
    "staff": _staff,
    "orb": _orb,
    "ring": _ring,
    "gem": _gem,
    "flask": _flask,
    "scroll": _scroll,
    "cape": _cape,
    "bow": _bow,
    "hammer": _hammer,
    "mask": _mask,
    "heart": _heart,
    "crown": _crown,
    "leaf": _leaf,
    "bolt": _bolt,
    "star": _star,
}

_KINDS: Final[tuple[tuple[str, str], ...]] = (
    # First match wins, so the more telling parts of a slug come first.
    ("recipe", "scroll"),
    ("boots", "boots"),
    ("treads", "boots"),
    ("greaves", "boots"),
    ("phase", "boots"),
    ("travel", "boots"),
    ("ultimate_scepter", "staff"),
    ("aghanims_shard", "gem"),
    ("shard", "gem"),
    ("bottle", "flask"),
    ("flask", "flask"),
    ("potion", "flask"),
    ("clarity", "flask"),
    ("tpscroll", "scroll"),
    ("scroll", "scroll"),
    ("tome", "scroll"),
    ("book", "scroll"),
    ("smoke", "leaf"),
    ("tango", "leaf"),
    ("branches", "leaf"),
    ("moss", "leaf"),
    ("ward", "star"),
    ("dust", "star"),
    ("blink", "bolt"),
    ("maelstrom", "bolt"),
    ("mjollnir", "bolt"),
    ("gungir", "bolt"),
    ("shivas", "bolt"),
    ("heart", "heart"),
    ("soul", "heart"),
    ("vitality", "heart"),
    ("pipe", "staff"),
    ("wand", "staff"),
    ("stick", "staff"),
    ("staff", "staff"),
    ("rod", "staff"),
    ("scepter", "staff"),
    ("cyclone", "staff"),
    ("sheepstick", "staff"),
    ("dagon", "staff"),
    ("atos", "staff"),
    ("force", "staff"),
    ("mek", "crown"),
    ("crown", "crown"),
    ("circlet", "crown"),
    ("diadem", "crown"),
    ("helm", "crown"),
    ("hood", "cape"),
    ("cloak", "cape"),
    ("cape", "cape"),
    ("robe", "cape"),
    ("mail", "shield"),
    ("shield", "shield"),
    ("buckler", "shield"),
    ("guard", "shield"),
    ("plate", "shield"),
    ("armlet", "shield"),
    ("bkb", "shield"),
    ("black_king_bar", "shield"),
    ("assault", "shield"),
    ("platemail", "shield"),
    ("lotus", "orb"),
    ("sphere", "orb"),
    ("orb", "orb"),
    ("octarine", "orb"),
    ("refresher", "orb"),
    ("core", "orb"),
    ("aether_lens", "orb"),
    ("lens", "orb"),
    ("ring", "ring"),
    ("pendant", "ring"),
    ("necklace", "ring"),
    ("locket", "ring"),
    ("band", "ring"),
    ("bracer", "ring"),
    ("talisman", "ring"),
    ("medallion", "ring"),
    ("crest", "ring"),
    ("vladmir", "ring"),
    ("mask", "mask"),
    ("satanic", "mask"),
    ("mom", "mask"),
    ("bow", "bow"),
    ("dragon_lance", "bow"),
    ("pike", "bow"),
    ("quarterstaff", "staff"),
    ("hammer", "hammer"),
    ("mace", "hammer"),
    ("basher", "hammer"),
    ("abyssal", "hammer"),
    ("axe", "hammer"),
    ("quelling", "hammer"),
    ("desolator", "hammer"),
    ("bfury", "hammer"),
    ("gem", "gem"),
    ("crystal", "gem"),
    ("stone", "gem"),
    ("eternal", "gem"),
)


def glyph_name(slug: str) -> str:
    """Return the key in `GLYPHS` for an item: by its kind, else a sword or another sign."""
    for part, name in _KINDS:
        if part in slug:
            return name
    return "sword"
