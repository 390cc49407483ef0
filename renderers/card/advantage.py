"""The lead over time, at the bottom of a parsed match's card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from dota.models import AdvantageKind, Side
from locales import text
from renderers import figures, theme
from renderers.canvas import Box
from renderers.card import words

if TYPE_CHECKING:
    import numpy.typing as npt

    from dota.models import Advantage, Match
    from locales import Locale
    from renderers.canvas import Canvas

_PADDING: Final = 20
_TITLE_BASELINE: Final = 27
_TOP, _BOTTOM = 36, 26
"""Pixels kept free above and below the curve."""
_TICK_STEPS: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120)
_MAX_TICKS: Final = 11
_LINE: Final = 1.5
"""Half the line's width, pixels."""
_DOT: Final = 5.5
_TEAM_WIDTH: Final = 180
_FEWEST: Final = 3
"""Values from which on a curve says something."""


def drawable(match: Match) -> Advantage | None:
    """Return the lead to draw, or None where there is none or too little of it."""
    found = match.advantage
    return found if found is not None and len(found.values) >= _FEWEST else None


def draw_advantage(
    canvas: Canvas, advantage: Advantage, match: Match, box: Box, locale: Locale
) -> None:
    """Draw the curve into its panel; Radiant's lead is above the line, Dire's below."""
    values = np.asarray(advantage.values, np.float64)
    peak = int(np.argmax(np.abs(values)))
    _titles(canvas, advantage, match, box, peak, locale)
    plot = Box(box.left + _PADDING, box.top + _TOP, box.right - _PADDING, box.bottom - _BOTTOM)
    _ticks(canvas, plot, len(values))
    highest, lowest = max(0.0, float(values.max())), min(0.0, float(values.min()))
    reach = (highest - lowest) or 1.0
    # A side that never led still gets a strip, so that the zero line is seen as what it is.
    highest, lowest = max(highest, reach * 0.12), min(lowest, -reach * 0.12)
    reach = highest - lowest
    rows = (highest - values) / reach * (plot.height - 2) + 1
    zero = highest / reach * (plot.height - 2) + 1
    columns = np.arange(plot.width, dtype=np.float64)
    curve = np.interp(columns, np.linspace(0, plot.width - 1, len(values)), rows)
    _curve(canvas.image, plot, curve.astype(np.float32), zero)
    if advantage.values[peak]:
        x = plot.left + peak / (len(values) - 1) * (plot.width - 1)
        _dot(canvas, x, plot.top + float(rows[peak]))


def _titles(
    canvas: Canvas, advantage: Advantage, match: Match, box: Box, peak: int, locale: Locale
) -> None:
    baseline = box.top + _TITLE_BASELINE
    kind = "net-worth" if advantage.kind is AdvantageKind.NET_WORTH else "gold"
    x: float = box.left + _PADDING
    x += canvas.text(x, baseline, text(locale, f"card-advantage-{kind}"), theme.LABEL, theme.SOFT)
    for sign, side, colour in (
        ("▲", Side.RADIANT, theme.RADIANT),
        ("▼", Side.DIRE, theme.DIRE),
    ):
        x += 20
        label = f"{sign} {words.team(match, side, locale)}"
        x += canvas.text(x, baseline, label, theme.CAPTION, colour, max_width=_TEAM_WIDTH)
    lead = advantage.values[peak]
    if not lead:
        return
    right: float = box.right - _PADDING
    when = text(locale, "card-biggest-lead", minute=str(peak))
    right -= canvas.text(right, baseline, when, theme.CAPTION, theme.MUTED, anchor="right") + 10
    canvas.text(
        right,
        baseline,
        f"{'▲' if lead > 0 else '▼'} {figures.short(abs(lead), locale)}",
        theme.GOLD_TOTAL,
        theme.RADIANT if lead > 0 else theme.DIRE,
        anchor="right",
        max_width=right - x - 20,
    )


def _ticks(canvas: Canvas, plot: Box, count: int) -> None:
    minutes = count - 1
    step = next((each for each in _TICK_STEPS if minutes / each <= _MAX_TICKS), minutes)
    for minute in range(step, minutes + 1, step):
        x = plot.left + round(minute / minutes * (plot.width - 1))
        canvas.fill(Box(x, plot.top, x + 1, plot.bottom), theme.LINE)
        half = 22
        middle = min(max(x, plot.left + half), plot.right - half)
        canvas.text(
            middle, plot.bottom + 19, f"{minute}′", theme.CAPTION, theme.MUTED, anchor="middle"
        )


def _curve(image: Image.Image, plot: Box, curve: npt.NDArray[np.float32], zero: float) -> None:
    """Draw the area between curve and zero line, the zero line, and the curve."""
    middles = np.arange(plot.height, dtype=np.float32)[:, None] + np.float32(0.5)
    line = curve[None, :]
    colours = np.where(
        curve[:, None] < zero,
        np.array(theme.RADIANT, np.uint8),
        np.array(theme.DIRE, np.uint8),
    )
    colours[curve == zero] = theme.FAINT
    strip = Image.fromarray(colours[None]).resize(plot.size, Image.Resampling.NEAREST)
    area = _between(middles, np.minimum(line, zero), np.maximum(line, zero))
    depth = np.clip(np.abs(middles - zero) / max(zero, plot.height - zero), 0, 1)
    area *= 0.16 + 0.4 * depth
    image.paste(strip, plot[:2], _mask(area))
    axis = np.clip(1 - np.abs(middles - zero), 0, 1) * np.float32(0.55)
    first, last = (int(row) for row in np.flatnonzero(axis)[[0, -1]])
    axis = np.repeat(axis[first : last + 1], plot.width, axis=1)
    image.paste(theme.FAINT, (plot.left, plot.top + first), _mask(axis))
    # A vertical distance is longer than the true one where the curve is steep.
    slope = np.sqrt(1 + np.gradient(line[0]) ** 2)[None, :]
    stroke = middles - line
    np.abs(stroke, out=stroke)
    stroke /= slope
    np.subtract(_LINE + 0.5, stroke, out=stroke)
    image.paste(strip, plot[:2], _mask(np.clip(stroke, 0, 1, out=stroke)))


# A plot of floats takes a quarter of a megabyte, and new memory more time than the arithmetic.
def _between(
    middles: npt.NDArray[np.float32], upper: npt.NDArray[np.float32], lower: npt.NDArray[np.float32]
) -> npt.NDArray[np.float32]:
    """Return how much of each pixel lies between two curves."""
    share = middles - (upper - np.float32(0.5))
    np.clip(share, 0, 1, out=share)
    below = (lower + np.float32(0.5)) - middles
    share *= np.clip(below, 0, 1, out=below)
    return share


def _mask(shares: npt.NDArray[np.float32]) -> Image.Image:
    """Return shares as a mask; they are used up."""
    shares *= 255
    shares += 0.5
    return Image.fromarray(shares.astype(np.uint8))


def _dot(canvas: Canvas, x: float, y: float) -> None:
    for radius, colour in ((_DOT + 2, theme.PANEL), (_DOT, theme.TEXT)):
        left, top = round(x - radius), round(y - radius)
        side = round(2 * radius)
        canvas.fill(Box(left, top, left + side, top + side), colour, side // 2)
