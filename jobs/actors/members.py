"""Notes which linked members use Apolo in which server: leaderboards are made of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from store.errors import StoreUnavailable
from store.members import note_member

if TYPE_CHECKING:
    from jobs.actors.context import Context
    from jobs.payloads import Payload

#: Seconds. What the member asked for must not wait for this.
_TIMEOUT = 2.0

_log = structlog.get_logger("jobs.actors.members")


def note_linked_member(context: Context, payload: Payload) -> None:
    """Remember that a linked member asked in a server; a database that is away is passed over.

    Parameters
    ----------
    context : Context
        Gives the database.
    payload : Payload
        What the member asked for; nothing is noted of a direct message.
    """
    if payload.guild_id is None:
        return
    try:
        context.loop.call(
            note_member(context.pool, payload.guild_id, payload.discord_user_id), _TIMEOUT
        )
    except (StoreUnavailable, TimeoutError):
        _log.warning("member_not_noted", guild_id=payload.guild_id)
