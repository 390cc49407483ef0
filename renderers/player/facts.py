"""What the player card says of one player: the figures that are shown, and the verdict."""

from __future__ import annotations

import enum
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from dota.coaching import coaching_facts

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts
    from dota.models import Match, MatchPlayer

_STRONG, _WEAK = 65, 35
"""Mean percentiles from which on a game was strong, and up to which it was weak."""
_POOR: Final = 30
"""The percentile up to which the weakest figure is named."""
_LEAST_HEALING: Final = 2_000


class Figure(enum.StrEnum):
    """What a tile shows. The values are parts of message keys."""

    GPM = "gpm"
    XPM = "xpm"
    LAST_HITS = "last-hits"
    HERO_DAMAGE = "hero-damage"
    TOWER_DAMAGE = "tower-damage"
    HEALING = "healing"
    PARTICIPATION = "participation"
    """Percent of the team's kills that the player had a part in."""


_BENCHMARKS: Final = {
    Figure.GPM: "gold_per_min",
    Figure.XPM: "xp_per_min",
    Figure.LAST_HITS: "last_hits_per_min",
    Figure.HERO_DAMAGE: "hero_damage_per_min",
    Figure.TOWER_DAMAGE: "tower_damage",
    Figure.HEALING: "hero_healing_per_min",
}


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure with what it is compared with."""

    figure: Figure
    value: int | None
    percentile: int | None
    """0 to 100: percent of recent games with the hero that it is better than."""
    share: int | None
    """Percent of what the whole team has."""


class Mark(enum.StrEnum):
    """How a game compares with others of the hero, taken together."""

    STRONG = "strong"
    MIXED = "mixed"
    WEAK = "weak"


@dataclass(frozen=True, slots=True)
class PlayerFacts:
    """Everything that the card says beyond the match itself."""

    tiles: tuple[Tile, ...]
    won: bool | None
    left: bool
    """Whether the player abandoned the match, which is a loss whoever won."""
    kda: float | None
    participation: int | None
    damage_share: int | None
    net_worth_rank: int | None
    mark: Mark | None
    """None where there is nothing to compare with."""
    best: Tile | None
    worst: Tile | None
    """The weakest figure, where it is a weak one."""

    @property
    def compared(self) -> bool:
        """Whether any figure is compared with other games of the hero."""
        return self.mark is not None


def player_facts(match: Match, player: MatchPlayer) -> PlayerFacts:
    """Compute the facts of one of a match's players.

    Turbo is not compared with other games: its gold and experience are another game's.
    """
    facts = coaching_facts(match, player)
    tiles = _tiles(match, player, facts)
    compared = sorted(
        (tile for tile in tiles if tile.percentile is not None),
        key=lambda tile: tile.percentile or 0,
    )
    mark = None
    if compared:
        mean = fmean(tile.percentile or 0 for tile in compared)
        mark = Mark.STRONG if mean >= _STRONG else Mark.WEAK if mean <= _WEAK else Mark.MIXED
    poor = compared[0] if len(compared) > 1 and (compared[0].percentile or 0) <= _POOR else None
    return PlayerFacts(
        tiles=tiles,
        won=facts.won,
        left=facts.abandoned,
        kda=facts.kda,
        participation=facts.kill_participation,
        damage_share=facts.damage_share,
        net_worth_rank=facts.net_worth_rank,
        mark=mark,
        best=compared[-1] if compared else None,
        worst=poor,
    )


def _tiles(match: Match, player: MatchPlayer, facts: CoachingFacts) -> tuple[Tile, ...]:
    percentiles = {} if facts.turbo else {mark.name: mark.percentile for mark in facts.benchmarks}
    healer = (player.hero_healing or 0) >= _LEAST_HEALING
    last = Figure.HEALING if healer else Figure.PARTICIPATION
    first = (Figure.GPM, Figure.XPM, Figure.LAST_HITS, Figure.HERO_DAMAGE, Figure.TOWER_DAMAGE)
    mates = match.side(player.side)
    tiles = []
    for figure in (*first, last):
        if figure is Figure.PARTICIPATION:
            tiles.append(Tile(figure, facts.kill_participation, None, facts.kill_participation))
            continue
        values = [_value(figure, mate) for mate in mates]
        value = _value(figure, player)
        percentile = None if value is None else percentiles.get(_BENCHMARKS[figure])
        tiles.append(Tile(figure, value, percentile, _share(value, values)))
    return tuple(tiles)


def _value(figure: Figure, player: MatchPlayer) -> int | None:
    return {
        Figure.GPM: player.gold_per_min,
        Figure.XPM: player.xp_per_min,
        Figure.LAST_HITS: player.last_hits,
        Figure.HERO_DAMAGE: player.hero_damage,
        Figure.TOWER_DAMAGE: player.tower_damage,
        Figure.HEALING: player.hero_healing,
    }[figure]


def _share(value: int | None, values: list[int | None]) -> int | None:
    """Return percent of the whole; None where a part of it is unknown, or there is none."""
    known = [each for each in values if each is not None and each >= 0]
    whole = sum(known)
    if value is None or value < 0 or len(known) < len(values) or not whole:
        return None
    return round(100 * value / whole)
