"""Coaches a member on one match, from the link to the finished message."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

import dramatiq
import structlog

from dota.coaching import coaching_facts
from dota.errors import DotaError
from jobs.actors.coaching.answer import answer_text
from jobs.actors.errors import NotInMatch, NotLinked
from jobs.actors.matches import FETCH_TIMEOUT, load_match
from jobs.actors.members import note_linked_member
from jobs.actors.payload import read
from jobs.payloads import CoachingPayload
from jobs.queues import AI_ANALYSIS
from locales import Locale

if TYPE_CHECKING:
    from dota.models import PlayerMatch
    from jobs.actors.context import Context

#: Seconds after which a member is to have an answer, however long the model takes.
ANSWER_WITHIN: Final = 17.0
#: Seconds for the history where it is of use but not needed.
_HISTORY_TIMEOUT: Final = 5.0

_log = structlog.get_logger("jobs.actors.coaching")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``coaching``."""

    def coaching(payload: object) -> dict[str, str]:
        return coach(context, read(CoachingPayload, payload))

    declare_actor = dramatiq.actor(broker=broker, actor_name="coaching", queue_name=AI_ANALYSIS)
    declare_actor(coaching)


def coach(context: Context, payload: CoachingPayload) -> dict[str, str]:
    """Coach the asking member on a match of theirs.

    Returns
    -------
    dict
        ``kind`` "text", ``text``: the finished message, localized.

    Raises
    ------
    NotLinked
        The member has linked no account.
    NotInMatch
        The named match is not one of the member's.
    DotaError
        The match can't be had.
    StoreUnavailable
        Nobody can tell which account the member has.
    """
    began = time.monotonic()
    locale = Locale.parse(payload.locale)
    link = context.links.of(payload.discord_user_id)
    if link is None:
        raise NotLinked("coaching is about one's own matches")
    account = link.account_id
    note_linked_member(context, payload)
    context.progress(10, "fetching")
    match_id, history = _history(context, account, payload.match_id)
    match = load_match(context, match_id)
    player = match.player(account)
    if player is None:
        raise NotInMatch(match_id)
    facts = coaching_facts(match, player, history)
    context.progress(40, "writing")
    left = ANSWER_WITHIN - (time.monotonic() - began)
    advice = context.coaching.advise(facts, account, locale, left, may_ask=not payload.by_rules)
    return {"kind": "text", "text": answer_text(facts, advice, locale)}


def _history(
    context: Context, account: int, match_id: int | None
) -> tuple[int, tuple[PlayerMatch, ...]]:
    """Return which match it is about, and the player's recent ones as far as they can be had."""
    recent = context.opendota.recent_matches(account)
    if match_id is None:
        rows = context.loop.call(recent, FETCH_TIMEOUT)
        return rows[0].match_id, rows
    try:
        return match_id, context.loop.call(recent, _HISTORY_TIMEOUT)
    except (DotaError, TimeoutError) as error:
        # The named match can be spoken of by itself; only the form is missing then.
        _log.warning("no_history", account_id=account, reason=repr(error))
        return match_id, ()
