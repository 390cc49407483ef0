"""Draws the card of a match, from fetched figures to a picture in Redis."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import dramatiq
import structlog

from jobs.actors.errors import MemberNotLinked, NotLinked
from jobs.actors.matches import load_match
from jobs.actors.payload import read
from jobs.actors.players import account_of
from jobs.actors.recent import recent_matches
from jobs.payloads import MatchCardPayload
from jobs.pictures import Described, StoredPicture
from jobs.queues import IMAGE_GENERATION
from locales import Locale
from renderers.match_card import RENDERER_VERSION, pictured, render_match_card
from store.errors import StoreUnavailable

if TYPE_CHECKING:
    from dota.models import Match
    from jobs.actors.context import Context

#: Seconds.
_REPLAY_KEPT = 14 * 86_400

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
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``, and where OpenDota
        can still be asked for more, ``analysable`` (the match).

    Raises
    ------
    NotLinked, MemberNotLinked
        No match was named, and the member has linked no account.
    DotaError
        The match can't be had.
    """
    account = _marked_account(context, payload)
    match_id = payload.match_id
    if match_id is None:
        assert account is not None
        match_id = recent_matches(context, account)[0].match_id
    context.progress(10, "fetching")
    match = load_match(context, match_id)
    marked = account if match.player(account) is not None else None
    art = context.art.gather(*pictured(match))
    # A card that was drawn before all its pictures had come is not kept for one with more.
    key = (
        f"match_card:{RENDERER_VERSION}:{match_id}:{int(match.parsed)}"
        f":{marked or 0}:{art.pictures}:{payload.locale}"
    )
    kept = context.pictures.described(key)
    if kept is None:
        context.progress(50, "drawing")
        drawn = render_match_card(
            match, locale=Locale.parse(payload.locale), player=marked, art=art
        )
        kept = Described(f"match-{match_id}.{_ending(drawn.mime)}", drawn.alt)
        context.pictures.put(key, StoredPicture(drawn.data, kept.filename, kept.alt))
    answer = {"kind": "image", "picture": key, "filename": kept.filename, "alt": kept.alt}
    return {**answer, "analysable": str(match_id)} if _analysable(match) else answer


def _analysable(match: Match) -> bool:
    """Whether the replay, which Valve keeps for about two weeks, has not been analysed."""
    played = match.start_time
    return not match.parsed and played is not None and time.time() - played < _REPLAY_KEPT


def _marked_account(context: Context, payload: MatchCardPayload) -> int | None:
    try:
        return account_of(context, payload)
    except (NotLinked, MemberNotLinked):
        if payload.match_id is None:
            raise
        return None
    except StoreUnavailable:
        if payload.match_id is None:
            raise
        # A named match can be drawn without knowing who asks; only the mark is missing.
        _log.warning("link_unknown", match_id=payload.match_id)
        return None


def _ending(mime: str) -> str:
    return mime.rpartition("/")[2]
