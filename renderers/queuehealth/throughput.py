"""Jobs that ended, minute by minute, those that failed on top."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import figures, theme
from renderers.canvas import Box
from renderers.queuehealth import words
from renderers.queuehealth.grid import DONE, PADDING, curves
from renderers.text import Style, largest

if TYPE_CHECKING:
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.queues_facts import QueuesFacts

_TITLE: Final = (Style(20, 600), Style(18, 600))
_VALUE: Final = Style(38, 800)
_FAILED: Final = (Style(21, 700), Style(18, 700))
_LEVEL: Final = Style(18, 500, tabular=True)
_NOTHING: Final = Style(19, 500)
_LEAST, _LEAST_FAILED = 2, 6
"""Pixels that even one job, and one failure, is high."""


def draw_throughput(canvas: Canvas, facts: QueuesFacts, locale: Locale) -> None:
    """Write the rate, and draw a bar for each minute."""
    left, right = DONE.left + PADDING, DONE.right - PADDING
    room = right - left
    failures = words.failures(facts, locale)
    ink = theme.DIRE if facts.failed else theme.MUTED
    style = largest(failures, _FAILED, room * 0.6)
    canvas.text(right, DONE.top + 70, failures, style, ink, anchor="right", max_width=room * 0.6)
    title = text(locale, "queues-per-minute")
    style = largest(title, _TITLE, room)
    canvas.text(left, DONE.top + 32, title, style, theme.MUTED, max_width=room)
    rate = words.rate(facts, locale)
    canvas.text(left, DONE.top + 70, rate, _VALUE, theme.PARTIES[0], max_width=room * 0.4 - 12)
    _bars(canvas, facts, locale)


def _bars(canvas: Canvas, facts: QueuesFacts, locale: Locale) -> None:
    box = curves(DONE)
    most = max((minute.done + minute.failed for minute in facts.minutes), default=0)
    if not most:
        nothing = text(locale, "queues-nothing")
        middle = (box.left + box.right) / 2
        canvas.text(
            middle, (box.top + box.bottom) / 2, nothing, _NOTHING, theme.FAINT, anchor="middle",
            max_width=box.width,
        )  # fmt: skip
        return
    canvas.fill(Box(box.left, box.top, box.right, box.top + 1), theme.LINE)
    canvas.fill(Box(box.left, box.bottom - 1, box.right, box.bottom), theme.LINE)
    shown = figures.short(most, locale)
    canvas.text(box.right + 10, box.top + 7, shown, _LEVEL, theme.FAINT)
    step = box.width / len(facts.minutes)
    for at, minute in enumerate(facts.minutes):
        x = Box(round(box.left + at * step), 0, round(box.left + (at + 1) * step) - 2, 0)
        failed = _height(minute.failed, most, box.height, _LEAST_FAILED)
        done = min(_height(minute.done, most, box.height, _LEAST), box.height - failed)
        bottom = box.bottom
        for height, colour in ((done, theme.PARTIES[0]), (failed, theme.DIRE)):
            top = bottom - height
            canvas.fill(x._replace(top=top, bottom=bottom), colour)
            bottom = top


def _height(jobs: int, most: int, whole: int, least: int) -> int:
    return max(least, round(whole * jobs / most)) if jobs > 0 else 0
