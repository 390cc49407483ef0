"""The top of the chart: who, over how many matches, and how many were won."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import theme
from renderers.progress import words
from renderers.progress.grid import WIDTH
from renderers.text import Style

if TYPE_CHECKING:
    from dota.progress import Progress
    from locales import Locale
    from renderers.canvas import Canvas

_NAME: Final = Style(36, 800)
_RATE: Final = Style(36, 800)
_LINE: Final = Style(21, 500)
_COUNT: Final = Style(22, 700)
_FIRST: Final = 56
_SECOND: Final = 90
"""Baselines."""
_GAP: Final = 32


def draw_header(canvas: Canvas, progress: Progress, name: str | None, locale: Locale) -> None:
    """Write name and win rate, and the line below each."""
    right = WIDTH - theme.MARGIN
    count = len(progress.matches)
    rate = text(locale, "progress-win-rate", percent=words.percent(progress.wins, count))
    taken = canvas.text(right, _FIRST, rate, _RATE, theme.TEXT, anchor="right")
    canvas.text(
        theme.MARGIN, _FIRST, words.player(name) or text(locale, "progress-title"),
        _NAME, theme.TEXT, max_width=right - taken - _GAP - theme.MARGIN,
    )  # fmt: skip

    losses = text(locale, "progress-losses", losses=progress.losses)
    end = right - canvas.text(right, _SECOND, losses, _COUNT, theme.DIRE, anchor="right")
    end -= canvas.text(end - 11, _SECOND, "–", _LINE, theme.FAINT, anchor="right") + 22
    wins = text(locale, "progress-wins", wins=progress.wins)
    end -= canvas.text(end, _SECOND, wins, _COUNT, theme.RADIANT, anchor="right")
    key = "progress-subtitle-turbo" if progress.turbo_only else "progress-subtitle"
    canvas.text(
        theme.MARGIN, _SECOND, text(locale, key, matches=count, window=progress.window),
        _LINE, theme.MUTED, max_width=end - _GAP - theme.MARGIN,
    )  # fmt: skip
