"""Puts the progress chart together: ground, light, curves, words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.progress import Metric
from renderers.canvas import Canvas
from renderers.chart.plot import Plot
from renderers.progress import grid
from renderers.progress.backdrop import backdrop
from renderers.progress.curve import draw_curve, shade_trend
from renderers.progress.header import draw_header
from renderers.progress.medal import Climb, draw_climb, draw_climb_words
from renderers.progress.panel import draw_words
from renderers.progress.strip import draw_days, draw_strip, draw_strip_by_day
from renderers.progress.trend import Trend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.progress import Progress
    from dota.rank import MedalSeen
    from locales import Locale


BESIDE: Final = {
    Metric.GOLD_PER_MIN: (Metric.XP_PER_MIN, Metric.KDA),
    Metric.XP_PER_MIN: (Metric.GOLD_PER_MIN, Metric.KDA),
    Metric.KDA: (Metric.GOLD_PER_MIN, Metric.WIN_RATE),
    Metric.WIN_RATE: (Metric.GOLD_PER_MIN, Metric.KDA),
    Metric.NET_WORTH: (Metric.GOLD_PER_MIN, Metric.KDA),
}
"""What stands in the small panels beside each metric."""

BESIDE_MEDALS: Final = (Metric.WIN_RATE, Metric.KDA)


def compose(
    progress: Progress,
    *,
    name: str | None,
    locale: Locale,
    metric: Metric = Metric.GOLD_PER_MIN,
) -> Canvas:
    """Draw a history without encoding it; the canvas knows where each text stands."""
    trends = (
        Trend.of(progress, progress.series[metric], grid.LARGE),
        *_small(progress, BESIDE[metric]),
    )
    ground = backdrop(trends[0].colour).copy()
    for trend in trends:
        shade_trend(ground, trend)
    plot = Plot(ground)
    for trend in trends:
        draw_curve(plot, trend)
    canvas = Canvas(plot.image())
    draw_header(canvas, progress, name, locale)
    for trend in trends:
        draw_words(canvas, trend, progress, locale)
    draw_strip(canvas, progress, locale)
    draw_days(canvas, progress, locale)
    return canvas


def compose_medals(
    progress: Progress, medals: Sequence[MedalSeen], *, name: str | None, locale: Locale
) -> Canvas:
    """Draw a player's medals without encoding them; the canvas knows where each text stands."""
    climb = Climb.of(medals)
    trends = _small(progress, BESIDE_MEDALS)
    ground = backdrop(climb.colour).copy()
    for trend in trends:
        shade_trend(ground, trend)
    plot = Plot(ground)
    draw_climb(plot, climb)
    for trend in trends:
        draw_curve(plot, trend)
    canvas = Canvas(plot.image())
    draw_header(canvas, progress, name, locale)
    draw_climb_words(canvas, climb, locale)
    draw_strip_by_day(canvas, progress, climb.pane, locale)
    for trend in trends:
        draw_words(canvas, trend, progress, locale)
    return canvas


def _small(progress: Progress, metrics: Sequence[Metric]) -> tuple[Trend, ...]:
    return tuple(
        Trend.of(progress, progress.series[metric], grid.small(index))
        for index, metric in enumerate(metrics)
    )
