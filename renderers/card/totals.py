"""The two teams compared, at the bottom of the card of a match without a graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import figures, theme
from renderers.canvas import Box

if TYPE_CHECKING:
    from dota.models import Match
    from locales import Locale
    from renderers.canvas import Canvas
    from renderers.figures import Gold, Total

_PADDING: Final = 20
_TITLE_BASELINE: Final = 27
_COLUMNS: Final = 4
_COLUMN_GAP: Final = 28
_BAR_HEIGHT: Final = 9
_SPLIT: Final = 3
_LINE_HEIGHT: Final = 66
_STACKED: Final = 200
"""Free height, pixels, from which on totals stand below each other."""
_TALLEST: Final = 84


def draw_totals(canvas: Canvas, match: Match, gold: Gold, box: Box, locale: Locale) -> None:
    """Fill the panel: up to four figures, each as a bar that both sides share."""
    shown = figures.totals(match)[:_COLUMNS]
    if not shown:
        nothing = text(locale, "card-no-figures" if match.players else "card-no-players")
        middle = (box.top + box.bottom) / 2 + 8
        canvas.text(
            (box.left + box.right) / 2, middle, nothing, theme.BODY, theme.MUTED, anchor="middle"
        )
        return
    baseline = box.top + _TITLE_BASELINE
    title = text(locale, "card-totals")
    taken = canvas.text(box.left + _PADDING, baseline, title, theme.LABEL, theme.SOFT)
    if not match.parsed:
        canvas.text(
            box.right - _PADDING,
            baseline,
            text(locale, "card-not-parsed"),
            theme.CAPTION,
            theme.MUTED,
            anchor="right",
            max_width=box.width - 3 * _PADDING - taken,
        )
    for total, place in zip(shown, _places(box, len(shown)), strict=True):
        _draw_total(canvas, total, gold, place, locale)


def _places(box: Box, count: int) -> list[Box]:
    """Return where the totals stand: side by side, or one below the other in a tall panel."""
    top = box.top + _TITLE_BASELINE
    free = box.bottom - top
    if free >= _STACKED:
        height = min(free // _COLUMNS, _TALLEST)
        first = top + (free - count * height) // 2
        left, right = box.left + _PADDING, box.right - _PADDING
        return [
            Box(left, first + height * i, right, first + height * (i + 1)) for i in range(count)
        ]
    width = (box.width - 2 * _PADDING - (_COLUMNS - 1) * _COLUMN_GAP) // _COLUMNS
    used = count * width + (count - 1) * _COLUMN_GAP
    left = box.left + (box.width - used) // 2
    top += max(0, (free - _LINE_HEIGHT) // 2)
    step = width + _COLUMN_GAP
    return [
        Box(left + step * i, top, left + step * i + width, top + _LINE_HEIGHT) for i in range(count)
    ]


def _draw_total(canvas: Canvas, total: Total, gold: Gold, box: Box, locale: Locale) -> None:
    name = gold.kind.value if total.name == "gold" else f"total-{total.name}"
    baseline = box.top + 36
    radiant, dire = figures.short(total.radiant, locale), figures.short(total.dire, locale)
    left = canvas.text(box.left, baseline, radiant, theme.GOLD_FIGURE, theme.RADIANT)
    right = canvas.text(box.right, baseline, dire, theme.GOLD_FIGURE, theme.DIRE, anchor="right")
    label = text(locale, f"card-{name}")
    room = box.width - left - right - 16
    middle = box.left + left + 8 + room / 2
    canvas.text(
        middle, baseline - 1, label, theme.CAPTION, theme.MUTED, anchor="middle", max_width=room
    )
    share = _share(total)
    whole = box.width - _SPLIT
    cut = round(whole * min(max(share, 0.03), 0.97))
    top = box.top + 48
    bottom = top + _BAR_HEIGHT
    canvas.fill(Box(box.left, top, box.left + cut, bottom), theme.RADIANT, 3)
    canvas.fill(Box(box.left + cut + _SPLIT, top, box.right, bottom), theme.DIRE, 3)


def _share(total: Total) -> float:
    radiant, dire = max(0, total.radiant), max(0, total.dire)
    return radiant / (radiant + dire) if radiant + dire else 0.5
