"""One metric over time as a chart needs it: its series in numbers, and its scales."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from dota.progress import Metric
from renderers import theme
from renderers.chart.plot import Pane
from renderers.chart.scale import span, ticks, with_room
from renderers.progress import words

if TYPE_CHECKING:
    from dota.progress import Progress, Series
    from renderers.chart.plot import Values
    from renderers.progress.grid import Places
    from renderers.theme import Colour

COLOURS: Final = {
    Metric.GOLD_PER_MIN: theme.GOLD,
    Metric.XP_PER_MIN: theme.PARTIES[0],
    Metric.KDA: theme.PARTIES[1],
}

_LARGE_ROOM: Final = (34, 10)
_SMALL_ROOM: Final = (8, 8)
"""Pixels kept free above and below the curve; the label of the best match stands above."""
_SIDE_ROOM: Final = 8
_MOST_LEVELS: Final = 5


@dataclass(frozen=True, slots=True)
class Trend:
    """A metric's series, ready to be drawn in its panel."""

    series: Series
    change: float | None
    """From the first full window to the last one; None where the two are the same."""
    window: int
    """Matches in a rolling mean."""
    turbo: bool
    """True where the figures are Turbo's, and can't be compared with others."""
    left_out: int
    """Turbo matches that are not in it."""
    places: Places
    pane: Pane | None
    """None where no figure is known."""
    x: Values
    """Which match, counted from the oldest."""
    raw: Values
    """NaN where there is no figure, as in `means`."""
    means: Values

    @classmethod
    def of(cls, progress: Progress, series: Series, places: Places) -> Trend:
        """Prepare a series of `progress` for the panel at `places`."""
        raw, means = _array(series.values), _array(series.means)
        return cls(
            series=series,
            change=progress.change(series),
            window=progress.window,
            turbo=progress.turbo_only and series.metric is not Metric.KDA,
            left_out=0 if series.metric is Metric.KDA else words.turbo_left_out(progress),
            places=places,
            pane=_pane(raw, places),
            x=np.arange(len(raw), dtype=np.float64),
            raw=raw,
            means=means,
        )

    @property
    def metric(self) -> Metric:
        """What is followed."""
        return self.series.metric

    @property
    def colour(self) -> Colour:
        """The metric's own."""
        return COLOURS[self.metric]

    @property
    def full_from(self) -> int:
        """Where the rolling mean begins to be over a whole window; 0 where it hardly ever is."""
        known = np.flatnonzero(~np.isnan(self.raw))
        return int(known[self.window - 1]) if len(known) >= 2 * self.window else 0

    @property
    def best(self) -> int:
        """Which match has the highest figure, the latest of several; some figure is known."""
        return len(self.raw) - 1 - int(np.nanargmax(self.raw[::-1]))

    @property
    def levels(self) -> list[float]:
        """Round values between the lowest and the highest, to be named beside the curve."""
        if self.pane is None:
            return []
        whole = self.metric is not Metric.KDA
        return ticks(self.pane.bottom, self.pane.top, _MOST_LEVELS, whole=whole)


def _array(values: tuple[float | None, ...]) -> Values:
    return np.array([np.nan if value is None else value for value in values], np.float64)


def _pane(raw: Values, places: Places) -> Pane | None:
    known = raw[~np.isnan(raw)]
    if not len(known):
        return None
    box = places.curves
    above, below = _LARGE_ROOM if places.large else _SMALL_ROOM
    bottom, top = with_room(*span(known.tolist()), box.height, above, below)
    left, right = with_room(0.0, float(len(raw) - 1), box.width, _SIDE_ROOM, _SIDE_ROOM)
    return Pane(box, left, right, bottom, top)
