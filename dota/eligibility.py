"""Which games count for what, decided once for charts, coaching and leaderboards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.constants import BOT_LOBBIES, TURBO

if TYPE_CHECKING:
    from dota.models import PlayerMatch

SHORTEST_GAME: Final = 600
"""Seconds. Below ten minutes a game was called off, not played."""


def counts(match: PlayerMatch) -> bool:
    """Tell whether a game counts at all: played out, against people, with a known result."""
    return (
        outcome(match) is not None
        and match.duration >= SHORTEST_GAME
        and match.lobby_type not in BOT_LOBBIES
    )


def counts_for_rates(match: PlayerMatch) -> bool:
    """Tell whether gold and experience per minute can be compared: Turbo doubles both."""
    return counts(match) and not is_turbo(match)


def outcome(match: PlayerMatch) -> bool | None:
    """Return True for a win, False for a loss (an abandon is one), None where unknown."""
    return False if match.abandoned else match.won


def is_turbo(match: PlayerMatch) -> bool:
    """Tell whether a game was Turbo."""
    return match.game_mode == TURBO


def kda(kills: int | None, deaths: int | None, assists: int | None) -> float | None:
    """Return (K + A) / max(1, D), the one definition of KDA; None where a part is unknown.

    Also for sums over several games.
    """
    if kills is None or deaths is None or assists is None:
        return None
    return (kills + assists) / max(1, deaths)
