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
from renderers.progress.panel import draw_words
from renderers.progress.strip import draw_days, draw_strip
from renderers.progress.trend import Trend

if TYPE_CHECKING:
    from dota.progress import Progress
    from locales import Locale


BESIDE: Final = {
    Metric.GOLD_PER_MIN: (Metric.XP_PER_MIN, Metric.KDA),
    Metric.XP_PER_MIN: (Metric.GOLD_PER_MIN, Metric.KDA),
    Metric.KDA: (Metric.GOLD_PER_MIN, Metric.WIN_RATE),
    Metric.WIN_RATE: (Metric.GOLD_PER_MIN, Metric.KDA),
    Metric.NET_WORTH: (Metric.GOLD_PER_MIN, Metric.KDA),
}
"""What stands in the small panels beside each metric."""


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
        *(
            Trend.of(progress, progress.series[other], grid.small(index))
            for index, other in enumerate(BESIDE[metric])
        ),
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
