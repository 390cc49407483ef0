"""The top of the match card: who won, the score, how long it took, where, when, at what level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.models import Side
from dota.rank import rank
from locales import format_duration, text
from renderers import emblem, figures, theme
from renderers.canvas import Box
from renderers.card import words
from renderers.card.grid import COLUMN_LEFT, COLUMN_WIDTH, TEAM_BASELINE, WIDTH
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from dota.models import Match
    from locales import Locale
    from renderers.canvas import Anchor, Canvas
    from renderers.figures import Gold

_MIDDLE: Final = WIDTH // 2
_HEAD_BASELINE: Final = 66
_SUB_BASELINE: Final = 100
_SCORE_BASELINE: Final = 74
_GUTTER: Final = 26
_HEADLINES: Final = tuple(Style(size, 800) for size in (44, 40, 36, 32, 28))
_SCORES: Final = tuple(Style(size, 800, tabular=True) for size in (64, 52, 42))
_SUBLINES: Final = (theme.BODY, Style(20, 500), Style(18, 500))
_WIDEST_SCORE: Final = 150
_SCORE_GAP: Final = 24
_SIDES: Final = {Side.RADIANT: theme.RADIANT, Side.DIRE: theme.DIRE}
_EMBLEM: Final = 34


def draw_header(canvas: Canvas, match: Match, locale: Locale) -> None:
    """Draw everything above the teams."""
    left, right = _score(canvas, match, locale)
    pill = _duration(canvas, match)
    _result(canvas, match, locale, left - _GUTTER - theme.MARGIN)
    # Points and commas of a huge score reach down to the second line.
    plain = all(figures.short(figures.score(match, side), locale).isdigit() for side in Side)
    end = pill.left if plain else min(pill.left, left)
    setting, room = words.setting(match, locale), end - _GUTTER - theme.MARGIN
    style = largest(setting, _SUBLINES, room)
    canvas.text(theme.MARGIN, _SUB_BASELINE, setting, style, theme.MUTED, max_width=room)
    sub_left = pill.right if plain else max(pill.right, right)
    _right(canvas, match, locale, right + _GUTTER, sub_left + _GUTTER)


def _result(canvas: Canvas, match: Match, locale: Locale, width: float) -> None:
    headline = words.result(match, locale)
    style = largest(headline, _HEADLINES, width)
    colour = theme.TEXT if match.winner is None else _SIDES[match.winner]
    canvas.text(theme.MARGIN, _HEAD_BASELINE, headline, style, colour, max_width=width)


def _score(canvas: Canvas, match: Match, locale: Locale) -> tuple[float, float]:
    """Draw the score; return its left and right edge."""
    shown = {side: figures.short(figures.score(match, side), locale) for side in Side}
    sides: tuple[tuple[Side, float, Anchor], ...] = (
        (Side.RADIANT, _MIDDLE - _SCORE_GAP, "right"),
        (Side.DIRE, _MIDDLE + _SCORE_GAP, "left"),
    )
    longest = max(shown.values(), key=len)
    style = largest(longest, _SCORES, _WIDEST_SCORE)
    canvas.text(_MIDDLE, _SCORE_BASELINE - 4, ":", theme.HEADLINE, theme.FAINT, anchor="middle")
    width = 0.0
    for side, x, anchor in sides:
        colour = theme.FAINT if shown[side] == figures.UNKNOWN else _SIDES[side]
        drawn = canvas.text(x, _SCORE_BASELINE, shown[side], style, colour, anchor=anchor)
        width = max(width, drawn)
    return _MIDDLE - _SCORE_GAP - width, _MIDDLE + _SCORE_GAP + width


def _duration(canvas: Canvas, match: Match) -> Box:
    clock = format_duration(match.duration)
    style = Style(21, 700, tabular=True)
    half = round(measure(clock, style) / 2) + 16
    box = Box(_MIDDLE - half, 86, _MIDDLE + half, 114)
    canvas.fill(box, theme.PANEL_RAISED, box.height // 2)
    canvas.text(_MIDDLE, 108, clock, style, theme.TEXT, anchor="middle")
    return box


def _right(canvas: Canvas, match: Match, locale: Locale, top_left: float, sub_left: float) -> None:
    edge = WIDTH - theme.MARGIN
    day = words.day(match, locale)
    medal = words.medal(match, locale)
    found = rank(match.rank_tier)
    if medal and found is not None:
        width = canvas.text(
            edge,
            _HEAD_BASELINE - 4,
            medal,
            theme.TITLE,
            theme.TEXT,
            anchor="right",
            max_width=edge - top_left - _EMBLEM - 12,
        )
        mark = emblem.medal(found.medal, _EMBLEM)
        canvas.image.paste(mark, (round(edge - width - _EMBLEM - 12), 36), mark)
        below = " · ".join(part for part in (day, str(match.match_id)) if part)
    else:
        number = text(locale, "card-match", id=str(match.match_id))
        above, below = (day, number) if day else (number, "")
        canvas.text(
            edge,
            _HEAD_BASELINE - 4,
            above,
            theme.TITLE,
            theme.TEXT,
            anchor="right",
            max_width=edge - top_left,
        )
    canvas.text(
        edge,
        _SUB_BASELINE,
        below,
        theme.BODY,
        theme.MUTED,
        anchor="right",
        max_width=edge - sub_left,
    )


def draw_teams(canvas: Canvas, match: Match, gold: Gold, locale: Locale) -> None:
    """Draw the line above each column: the team, whether it won, its gold and what that is."""
    values = dict(zip(match.players, gold.values, strict=True))
    for side in Side:
        if not match.side(side):
            continue
        left, right = COLUMN_LEFT[side], COLUMN_LEFT[side] + COLUMN_WIDTH
        colour = _SIDES[side]
        known = [value for player in match.side(side) if (value := values[player]) is not None]
        total = figures.short(sum(known) if known else None, locale)
        x: float = right - 12
        x -= canvas.text(x, TEAM_BASELINE, total, theme.GOLD_TOTAL, theme.GOLD, anchor="right") + 8
        label = text(locale, f"card-{gold.kind.value}")
        x -= canvas.text(x, TEAM_BASELINE, label, theme.CAPTION, theme.MUTED, anchor="right") + 16
        canvas.fill(Box(left, TEAM_BASELINE - 15, left + 5, TEAM_BASELINE + 2), colour, 2)
        won = side is match.winner
        chip = text(locale, "card-winner")
        room = x - left - 16 - (measure(chip, theme.CHIP) + 30 if won else 0)
        name = words.team(match, side, locale)
        width = canvas.text(left + 16, TEAM_BASELINE, name, theme.TEAM, colour, max_width=room)
        if won:
            canvas.chip(
                left + 16 + width + 12,
                TEAM_BASELINE - 7,
                chip,
                theme.CHIP,
                fill=colour,
                ink=theme.BACKGROUND,
            )
