"""Has a match's replay analysed by OpenDota, which takes it minutes, and draws the fuller card."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import dramatiq
import structlog
from dramatiq.errors import Retry

from jobs.actors import match_card
from jobs.actors.matches import FETCH_TIMEOUT, STORE_TIMEOUT, load_match
from jobs.actors.payload import read
from jobs.payloads import AnalysisPayload, MatchCardPayload
from jobs.queues import IMAGE_GENERATION
from locales import Locale, text
from store.errors import StoreUnavailable
from store.parse_requests import claim_parse, release_parse

if TYPE_CHECKING:
    from jobs.actors.context import Context

#: How often, and every how many milliseconds, it is looked whether the analysis is there: for
#: thirteen minutes, which end before a private answer's time does.
CHECKS, CHECK_EVERY_MS = 26, 30_000
#: OpenDota is asked once in this time, whoever wants it how often.
ASK_AGAIN_AFTER = timedelta(minutes=15)

_log = structlog.get_logger("jobs.actors.analysis")


class StillUnparsed(Retry):
    """OpenDota has not analysed the match yet; what remains of it after the last look.

    Parameters
    ----------
    match_id : int
    """

    code = "analysis_unfinished"

    def __init__(self, match_id: int) -> None:
        super().__init__(f"match {match_id} is not parsed yet", delay=CHECK_EVERY_MS)
        self.params = {"match_id": match_id}


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actors ``request_analysis`` and ``analysed_card``."""

    @dramatiq.actor(broker=broker, actor_name="request_analysis", queue_name=IMAGE_GENERATION)
    def run_request(payload: object) -> dict[str, object]:
        return request(context, read(AnalysisPayload, payload))

    @dramatiq.actor(
        broker=broker,
        actor_name="analysed_card",
        queue_name=IMAGE_GENERATION,
        max_retries=CHECKS,
    )
    def run_card(payload: object) -> dict[str, str]:
        return draw(context, read(AnalysisPayload, payload))


def request(context: Context, payload: AnalysisPayload) -> dict[str, object]:
    """Ask OpenDota to analyse the match, once for all who want it.

    Returns
    -------
    dict
        ``kind`` "text", and ``follow``: the actor whose picture is to be posted later.

    Raises
    ------
    DotaError
        OpenDota does not know the match or takes no request.
    StoreUnavailable
        Nobody can tell whether it was asked.
    """
    if not load_match(context, payload.match_id).parsed:
        _ask(context, payload.match_id)
    args = {"match": str(payload.match_id)}
    return {
        "kind": "text",
        "message": "analysis-requested",
        "args": args,
        "follow": "analysed_card",
    }


def draw(context: Context, payload: AnalysisPayload) -> dict[str, str]:
    """Draw the card of an analysed match.

    Returns
    -------
    dict
        As `match_card.draw` says, with a ``text``.

    Raises
    ------
    StillUnparsed
        The analysis is not there yet; the job looks again later.
    DotaError
        The match can't be had.
    """
    match_id = payload.match_id
    context.progress(20, "analysing")
    if not load_match(context, match_id, only_parsed=True).parsed:
        _ask(context, match_id)
        raise StillUnparsed(match_id)
    asked = MatchCardPayload(
        discord_user_id=payload.discord_user_id,
        guild_id=payload.guild_id,
        locale=payload.locale,
        match_id=match_id,
    )
    words = text(Locale.parse(payload.locale), "analysis-done", match=str(match_id))
    return {**match_card.draw(context, asked), "text": words}


def _ask(context: Context, match_id: int) -> None:
    claimed = context.loop.call(claim_parse(context.pool, match_id, ASK_AGAIN_AFTER), STORE_TIMEOUT)
    if not claimed:
        return
    try:
        job = context.loop.call(context.opendota.request_parse(match_id), FETCH_TIMEOUT)
    except BaseException:
        try:
            context.loop.call(release_parse(context.pool, match_id), STORE_TIMEOUT)
        except (StoreUnavailable, TimeoutError):
            _log.warning("parse_claim_kept", match_id=match_id)
        raise
    _log.info("parse_requested", match_id=match_id, opendota_job=job)
