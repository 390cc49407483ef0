"""Which heroes a player plays, how often, and how it goes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dota.eligibility import counts, kda, outcome
from dota.leaderboard import wilson_lower_bound

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dota.models import PlayerMatch

_ENOUGH: Final = 5
"""Games with a hero from which on it can be a player's best."""


@dataclass(frozen=True, slots=True)
class HeroRecord:
    """A player's games with one hero."""

    hero_id: int
    games: int
    wins: int
    kda: float | None
    """Of all the games together, where their figures are known."""

    @property
    def losses(self) -> int:
        """How many were lost."""
        return self.games - self.wins

    @property
    def win_rate(self) -> float:
        """0.0 to 1.0."""
        return self.wins / self.games

    @property
    def interval(self) -> tuple[float, float]:
        """The 95 % Wilson interval of the win rate: wide where there are few games."""
        low = wilson_lower_bound(self.wins, self.games)
        return low, 1 - wilson_lower_bound(self.losses, self.games)


@dataclass(frozen=True, slots=True)
class HeroPool:
    """All heroes of a player's history."""

    matches: tuple[PlayerMatch, ...]
    """Those that count, oldest first."""
    heroes: tuple[HeroRecord, ...]
    """Most played first; among equals the one with more wins."""

    @property
    def wins(self) -> int:
        """How many matches were won."""
        return sum(outcome(match) is True for match in self.matches)


def surest(records: Iterable[HeroRecord]) -> HeroRecord | None:
    """Return the hero of whom a good win rate is surest; None without enough games with any."""
    enough = [record for record in records if record.games >= _ENOUGH]
    return max(enough, key=lambda record: record.interval[0], default=None)


def hero_pool(matches: Iterable[PlayerMatch]) -> HeroPool:
    """Sum up a history by hero.

    Parameters
    ----------
    matches : iterable of PlayerMatch
        In any order. Games that don't count (see `dota.eligibility`) and those whose hero isn't
        known are left out; a game that is there twice counts once.
    """
    unique = {match.match_id: match for match in matches if counts(match) and match.hero_id > 0}
    ordered = sorted(unique.values(), key=lambda match: (match.start_time, match.match_id))
    played: defaultdict[int, list[PlayerMatch]] = defaultdict(list)
    for match in ordered:
        played[match.hero_id].append(match)
    records = [_record(hero_id, games) for hero_id, games in played.items()]
    records.sort(key=lambda record: (-record.games, -record.wins, record.hero_id))
    return HeroPool(tuple(ordered), tuple(records))


def _record(hero_id: int, games: Sequence[PlayerMatch]) -> HeroRecord:
    known = [
        (game.kills or 0, game.deaths or 0, game.assists or 0)
        for game in games
        if kda(game.kills, game.deaths, game.assists) is not None
    ]
    ratio = None
    if known:
        kills, deaths, assists = (sum(column) for column in zip(*known, strict=True))
        ratio = kda(kills, deaths, assists)
    wins = sum(outcome(game) is True for game in games)
    return HeroRecord(hero_id, len(games), wins, ratio)
