"""Puts the progress chart together: ground, light, curves, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

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


def compose(progress: Progress, *, name: str | None, locale: Locale) -> Canvas:
    """Draw a history without encoding it; the canvas knows where each text stands."""
    trends = (
        Trend.of(progress, progress.gold_per_min, grid.LARGE),
        Trend.of(progress, progress.xp_per_min, grid.small(0)),
        Trend.of(progress, progress.kda, grid.small(1)),
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
