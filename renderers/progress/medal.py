"""A player's medal over time: a staircase between named medals, in the chart's large panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from dota.rank import Medal, ladder, rank
from locales import format_date, text
from renderers import emblem, theme
from renderers.canvas import Box
from renderers.card import words as card_words
from renderers.chart.plot import Pane
from renderers.progress.grid import CURVES, DATES, LARGE, MAIN
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.rank import MedalSeen
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.chart.plot import Plot
    from renderers.theme import Colour

_NAMES_WIDTH: Final = 108
"""Room to the right of the curve for the medals' names."""
_BOX: Final = Box(CURVES.left, MAIN.top + 100, MAIN.right - 20 - _NAMES_WIDTH, CURVES.bottom)
_ROOM: Final = 3
"""Steps shown above the highest and below the lowest medal; so a medal's line is always there."""
_HIGHEST: Final = 37.5
"""A little above Immortal."""
_DAY: Final = 86_400
_STEPS_A_MEDAL: Final = 5
_FEW: Final = 40
"""Up to so many days, each is marked by a dot."""
_LEVEL: Final = theme.mix(theme.LINE, theme.FAINT, 0.2)
_TITLE: Final = Style(20, 600)
_NOTE: Final = Style(17, 500)
_CAPTION: Final = Style(18, 500)
_VALUES: Final = (Style(44, 800), Style(36, 800), Style(28, 800))
_CHANGE: Final = Style(26, 700)
_MEDAL: Final = (Style(18, 600), Style(16, 600), Style(14, 600))
_DATE: Final = Style(17, 500)
_EMBLEM: Final = 44


@dataclass(frozen=True, slots=True)
class Climb:
    """Medals, oldest first, ready to be drawn. There is at least one."""

    medals: tuple[MedalSeen, ...]
    steps: tuple[int, ...]
    """How high each is; see `dota.rank.ladder`."""
    pane: Pane

    @classmethod
    def of(cls, medals: Sequence[MedalSeen]) -> Climb:
        """Prepare medals; those that are none are left out.

        Raises
        ------
        ValueError
            When none is left.
        """
        known = [
            (medal, step)
            for medal in sorted(medals, key=lambda each: each.day)
            if (step := ladder(medal.rank_tier)) is not None
        ]
        if not known:
            raise ValueError("there is no medal to draw")
        steps = tuple(step for _, step in known)
        first, last = (known[end][0].day / _DAY for end in (0, -1))
        side = max(0.5, (last - first) * 0.02)
        top = min(max(steps) + _ROOM, _HIGHEST)
        pane = Pane(_BOX, first - side, last + side, min(steps) - _ROOM, top)
        return cls(tuple(medal for medal, _ in known), steps, pane)

    @property
    def colour(self) -> Colour:
        """Of the medal now."""
        return emblem.COLOURS[self._medal(-1)]

    @property
    def change(self) -> int:
        """Steps from the first medal to the last."""
        return self.steps[-1] - self.steps[0]

    @property
    def lines(self) -> list[tuple[float, Medal]]:
        """Where each medal begins, as far as it is shown."""
        found = [(_STEPS_A_MEDAL * (medal - 1) + 0.5, medal) for medal in Medal]
        return [line for line in found if self.pane.bottom < line[0] < self.pane.top]

    def day(self, which: int, locale: Locale) -> str:
        """Return one of the days, or ``""`` where there is no such day."""
        try:
            return format_date(locale, self.medals[which].day)
        except ValueError:
            return ""

    def name(self, which: int, locale: Locale) -> str:
        """Return one of the medals in words."""
        medal = self.medals[which]
        found = rank(medal.rank_tier)
        assert found is not None
        name = card_words.medal_name(found, locale)
        if medal.leaderboard_rank is None:
            return name
        return text(locale, "progress-medal-place", medal=name, place=str(medal.leaderboard_rank))

    def _medal(self, which: int) -> Medal:
        found = rank(self.medals[which].rank_tier)
        assert found is not None
        return found.medal


def draw_climb(plot: Plot, climb: Climb) -> None:
    """Draw the medals' lines and the staircase."""
    pane = climb.pane
    plot.levels(pane, [level for level, _ in climb.lines], _LEVEL)
    x = np.array([medal.day / _DAY for medal in climb.medals])
    y = np.array(climb.steps, np.float64)
    # A medal lasts until another one is seen.
    plot.curve(pane, np.repeat(x, 2)[1:], np.repeat(y, 2)[:-1], climb.colour, 4.5)
    if len(x) <= _FEW:
        plot.dots(pane, x, y, theme.SOFT, 7.0)
    plot.marker(pane, float(x[-1]), float(y[-1]), theme.PANEL, climb.colour, 14.0, 2.5)


def draw_climb_words(canvas: Canvas, climb: Climb, locale: Locale) -> None:
    """Write what the panel is about, the medal now and how it changed, and the medals' names."""
    name = text(locale, "progress-medal")
    width = canvas.text(LARGE.left, LARGE.title, name, _TITLE, theme.MUTED)
    room = LARGE.right - LARGE.left
    _draw_now(canvas, climb, room - _draw_change(canvas, climb, width, locale), locale)
    left = _BOX.right + 10
    for level, medal in climb.lines:
        name = text(locale, f"card-medal-{medal.slug}")
        style = largest(name, _MEDAL, LARGE.right - left)
        row = climb.pane.y(level)
        ink = emblem.COLOURS[medal]
        canvas.text(left, row + 6, name, style, ink, max_width=LARGE.right - left)
    first, last = climb.day(0, locale), climb.day(-1, locale)
    if first and first != last:
        canvas.text(_BOX.left, DATES, first, _DATE, theme.MUTED)
    if last:
        canvas.text(_BOX.right, DATES, last, _DATE, theme.MUTED, anchor="right")


def _draw_now(canvas: Canvas, climb: Climb, room: float, locale: Locale) -> None:
    medal = rank(climb.medals[-1].rank_tier)
    assert medal is not None
    mark = emblem.medal(medal.medal, _EMBLEM)
    canvas.image.paste(mark, (LARGE.left, LARGE.value - 38), mark)
    now = climb.name(-1, locale)
    left, room = LARGE.left + _EMBLEM + 10, room - _EMBLEM - 10
    style = largest(now, _VALUES, room)
    canvas.text(left, LARGE.value, now, style, climb.colour, max_width=room)


def _draw_change(canvas: Canvas, climb: Climb, title: float, locale: Locale) -> float:
    """Return the width that it takes with the room before it, pixels."""
    first = climb.day(0, locale)
    one = len(climb.medals) == 1
    if one or not first:
        note = text(locale, "progress-medal-first")
    else:
        note = text(locale, "progress-medal-since", day=first)
    room = LARGE.right - LARGE.left - title - 16
    style = _CAPTION if measure(note, _CAPTION) <= room else _NOTE
    canvas.text(LARGE.right, LARGE.title, note, style, theme.MUTED, anchor="right", max_width=room)
    if one:
        return 0.0
    if not climb.change:
        shown, colour = "±0", theme.MUTED
    elif climb.change > 0:
        shown, colour = f"▲ +{climb.change} ★", theme.RADIANT
    else:
        shown, colour = f"▼ −{-climb.change} ★", theme.DIRE
    return 2 * theme.GRID + canvas.text(
        LARGE.right, LARGE.value, shown, _CHANGE, colour, anchor="right"
    )
