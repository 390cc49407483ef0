"""Medals of accounts as they were seen, at most one a day.

`store.accounts.put_profile` notes them; they go with their account.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from datetime import date, datetime

    from store.pool import Pool


@dataclass(frozen=True, slots=True)
class KeptMedal:
    """An account's medal on a day.

    Attributes
    ----------
    day : date
        In UTC.
    rank_tier : int
        Medal x 10 + stars.
    leaderboard_rank : int or None
        Position among Immortals.
    """

    day: date
    rank_tier: int
    leaderboard_rank: int | None


async def get_medals(pool: Pool, account_id: int) -> tuple[KeptMedal, ...]:
    """Return an account's medals, oldest first.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            "SELECT day, rank_tier, leaderboard_rank FROM medals WHERE account_id = $1"
            " ORDER BY day",
            account_id,
        )
    return tuple(KeptMedal(*row) for row in rows)


async def remove_medals_before(pool: Pool, before: datetime, limit: int) -> int:
    """Forget medals that were seen before a moment's day.

    Returns
    -------
    int
        How many rows went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM medals WHERE ctid IN (
                    SELECT ctid FROM medals WHERE day < ($1 AT TIME ZONE 'UTC')::date LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed
