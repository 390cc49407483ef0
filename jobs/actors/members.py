"""Notes which linked members use Apolo in which server: leaderboards are made of them."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from typing import TYPE_CHECKING

import structlog

from store.errors import StoreUnavailable
from store.members import note_member

if TYPE_CHECKING:
    from jobs.actors.context import Context
    from jobs.payloads import Payload

#: Seconds. What the member asked for must not wait for this.
_TIMEOUT = 2.0

#: Seconds for which one note is enough (the database keeps the hour), and how many are held.
_ENOUGH_FOR = 600.0
_MOST = 4_096

_log = structlog.get_logger("jobs.actors.members")


class Noted:
    """Whom this process has noted lately, and where; safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until: OrderedDict[tuple[int, int], float] = OrderedDict()

    def lately(self, guild_id: int, member: int) -> bool:
        """Tell whether a member was noted in a server within the last ten minutes."""
        with self._lock:
            return self._until.get((guild_id, member), 0.0) > time.monotonic()

    def add(self, guild_id: int, member: int) -> None:
        """Remember that a member was noted in a server."""
        with self._lock:
            self._until.pop((guild_id, member), None)
            self._until[guild_id, member] = time.monotonic() + _ENOUGH_FOR
            if len(self._until) > _MOST:
                self._until.popitem(last=False)


def note_linked_member(context: Context, payload: Payload, *, anew: bool = False) -> None:
    """Remember that a linked member asked in a server; a database that is away is passed over.

    Parameters
    ----------
    context : Context
        Gives the database.
    payload : Payload
        What the member asked for; nothing is noted of a direct message.
    anew : bool
        Whether to note it in any case: the member may have been forgotten meanwhile.
    """
    if payload.guild_id is None:
        return
    if not anew and context.noted.lately(payload.guild_id, payload.discord_user_id):
        return
    try:
        context.loop.call(
            note_member(context.pool, payload.guild_id, payload.discord_user_id), _TIMEOUT
        )
        context.noted.add(payload.guild_id, payload.discord_user_id)
    except (StoreUnavailable, TimeoutError):
        _log.warning("member_not_noted", guild_id=payload.guild_id)
