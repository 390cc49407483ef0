"""What is owed to a channel once an interaction's answer says that more will follow."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from bot.channel_posts import ChannelPost
from jobs.api import analysed_card_request
from jobs.payloads import AnalysisPayload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.entries import Entry

log = logging.getLogger(__name__)

_ANALYSED: Final = "analysed_card"
_REQUEST: Final = "request_analysis"


def follow_of(entry: Entry, result: Mapping[str, object]) -> ChannelPost | None:
    """The post that a finished job promises; None for nearly all of them.

    Parameters
    ----------
    entry
        Whose job it is. The post is made of what the member asked for, not of what a worker says.
    result
        What the job brought.
    """
    if result.get("follow") != _ANALYSED or entry.job.actor != _REQUEST:
        return None
    if entry.channel_id is None:
        return None
    try:
        asked = AnalysisPayload.model_validate(dict(entry.job.payload))
    except ValidationError:
        log.exception("nothing follows interaction %s", entry.interaction_id)
        return None
    return ChannelPost(
        key=f"analysis:{asked.match_id}",
        due_ms=entry.created_ms,
        channel_id=entry.channel_id,
        guild_id=entry.guild_id,
        locale=entry.locale,
        job=analysed_card_request(
            asked, job_id=f"{entry.job.job_id}-card", tenant=entry.job.tenant
        ),
        upload_limit=entry.upload_limit,
    )
