"""Players in the order a match is read: Radiant then Dire, numbered from 0 within each side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dota.errors import BadResponse
from dota.models import MatchPlayer, Side

if TYPE_CHECKING:
    from collections.abc import Iterable

MAX_ROWS: Final = 64
"""As many rows of a player list as are looked at; past ten the match is refused anyway."""

_PER_SIDE: Final = 5


def seat(rows: Iterable[tuple[int, MatchPlayer]]) -> tuple[MatchPlayer, ...]:
    """Order players by side and slot.

    Parameters
    ----------
    rows : iterable of (int, MatchPlayer)
        The source's own slot (any number that orders) and the player.

    Raises
    ------
    BadResponse
        For more than five players on a side.
    """
    ordered = [player for _, player in sorted(rows, key=lambda row: row[0])]
    seated: list[MatchPlayer] = []
    for side in Side:
        members = [player for player in ordered if player.side is side]
        if len(members) > _PER_SIDE:
            raise BadResponse(f"more than {_PER_SIDE} players on a side")
        seated.extend(replace(player, slot=slot) for slot, player in enumerate(members))
    return tuple(seated)
