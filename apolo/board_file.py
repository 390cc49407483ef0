"""Reads a leaderboard's players from a JSON file, for ``apolo render leaderboard``.

The file is an object::

    {
      "metric": "win_rate",
      "period": "week",
      "now": 1795435200,
      "players": [
        {"profile": {"account_id": 104334048, "personaname": "Aurora"}, "matches": [...]},
        ...
      ]
    }

``matches`` is what OpenDota's ``/players/{id}/recentMatches`` or ``/matches`` answers, ``profile``
what ``/players/{id}`` does, whole or its inner object. ``metric`` is ``win_rate``, ``kda`` or
``gpm``; ``period`` is ``week`` or ``month``. The period ends on the UTC day of ``now`` (unix
seconds), else on that of the newest match. All but ``matches`` may be missing. Taken too: the bare
list of players, an object from account ids to matches, and one player's bare list of matches.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dota.errors import BadResponse
from dota.leaderboard import BoardMetric, Period, board, totals, window
from dota.parse import parse_player_matches, parse_profile
from dota.parse.decode import decode
from renderers.boards import Leaderboard, Standing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dota.models import PlayerMatch

METRICS: Final = {
    "win_rate": BoardMetric.WIN_RATE,
    "kda": BoardMetric.KDA,
    "gpm": BoardMetric.GOLD_PER_MIN,
    "gold_per_min": BoardMetric.GOLD_PER_MIN,
}
_MATCHES: Final = ("matches", "recentMatches", "recent_matches")
_MOST_PLAYERS: Final = 1000
_END_OF_TIME: Final = 250_000_000_000
_MAX_ACCOUNT_ID: Final = 2**32 - 2


class BadBoardFile(ValueError):
    """The file is not what is described above; the text says where."""


@dataclass(frozen=True, slots=True)
class _Player:
    account_id: int
    name: str | None
    hidden: bool
    matches: tuple[PlayerMatch, ...]


def read_leaderboard(
    payload: bytes,
    *,
    metric: BoardMetric | None = None,
    period: Period | None = None,
    marked: int | None = None,
) -> Leaderboard:
    """Compute the leaderboard of a file.

    Parameters
    ----------
    payload : bytes
        The file.
    metric, period : optional
        Instead of what the file says, or of win rate and week.
    marked : int, optional
        Account id of the player to mark.

    Raises
    ------
    BadBoardFile
    """
    try:
        document = decode(payload)
    except BadResponse as error:
        raise BadBoardFile(str(error)) from error
    head = document if isinstance(document, dict) else {}
    metric = metric or _metric(head.get("metric"))
    period = period or _period(head.get("period"))
    players: dict[int, _Player] = {}
    for player in _players(document):
        players.setdefault(player.account_id, player)
    newest = max(
        (match.start_time for player in players.values() for match in player.matches), default=0
    )
    now = head.get("now", newest)
    if type(now) is not int or not 0 <= now < _END_OF_TIME:
        raise BadBoardFile("now is a time in unix seconds")
    span = window(period, now)
    sums = {player.account_id: totals(player.matches, span) for player in players.values()}
    standings = tuple(
        Standing(
            rank=entry.place,
            previous_rank=None,
            account_id=entry.member_id,
            name=players[entry.member_id].name,
            value=entry.value,
            games=entry.games,
            played=sums[entry.member_id].games,
            wins=entry.wins,
        )
        for entry in board(sums, metric, period)
    )
    return Leaderboard(
        metric=metric,
        period=period,
        window=span,
        minimum_games=period.minimum_games,
        standings=standings,
        # Nobody here is a member of a server.
        members=0,
        hidden=sum(player.hidden for player in players.values()),
        marked=marked,
    )


def _metric(value: object) -> BoardMetric:
    found = METRICS.get(value) if isinstance(value, str) else None
    if value is not None and found is None:
        raise BadBoardFile("metric is win_rate, kda or gpm")
    return found or BoardMetric.WIN_RATE


def _period(value: object) -> Period:
    if value is None:
        return Period.WEEK
    found = next((period for period in Period if period.value == value), None)
    if found is None:
        raise BadBoardFile("period is week or month")
    return found


def _players(document: object) -> Iterator[_Player]:
    found = document
    if isinstance(document, dict):
        found = document.get("players")
        if found is None:
            found = {key: value for key, value in document.items() if isinstance(value, list)}
    if isinstance(found, dict) and found:
        found = [{"account_id": _number(key), "matches": rows} for key, rows in found.items()]
    if not isinstance(found, list):
        raise BadBoardFile("there are no players: a list of objects with a profile and matches")
    if found and isinstance(found[0], dict) and "match_id" in found[0]:
        found = [{"matches": found}]
    if len(found) > _MOST_PLAYERS:
        raise BadBoardFile(f"{len(found)} players are more than {_MOST_PLAYERS}")
    for place, entry in enumerate(found, start=1):
        yield _player(entry, place)


def _player(entry: object, place: int) -> _Player:
    if not isinstance(entry, dict):
        raise BadBoardFile(f"player {place} is no object")
    rows = next((entry[key] for key in _MATCHES if key in entry), None)
    if not isinstance(rows, list):
        raise BadBoardFile(f"player {place} has no list of matches")
    try:
        matches = parse_player_matches(rows)
    except BadResponse as error:
        raise BadBoardFile(f"player {place}: {error}") from error
    profile = entry.get("profile", entry)
    if isinstance(profile, dict) and isinstance(profile.get("profile"), dict):
        profile = profile["profile"]
    if not isinstance(profile, dict):
        profile = {}
    account_id = _number(profile.get("account_id", entry.get("account_id")))
    # Whoever has no number still gets a place, under a number that nobody has.
    named = profile | {"account_id": account_id or place}
    named.setdefault("personaname", entry.get("name"))
    who = parse_profile({"profile": named})
    return _Player(who.account_id, who.name, who.private and not matches, matches)


def _number(value: object) -> int | None:
    if isinstance(value, str) and value.isascii() and value.isdigit() and len(value) <= 10:
        value = int(value)
    if type(value) is int and 0 < value <= _MAX_ACCOUNT_ID:
        return value
    return None
