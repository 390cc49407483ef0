"""How long jobs waited until they began, minute by minute, on a scale of powers of ten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from locales import text
from renderers import theme
from renderers.chart import shade as shading
from renderers.chart.plot import Pane
from renderers.queuehealth import words
from renderers.queuehealth.grid import PADDING, TIMES, WAIT, curves
from renderers.text import Style, largest

if TYPE_CHECKING:
    from PIL import Image

    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.chart.plot import Plot, Values
    from renderers.queues_facts import QueuesFacts

_TITLE: Final = (Style(20, 600), Style(18, 600))
_VALUE: Final = Style(38, 800)
_BESIDE: Final = Style(21, 700)
_LEVEL: Final = Style(18, 500, tabular=True)
_END: Final = Style(18, 500)
_NOTHING: Final = Style(19, 500)
_LEVELS: Final = (1.0, 10.0, 100.0, 1_000.0, 10_000.0, 60_000.0, 600_000.0, 3_600_000.0)
"""Milliseconds, at which lines are drawn."""
_LONGEST: Final = 86_400_000.0
_LINE: Final = theme.mix(theme.LINE, theme.FAINT, 0.2)


@dataclass(frozen=True, slots=True)
class Waits:
    """Waiting times, ready to be drawn."""

    pane: Pane | None
    """None where no job began. Its values are powers of ten of a millisecond."""
    x: Values
    median: Values
    """NaN where no job began; so is `slow`."""
    slow: Values

    @classmethod
    def of(cls, facts: QueuesFacts) -> Waits:
        """Prepare the minutes' waiting times."""
        median = _logged([minute.wait_p50_ms for minute in facts.minutes])
        slow = _logged([minute.wait_p95_ms for minute in facts.minutes])
        x = np.arange(len(facts.minutes), dtype=np.float64)
        both = np.concatenate((median, slow))
        known = both[~np.isnan(both)]
        if not len(known):
            return cls(None, x, median, slow)
        low, high = float(known.min()), float(known.max())
        # At least a power of ten and a half, so that a steady wait does not look like a storm.
        room = max(0.15, (1.5 - (high - low)) / 2)
        pane = Pane(curves(WAIT), -0.5, len(x) - 0.5, low - room, high + room)
        return cls(pane, x, median, slow)

    @property
    def levels(self) -> list[float]:
        """Times in ms whose lines are in the pane."""
        if self.pane is None:
            return []
        low, high = self.pane.bottom, self.pane.top
        return [level for level in _LEVELS if low < np.log10(level) < high]


def _logged(values: list[float | None]) -> Values:
    known = [np.nan if value is None else min(max(1.0, value), _LONGEST) for value in values]
    return np.log10(np.array(known, np.float64))


def shade(image: Image.Image, waits: Waits) -> None:
    """Lay the soft light under the slow jobs' curve, in place."""
    known = ~np.isnan(waits.slow)
    if waits.pane is not None and known.any():
        shading.under(image, waits.pane, waits.x[known], waits.slow[known], theme.GOLD, 0.2)


def draw_curves(plot: Plot, waits: Waits) -> None:
    """Draw the curves; a minute in which nothing began is bridged."""
    pane = waits.pane
    if pane is None:
        return
    plot.levels(pane, [float(np.log10(level)) for level in waits.levels], _LINE)
    for values, colour, width in (
        (waits.median, theme.SOFT, 2.5),
        (waits.slow, theme.GOLD, 4.0),
    ):
        known = ~np.isnan(values)
        if not known.any():
            continue
        x, y = waits.x[known], values[known]
        plot.curve(pane, x, y, colour, width)
        plot.marker(pane, float(x[-1]), float(y[-1]), theme.PANEL, colour, width * 2.6, 2.0)


def draw_waits(canvas: Canvas, waits: Waits, facts: QueuesFacts, locale: Locale) -> None:
    """Write the hour's waiting times, and name the levels and the ends."""
    left, right = WAIT.left + PADDING, WAIT.right - PADDING
    title = text(locale, "queues-wait")
    style = largest(title, _TITLE, right - left)
    canvas.text(left, WAIT.top + 32, title, style, theme.MUTED, max_width=right - left)
    slow = text(locale, "queues-p95", time=words.span(facts.wait_p95_ms, locale))
    canvas.text(left, WAIT.top + 70, slow, _VALUE, theme.GOLD, max_width=(right - left) * 0.55)
    median = text(locale, "queues-p50", time=words.span(facts.wait_p50_ms, locale))
    canvas.text(
        right, WAIT.top + 70, median, _BESIDE, theme.SOFT, anchor="right",
        max_width=(right - left) * 0.4,
    )  # fmt: skip
    box = curves(WAIT)
    if waits.pane is None:
        canvas.text(
            (box.left + box.right) / 2, (box.top + box.bottom) / 2, text(locale, "queues-nothing"),
            _NOTHING, theme.FAINT, anchor="middle", max_width=box.width,
        )  # fmt: skip
    else:
        last = float("inf")
        for level in waits.levels:
            row = waits.pane.y(float(np.log10(level)))
            if last - row >= _LEVEL.size:
                shown = words.span(level, locale)
                canvas.text(box.right + 10, row + 6, shown, _LEVEL, theme.FAINT)
                last = row
    canvas.text(box.left, TIMES, text(locale, "queues-ago"), _END, theme.MUTED)
    canvas.text(box.right, TIMES, text(locale, "queues-now"), _END, theme.MUTED, anchor="right")
