"""The progress chart as one would first write it with pyplot: the yardstick of `benchmarks.render`.

Same size, same series, same texts, same panels. A new figure each time, axes with grids, labels
set by matplotlib, `savefig` with a tight box, and the figure closed afterwards, as its own
documentation asks.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt

from dota.progress import Metric
from renderers import theme
from renderers.progress import words
from renderers.progress.trend import COLOURS
from renderers.progress_chart import chart_facts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from dota.models import PlayerMatch
    from dota.progress import Progress, Series
    from locales import Locale


def naive_chart(name: str, matches: Sequence[PlayerMatch], locale: Locale) -> bytes:
    """Draw a progress chart and encode it, the plain way."""
    facts = chart_facts(matches)
    series = facts.series
    figure = plt.figure(figsize=(10, 5.6), dpi=100, facecolor=_hex(theme.BACKGROUND))
    grid = figure.add_gridspec(3, 2, width_ratios=(2.1, 1), height_ratios=(5, 5, 1))
    _trend(figure.add_subplot(grid[:2, 0]), facts, series[Metric.GOLD_PER_MIN], locale, large=True)
    _trend(figure.add_subplot(grid[0, 1]), facts, series[Metric.XP_PER_MIN], locale, large=False)
    _trend(figure.add_subplot(grid[1:, 1]), facts, series[Metric.KDA], locale, large=False)
    _strip(figure.add_subplot(grid[2, 0]), facts, locale)
    text: dict[str, Any] = {"color": _hex(theme.TEXT), "fontsize": 20, "fontweight": "bold"}
    # Its own fonts have no Chinese and the like; an honest first version asks for plain letters.
    shown = name.encode("latin-1", "replace").decode("latin-1")
    figure.text(0.05, 0.96, shown, parse_math=False, **text)
    rate = f"{words.percent(facts.wins, len(facts.matches))}% wins"
    figure.text(0.95, 0.96, rate, ha="right", **text)
    muted: dict[str, Any] = {"color": _hex(theme.MUTED), "fontsize": 12}
    subtitle = f"Last {len(facts.matches)} matches · {facts.window}-match rolling average"
    figure.text(0.05, 0.91, subtitle, **muted)
    figure.text(0.95, 0.91, f"{facts.wins} W – {facts.losses} L", ha="right", **muted)
    return _saved(figure)


def naive_plain_chart(matches: Sequence[PlayerMatch], locale: Locale) -> bytes:
    """Draw the large panel alone and encode it, the plain way."""
    facts = chart_facts(matches)
    figure = plt.figure(figsize=(10, 5.6), dpi=100, facecolor=_hex(theme.BACKGROUND))
    _trend(figure.add_subplot(), facts, facts.series[Metric.GOLD_PER_MIN], locale, large=True)
    return _saved(figure)


def _saved(figure: Figure) -> bytes:
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", bbox_inches="tight", facecolor=figure.get_facecolor())
    plt.close(figure)
    return buffer.getvalue()


def _trend(axes: Axes, facts: Progress, series: Series, locale: Locale, *, large: bool) -> None:
    colour = _hex(COLOURS[series.metric])
    _plain(axes)
    known = [(at, value) for at, value in enumerate(series.values) if value is not None]
    x, raw = [at for at, _ in known], [value for _, value in known]
    means = [mean for at in x if (mean := series.means[at]) is not None]
    if large:
        axes.plot(x, raw, color=_hex(theme.SOFT), linewidth=1, alpha=0.4)
        axes.fill_between(x, means, min(raw), color=colour, alpha=0.2)
        axes.grid(axis="y", linestyle="--", color=_hex(theme.LINE))
        best = max(known, key=lambda each: each[1])
        hero = words.hero(facts.matches[best[0]])
        label = words.labelled("best", series.metric, best[1], hero, locale)
        axes.plot(*best, "o", color=_hex(theme.TEXT))
        axes.annotate(label, best, color=_hex(theme.TEXT), ha="center", va="bottom")
        axes.yaxis.tick_right()
    else:
        axes.plot(x, raw, "o", color=colour, markersize=2, alpha=0.5)
        axes.set_yticks([])
    axes.set_xticks([])
    axes.plot(x, means, color=colour, linewidth=3)
    axes.plot(x[-1:], means[-1:], "o", color=colour, markersize=8)
    change = facts.change(series) or 0.0
    title = words.title(series.metric, locale)
    now = words.value(series.metric, series.latest, locale)
    axes.set_title(title, loc="left", color=_hex(theme.MUTED))
    axes.text(0.01, 0.97, now, transform=axes.transAxes, color=colour, fontsize=24, va="top")
    axes.set_title(f"{change:+.1f}", loc="right", color=_hex(theme.RADIANT))


def _strip(axes: Axes, facts: Progress, locale: Locale) -> None:
    _plain(axes)
    for outcome, colour in ((True, theme.RADIANT), (False, theme.DIRE)):
        x = [at for at, won in enumerate(facts.outcomes) if won is outcome]
        axes.bar(x, [1 if outcome else -1] * len(x), color=_hex(colour))
    axes.set_yticks([])
    ends = [0, len(facts.matches) - 1]
    axes.set_xticks(ends, [words.day(facts.matches[at], locale) for at in ends])


def _plain(axes: Axes) -> None:
    axes.set_facecolor(_hex(theme.PANEL))
    axes.tick_params(colors=_hex(theme.MUTED), length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _hex(colour: tuple[int, int, int]) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)
