"""Wins and losses under the main curve, match by match or day by day; and the days at its ends."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, Final

from locales import text
from renderers import theme
from renderers.canvas import Box
from renderers.progress import words
from renderers.progress.grid import DATES, NAMES, STRIP
from renderers.text import Style

if TYPE_CHECKING:
    from dota.progress import Progress
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.chart.plot import Pane

_MOST_BARS: Final = 130
_BARS: Final = 100
"""About how many there are when one match has no bar of its own any more."""
_WIDEST: Final = 16
_SIDE_ROOM: Final = 8
_COLUMNS: Final = 44
"""Bars side by side at most, where a bar stands for days."""
_LEAST: Final = 3
"""Pixels of a bar that is there at all."""
_DAY: Final = 86_400
_MIDDLE: Final = (STRIP.top + STRIP.bottom) // 2
_REACH: Final = STRIP.height // 2
_LETTER: Final = Style(17, 700)
_CAPTION: Final = Style(17, 500)


def draw_strip(canvas: Canvas, progress: Progress, locale: Locale) -> None:
    """Draw a bar up for each win and down for each loss, oldest first.

    Where there are more matches than bars fit, a bar stands for several: it goes up by their
    share of wins and down by their share of losses.
    """
    outcomes = progress.outcomes
    each = 1 if len(outcomes) <= _MOST_BARS else math.ceil(len(outcomes) / _BARS)
    steps = (STRIP.width - 2 * _SIDE_ROOM) / max(1, len(outcomes) - 1)
    width = max(2, min(_WIDEST, round(steps * each * 0.76)))
    for start in range(0, len(outcomes), each):
        group = outcomes[start : start + each]
        centre = STRIP.left + _SIDE_ROOM + (start + (len(group) - 1) / 2) * steps
        won = round(_REACH * sum(group) / len(group))
        lost = round(_REACH * (len(group) - sum(group)) / len(group))
        _draw_bars(canvas, centre, width, won, lost)
    _draw_letters(canvas, NAMES, locale)


def draw_strip_by_day(canvas: Canvas, progress: Progress, pane: Pane, locale: Locale) -> None:
    """Draw bars on the pane's axis of days: up for the wins of a day or a few, down for the losses.

    Parameters
    ----------
    canvas : Canvas
    progress : Progress
        Matches outside the pane's days are left out.
    pane : Pane
        What stands above; `left` and `right` in days since 1970.
    locale : Locale
    """
    first, last = math.ceil(pane.left), math.floor(pane.right)
    each = math.ceil((last - first + 1) / _COLUMNS)
    wins, losses = Counter[int](), Counter[int]()
    for match, won in zip(progress.matches, progress.outcomes, strict=True):
        day = match.start_time // _DAY if match.start_time is not None else -1
        if first <= day <= last:
            (wins if won else losses)[(day - first) // each] += 1
    if not wins and not losses:
        return
    most = max(*wins.values(), *losses.values(), 1)
    step = pane.x(first + each) - pane.x(first)
    width = max(2, min(_WIDEST, round(step * 0.76)))
    canvas.fill(Box(pane.box.left, _MIDDLE, pane.box.right, _MIDDLE + 1), theme.LINE)
    for column in wins.keys() | losses.keys():
        days = min(each, last - first + 1 - column * each)
        centre = pane.x(first + column * each + (days - 1) / 2)
        up, down = (_height(counted[column], most) for counted in (wins, losses))
        _draw_bars(canvas, centre, width, up, down)
    _draw_letters(canvas, pane.box.right + 10, locale)


def _height(count: int, most: int) -> int:
    return max(_LEAST, round(_REACH * count / most)) if count else 0


def _draw_bars(canvas: Canvas, centre: float, width: int, up: int, down: int) -> None:
    left = round(centre - width / 2)
    radius = 2 if width >= 5 else 0
    canvas.fill(Box(left, _MIDDLE - up, left + width, _MIDDLE - 1), theme.RADIANT, radius)
    canvas.fill(Box(left, _MIDDLE + 1, left + width, _MIDDLE + down), theme.DIRE, radius)


def _draw_letters(canvas: Canvas, left: int, locale: Locale) -> None:
    for key, baseline, colour in (
        ("progress-win", _MIDDLE - 3, theme.RADIANT),
        ("progress-loss", _MIDDLE + 15, theme.DIRE),
    ):
        canvas.text(left, baseline, text(locale, key), _LETTER, colour)


def draw_days(canvas: Canvas, progress: Progress, locale: Locale) -> None:
    """Write the days of the first and the last match."""
    first, last = (words.day(progress.matches[end], locale) for end in (0, -1))
    if first and first != last:
        canvas.text(STRIP.left, DATES, first, _CAPTION, theme.MUTED)
    if last:
        canvas.text(STRIP.right, DATES, last, _CAPTION, theme.MUTED, anchor="right")
