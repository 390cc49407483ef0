"""The sandbox's hero and item pictures for whoever draws a match."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.image_art.files import hero_files, item_files
from renderers.art import Art, Sizes
from renderers.match_card import pictured

if TYPE_CHECKING:
    from dota.models import Match

_SIZES = Sizes()


def files_for(match: Match) -> tuple[dict[int, bytes], dict[int, bytes]]:
    """Return the heroes' and the items' files; each is drawn once in a process."""
    heroes, items = pictured(match)
    return hero_files(heroes), item_files(items)


def art_for(match: Match) -> Art:
    """Return the same as a worker gathers it."""
    return Art(*files_for(match), sizes=_SIZES)
