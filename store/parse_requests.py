"""Which matches their source was asked to analyse, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from store.pool import Pool


async def claim_parse(pool: Pool, match_id: int, again_after: timedelta) -> bool:
    """Tell whether the caller is the one who is to ask.

    Parameters
    ----------
    pool : Pool
        The database.
    match_id : int
        The match.
    again_after : timedelta
        A request that is older than this has come to nothing; it may be made again.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        claimed = await db.fetchval(
            """
            INSERT INTO parse_requests AS asked (match_id) VALUES ($1)
            ON CONFLICT (match_id) DO UPDATE SET requested_at = now()
            WHERE asked.requested_at < now() - $2::interval
            RETURNING true
            """,
            match_id,
            again_after,
        )
    return claimed is True


async def release_parse(pool: Pool, match_id: int) -> None:
    """Let another ask: the request could not be made.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        await db.execute("DELETE FROM parse_requests WHERE match_id = $1", match_id)


async def remove_parse_requests(pool: Pool, before: datetime, limit: int) -> int:
    """Forget requests that were made before a moment.

    Returns
    -------
    int
        How many went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM parse_requests WHERE match_id IN (
                    SELECT match_id FROM parse_requests WHERE requested_at < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed
