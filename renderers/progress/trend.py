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
    Metric.WIN_RATE: theme.PARTIES[2],
    Metric.NET_WORTH: theme.PARTIES[3],
}

_LARGE_ROOM: Final = (34, 30)
_SMALL_ROOM: Final = (8, 8)
"""Pixels kept free above and below the curve, for the labels of the best and the worst match."""
_SIDE_ROOM: Final = 8
_MOST_LEVELS: Final = 5
_LEVEL_ROOM: Final = 12
_HUNDRED: Final = 100.0


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
    """NaN where there is no figure, as in `means`; all NaN where single matches say nothing."""
    means: Values

    @classmethod
    def of(cls, progress: Progress, series: Series, places: Places) -> Trend:
        """Prepare a series of `progress` for the panel at `places`."""
        raw, means = _array(series.values), _array(series.means)
        if series.metric is Metric.WIN_RATE:
            # Of one match it is all or nothing, and of a few hardly less so.
            raw = np.full_like(raw, np.nan)
            means[: _full_from(series, progress.window)] = np.nan
        return cls(
            series=series,
            change=progress.change(series),
            window=progress.window,
            turbo=progress.turbo_only and series.metric.doubled_in_turbo,
            left_out=words.turbo_left_out(progress) if series.metric.doubled_in_turbo else 0,
            places=places,
            pane=_pane(raw if series.metric is not Metric.WIN_RATE else means, places),
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
        return _full_from(self.series, self.window)

    @property
    def points(self) -> Values:
        """What the best and the worst are chosen of: matches, or else means over whole windows."""
        return self.raw if self.single else self.means

    @property
    def single(self) -> bool:
        """Whether a single match has a figure worth showing."""
        return self.metric is not Metric.WIN_RATE

    @property
    def ends(self) -> tuple[tuple[str, int], ...]:
        """The ``worst`` and the ``best`` and which match each is, the latest of several.

        Nothing where many are all equal; the best alone where there is but one. Some are known.
        """
        points = self.points
        lowest, highest = (
            len(points) - 1 - int(choose(points[::-1])) for choose in (np.nanargmin, np.nanargmax)
        )
        if points[lowest] != points[highest]:
            return (("worst", lowest), ("best", highest))
        return (("best", highest),) if np.count_nonzero(~np.isnan(points)) == 1 else ()

    @property
    def levels(self) -> list[float]:
        """Round values between the lowest and the highest, to be named beside the curve."""
        if self.pane is None:
            return []
        whole = self.metric is not Metric.KDA
        found = ticks(self.pane.bottom, self.pane.top, _MOST_LEVELS, whole=whole)
        # None runs through the label of the worst match.
        worst = float(np.nanmin(self.points))
        found = [level for level in found if level >= worst]
        # Nor does its name touch what is written above the curves.
        highest = self.pane.box.top + _LEVEL_ROOM
        found = [level for level in found if self.pane.y(level) >= highest]
        return [level for level in found if level <= _HUNDRED] if not self.single else found


def _full_from(series: Series, window: int) -> int:
    known = [at for at, value in enumerate(series.values) if value is not None]
    return known[window - 1] if len(known) >= 2 * window else 0


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
