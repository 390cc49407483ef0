"""The leaderboard: a server's best as a picture 1000 pixels wide, as high as it has rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from locales import text
from renderers import art as artwork
from renderers import png, theme
from renderers.board import words
from renderers.board.grid import WIDTH, Grid
from renderers.board.rows import draw_rows
from renderers.canvas import Box, Canvas
from renderers.ground import Light, ground
from renderers.picture import Picture
from renderers.text import Style, largest, measure

if TYPE_CHECKING:
    from locales import Locale
    from renderers.art import Art
    from renderers.boards import Leaderboard

RENDERER_VERSION: Final = 3
"""Part of the key under which pictures are kept; raised whenever it looks different."""

_TITLES: Final = tuple(Style(size, 800) for size in (46, 40, 34, 28))
_SUBLINES: Final = (theme.BODY, Style(20, 500), Style(18, 500))
_PERIOD: Final = Style(26, 700)
_EMPTY: Final = Style(28, 700)
_NOTE: Final = Style(18, 500)
_TITLE_BASELINE: Final = 66
_SUB_BASELINE: Final = 102
_TEXT_LEFT: Final = theme.MARGIN + 62
_LIGHT: Final = Light(0, -40, WIDTH * 0.7, 330, theme.GOLD, 0.24)
_STEPS: Final = ((0, 22, theme.SOFT), (18, 40, theme.GOLD), (36, 14, (0xDD, 0x9A, 0x63)))
"""Of the emblem: left edge, height, colour."""


def render_leaderboard(board: Leaderboard, *, locale: Locale, art: Art | None = None) -> Picture:
    """Draw a leaderboard.

    Parameters
    ----------
    board
        Of any length; the ten best are shown, and the marked member where it stands below them.
        Win rate, KDA and gold per minute can be drawn.
    locale
        The language of words, numbers and the alternative text.
    art
        Players' own pictures fetched before; monograms are drawn for those that it lacks.

    Returns
    -------
    Picture
        A PNG with alternative text.
    """
    canvas = compose(board, locale=locale, art=art)
    width, height = canvas.image.size
    alt = words.alt_text(board, Grid.of(board).shown, locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)


def compose(board: Leaderboard, *, locale: Locale, art: Art | None = None) -> Canvas:
    """Draw a leaderboard without encoding it; the canvas knows where each text stands."""
    grid = Grid.of(board)
    canvas = Canvas(ground(WIDTH, grid.height, _LIGHT).copy())
    _header(canvas, board, locale)
    if grid.shown:
        draw_rows(canvas, board, grid, art or artwork.PLACEHOLDERS, locale)
    else:
        _nobody(canvas, board, grid.empty, locale)
    _footer(canvas, board, grid, locale)
    return canvas


def _header(canvas: Canvas, board: Leaderboard, locale: Locale) -> None:
    for left, height, colour in _STEPS:
        x = theme.MARGIN + left
        bottom = _TITLE_BASELINE + 4
        canvas.fill(Box(x, bottom - height, x + 14, bottom), colour, 3)
    right = WIDTH - theme.MARGIN
    period = words.period(board, locale)
    taken = canvas.text(right, _TITLE_BASELINE, period, _PERIOD, theme.TEXT, anchor="right")
    title = words.title(board, locale)
    room = right - taken - 28 - _TEXT_LEFT
    style = largest(title, _TITLES, room)
    canvas.text(_TEXT_LEFT, _TITLE_BASELINE, title, style, theme.GOLD, max_width=room)
    least = words.minimum(board, locale)
    window = words.window(board, locale)
    whole = right - theme.MARGIN
    style = next(
        (each for each in _SUBLINES if measure(least, each) + measure(window, each) + 28 <= whole),
        _SUBLINES[-1],
    )
    taken = canvas.text(theme.MARGIN, _SUB_BASELINE, least, style, theme.MUTED)
    canvas.text(
        right,
        _SUB_BASELINE,
        window,
        style,
        theme.MUTED,
        anchor="right",
        max_width=whole - taken - 28,
    )


def _nobody(canvas: Canvas, board: Leaderboard, box: Box, locale: Locale) -> None:
    canvas.fill(box, theme.PANEL, theme.RADIUS)
    middle, room = (box.left + box.right) / 2, box.width - 48
    canvas.text(
        middle,
        box.top + 68,
        text(locale, "board-empty-title"),
        _EMPTY,
        theme.TEXT,
        anchor="middle",
        max_width=room,
    )
    canvas.text(
        middle,
        box.top + 104,
        text(locale, f"board-empty-{board.period.value}", games=board.minimum_games),
        theme.BODY,
        theme.MUTED,
        anchor="middle",
        max_width=room,
    )


def _footer(canvas: Canvas, board: Leaderboard, grid: Grid, locale: Locale) -> None:
    box = grid.footer
    baseline = box.top + 42
    notes = " · ".join(words.notes(board, locale))
    facts = " · ".join(words.facts(board, locale))
    room = box.width - 28
    taken = canvas.text(
        box.right, baseline, notes, _NOTE, theme.MUTED, anchor="right", max_width=room * 0.62
    )
    canvas.text(box.left, baseline, facts, _NOTE, theme.MUTED, max_width=room - taken)
