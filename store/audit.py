"""What operators did, and how it ended: the rows of the audit log."""

from __future__ import annotations

import enum
import uuid
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import asyncpg

from store.errors import StoreUnavailable
from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from asyncpg.pool import PoolConnectionProxy

    from store.pool import Pool

_MAX_WHO: Final = 200
_MAX_TEXT: Final = 500


class Origin(enum.StrEnum):
    """Where a lever was pulled."""

    DISCORD = "discord"
    TERMINAL = "terminal"


class Ending(enum.StrEnum):
    """How it ended."""

    BEGUN = "begun"
    """Not known: it is under way, or its process died in the midst of it."""
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One lever, pulled once.

    Attributes
    ----------
    origin : Origin
    who : str
        A Discord id, or user and host of a terminal.
    action : str
        Such as ``pause`` or ``retry_failed``.
    queue : str
        A queue's name, ``all``, or nothing where no queue is meant.
    filter : str
        Which jobs, where not all: such as a job's id.
    count : int or None
        How many jobs or queues were changed.
    reason : str
        Why it failed.
    """

    origin: Origin
    who: str
    action: str
    queue: str = ""
    filter: str = ""
    ending: Ending = Ending.BEGUN
    count: int | None = None
    reason: str = ""
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    entry_id: str = field(default_factory=lambda: uuid.uuid4().hex)

    def ended(self, count: int | None) -> AuditEntry:
        """The same entry, of what was done."""
        return replace(self, ending=Ending.DONE, count=count)

    def failed(self, reason: str) -> AuditEntry:
        """The same entry, of what could not be done."""
        return replace(self, ending=Ending.FAILED, reason=reason)


async def put_entries(pool: Pool, entries: Sequence[AuditEntry]) -> None:
    """Write entries; one that is there already is brought to its ending, which then stays.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    rows = [
        (
            one.entry_id, one.at, one.origin.value, _fit(one.who, _MAX_WHO), one.action,
            _fit(one.queue, _MAX_WHO), _fit(one.filter, _MAX_TEXT), one.ending.value, one.count,
            _fit(one.reason, _MAX_TEXT),
        )
        for one in entries
    ]  # fmt: skip
    async with _audited(pool) as db:
        await db.executemany(
            """
            INSERT INTO audit_log AS kept
                (entry_id, at, origin, who, action, queue, filter, ending, count, reason)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (entry_id) DO UPDATE SET
                ending = excluded.ending, count = excluded.count, reason = excluded.reason
            WHERE kept.ending = 'begun'
            """,
            rows,
        )


async def newest_entries(pool: Pool, limit: int) -> tuple[AuditEntry, ...]:
    """Return the newest entries, newest first, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with _audited(pool) as db:
        rows = await db.fetch(
            "SELECT origin, who, action, queue, filter, ending, count, reason, at, entry_id"
            " FROM audit_log ORDER BY at DESC, entry_id LIMIT $1",
            limit,
        )
    return tuple(
        replace(AuditEntry(*row), origin=Origin(row["origin"]), ending=Ending(row["ending"]))
        for row in rows
    )


async def remove_entries_before(pool: Pool, before: datetime, limit: int) -> int:
    """Forget entries that are older than a moment; how many went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM audit_log WHERE entry_id IN (
                    SELECT entry_id FROM audit_log WHERE at < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed


@asynccontextmanager
async def _audited(pool: Pool) -> AsyncIterator[PoolConnectionProxy[asyncpg.Record]]:
    """A connection; a database that was not migrated counts as one that is away.

    Levers are pulled before everything is in order, and what they leave has to wait.
    """
    try:
        async with connection(pool) as db:
            yield db
    except asyncpg.UndefinedTableError as error:
        raise StoreUnavailable("it has no audit log yet: run apolo migrate") from error


def _fit(value: str, most: int) -> str:
    # PostgreSQL's text can't hold NUL.
    return value.replace("\0", "")[:most]
