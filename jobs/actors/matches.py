"""A match for whoever needs it: from the database where it is fresh there, else from a source."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from dota.errors import BadResponse, DotaError
from dota.parse import parse_match
from store.errors import StoreUnavailable
from store.matches import get_stored_match, put_match

if TYPE_CHECKING:
    from dota.models import Match
    from dota.opendota import OpenDota
    from dota.stratz import Stratz
    from jobs.actors.context import Context

#: Seconds that fetching may take in all, and one look into the database.
FETCH_TIMEOUT = 30.0
STORE_TIMEOUT = 8.0
#: A match that was not parsed is asked for again after this time: it may have been meanwhile.
UNPARSED_KEPT = timedelta(minutes=5)

_log = structlog.get_logger("jobs.actors.matches")


def load_match(context: Context, match_id: int, *, only_parsed: bool = False) -> Match:
    """Return a match; one that had to be fetched is kept. The database may be away.

    What OpenDota does not have, or can't give now, is asked of STRATZ where there is a token.

    Parameters
    ----------
    context : Context
        Gives the database and the sources.
    match_id : int
        The match.
    only_parsed : bool
        Whether one that was kept unparsed is asked for again, however young.

    Raises
    ------
    DotaError
        The match can't be had; what OpenDota said.
    TimeoutError
        Fetching took too long.
    """
    known = context.parsed.get(match_id)
    if known is not None:
        return known
    match = _kept_or_fetched(context, match_id, only_parsed=only_parsed)
    context.parsed.put(match)
    return match


def _kept_or_fetched(context: Context, match_id: int, *, only_parsed: bool) -> Match:
    try:
        stored = context.loop.call(get_stored_match(context.pool, match_id), STORE_TIMEOUT)
    except StoreUnavailable:
        stored = None
        _log.warning("match_not_looked_up", match_id=match_id)
    if stored is not None:
        young = datetime.now(UTC) - stored.fetched_at < UNPARSED_KEPT
        fresh = stored.parsed or (young and not only_parsed)
        if fresh:
            try:
                return parse_match(stored.payload)
            except BadResponse:
                _log.warning("stored_match_unreadable", match_id=match_id)
    raw, match = _fetch(context, match_id)
    try:
        context.loop.call(
            put_match(context.pool, match_id, raw, parsed=match.parsed, source=match.source.value),
            STORE_TIMEOUT,
        )
    except StoreUnavailable:
        _log.warning("match_not_kept", match_id=match_id)
    return match


def _fetch(context: Context, match_id: int) -> tuple[bytes, Match]:
    try:
        return _from(context, context.opendota, match_id)
    except (DotaError, TimeoutError) as error:
        if context.stratz is None:
            raise
        try:
            found = _from(context, context.stratz, match_id)
        except (DotaError, TimeoutError) as second:
            _log.info("not_at_stratz_either", match_id=match_id, reason=str(second))
            raise error from second
        _log.info("match_from_stratz", match_id=match_id, opendota=str(error))
        return found


def _from(context: Context, source: OpenDota | Stratz, match_id: int) -> tuple[bytes, Match]:
    raw = context.loop.call(source.raw_match(match_id), FETCH_TIMEOUT)
    return raw, parse_match(raw)
