"""A player's form over the last matches: series with rolling means, wins and losses."""

from __future__ import annotations

import enum
from collections import deque
from dataclasses import dataclass
from operator import attrgetter
from statistics import fmean
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from dota.eligibility import counts, is_turbo, kda, outcome

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dota.models import PlayerMatch

DEFAULT_WINDOW: Final = 10


class Metric(enum.StrEnum):
    """What is followed over time."""

    GOLD_PER_MIN = "gold_per_min"
    XP_PER_MIN = "xp_per_min"
    KDA = "kda"
    WIN_RATE = "win_rate"
    """In percent: 100 for a win, 0 for a loss. Only its means say anything."""
    NET_WORTH = "net_worth"

    @property
    def doubled_in_turbo(self) -> bool:
        """True for what Turbo makes so much larger that it can't be compared."""
        return self in {Metric.GOLD_PER_MIN, Metric.XP_PER_MIN, Metric.NET_WORTH}


@dataclass(frozen=True, slots=True)
class Series:
    """One metric, a place for every match of `Progress.matches`."""

    metric: Metric
    values: tuple[float | None, ...]
    """None where the match doesn't count for this metric, or the source didn't say."""
    means: tuple[float | None, ...]
    """Rolling mean of the last values up to each match; None before the first value."""

    @property
    def latest(self) -> float | None:
        """The rolling mean now."""
        return self.means[-1] if self.means else None


@dataclass(frozen=True, slots=True)
class Progress:
    """What a progress chart shows."""

    matches: tuple[PlayerMatch, ...]
    """Those that count, oldest first."""
    window: int
    """Matches in a rolling mean."""
    series: Mapping[Metric, Series]
    """One for each metric."""
    turbo_only: bool
    """True where every match is Turbo, so that gold and experience are Turbo's."""

    @property
    def outcomes(self) -> tuple[bool, ...]:
        """True for a win, False for a loss, oldest first."""
        return tuple(outcome(match) is True for match in self.matches)

    @property
    def wins(self) -> int:
        """How many were won."""
        return sum(self.outcomes)

    @property
    def losses(self) -> int:
        """How many were lost."""
        return len(self.matches) - self.wins

    def change(self, series: Series) -> float | None:
        """Return the rolling mean now less that of the first full window.

        None where the second window would be the first one: too little to compare.
        """
        known = [
            mean
            for value, mean in zip(series.values, series.means, strict=True)
            if value is not None and mean is not None
        ]
        if len(known) <= self.window:
            return None
        return known[-1] - known[self.window - 1]


def progress(matches: Iterable[PlayerMatch], window: int = DEFAULT_WINDOW) -> Progress:
    """Put a history into series.

    Parameters
    ----------
    matches : iterable of PlayerMatch
        In any order. Games that don't count (see `dota.eligibility`) are left out; a game that is
        there twice counts once.
    window : int
        Matches in a rolling mean, at least 1. While there are fewer, the mean is over those.

    Returns
    -------
    Progress
        With empty series where nothing counts. Gold, experience and net worth leave Turbo out,
        unless there is nothing else.
    """
    if window < 1:
        raise ValueError("a window holds at least one match")
    unique = {match.match_id: match for match in matches if counts(match)}
    ordered = tuple(sorted(unique.values(), key=lambda match: (match.start_time, match.match_id)))
    turbo_only = bool(ordered) and all(is_turbo(match) for match in ordered)

    comparable = ordered if turbo_only else tuple(None if is_turbo(one) else one for one in ordered)

    def series(metric: Metric) -> Series:
        games = comparable if metric.doubled_in_turbo else ordered
        figure = _FIGURES[metric]
        values = tuple(None if game is None else figure(game) for game in games)
        return Series(metric, values, rolling_means(values, window))

    return Progress(
        matches=ordered,
        window=window,
        series=MappingProxyType({metric: series(metric) for metric in Metric}),
        turbo_only=turbo_only,
    )


def rolling_means(values: Sequence[float | None], window: int) -> tuple[float | None, ...]:
    """Return the mean of the last `window` known values at each place; gaps carry it on."""
    recent: deque[float] = deque(maxlen=window)
    means: list[float | None] = []
    for value in values:
        if value is not None:
            recent.append(value)
        means.append(fmean(recent) if recent else None)
    return tuple(means)


_FIGURES: Final[Mapping[Metric, Callable[[PlayerMatch], float | None]]] = {
    Metric.GOLD_PER_MIN: attrgetter("gold_per_min"),
    Metric.XP_PER_MIN: attrgetter("xp_per_min"),
    Metric.NET_WORTH: attrgetter("net_worth"),
    Metric.KDA: lambda game: kda(game.kills, game.deaths, game.assists),
    Metric.WIN_RATE: lambda game: 100.0 if outcome(game) else 0.0,
}
