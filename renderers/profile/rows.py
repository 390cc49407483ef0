"""The last matches, one panel each: hero, how it ended, kills, deaths and assists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from renderers import shapes, theme
from renderers.canvas import Box
from renderers.profile import words
from renderers.text import Style, largest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.models import PlayerMatch
    from locales import Locale
    from renderers.art import Art
    from renderers.canvas import Canvas

ROW_HEIGHT: Final = 66
ROW_GAP: Final = 8
_PORTRAIT: Final = 124
_SOLID: Final = 84
_TEXT_LEFT: Final = 150
_RESULT_LEFT: Final = 512
_SCORE_LEFT: Final = 690
_PADDING: Final = 24
_STRIP: Final = 6
_NAME: Final = (Style(25, 650), Style(22, 650), Style(19, 650))
_LINE: Final = (Style(19, 500), Style(17, 500), Style(15, 500))
_RESULT: Final = (Style(26, 750), Style(22, 750), Style(18, 750))
_SCORE: Final = tuple(Style(size, 800, tabular=True) for size in (30, 24, 18))
_COLOURS: Final = {True: theme.RADIANT, False: theme.DIRE, None: theme.MUTED}


def draw_rows(
    canvas: Canvas, top: int, matches: Sequence[PlayerMatch], art: Art, locale: Locale
) -> None:
    """Draw matches one below the other, from a height on."""
    for at, match in enumerate(matches):
        upper = top + at * (ROW_HEIGHT + ROW_GAP)
        right = canvas.box.right - theme.MARGIN
        _draw_row(canvas, Box(theme.MARGIN, upper, right, upper + ROW_HEIGHT), match, art, locale)


def _draw_row(canvas: Canvas, box: Box, match: PlayerMatch, art: Art, locale: Locale) -> None:
    colour = _COLOURS[match.won]
    canvas.fill(box, theme.mix(theme.PANEL, colour, 0.07), theme.RADIUS)
    picture = art.hero(match.hero_id, _PORTRAIT, box.height)
    mask = shapes.fading(_PORTRAIT, box.height, theme.RADIUS, _SOLID, _PORTRAIT)
    canvas.image.paste(picture, box[:2], mask)
    strip = Box(box.right - _STRIP - 8, box.top + 14, box.right - 8, box.bottom - 14)
    canvas.fill(strip, colour, _STRIP // 2)

    left, room = box.left + _TEXT_LEFT, _RESULT_LEFT - _TEXT_LEFT - 20
    hero = words.hero(match, locale)
    style = largest(hero, _NAME, room)
    canvas.text(left, box.top + 30, hero, style, theme.TEXT, max_width=room)
    line = words.line(match, locale)
    style = largest(line, _LINE, room)
    canvas.text(left, box.top + 55, line, style, theme.MUTED, max_width=room)

    middle = (box.top + box.bottom) / 2
    result, room = words.result(match, locale), _SCORE_LEFT - _RESULT_LEFT - 16
    style = largest(result, _RESULT, room)
    canvas.text(
        box.left + _RESULT_LEFT, middle + style.size * 0.36, result, style, colour, max_width=room
    )
    score, room = words.score(match, locale), box.width - _SCORE_LEFT - _PADDING
    style = largest(score, _SCORE, room)
    canvas.text(
        box.right - _PADDING - 6, middle + style.size * 0.36, score, style, theme.TEXT,
        anchor="right", max_width=room,
    )  # fmt: skip
