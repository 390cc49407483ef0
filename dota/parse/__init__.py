"""Source JSON to models: the only door through which outside figures come in.

Nothing is trusted. A field that is missing, of another type or out of bounds becomes None (or is
left out); a payload that is no match, history or profile raises `BadResponse`. Nothing else is
ever raised.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from dota.errors import BadResponse
from dota.parse import opendota, stratz
from dota.parse.decode import MAX_PAYLOAD_BYTES, decode

if TYPE_CHECKING:
    from dota.models import Match, PlayerMatch, PlayerProfile, WinLoss

__all__ = [
    "MAX_PAYLOAD_BYTES",
    "parse_match",
    "parse_player_matches",
    "parse_profile",
    "parse_win_loss",
]


def parse_match(payload: bytes | str | object) -> Match:
    """Read one match as OpenDota (``/matches/{id}``) or STRATZ (``{"data": {"match": …}}``) has it.

    Parameters
    ----------
    payload : bytes, str or object
        JSON text of at most `MAX_PAYLOAD_BYTES`, or the same already decoded.

    Returns
    -------
    Match
        Radiant's players first, each side in slot order. Needs a match id, a duration and a list
        of players with a known side; more than five on a side are refused rather than cut, for a
        card that hides a player would lie.

    Raises
    ------
    BadResponse
        Where the payload is no match.
    """
    document = decode(payload)
    if not isinstance(document, dict):
        raise BadResponse("a match is a JSON object")
    if "data" in document or "didRadiantWin" in document or "durationSeconds" in document:
        return stratz.match(document)
    return opendota.match(document)


def parse_player_matches(payload: bytes | str | object) -> tuple[PlayerMatch, ...]:
    """Read OpenDota's ``/players/{id}/recentMatches`` or ``/players/{id}/matches``.

    Parameters
    ----------
    payload : bytes, str or object
        JSON text of at most `MAX_PAYLOAD_BYTES`, or the same already decoded.

    Returns
    -------
    tuple of PlayerMatch
        In the source's order (newest first). A row that has no id, side, start or duration is left
        out.

    Raises
    ------
    BadResponse
        Where the payload is no list, or none of its rows is usable.
    """
    return opendota.player_matches(decode(payload))


def parse_profile(payload: bytes | str | object) -> PlayerProfile:
    """Read OpenDota's ``/players/{id}``.

    Parameters
    ----------
    payload : bytes, str or object
        JSON text of at most `MAX_PAYLOAD_BYTES`, or the same already decoded.

    Returns
    -------
    PlayerProfile

    Raises
    ------
    BadResponse
        Where the payload names no account.
    """
    return opendota.profile(decode(payload))


def parse_win_loss(payload: bytes | str | object) -> WinLoss:
    """Read OpenDota's ``/players/{id}/wl``.

    Parameters
    ----------
    payload : bytes, str or object
        JSON text of at most `MAX_PAYLOAD_BYTES`, or the same already decoded.

    Returns
    -------
    WinLoss

    Raises
    ------
    BadResponse
        Where the payload does not say how many were won and lost.
    """
    return opendota.win_loss(decode(payload))
