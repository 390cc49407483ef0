"""Steam account ids and match ids from whatever a member pastes."""

from __future__ import annotations

import re
from typing import Final

from dota.errors import InvalidMatchId, InvalidSteamId, VanityUrl

STEAMID64_BASE: Final = 76561197960265728
"""The 64-bit id of the (unused) individual account 0."""

MAX_ACCOUNT_ID: Final = 2**32 - 2
"""2**32 - 1 is what the API puts in the place of anonymous players."""

MAX_MATCH_ID: Final = 2**53 - 1

_MAX_INPUT: Final = 512

_DIGITS = re.compile(r"[0-9]{1,20}")
_STEAM3 = re.compile(r"\[?U:1:([0-9]{1,10})\]?", re.IGNORECASE)
_STEAM2 = re.compile(r"STEAM_[0-5]:([01]):([0-9]{1,10})", re.IGNORECASE)
_MATCH_IN_TEXT = re.compile(
    r"https?://\S+|(?:opendota|dotabuff|stratz)\.com/\S+|(?<![0-9])[0-9]{10}(?![0-9])",
    re.IGNORECASE,
)
_URL = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]{1,20}\.)?"
    r"(steamcommunity\.com|opendota\.com|dotabuff\.com|stratz\.com)/([^?#\s]*)(?:[?#]\S*)?",
    re.IGNORECASE,
)


def parse_account_id(text: str) -> int:
    """Read a Steam account in any form people paste it.

    Parameters
    ----------
    text : str
        An account id (``104334048``), a 64-bit id (``7656119…``), ``[U:1:x]``, ``STEAM_0:y:z``,
        or a player's address at steamcommunity.com, opendota.com, dotabuff.com or stratz.com.

    Returns
    -------
    int
        The 32-bit account id, 1 to `MAX_ACCOUNT_ID`.

    Raises
    ------
    VanityUrl
        For steamcommunity.com/id/NAME, which hides the number.
    InvalidSteamId
        For anything else.
    """
    if len(text) > _MAX_INPUT:
        raise InvalidSteamId("too long")
    text = text.strip().strip("<>").strip()
    if url := _URL.fullmatch(text):
        text = _account_in_url(url.group(1).lower(), _segments(url.group(2)))
    if steam3 := _STEAM3.fullmatch(text):
        return _account(int(steam3.group(1)))
    if steam2 := _STEAM2.fullmatch(text):
        return _account(int(steam2.group(2)) * 2 + int(steam2.group(1)))
    if not _DIGITS.fullmatch(text):
        raise InvalidSteamId("no known form")
    number = int(text)
    return _account(number - STEAMID64_BASE if number > STEAMID64_BASE else number)


def parse_match_id(text: str) -> int:
    """Read a match id: the number itself or a match's address.

    Parameters
    ----------
    text : str
        ``8699074995`` or an address at opendota.com, dotabuff.com or stratz.com.

    Returns
    -------
    int
        1 to `MAX_MATCH_ID`.

    Raises
    ------
    InvalidMatchId
        For anything else.
    """
    if len(text) > _MAX_INPUT:
        raise InvalidMatchId("too long")
    text = text.strip().strip("<>").strip()
    if url := _URL.fullmatch(text):
        text = _after("matches", _segments(url.group(2))) or ""
    if not _DIGITS.fullmatch(text):
        raise InvalidMatchId("no known form")
    number = int(text)
    if not 1 <= number <= MAX_MATCH_ID:
        raise InvalidMatchId("out of range")
    return number


def match_in(text: str) -> int | None:
    """Find the first match that a text names, by an address or a bare number of ten digits.

    Returns
    -------
    int or None
        None where it names none.
    """
    for found in _MATCH_IN_TEXT.finditer(text):
        try:
            return parse_match_id(found[0].rstrip(".,;:!?)>"))
        except InvalidMatchId:
            continue
    return None


def _account_in_url(host: str, segments: list[str]) -> str:
    if host == "steamcommunity.com" and _after("id", segments):
        raise VanityUrl("a vanity address")
    player = _after("profiles" if host == "steamcommunity.com" else "players", segments)
    if player is None:
        raise InvalidSteamId("an address of something else")
    return player.replace("%5B", "[").replace("%5D", "]").replace("%3A", ":")


def _segments(path: str) -> list[str]:
    return [segment for segment in path.split("/") if segment]


def _after(word: str, segments: list[str]) -> str | None:
    """Return the segment behind `word`, which is first or behind a language (``/en/players/1``)."""
    for index in (0, 1):
        if len(segments) > index + 1 and segments[index].lower() == word:
            return segments[index + 1]
    return None


def _account(number: int) -> int:
    if not 1 <= number <= MAX_ACCOUNT_ID:
        raise InvalidSteamId("out of range")
    return number
