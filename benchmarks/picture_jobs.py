"""Pictures to draw for `benchmarks.render`, prepared beforehand, and the same the plain way."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from benchmarks.art import art_for, files_for
from benchmarks.histories import histories
from benchmarks.matches import matches
from dota.progress import Metric
from locales import Locale
from renderers import png
from renderers.match_card import render_match_card
from renderers.progress_chart import chart_facts, render_progress_chart

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dota.models import Match, PlayerMatch
    from renderers.art import Art

_HOSTILE = (
    "x" + "\u0335" * 10_000,
    "\u202e" * 10_000,
    "W" * 100_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 5_000,
    "\ufdfd" * 1_000,
)

Job: TypeAlias = Callable[[], bytes]
"""Draws one picture and returns its file."""


def cards(seed: int) -> Iterator[Job]:
    """Yield match cards without end, no two alike."""
    for match in matches(seed):
        account = match.players[3].account_id
        yield partial(_card, match, account, art_for(match))


def hostile_cards(seed: int) -> Iterator[Job]:
    """Yield match cards whose ten names are as bad as names can be."""
    for number, match in enumerate(matches(seed)):
        players = tuple(
            replace(player, name=f"{number}{name}")
            for player, name in zip(match.players, itertools.cycle(_HOSTILE), strict=False)
        )
        yield partial(_card, replace(match, players=players), None, art_for(match))


def naive_cards(seed: int) -> Iterator[Job]:
    """Yield match cards drawn the plain way."""
    from benchmarks.naive_card import naive_card

    for match in matches(seed):
        yield partial(naive_card, match, Locale.EN, *files_for(match))


def charts(seed: int) -> Iterator[Job]:
    """Yield progress charts without end, no two alike."""
    for name, rows in histories(seed):
        yield partial(_chart, name, rows)


def naive_charts(seed: int) -> Iterator[Job]:
    """Yield progress charts drawn the plain way."""
    from benchmarks.naive_chart import naive_chart

    for name, rows in histories(seed):
        yield partial(naive_chart, name, rows, Locale.EN)


def plain_charts(seed: int) -> Iterator[Job]:
    """Yield the progress chart's large panel alone: one axes, its curve and its words."""
    for _, rows in histories(seed):
        yield partial(_plain_chart, rows)


def naive_plain_charts(seed: int) -> Iterator[Job]:
    """Yield charts of one axes drawn the plain way."""
    from benchmarks.naive_chart import naive_plain_chart

    for _, rows in histories(seed):
        yield partial(naive_plain_chart, rows, Locale.EN)


def _card(match: Match, account: int | None, art: Art) -> bytes:
    return render_match_card(match, locale=Locale.EN, player=account, art=art).data


def _chart(name: str, rows: Sequence[PlayerMatch]) -> bytes:
    return render_progress_chart(name, rows, locale=Locale.EN).data


def _plain_chart(rows: Sequence[PlayerMatch]) -> bytes:
    # Not at the top: a process that draws cards is not to weigh what matplotlib weighs.
    from renderers import theme
    from renderers.canvas import Canvas
    from renderers.chart.plot import Plot
    from renderers.ground import ground
    from renderers.progress import grid
    from renderers.progress.curve import draw_curve, shade_trend
    from renderers.progress.panel import draw_words
    from renderers.progress.trend import Trend

    facts = chart_facts(rows)
    trend = Trend.of(facts, facts.series[Metric.GOLD_PER_MIN], grid.LARGE)
    below = Canvas(ground(grid.WIDTH, grid.HEIGHT).copy())
    below.fill(grid.MAIN, theme.PANEL, theme.RADIUS)
    shade_trend(below.image, trend)
    plot = Plot(below.image)
    draw_curve(plot, trend)
    canvas = Canvas(plot.image())
    draw_words(canvas, trend, facts, Locale.EN)
    return png.encode(canvas.image)
