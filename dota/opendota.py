"""OpenDota's API: matches, players and parse requests."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, TypeVar

from dota.courtesy import PER_MINUTE_WITH_KEY, PER_MINUTE_WITHOUT_KEY, CourtesyLimit
from dota.errors import (
    BadResponse,
    MatchNotFound,
    NoMatches,
    PlayerNotFound,
    PrivateProfile,
    SourceUnavailable,
)
from dota.http import Fetcher, Policy
from dota.parse import parse_match, parse_player_matches, parse_profile, parse_win_loss
from dota.parse.decode import decode
from dota.parse.values import MAX_INT, fields, within

if TYPE_CHECKING:
    from collections.abc import Callable

    import aiohttp

    from dota.http import Reply
    from dota.models import Match, PlayerMatch, PlayerProfile, WinLoss

log = logging.getLogger(__name__)

T = TypeVar("T")

_OK: Final = 200
_BAD_REQUEST: Final = 400
_NOT_FOUND: Final = 404

_THREAD_FROM_BYTES: Final = 2**20
"""Below this, parsing takes a few milliseconds and a thread would only add to them."""

_MOST_MATCHES: Final = 1000
_PARSE_REQUEST_COST: Final = 10

COLUMNS: Final = (
    "hero_id",
    "start_time",
    "duration",
    "game_mode",
    "lobby_type",
    "kills",
    "deaths",
    "assists",
    "leaver_status",
    "party_size",
    "average_rank",
    "gold_per_min",
    "xp_per_min",
    "net_worth",
    "last_hits",
    "denies",
    "hero_damage",
    "tower_damage",
    "hero_healing",
)
"""``project`` replaces the default columns, so all that `PlayerMatch` wants is named."""


class OpenDota:
    """A client of OpenDota's API.

    Parameters
    ----------
    session : aiohttp.ClientSession
        The caller's; never closed here.
    base_url : str
        ``https://api.opendota.com/api`` or the sandbox's.
    api_key : str or None
        Sent as a bearer token; never logged.
    policy : Policy
        Times, tries and sizes.
    limit : CourtesyLimit or None
        See `courtesy_limit`; None sends as fast as it is asked.

    Notes
    -----
    Every method raises `RateLimited`, `SourceUnavailable` or `BadResponse` besides what it names.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        api_key: str | None = None,
        *,
        policy: Policy | None = None,
        limit: CourtesyLimit | None = None,
    ) -> None:
        headers = {"Accept": "application/json", "User-Agent": "Apolo"}
        if api_key:
            headers["Authorization"] = f"Bearer {api_key}"
        self._fetcher = Fetcher(
            session, base_url, headers=headers, policy=policy or Policy(), limit=limit
        )

    async def match(self, match_id: int) -> Match:
        """Fetch one match.

        Raises
        ------
        MatchNotFound
            Where OpenDota doesn't know it, which for minutes is true of a very recent one.
        """
        return await _parsed(parse_match, await self.raw_match(match_id))

    async def raw_match(self, match_id: int) -> bytes:
        """Fetch one match as OpenDota sends it, unchecked; `parse_match` reads it.

        Raises
        ------
        MatchNotFound
        """
        reply = await self._fetcher.get(f"/matches/{match_id:d}")
        if reply.status == _NOT_FOUND:
            raise MatchNotFound(match_id)
        return _body(reply)

    async def recent_matches(self, account_id: int) -> tuple[PlayerMatch, ...]:
        """Fetch a player's last matches, newest first, Turbo included.

        Returns
        -------
        tuple of PlayerMatch
            1 to 20 rows, without `denies` and `net_worth`.

        Raises
        ------
        PlayerNotFound, PrivateProfile, NoMatches
            Why there are none.
        """
        return await self._player_matches(account_id, "recentMatches", [])

    async def matches(self, account_id: int, limit: int = 100) -> tuple[PlayerMatch, ...]:
        """Fetch a player's history, newest first, Turbo included.

        Parameters
        ----------
        account_id : int
        limit : int
            1 to 1000 rows.

        Raises
        ------
        PlayerNotFound, PrivateProfile, NoMatches
            Why there are none.
        """
        params = [("limit", str(min(max(limit, 1), _MOST_MATCHES))), ("significant", "0")]
        params += [("project", column) for column in COLUMNS]
        return await self._player_matches(account_id, "matches", params)

    async def profile(self, account_id: int) -> PlayerProfile:
        """Fetch who an account is.

        Raises
        ------
        PlayerNotFound
        """
        reply = await self._fetcher.get(f"/players/{account_id:d}")
        if reply.status == _NOT_FOUND:
            raise PlayerNotFound(f"account {account_id}")
        return parse_profile(_body(reply))

    async def win_loss(self, account_id: int) -> WinLoss:
        """Fetch a player's record over all public matches; 0 and 0 for a private profile.

        Raises
        ------
        PlayerNotFound
        """
        reply = await self._fetcher.get(f"/players/{account_id:d}/wl")
        if reply.status == _NOT_FOUND:
            raise PlayerNotFound(f"account {account_id}")
        return parse_win_loss(_body(reply))

    async def constants(self, resource: str) -> bytes:
        """Fetch a table of ``/constants``, such as ``heroes`` or ``items``, unchecked."""
        return _body(await self._fetcher.get(f"/constants/{resource}"))

    async def request_parse(self, match_id: int) -> int:
        """Ask OpenDota to parse a match's replay, which takes it minutes; counts as ten calls.

        Returns
        -------
        int
            The parse job's id, for `parse_pending`.

        Raises
        ------
        MatchNotFound
        """
        reply = await self._fetcher.post(f"/request/{match_id:d}", cost=_PARSE_REQUEST_COST)
        if reply.status == _NOT_FOUND:
            raise MatchNotFound(match_id)
        job = fields(fields(decode(_body(reply))).get("job"))
        job_id = within(job.get("jobId"), 0, MAX_INT)
        if job_id is None:
            raise BadResponse("a parse request names its job")
        return job_id

    async def parse_pending(self, job_id: int) -> bool:
        """Tell whether a parse job is still waiting or running; done and failed are both False."""
        reply = await self._fetcher.get(f"/request/{job_id:d}")
        return reply.status != _NOT_FOUND and decode(_body(reply)) is not None

    async def _player_matches(
        self, account_id: int, resource: str, params: list[tuple[str, str]]
    ) -> tuple[PlayerMatch, ...]:
        reply = await self._fetcher.get(f"/players/{account_id:d}/{resource}", params)
        if reply.status == _NOT_FOUND:
            raise PlayerNotFound(f"account {account_id}")
        rows = await _parsed(parse_player_matches, _body(reply))
        if not rows:
            # A private profile answers 200 with an empty list: only the profile tells why.
            if (await self.profile(account_id)).private:
                raise PrivateProfile(f"account {account_id}")
            raise NoMatches(f"account {account_id}")
        return rows


def courtesy_limit(api_key: str | None) -> CourtesyLimit:
    """Return the limit OpenDota grants with or without a key, to be shared in a process."""
    return CourtesyLimit(PER_MINUTE_WITH_KEY if api_key else PER_MINUTE_WITHOUT_KEY)


async def _parsed(parse: Callable[[bytes], T], body: bytes) -> T:
    """Parse a body; a big one off the event loop."""
    if len(body) < _THREAD_FROM_BYTES:
        return parse(body)
    return await asyncio.to_thread(parse, body)


def _body(reply: Reply) -> bytes:
    """Return the body of a 200; every other status is the source refusing to serve us."""
    if reply.status == _OK:
        return reply.body
    if reply.status == _BAD_REQUEST:
        log.error("OpenDota refused the request (400): is OPENDOTA_API_KEY valid?")
    else:
        log.warning("OpenDota answered with status %d", reply.status)
    raise SourceUnavailable(f"status {reply.status}")
