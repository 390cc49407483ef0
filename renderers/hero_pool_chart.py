"""The hero-pool chart: a player's heroes as a picture 1000 pixels wide, as high as it has rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.hero_pool import hero_pool
from locales import text
from renderers import art as artwork
from renderers import png, theme
from renderers.canvas import Canvas
from renderers.ground import Light, ground
from renderers.heroes import words
from renderers.heroes.grid import MOST_ROWS, WIDTH, Grid
from renderers.heroes.rows import draw_captions, draw_rows
from renderers.picture import Picture
from renderers.progress import words as progress_words
from renderers.text import Style, largest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.hero_pool import HeroPool
    from dota.models import PlayerMatch
    from locales import Locale
    from renderers.art import Art

_LIGHTS: Final = (
    Light(0, -40, WIDTH * 0.62, 280, theme.PARTIES[1], 0.16),
    Light(WIDTH, -40, WIDTH * 0.5, 240, theme.PARTIES[2], 0.10),
)
HEROES_RENDERER_VERSION: Final = 2
"""Part of the key under which pictures are kept; raised whenever the chart looks different."""

_NAMES: Final = tuple(Style(size, 800) for size in (36, 32, 28))
_RATE: Final = Style(36, 800)
_LINES: Final = (Style(21, 500), Style(19, 500), Style(17, 500))
_COUNT: Final = Style(22, 700)
_NOTE: Final = (Style(18, 500), Style(16, 500))
_FIRST, _SECOND = 56, 90
_GAP: Final = 32


class NoHeroes(ValueError):
    """There is no match that counts."""


def render_hero_pool(
    name: str | None, matches: Sequence[PlayerMatch], *, locale: Locale, art: Art | None = None
) -> Picture:
    """Draw which heroes a player plays, how often, and how it goes.

    Parameters
    ----------
    name : str or None
        The player's, raw; None where unknown.
    matches : sequence of PlayerMatch
        In any order; at least one counts (see `dota.eligibility`).
    locale : Locale
        The language of words, numbers, days and the alternative text.
    art : Art, optional
        Hero pictures fetched before; placeholders are drawn for those that it lacks.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.

    Raises
    ------
    NoHeroes
        When no match counts.
    """
    pool = hero_pool(matches)
    canvas = compose(pool, name=name, locale=locale, art=art)
    width, height = canvas.image.size
    alt = words.alt_text(pool, min(len(pool.heroes), MOST_ROWS), name, locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)


def compose(pool: HeroPool, *, name: str | None, locale: Locale, art: Art | None = None) -> Canvas:
    """Draw a hero pool without encoding it; the canvas knows where each text stands."""
    if not pool.heroes:
        raise NoHeroes("no match counts, so there is no hero to show")
    grid = Grid(min(len(pool.heroes), MOST_ROWS))
    canvas = Canvas(ground(WIDTH, grid.height, *_LIGHTS).copy())
    _header(canvas, pool, name, locale)
    draw_captions(canvas, locale)
    draw_rows(canvas, pool, grid, art or artwork.PLACEHOLDERS, locale)
    _footer(canvas, pool, grid, locale)
    return canvas


def _header(canvas: Canvas, pool: HeroPool, name: str | None, locale: Locale) -> None:
    right, count = WIDTH - theme.MARGIN, len(pool.matches)
    rate = text(locale, "progress-win-rate", percent=progress_words.percent(pool.wins, count))
    taken = canvas.text(right, _FIRST, rate, _RATE, theme.TEXT, anchor="right")
    title = progress_words.player(name) or text(locale, "heroes-title")
    room = right - taken - _GAP - theme.MARGIN
    style = largest(title, _NAMES, room)
    canvas.text(theme.MARGIN, _FIRST, title, style, theme.TEXT, max_width=room)
    losses = text(locale, "progress-losses", losses=count - pool.wins)
    end = right - canvas.text(right, _SECOND, losses, _COUNT, theme.DIRE, anchor="right")
    end -= canvas.text(end - 11, _SECOND, "–", _LINES[0], theme.FAINT, anchor="right") + 22
    wins = text(locale, "progress-wins", wins=pool.wins)
    end -= canvas.text(end, _SECOND, wins, _COUNT, theme.RADIANT, anchor="right")
    line = words.subtitle(pool, locale)
    room = end - _GAP - theme.MARGIN
    style = largest(line, _LINES, room)
    canvas.text(theme.MARGIN, _SECOND, line, style, theme.MUTED, max_width=room)


def _footer(canvas: Canvas, pool: HeroPool, grid: Grid, locale: Locale) -> None:
    box = grid.footer
    baseline = box.top + 34
    period = words.period(pool, locale)
    others = words.others(pool, grid.rows, locale)
    taken = canvas.text(box.right, baseline, period, _NOTE[0], theme.MUTED, anchor="right")
    room = box.width - taken - _GAP
    style = largest(others, _NOTE, room)
    canvas.text(box.left, baseline, others, style, theme.MUTED, max_width=room)
