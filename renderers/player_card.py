"""The player card: one player's part in a match as a picture of 1200 x 675 pixels."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from renderers import art as artwork
from renderers import png, shapes, theme
from renderers.canvas import Canvas
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

PLAYER_RENDERER_VERSION: Final = 1
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


@functools.lru_cache(maxsize=3)
def _ground(won: bool | None) -> Image.Image:
    ground = np.empty((HEIGHT, WIDTH, 3), np.float32)
    top, bottom = theme.mix(theme.BACKGROUND, theme.PANEL, 0.35), theme.BACKGROUND
    share = np.linspace(0, 1, HEIGHT, dtype=np.float32)[:, None, None]
    ground[:] = np.asarray(top, np.float32) * (1 - share) + np.asarray(bottom, np.float32) * share
    if won is not None:
        light = theme.RADIANT if won else theme.DIRE
        shapes.glow(ground, (WIDTH, -30), (WIDTH * 0.7, 330), light, 0.3)
    return Image.fromarray(np.clip(ground + 0.5, 0, 255).astype(np.uint8))
