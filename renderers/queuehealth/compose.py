"""Puts the queue-health chart together: ground, bars, curves, queues, words."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from PIL import Image

from locales import text
from renderers import theme
from renderers.canvas import Canvas
from renderers.chart.plot import Plot
from renderers.ground import Light, new_ground
from renderers.queuehealth import words
from renderers.queuehealth.grid import DONE, HEIGHT, QUEUES, WAIT, WIDTH
from renderers.queuehealth.queues import draw_queues
from renderers.queuehealth.throughput import draw_throughput
from renderers.queuehealth.waits import Waits, draw_curves, draw_waits, shade
from renderers.text import Style, largest

if TYPE_CHECKING:
    from locales import Locale
    from renderers.queues_facts import QueuesFacts
    from renderers.theme import Colour

VERDICTS: Final[dict[str, Colour]] = {
    "healthy": theme.RADIANT,
    "degraded": theme.GOLD,
    "critical": theme.DIRE,
}
_TITLE: Final = tuple(Style(size, 800) for size in (36, 30))
_LINE: Final = (Style(21, 500), Style(18, 500))
_FIRST, _SECOND = 54, 86


def compose(facts: QueuesFacts, *, locale: Locale) -> Canvas:
    """Draw the queues without encoding them; the canvas knows where each text stands."""
    waits = Waits.of(facts)
    backdrop = _backdrop(facts.verdict).copy()
    shade(backdrop, waits)
    plot = Plot(backdrop)
    draw_curves(plot, waits)
    canvas = Canvas(plot.image())
    _header(canvas, facts, locale)
    draw_throughput(canvas, facts, locale)
    draw_waits(canvas, waits, facts, locale)
    draw_queues(canvas, facts, locale)
    return canvas


@functools.lru_cache(maxsize=3)
def _backdrop(verdict: str) -> Image.Image:
    light = Light(WIDTH, -40, WIDTH * 0.7, 280, VERDICTS[verdict], 0.2)
    canvas = Canvas(new_ground(WIDTH, HEIGHT, light))
    for panel in (DONE, WAIT, QUEUES):
        canvas.fill(panel, theme.PANEL, theme.RADIUS)
    return canvas.image


def _header(canvas: Canvas, facts: QueuesFacts, locale: Locale) -> None:
    right = WIDTH - theme.MARGIN
    verdict = words.verdict(facts, locale)
    colour = VERDICTS[facts.verdict]
    taken = canvas.text(right, _FIRST, verdict, _TITLE[0], colour, anchor="right")
    title, room = text(locale, "queues-title"), right - taken - 32 - theme.MARGIN
    style = largest(title, _TITLE, room)
    canvas.text(theme.MARGIN, _FIRST, title, style, theme.TEXT, max_width=room)
    moment = words.moment(facts)
    if moment:
        shown = text(locale, "queues-moment", time=moment)
        taken = canvas.text(right, _SECOND, shown, _LINE[0], theme.MUTED, anchor="right")
    room = right - taken - 32 - theme.MARGIN
    line = text(locale, "queues-hour")
    style = largest(line, _LINE, room)
    canvas.text(theme.MARGIN, _SECOND, line, style, theme.MUTED, max_width=room)
