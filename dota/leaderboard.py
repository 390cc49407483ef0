"""Who leads a server: windows, what each member did in them, and places.

The steps are apart so that the second one's result can be stored: `totals` sums up a member's
matches in a `Window`, `board` ranks many members' totals by one metric.
"""

from __future__ import annotations

import enum
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dota.eligibility import counts, counts_for_rates, kda, outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dota.models import PlayerMatch

_DAY: Final = 86_400
_Z: Final = 1.96
"""Of a 95 % interval."""


class Period(enum.StrEnum):
    """How far back a board looks."""

    WEEK = "week"
    MONTH = "month"

    @property
    def days(self) -> int:
        """Length in days, today included."""
        return 7 if self is Period.WEEK else 30

    @property
    def minimum_games(self) -> int:
        """Games a member needs to be on the board."""
        return 5 if self is Period.WEEK else 10


class BoardMetric(enum.StrEnum):
    """What a board ranks by."""

    WIN_RATE = "win_rate"
    KDA = "kda"
    GOLD_PER_MIN = "gold_per_min"
    MEDAL = "medal"


@dataclass(frozen=True, slots=True)
class Window:
    """A span of whole UTC days: `start` is in it, `end` no more. Unix seconds."""

    start: int
    end: int

    def holds(self, unix_seconds: int) -> bool:
        """Tell whether a moment lies in it."""
        return self.start <= unix_seconds < self.end


@dataclass(frozen=True, slots=True)
class Totals:
    """What one member did in a window."""

    games: int = 0
    wins: int = 0
    kills: int = 0
    deaths: int = 0
    assists: int = 0
    kda_games: int = 0
    """Games whose kills, deaths and assists are known."""
    gold_per_min_sum: int = 0
    gold_games: int = 0
    """Games that count for gold per minute: no Turbo."""
    rank_tier: int | None = None
    leaderboard_rank: int | None = None
    """Position among Immortals; 1 is the best."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a board."""

    place: int
    member_id: int
    value: float
    """As it is shown: win rate in percent with one decimal, KDA with two, gold per minute and
    ``rank_tier`` whole."""
    games: int
    """Games that the value is made of."""
    wins: int
    leaderboard_rank: int | None = None


def window(period: Period, now: int) -> Window:
    """Return the last 7 or 30 UTC days, today among them.

    Parameters
    ----------
    period : Period
    now : int
        Unix seconds.
    """
    end = (now // _DAY + 1) * _DAY
    return Window(end - period.days * _DAY, end)


def totals(
    matches: Iterable[PlayerMatch],
    span: Window,
    *,
    rank_tier: int | None = None,
    leaderboard_rank: int | None = None,
) -> Totals:
    """Sum up a member's games in a window; which games count says `dota.eligibility`."""
    found = {match.match_id: match for match in matches if counts(match)}
    games = [match for match in found.values() if span.holds(match.start_time)]
    fights = [
        (match.kills, match.deaths, match.assists)
        for match in games
        if kda(match.kills, match.deaths, match.assists) is not None
    ]
    gold = [
        match.gold_per_min
        for match in games
        if counts_for_rates(match) and match.gold_per_min is not None
    ]
    return Totals(
        games=len(games),
        wins=sum(outcome(match) is True for match in games),
        kills=sum(kills or 0 for kills, _, _ in fights),
        deaths=sum(deaths or 0 for _, deaths, _ in fights),
        assists=sum(assists or 0 for _, _, assists in fights),
        kda_games=len(fights),
        gold_per_min_sum=sum(gold),
        gold_games=len(gold),
        rank_tier=rank_tier,
        leaderboard_rank=leaderboard_rank,
    )


def board(members: Mapping[int, Totals], metric: BoardMetric, period: Period) -> tuple[Entry, ...]:
    """Rank members.

    Parameters
    ----------
    members : mapping of int to Totals
        By Discord user id.
    metric : BoardMetric
        Win rate is ranked by the lower bound of its Wilson interval, so that 5 of 5 doesn't beat
        50 of 60, and shown as it is.
    period : Period
        Gives the least number of games; medals need none.

    Returns
    -------
    tuple of Entry
        Best first. Equal ones share a place, and the next place is skipped (1, 1, 3); among them
        the one with more games stands first.
    """
    scored = []
    for member_id, sums in members.items():
        score, value, games = _score(sums, metric)
        if games >= (1 if metric is BoardMetric.MEDAL else period.minimum_games):
            scored.append((score, value, games, member_id, sums))
    scored.sort(key=lambda row: ([-part for part in row[0]], -row[4].games, row[3]))
    entries: list[Entry] = []
    for index, (score, value, games, member_id, sums) in enumerate(scored):
        tied = index > 0 and scored[index - 1][0] == score
        entries.append(
            Entry(
                place=entries[-1].place if tied else index + 1,
                member_id=member_id,
                value=value,
                games=sums.games if metric is BoardMetric.MEDAL else games,
                wins=sums.wins,
                leaderboard_rank=sums.leaderboard_rank,
            )
        )
    return tuple(entries)


def wilson_lower_bound(wins: int, games: int) -> float:
    """Return the lower end of the win rate's 95 % Wilson interval, 0.0 to 1.0; 0 without games."""
    if games <= 0:
        return 0.0
    rate = wins / games
    squared = _Z * _Z / games
    spread = _Z * math.sqrt(rate * (1 - rate) / games + squared / (4 * games))
    return max(0.0, (rate + squared / 2 - spread) / (1 + squared))


def _score(sums: Totals, metric: BoardMetric) -> tuple[tuple[float, ...], float, int]:
    """Return what is ranked by, what is shown, and the games (or medals) it rests on.

    KDA and gold are ranked as they are shown: who reads the same number shares the place.
    """
    match metric:
        case BoardMetric.WIN_RATE:
            percent = 100 * sums.wins / max(1, sums.games)
            bound = wilson_lower_bound(sums.wins, sums.games)
            return (bound,), round(percent, 1), sums.games
        case BoardMetric.KDA:
            value = round(kda(sums.kills, sums.deaths, sums.assists) or 0.0, 2)
            return (value,), value, sums.kda_games
        case BoardMetric.GOLD_PER_MIN:
            value = round(sums.gold_per_min_sum / max(1, sums.gold_games))
            return (value,), value, sums.gold_games
        case BoardMetric.MEDAL:
            position = -(sums.leaderboard_rank or math.inf)
            tier = sums.rank_tier or 0
            return (tier, position), tier, int(tier > 0)
