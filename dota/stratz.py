"""STRATZ's GraphQL API: matches that the first source does not have."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

import orjson

from dota.courtesy import CourtesyLimit
from dota.errors import BadResponse, MatchNotFound, SourceUnavailable
from dota.http import Fetcher, Policy
from dota.parse import parse_match
from dota.parse.decode import decode
from dota.parse.values import fields, text

if TYPE_CHECKING:
    import aiohttp

    from dota.http import Reply
    from dota.models import Match

log = logging.getLogger(__name__)

PER_MINUTE: Final = 150
"""What a free token is granted; the documents say 250."""
USER_AGENT: Final = "STRATZ_API"
"""Any other is answered with a page and 403."""

_OK: Final = 200
_BAD_REQUEST: Final = 400
_REFUSED: Final = (401, 403)
_THREAD_FROM_BYTES: Final = 2**20
_SHOWN: Final = 200

MATCH_QUERY: Final = """
query ($id: Long!) {
  match(id: $id) {
    id didRadiantWin durationSeconds startDateTime gameMode lobbyType averageRank rank
    radiantNetworthLeads
    league { displayName }
    radiantTeam { name }
    direTeam { name }
    players {
      playerSlot isRadiant steamAccountId
      steamAccount { id name isAnonymous seasonRank proSteamAccount { name } }
      heroId level kills deaths assists numLastHits numDenies
      goldPerMinute experiencePerMinute networth heroDamage towerDamage heroHealing
      item0Id item1Id item2Id item3Id item4Id item5Id
      backpack0Id backpack1Id backpack2Id neutral0Id
      partyId leaverStatus
      stats { killEvents { time } }
    }
  }
}
"""
"""All that `parse_match` reads, and nothing else: one wrong field and STRATZ refuses it whole."""


class Stratz:
    """A client of STRATZ's API.

    Parameters
    ----------
    session : aiohttp.ClientSession
        The caller's; never closed here.
    url : str
        ``https://api.stratz.com/graphql`` or the sandbox's.
    token : str
        Sent as a bearer token; never logged.
    policy : Policy
        Times, tries and sizes. By itself two tries: what is malformed is answered with 500 there.
    limit : CourtesyLimit or None
        See `courtesy_limit`; None sends as fast as it is asked.

    Notes
    -----
    Every method raises `RateLimited`, `SourceUnavailable` or `BadResponse` besides what it names.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        url: str,
        token: str,
        *,
        policy: Policy | None = None,
        limit: CourtesyLimit | None = None,
    ) -> None:
        headers = {
            "Accept": "application/json",
            "User-Agent": USER_AGENT,
            "Authorization": f"Bearer {token}",
        }
        self._fetcher = Fetcher(
            session, url, headers=headers, policy=policy or Policy(tries=2), limit=limit
        )

    async def match(self, match_id: int) -> Match:
        """Fetch one match.

        Raises
        ------
        MatchNotFound
        """
        body = await self.raw_match(match_id)
        if len(body) < _THREAD_FROM_BYTES:
            return parse_match(body)
        return await asyncio.to_thread(parse_match, body)

    async def raw_match(self, match_id: int) -> bytes:
        """Fetch one match as STRATZ sends it, in its envelope; `parse_match` reads it.

        Raises
        ------
        MatchNotFound
            An unknown match is answered with 200 and null.
        """
        reply = await self._fetcher.ask(
            "", orjson.dumps({"query": MATCH_QUERY, "variables": {"id": match_id}})
        )
        body = _body(reply)
        document = fields(decode(body))
        if isinstance(fields(document.get("data")).get("match"), dict):
            return body
        if problem := _problem(document):
            raise BadResponse(f"STRATZ: {problem}")
        if "data" not in document:
            raise BadResponse("an answer without data")
        raise MatchNotFound(match_id)


def courtesy_limit() -> CourtesyLimit:
    """Return the limit STRATZ grants, to be shared in a process."""
    return CourtesyLimit(PER_MINUTE)


def _body(reply: Reply) -> bytes:
    """Return the body of a 200; every other status is the source refusing to serve us."""
    if reply.status == _OK:
        return reply.body
    if reply.status in _REFUSED:
        log.error("STRATZ refused us (%d): is STRATZ_TOKEN valid?", reply.status)
    elif reply.status == _BAD_REQUEST:
        log.error("STRATZ refused the query (400): %s", _refusal(reply.body))
    else:
        log.warning("STRATZ answered with status %d", reply.status)
    raise SourceUnavailable(f"status {reply.status}")


def _refusal(body: bytes) -> str:
    try:
        return _problem(fields(decode(body))) or "it does not say why"
    except BadResponse:
        return "it does not say why"


def _problem(document: dict[str, object]) -> str | None:
    errors = document.get("errors")
    first = errors[0] if isinstance(errors, list) and errors else None
    if first is None:
        return None
    return (text(fields(first).get("message")) or "an error without a message")[:_SHOWN]
