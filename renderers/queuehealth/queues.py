"""The queues one by one: how each is doing, what waits, what was done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import figures, theme
from renderers.canvas import Box
from renderers.queuehealth import words
from renderers.queuehealth.grid import MOST_QUEUES, PADDING, QUEUES
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.queues_facts import QueueFigures, QueuesFacts
    from renderers.theme import Colour

_TOP: Final = QUEUES.top + 10
_ROOM: Final = QUEUES.height - 20
_NAME: Final = (Style(20, 600), Style(18, 600), Style(16, 600))
_LINE: Final = (Style(18, 500), Style(16, 500), Style(14, 500))
_FAILED: Final = Style(18, 700, tabular=True)
_MORE: Final = Style(18, 500)
_BETWEEN: Final = 10
_DOT: Final = 12
_TALLEST: Final = 62
_COLOURS: Final[dict[str, Colour]] = {
    "healthy": theme.RADIANT,
    "degraded": theme.GOLD,
    "critical": theme.DIRE,
}


def draw_queues(canvas: Canvas, facts: QueuesFacts, locale: Locale) -> None:
    """Draw a line for each queue, and how many there is no room for."""
    shown = facts.queues
    if len(shown) > MOST_QUEUES:
        shown = shown[: MOST_QUEUES - 1]
    rows = max(1, min(len(facts.queues), MOST_QUEUES))
    height = min(_TALLEST, _ROOM // rows)
    for index, queue in enumerate(shown):
        top = _TOP + index * height
        _draw_queue(canvas, Box(QUEUES.left, top, QUEUES.right, top + height), queue, locale)
    left = len(facts.queues) - len(shown)
    if left:
        more = text(locale, "queues-more", count=left)
        baseline = _TOP + len(shown) * height + height // 2 + 6
        canvas.text(
            QUEUES.left + PADDING, baseline, more, _MORE, theme.MUTED,
            max_width=QUEUES.width - 2 * PADDING,
        )  # fmt: skip


def _draw_queue(canvas: Canvas, box: Box, queue: QueueFigures, locale: Locale) -> None:
    middle = (box.top + box.bottom) // 2
    left = box.left + PADDING
    dot = Box(left, middle - 16, left + _DOT, middle - 16 + _DOT)
    colour = theme.FAINT if queue.paused else _COLOURS[queue.verdict]
    canvas.fill(dot, colour, _DOT // 2)
    if queue.verdict != "healthy":
        # Not by its colour alone: a queue in trouble has a ring around its dot.
        canvas.outline(dot.inset(-4), colour, _DOT // 2 + 4, 2)
    left += _DOT + 12
    right = box.right - PADDING
    name = words.queue_name(queue)
    room = right - left
    style = largest(name, _NAME, room)
    canvas.text(left, middle - 4, name, style, theme.TEXT, max_width=room)
    baseline = middle + 18
    line, failed = _told(queue, room, locale)
    taken = canvas.text(right, baseline, failed, _FAILED, theme.DIRE, anchor="right")
    beside = room - (taken + _BETWEEN if failed else 0)
    style = largest(line, _LINE, beside)
    canvas.text(left, baseline, line, style, theme.MUTED, max_width=beside)


def _told(queue: QueueFigures, room: float, locale: Locale) -> tuple[str, str]:
    """Return what a queue has to do and did, and how much failed, as far as both can be read."""
    line = words.queue_line(queue, locale)
    if not queue.failed:
        return line, ""
    failed = text(locale, "queues-failed-short", failed=figures.short(queue.failed, locale))
    if measure(line, _LINE[0]) + _BETWEEN + measure(failed, _FAILED) <= room:
        return line, failed
    # That a queue stands still and what waits in it is more than what failed before; else what
    # failed is more than what was done.
    return (line, "") if queue.paused else (words.queue_waiting(queue, locale), failed)
