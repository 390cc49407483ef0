"""The words around a metric's curve: its name, its figure now, how that changed, the labels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import theme
from renderers.canvas import Box
from renderers.progress import words
from renderers.progress.grid import NAMES
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from dota.progress import Progress
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.progress.trend import Trend

_TITLE: Final = Style(20, 600)
_VALUES: Final = (Style(44, 800), Style(36, 800), Style(28, 800))
_CHANGE: Final = Style(26, 700)
_SMALL_CHANGE: Final = Style(22, 700)
_CAPTION: Final = Style(18, 500)
_NOTE: Final = Style(17, 500)
_LEVEL: Final = Style(17, 500, tabular=True)
_LEVEL_INK: Final = theme.mix(theme.FAINT, theme.MUTED, 0.6)
_BEST: Final = Style(18, 600)
_CHIP: Final = Style(15, 800)


def draw_words(canvas: Canvas, trend: Trend, progress: Progress, locale: Locale) -> None:
    """Write all the words of a trend's panel."""
    places = trend.places
    name = words.title(trend.metric, locale)
    width = canvas.text(places.left, places.title, name, _TITLE, theme.MUTED)
    if trend.turbo:
        left, middle = places.left + width + theme.GRID, places.title - 7
        word = text(locale, "progress-turbo")
        canvas.chip(left, middle, word, _CHIP, fill=theme.PANEL_RAISED, ink=theme.SOFT)
    elif trend.left_out:
        note = text(locale, "progress-turbo-left-out", matches=trend.left_out)
        canvas.text(places.left + width + 10, places.title, note, _NOTE, theme.FAINT)
    now = words.value(trend.metric, trend.series.latest, locale)
    room = places.right - places.left - _draw_change(canvas, trend, locale)
    style = largest(now, _VALUES, room)
    canvas.text(places.left, places.value, now, style, trend.colour, max_width=room)
    if trend.pane is None:
        _draw_nothing_known(canvas, trend.places.curves, locale)
    elif places.large:
        _draw_levels(canvas, trend, locale)
        _draw_ends(canvas, trend, progress, locale)


def _draw_nothing_known(canvas: Canvas, box: Box, locale: Locale) -> None:
    x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    message = text(locale, "progress-no-figures")
    canvas.text(x, y, message, _CAPTION, theme.FAINT, anchor="middle", max_width=box.width)


def _draw_change(canvas: Canvas, trend: Trend, locale: Locale) -> float:
    """Return the width that it takes with the room before it, pixels."""
    if trend.change is None:
        return 0.0
    places = trend.places
    written = words.change(trend.metric, abs(trend.change), locale)
    if words.is_zero(trend.metric, trend.change):
        shown, colour = "±0", theme.MUTED
    elif trend.change > 0:
        shown, colour = f"▲ +{written}", theme.RADIANT
    else:
        shown, colour = f"▼ −{written}", theme.DIRE
    if places.large:
        caption = text(locale, "progress-since", window=trend.window)
        canvas.text(places.right, places.title, caption, _CAPTION, theme.MUTED, anchor="right")
    style = _CHANGE if places.large else _SMALL_CHANGE
    return 2 * theme.GRID + canvas.text(
        places.right, places.value, shown, style, colour, anchor="right"
    )


def _draw_levels(canvas: Canvas, trend: Trend, locale: Locale) -> None:
    assert trend.pane is not None
    for level in trend.levels:
        written = words.level(trend.metric, level, locale)
        canvas.text(NAMES, trend.pane.y(level) + 6, written, _LEVEL, _LEVEL_INK)


def _draw_ends(canvas: Canvas, trend: Trend, progress: Progress, locale: Locale) -> None:
    """Write the labels of the best match, above it, and of the worst, below it."""
    pane = trend.pane
    assert pane is not None
    for key, which in trend.ends:
        ink, shift = (theme.TEXT, -14) if key == "best" else (theme.MUTED, 25)
        number = float(trend.points[which])
        hero = words.hero(progress.matches[which]) if trend.single else ""
        label = words.labelled(key, trend.metric, number, hero, locale)
        width = min(measure(label, _BEST), float(pane.box.width))
        half = width / 2
        x = min(max(pane.x(which), pane.box.left + half), pane.box.right - half)
        row = round(pane.y(number)) + shift
        if shift < 0:
            # No level runs through the words. Nothing else can be there: it is the highest point.
            box = Box(round(x - half) - 4, row - 16, round(x + half) + 4, row + 5)
            canvas.fill(box, theme.PANEL)
        canvas.text(x, row, label, _BEST, ink, anchor="middle", max_width=width)
