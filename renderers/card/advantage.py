"""The lead over time, at the bottom of a parsed match's card."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from dota.models import AdvantageKind, Side
from locales import text
from renderers import figures, theme
from renderers.canvas import Box
from renderers.card import words
from renderers.card.figure_tiles import write

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    from dota.models import Advantage, Match
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.theme import Colour

_PADDING: Final = 20
_TITLE_BASELINE: Final = 27
_TOP, _BOTTOM = 36, 26
"""Pixels kept free above and below the curve."""
_TICK_STEPS: Final = (1, 2, 5, 10, 15, 20, 30, 60, 120)
_MAX_TICKS: Final = 11
_LINE: Final = 1.5
"""Half the line's width, pixels."""
_DOT: Final = 5.5
_AXIS: Final = 0.55
_AXIS_STEPS: Final = 4
"""Of a row, by which the zero line's place is rounded, so that its colours are few."""
_FAINTEST, _DEEPER = 0.16, 0.4
"""How strong the area is at the zero line, and how much more so at the highest lead."""
_SHADES: Final = 128
"""Steps between a colour and its ground."""
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
    ticks = _ticks(canvas, plot, len(values))
    highest, lowest = max(0.0, float(values.max())), min(0.0, float(values.min()))
    reach = (highest - lowest) or 1.0
    # A side that never led still gets a strip, so that the zero line is seen as what it is.
    highest, lowest = max(highest, reach * 0.12), min(lowest, -reach * 0.12)
    reach = highest - lowest
    rows = (highest - values) / reach * (plot.height - 2) + 1
    zero = highest / reach * (plot.height - 2) + 1
    columns = np.arange(plot.width, dtype=np.float64)
    curve = np.interp(columns, np.linspace(0, plot.width - 1, len(values)), rows)
    _draw_plot(canvas.image, plot, curve.astype(np.float32), zero, ticks)
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


def _ticks(canvas: Canvas, plot: Box, count: int) -> list[int]:
    """Write the minutes under the plot; return the columns of it that they stand for."""
    minutes = count - 1
    step = next((each for each in _TICK_STEPS if minutes / each <= _MAX_TICKS), minutes)
    half = 22
    columns = []
    for minute in range(step, minutes + 1, step):
        column = round(minute / minutes * (plot.width - 1))
        columns.append(column)
        middle = min(max(plot.left + column, plot.left + half), plot.right - half)
        write(
            canvas,
            middle,
            plot.bottom + 19,
            f"{minute}′",
            theme.CAPTION,
            theme.MUTED,
            theme.PANEL,
            anchor="middle",
        )
    return columns


def _draw_plot(
    image: Image.Image,
    plot: Box,
    curve: npt.NDArray[np.float32],
    zero: float,
    ticks: Sequence[int],
) -> None:
    """Draw the curve and the area between it and the zero line, over that line and the ticks."""
    middles = np.arange(plot.height, dtype=np.float32) + np.float32(0.5)
    axis = np.clip(1 - np.abs(middles - round(zero * _AXIS_STEPS) / _AXIS_STEPS), 0, 1) * _AXIS
    shades = _clearness(middles, curve, zero, 1 - axis)
    shades *= _SHADES - 1
    shades += (np.sign(curve - np.float32(zero)) + 1) * _SHADES + np.float32(0.5)
    # Numpy looks up by this type; by any other it is slower.
    places = shades.astype(np.intp)
    pixels = _colours(theme.PANEL)[places]
    pixels[:, ticks] = _colours(theme.LINE)[places[:, ticks]]
    for row in np.flatnonzero(axis):
        ground = theme.mix(theme.PANEL, theme.FAINT, float(axis[row]))
        pixels[row] = _colours(ground)[places[row]]
    drawn = Image.frombytes("RGB", plot.size, pixels, "raw", "RGBX")
    image.paste(drawn, plot[:2])


# A plot of floats takes a quarter of a megabyte, and new memory more time than the arithmetic.
def _clearness(
    middles: npt.NDArray[np.float32],
    curve: npt.NDArray[np.float32],
    zero: float,
    strength: npt.NDArray[np.float32],
) -> npt.NDArray[np.float32]:
    """Return how much of its ground each pixel shows, 0 to 1.

    Parameters
    ----------
    middles
        Of the rows.
    curve, zero
        Where in each column the curve is, and where the zero line.
    strength
        How much of the area is to be seen in each row.
    """
    below = middles[:, None] - curve
    clear: npt.NDArray[np.float32] = np.abs(below)
    # A vertical distance is longer than the true one where the curve is steep.
    clear *= 1 / np.sqrt(1 + np.gradient(curve) ** 2)
    clear -= np.float32(_LINE - 0.5)
    np.clip(clear, 0, 1, out=clear)
    # The area lies below the curve and above the zero line, or the other way round.
    inside, lower = below, below[np.searchsorted(middles, zero) :]
    np.negative(lower, out=lower)
    inside += np.float32(0.5)
    np.clip(inside, 0, 1, out=inside)
    away = np.abs(middles - zero)
    depth = away / max(zero, len(middles) - zero)
    inside *= ((_FAINTEST + _DEEPER * depth) * np.minimum(away + 0.5, 1) * strength)[:, None]
    clear *= np.subtract(1, inside, out=inside)
    return clear


@functools.lru_cache(maxsize=16)
def _colours(ground: Colour) -> npt.NDArray[np.uint32]:
    """Return the colours of Radiant's, nobody's and Dire's share of a plot, as packed pixels.

    Each goes in `_SHADES` steps from its own to that of the ground.
    """
    share = np.linspace(0, 1, _SHADES)[:, None]
    pixels = np.zeros((3, _SHADES, 4), np.uint8)
    for side, colour in zip(pixels, (theme.RADIANT, theme.FAINT, theme.DIRE), strict=True):
        side[:, :3] = np.rint((1 - share) * colour + share * ground)
    return pixels.view(np.uint32).ravel()


def _dot(canvas: Canvas, x: float, y: float) -> None:
    for radius, colour in ((_DOT + 2, theme.PANEL), (_DOT, theme.TEXT)):
        left, top = round(x - radius), round(y - radius)
        side = round(2 * radius)
        canvas.fill(Box(left, top, left + side, top + side), colour, side // 2)
