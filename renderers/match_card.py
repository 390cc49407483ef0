"""The match card: one match as a picture of 1200 x 675 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.models import Side
from renderers import art as artwork
from renderers import figures, png
from renderers.canvas import Canvas
from renderers.card.advantage import draw_advantage, drawable
from renderers.card.alt import alt_text
from renderers.card.backdrop import backdrop
from renderers.card.grid import Grid
from renderers.card.header import draw_header, draw_teams
from renderers.card.rows import draw_players
from renderers.card.totals import draw_totals
from renderers.picture import Picture

if TYPE_CHECKING:
    from dota.models import Match
    from locales import Locale
    from renderers.art import Art

RENDERER_VERSION: Final = 4
"""Part of the key under which pictures are kept; raised whenever the card looks different."""


def render_match_card(
    match: Match, *, locale: Locale, player: int | None = None, art: Art | None = None
) -> Picture:
    """Draw a match.

    Parameters
    ----------
    match
        Parsed or not, of any age, with 0 to 5 players a side.
    locale
        The language of words, numbers and the alternative text.
    player
        Account id (32 bits) of the player to mark in gold; one who didn't play marks nobody.
    art
        Hero and item pictures fetched before; placeholders are drawn for those that it lacks.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.
    """
    canvas = compose(match, locale=locale, player=player, art=art)
    width, height = canvas.image.size
    alt = alt_text(match, figures.gold(match), locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)


def pictured(match: Match) -> tuple[frozenset[int], frozenset[int]]:
    """Return the ids of the heroes and of the items that a match's card shows."""
    heroes = frozenset(player.hero_id for player in match.players)
    items = frozenset(
        item for player in match.players for item in (*player.items, player.neutral_item) if item
    )
    return heroes, items


def compose(
    match: Match, *, locale: Locale, player: int | None = None, art: Art | None = None
) -> Canvas:
    """Draw a match without encoding it; the canvas knows where each text stands."""
    counts = [len(match.side(side)) for side in Side]
    canvas = Canvas(backdrop(match.winner, *counts).copy())
    grid = Grid.of(match)
    gold = figures.gold(match)
    draw_header(canvas, match, locale)
    draw_teams(canvas, match, gold, locale)
    draw_players(
        canvas, match, gold, grid, art or artwork.PLACEHOLDERS, locale, match.player(player)
    )
    advantage = drawable(match)
    if advantage is not None:
        draw_advantage(canvas, advantage, match, grid.panel, locale)
    else:
        draw_totals(canvas, match, gold, grid.panel, locale)
    return canvas
