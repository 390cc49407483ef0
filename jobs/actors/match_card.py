"""Draws the card of a match, from fetched figures to a picture in Redis."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import dramatiq
import structlog
from renderers.match_card import RENDERER_VERSION, render_match_card

from dota.errors import BadResponse
from dota.parse import parse_match
from jobs.actors.errors import NotLinked
from jobs.actors.payload import read
from jobs.payloads import MatchCardPayload
from jobs.pictures import StoredPicture
from jobs.queues import IMAGE_GENERATION
from locales import Locale
from store.errors import StoreUnavailable
from store.matches import get_stored_match, put_match
from store.players import get_link

if TYPE_CHECKING:
    from dota.models import Match
    from jobs.actors.context import Context

#: Seconds that fetching may take in all, and one look into the database.
FETCH_TIMEOUT = 30.0
STORE_TIMEOUT = 8.0
#: A match that was not parsed is asked for again after this time: it may have been meanwhile.
UNPARSED_KEPT = timedelta(minutes=5)

_log = structlog.get_logger("jobs.actors.match_card")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``match_card``."""

    def match_card(payload: object) -> dict[str, str]:
        return draw(context, read(MatchCardPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="match_card", queue_name=IMAGE_GENERATION
    )
    declare_actor(match_card)


def draw(context: Context, payload: MatchCardPayload) -> dict[str, str]:
    """Fetch the match, draw its card (or find it drawn), and keep it.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.

    Raises
    ------
    NotLinked
        No match was named, and the member has linked no account.
    DotaError
        The match can't be had.
    """
    account = _linked_account(context, payload)
    match_id = payload.match_id
    if match_id is None:
        if account is None:
            raise NotLinked("no match named and no account linked")
        recent = context.loop.call(context.opendota.recent_matches(account), FETCH_TIMEOUT)
        match_id = recent[0].match_id
    context.progress(10, "fetching")
    match = _match(context, match_id)
    marked = account if match.player(account) is not None else None
    key = (
        f"match_card:{RENDERER_VERSION}:{match_id}:{int(match.parsed)}"
        f":{marked or 0}:{payload.locale}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(50, "drawing")
        drawn = render_match_card(match, locale=Locale.parse(payload.locale), player=marked)
        picture = StoredPicture(drawn.data, f"match-{match_id}.{_ending(drawn.mime)}", drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}


def _linked_account(context: Context, payload: MatchCardPayload) -> int | None:
    try:
        link = context.loop.call(get_link(context.pool, payload.discord_user_id), STORE_TIMEOUT)
    except StoreUnavailable:
        if payload.match_id is None:
            raise
        # A named match can be drawn without knowing who asks; only the mark is missing.
        _log.warning("link_unknown", match_id=payload.match_id)
        return None
    return link.account_id if link is not None else None


def _match(context: Context, match_id: int) -> Match:
    try:
        stored = context.loop.call(get_stored_match(context.pool, match_id), STORE_TIMEOUT)
    except StoreUnavailable:
        stored = None
        _log.warning("match_not_looked_up", match_id=match_id)
    if stored is not None:
        fresh = stored.parsed or datetime.now(UTC) - stored.fetched_at < UNPARSED_KEPT
        if fresh:
            try:
                return parse_match(stored.payload)
            except BadResponse:
                _log.warning("stored_match_unreadable", match_id=match_id)
    raw = context.loop.call(context.opendota.raw_match(match_id), FETCH_TIMEOUT)
    match = parse_match(raw)
    try:
        context.loop.call(
            put_match(context.pool, match_id, raw, parsed=match.parsed), STORE_TIMEOUT
        )
    except StoreUnavailable:
        _log.warning("match_not_kept", match_id=match_id)
    return match


def _ending(mime: str) -> str:
    return mime.rpartition("/")[2]
