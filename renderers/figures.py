"""What a match's figures mean on a picture: gold and its stand-in, MVP, totals, short numbers."""

from __future__ import annotations

import enum
import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dota.models import Side
from locales import Locale

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dota.models import Match, MatchPlayer

UNKNOWN: Final = "–"
_DECIMAL_COMMA: Final = frozenset({Locale.PT, Locale.ES})
_STEPS: Final = ((1_000_000_000_000, "T"), (1_000_000_000, "B"), (1_000_000, "M"), (1_000, "k"))
_LARGEST: Final = 999_000_000_000_000
_WEIGHTS: Final = (3.0, 2.0, 2.0, 0.5, 0.5, 1.0, -1.0)
"""Of kills, assists, hero damage, tower damage, healing, gold and deaths, in choosing an MVP."""


class GoldKind(enum.StrEnum):
    """What the gold figures of one card are. A card never shows both."""

    NET_WORTH = "net-worth"
    EARNED = "earned-gold"
    """Gold per minute times minutes, where the source has no net worth."""


@dataclass(frozen=True, slots=True)
class Gold:
    """The gold figure of each player."""

    kind: GoldKind
    values: tuple[int | None, ...]
    """In the order of `Match.players`."""


@dataclass(frozen=True, slots=True)
class Total:
    """One figure summed up for both sides."""

    name: str
    """``kills``, ``gold``, ``hero-damage``, ``tower-damage``, ``last-hits``."""
    radiant: int
    dire: int


# Each figure of a card is measured, then written, and read out.
@functools.lru_cache(maxsize=4096)
def short(number: float | None, locale: Locale) -> str:
    """Write a number in at most five characters and a sign: ``850``, ``18.7k``, ``2.0B``.

    Parameters
    ----------
    number
        None is written as a dash.
    locale
        Decides between the decimal point and the comma, ``B`` and ``G``.
    """
    if number is None:
        return UNKNOWN
    sign = "−" if number < 0 else ""
    size = min(abs(round(number)), _LARGEST)
    for step, letter in _STEPS:
        # 999,500 would be written as 1000k: it is a million already.
        if size >= step * 0.9995 and size >= 1000:
            share = size / step
            digits = f"{share:.1f}" if share < 99.95 else f"{share:.0f}"
            if locale in _DECIMAL_COMMA:
                # A Spanish billón is a thousand English billions; a giga is the same everywhere.
                digits, letter = digits.replace(".", ","), letter.replace("B", "G")
            return f"{sign}{digits}{letter}"
    return f"{sign}{size}"


def gold(match: Match) -> Gold:
    """Choose the gold figure of a card: net worth where most players have it, else earned gold.

    Returns
    -------
    Gold
        One kind for all players, so that they can be compared.
    """
    net_worth = tuple(player.net_worth for player in match.players)
    known = sum(1 for value in net_worth if value)
    if known * 2 >= len(net_worth):
        return Gold(GoldKind.NET_WORTH, net_worth)
    earned = tuple(
        None
        if player.gold_per_min is None
        else round(player.gold_per_min * max(0, match.duration) / 60)
        for player in match.players
    )
    if all(value is None for value in earned):
        return Gold(GoldKind.NET_WORTH, net_worth)
    return Gold(GoldKind.EARNED, earned)


def score(match: Match, side: Side) -> int | None:
    """Return a side's score: as given, else the sum of its players' kills."""
    given = match.radiant_score if side is Side.RADIANT else match.dire_score
    return given if given is not None else _sum(player.kills for player in match.side(side))


def totals(match: Match) -> tuple[Total, ...]:
    """Sum up what both sides have figures for, the most telling first."""
    values = dict(zip(match.players, gold(match).values, strict=True))
    sources: tuple[tuple[str, Callable[[MatchPlayer], int | None]], ...] = (
        ("gold", lambda player: values[player]),
        ("hero-damage", lambda player: player.hero_damage),
        ("tower-damage", lambda player: player.tower_damage),
        ("last-hits", lambda player: player.last_hits),
        ("kills", lambda player: player.kills),
    )
    found = []
    for name, figure in sources:
        radiant = _sum(figure(player) for player in match.side(Side.RADIANT))
        dire = _sum(figure(player) for player in match.side(Side.DIRE))
        if radiant is not None and dire is not None:
            found.append(Total(name, radiant, dire))
    return tuple(found)


def mvp(match: Match) -> MatchPlayer | None:
    """Choose the player who did most for the winning side, or None where it can't be told.

    Each figure counts as a share of the own side's sum: kills 3, assists 2, hero damage 2, gold 1,
    tower damage and healing a half, deaths minus 1. Who abandoned can't be chosen. Without a known
    winner all players are compared.
    """
    winner = match.winner
    best: MatchPlayer | None = None
    best_worth = 0.0
    values = dict(zip(match.players, gold(match).values, strict=True))
    for side in Side:
        if winner is not None and side is not winner:
            continue
        team = match.side(side)
        if len(team) < 2:
            continue
        for player, worth in zip(team, _worths(team, values), strict=True):
            if not player.abandoned and worth > best_worth:
                best, best_worth = player, worth
    return best


def _worths(team: tuple[MatchPlayer, ...], values: dict[MatchPlayer, int | None]) -> list[float]:
    parts = [
        [
            figure if figure and figure > 0 else 0
            for figure in (
                each.kills,
                each.assists,
                each.hero_damage,
                each.tower_damage,
                each.hero_healing,
                values[each],
                each.deaths,
            )
        ]
        for each in team
    ]
    wholes = [sum(figures) for figures in zip(*parts, strict=True)]
    return [
        sum(
            weight * part / whole
            for weight, part, whole in zip(_WEIGHTS, figures, wholes, strict=True)
            if whole
        )
        for figures in parts
    ]


def _sum(values: Iterable[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return sum(known) if known else None
