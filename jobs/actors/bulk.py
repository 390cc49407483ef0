"""Operations over everything: recalculate, clean up by age, empty the caches.

Each works in small steps that are whole in themselves, so one that was broken off can simply be
run again: it goes on with what is left.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Coroutine
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import dramatiq
import structlog

from jobs.actors.boards import recompute
from jobs.actors.leftovers import remove_leftovers
from jobs.actors.payload import read
from jobs.payloads import BulkOperation, BulkPayload
from jobs.queues import BULK_OPERATIONS
from store.accounts import remove_unlinked_accounts
from store.audit import remove_entries_before
from store.digests import remove_digests_before
from store.history import remove_matches_before
from store.matches import remove_stored_matches
from store.medals import remove_medals_before
from store.members import guilds_with_links, remove_unseen
from store.parse_requests import remove_parse_requests
from store.stats import remove_boards_before

if TYPE_CHECKING:
    from jobs.actors.context import Context

#: Rows that go in one statement, and files in one go.
BATCH: Final = 2_000
#: Seconds after which the rest is left for the next run; the queue's timeout is 600.
ENOUGH: Final = 480.0
#: Players' matches of the longest leaderboard, and some to spare, stay whatever is asked for.
LEAST_KEPT: Final = timedelta(days=35)
#: Medals are nobody else's to tell again, so they stay longer than what can be fetched anew.
MEDALS_KEPT: Final = timedelta(days=730)
#: What operators did can be looked up for at least so long.
AUDIT_KEPT: Final = timedelta(days=365)
_STEP_TIMEOUT: Final = 30.0
Answer = dict[str, str | dict[str, str | int]]
_Remove: TypeAlias = Callable[[int], Coroutine[Any, Any, int]]

_log = structlog.get_logger("jobs.actors.bulk")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``bulk_operation``."""

    def bulk_operation(payload: object) -> Answer:
        return operate(context, read(BulkPayload, payload), datetime.now(UTC))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="bulk_operation", queue_name=BULK_OPERATIONS
    )
    declare_actor(bulk_operation)


def operate(context: Context, payload: BulkPayload, now: datetime) -> Answer:
    """Do one bulk operation.

    Returns
    -------
    dict
        ``kind`` "text", ``message``, and ``args`` with what was done how many times.

    Raises
    ------
    StoreUnavailable, EngineUnavailable
        What was done before stays done.
    """
    match payload.operation:
        case BulkOperation.RECALCULATE:
            return _text("bulk-recalculated", recalculate(context, now))
        case BulkOperation.CLEAN_UP:
            before = now - timedelta(days=payload.older_than_days)
            return _text("bulk-cleaned-up", clean_up(context, before, now))
        case BulkOperation.FLUSH_CACHES:
            return _text("bulk-flushed", flush_caches(context, now))


def recalculate(context: Context, now: datetime) -> dict[str, int]:
    """Compute the boards of every server from the matches that are kept; oldest boards first.

    Returns
    -------
    dict
        ``servers`` and ``members``.
    """
    began = time.monotonic()
    guilds = context.loop.call(guilds_with_links(context.pool), _STEP_TIMEOUT)
    servers = members = 0
    for guild_id in guilds:
        if time.monotonic() - began > ENOUGH:
            _log.warning("servers_left", left=len(guilds) - servers)
            break
        context.progress(100 * servers // len(guilds), "computing")
        members += recompute(context, guild_id, now)
        servers += 1
    return {"servers": servers, "members": members}


def clean_up(context: Context, before: datetime, now: datetime) -> dict[str, int]:
    """Remove what is older than a moment, in small batches.

    Players' matches that a leaderboard may still need stay, however early the moment is not.

    Returns
    -------
    dict
        How many of ``player_matches``, ``matches``, ``boards``, ``members``, ``accounts``,
        ``parse_requests``, ``digests``, ``audit`` (entries) and ``files`` went.
    """
    began = time.monotonic()
    pool = context.pool
    needed = min(before, now - LEAST_KEPT)
    steps: dict[str, _Remove] = {
        "player_matches": lambda n: remove_matches_before(pool, int(needed.timestamp()), n),
        "matches": lambda n: remove_stored_matches(pool, before, n),
        "boards": lambda n: remove_boards_before(pool, before, n),
        "medals": lambda n: remove_medals_before(pool, min(before, now - MEDALS_KEPT), n),
        "members": lambda n: remove_unseen(pool, needed, n),
        "accounts": lambda n: remove_unlinked_accounts(pool, before, n),
        "parse_requests": lambda n: remove_parse_requests(pool, before, n),
        "digests": lambda n: remove_digests_before(pool, needed, n),
        "audit": lambda n: remove_entries_before(pool, min(before, now - AUDIT_KEPT), n),
    }
    counts = {}
    for done, (name, remove) in enumerate(steps.items()):
        context.progress(100 * done // (len(steps) + 1), name)
        counts[name] = _in_batches(context, remove, began)
    context.progress(100 * len(steps) // (len(steps) + 1), "files")
    counts["files"] = 0
    if context.data_dir is not None:
        counts["files"] = remove_leftovers(context.data_dir, before.timestamp(), 10 * BATCH)
    return counts


def flush_caches(context: Context, now: datetime) -> dict[str, int]:
    """Forget kept pictures and texts in Redis, and fetched matches in the database.

    Returns
    -------
    dict
        How many ``pictures``, coaching ``texts`` and ``matches`` went.
    """
    began = time.monotonic()
    context.progress(0, "pictures")
    pictures = context.pictures.clear()
    texts = context.coaching.forget()
    context.parsed.clear()
    context.progress(50, "matches")
    matches = _in_batches(
        context, lambda n: remove_stored_matches(context.pool, now, n), began, batch=BATCH // 10
    )
    return {"pictures": pictures, "texts": texts, "matches": matches}


def _in_batches(context: Context, remove: _Remove, began: float, *, batch: int = BATCH) -> int:
    total = 0
    while time.monotonic() - began < ENOUGH:
        removed = context.loop.call(remove(batch), _STEP_TIMEOUT)
        total += removed
        if removed < batch:
            break
    return total


def _text(message: str, counts: dict[str, int]) -> Answer:
    args: dict[str, str | int] = {}
    args.update(counts)
    return {"kind": "text", "message": message, "args": args}
