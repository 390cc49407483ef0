"""Stores the language that a member wants to be answered in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dramatiq

from jobs.actors.payload import read
from jobs.payloads import LanguagePayload
from jobs.queues import MEMBER_REQUESTS
from store.member_settings import set_language

if TYPE_CHECKING:
    from jobs.actors.context import Context

STORE_TIMEOUT = 8.0


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``set_language``."""

    @dramatiq.actor(broker=broker, actor_name="set_language", queue_name=MEMBER_REQUESTS)
    def run(payload: object) -> dict[str, object]:
        return choose(context, read(LanguagePayload, payload))


def choose(context: Context, payload: LanguagePayload) -> dict[str, object]:
    """Store the choice; a younger one that is stored already stays.

    Raises
    ------
    StoreUnavailable
        Nothing was changed.
    """
    stored = set_language(
        context.pool, payload.discord_user_id, payload.language, payload.chosen_ms
    )
    context.loop.call(stored, STORE_TIMEOUT)
    message = "language-automatic" if payload.language is None else "language-set"
    return {"kind": "text", "message": message, "args": {}}
