"""Weekly digests: planned once per server and week, and promised once by one of the bots."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from store.pool import Pool

_CLAIMED_FOR: Final = "10 minutes"
_TOO_LATE: Final = "24 hours"


@dataclass(frozen=True, slots=True)
class DueDigest:
    """A digest that somebody has to post.

    Attributes
    ----------
    guild_id : int
        The server's snowflake.
    week : str
        Such as ``2026-W48``.
    planned_at : datetime
        When it became due, with time zone, by the database's clock.
    """

    guild_id: int
    week: str
    planned_at: datetime


async def plan_digests(pool: Pool, day: int, week: str) -> int:
    """Plan the digests of all servers that want theirs on a day; those that are planned stay.

    Parameters
    ----------
    day : int
        1 for Monday to 7 for Sunday.
    week : str
        Such as ``2026-W48``: there is one digest for each server in it, whatever its day.

    Returns
    -------
    int
        How many were new.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        planned: int = await db.fetchval(
            """
            WITH new AS (
                INSERT INTO digests (guild_id, week)
                SELECT day.guild_id, $2
                FROM server_settings AS day
                JOIN server_settings AS channel
                    ON channel.guild_id = day.guild_id AND channel.setting = 'digest_channel'
                WHERE day.setting = 'digest_day' AND day.value = $1 AND channel.value IS NOT NULL
                ON CONFLICT DO NOTHING
                RETURNING 1
            ) SELECT count(*) FROM new
            """,
            str(day),
            week,
        )
    return planned


async def claim_digests(
    pool: Pool, guild_ids: Collection[int], limit: int
) -> tuple[DueDigest, ...]:
    """Take digests that are due in some servers; nobody else gets them for ten minutes.

    One that nobody has promised within a day is left out: the week has moved on.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            f"""
            UPDATE digests SET claimed_at = now()
            WHERE (guild_id, week) IN (
                SELECT guild_id, week FROM digests
                WHERE promised_at IS NULL AND guild_id = ANY($1)
                    AND planned_at > now() - interval '{_TOO_LATE}'
                    AND (claimed_at IS NULL OR claimed_at < now() - interval '{_CLAIMED_FOR}')
                ORDER BY planned_at, guild_id
                LIMIT $2
                FOR UPDATE SKIP LOCKED
            )
            RETURNING guild_id, week, planned_at
            """,  # noqa: S608
            list(guild_ids),
            limit,
        )
    return tuple(DueDigest(*row) for row in rows)


async def promise_digest(pool: Pool, guild_id: int, week: str) -> None:
    """Note that a digest will be posted, or that there is none to be posted: it is due no more.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        await db.execute(
            "UPDATE digests SET promised_at = now() WHERE guild_id = $1 AND week = $2",
            guild_id,
            week,
        )


async def remove_digests_before(pool: Pool, before: datetime, limit: int) -> int:
    """Forget digests that were planned before a moment; how many went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM digests WHERE (guild_id, week) IN (
                    SELECT guild_id, week FROM digests WHERE planned_at < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed
