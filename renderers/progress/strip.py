"""Wins and losses, match by match, under the main curve; and the days at its ends."""

from __future__ import annotations

import math
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

_MOST_BARS: Final = 130
_BARS: Final = 100
"""About how many there are when one match has no bar of its own any more."""
_WIDEST: Final = 16
_SIDE_ROOM: Final = 8
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
    middle = (STRIP.top + STRIP.bottom) // 2
    reach = STRIP.height // 2
    for start in range(0, len(outcomes), each):
        group = outcomes[start : start + each]
        centre = STRIP.left + _SIDE_ROOM + (start + (len(group) - 1) / 2) * steps
        left = round(centre - width / 2)
        up = round(reach * sum(group) / len(group))
        down = round(reach * (len(group) - sum(group)) / len(group))
        radius = 2 if width >= 5 else 0
        canvas.fill(Box(left, middle - up, left + width, middle - 1), theme.RADIANT, radius)
        canvas.fill(Box(left, middle + 1, left + width, middle + down), theme.DIRE, radius)
    for key, baseline, colour in (
        ("progress-win", middle - 3, theme.RADIANT),
        ("progress-loss", middle + 15, theme.DIRE),
    ):
        canvas.text(NAMES, baseline, text(locale, key), _LETTER, colour)


def draw_days(canvas: Canvas, progress: Progress, locale: Locale) -> None:
    """Write the days of the first and the last match."""
    first, last = (words.day(progress.matches[end], locale) for end in (0, -1))
    if first and first != last:
        canvas.text(STRIP.left, DATES, first, _CAPTION, theme.MUTED)
    if last:
        canvas.text(STRIP.right, DATES, last, _CAPTION, theme.MUTED, anchor="right")
