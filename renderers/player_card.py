"""The player card: one player's part in a match as a picture of 1200 x 675 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PIL import Image

from renderers import art as artwork
from renderers import png, theme
from renderers.canvas import Canvas
from renderers.ground import Light, ground
from renderers.picture import Picture
from renderers.player import words
from renderers.player.facts import player_facts
from renderers.player.foot import draw_items, draw_verdict, draw_worth
from renderers.player.grid import HEIGHT, WIDTH
from renderers.player.header import draw_kda, draw_name, draw_portrait, draw_result
from renderers.player.tiles import draw_tiles

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from locales import Locale
    from renderers.art import Art

PLAYER_RENDERER_VERSION: Final = 3
"""Part of the key under which pictures are kept; raised whenever the card looks different."""


def render_player_card(
    match: Match, player: MatchPlayer, *, locale: Locale, art: Art | None = None
) -> Picture:
    """Draw one player's part in a match.

    Parameters
    ----------
    match : Match
        Parsed or not, of any age.
    player : MatchPlayer
        One of its players. Percentiles are shown where the source gives them, else the share of
        what the team has.
    locale : Locale
        The language of words, numbers and the alternative text.
    art : Art, optional
        Hero and item pictures fetched before; placeholders are drawn for those that it lacks.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.
    """
    canvas = compose(match, player, locale=locale, art=art)
    width, height = canvas.image.size
    alt = words.alt_text(match, player, player_facts(match, player), locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)


def compose(match: Match, player: MatchPlayer, *, locale: Locale, art: Art | None = None) -> Canvas:
    """Draw a player's part without encoding it; the canvas knows where each text stands."""
    pictures = art or artwork.PLACEHOLDERS
    facts = player_facts(match, player)
    canvas = Canvas(_ground(None if facts.left else facts.won).copy())
    draw_portrait(canvas, player, pictures)
    draw_name(canvas, match, player, locale)
    draw_result(canvas, match, player, facts, locale)
    draw_kda(canvas, player, facts, locale)
    draw_tiles(canvas, player, facts, locale)
    end = draw_items(canvas, player, pictures)
    draw_worth(canvas, match, player, end, locale)
    draw_verdict(canvas, facts, locale)
    return canvas


def _ground(won: bool | None) -> Image.Image:
    if won is None:
        return ground(WIDTH, HEIGHT)
    colour = theme.RADIANT if won else theme.DIRE
    return ground(WIDTH, HEIGHT, Light(WIDTH, -30, WIDTH * 0.7, 330, colour, 0.3))
