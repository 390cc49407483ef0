"""Who a Steam account is, as far as its source said, and when it was last asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from store.pool import Pool

_MAX_NAME = 512


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it was kept.

    Attributes
    ----------
    account_id : int
        32-bit Steam account id.
    name : str or None
        Raw persona name, hostile until sanitised.
    rank_tier : int or None
        Medal x 10 + stars.
    leaderboard_rank : int or None
        Position among Immortals.
    profile_at, matches_at, tried_at : datetime or None
        When the profile and the matches were fetched, and when the matches were last asked for.
    trouble : str or None
        The code of the error that the last try for matches ended with.
    avatar : str or None
        The name of the player's picture, 40 hexadecimal digits.
    """

    account_id: int
    name: str | None = None
    rank_tier: int | None = None
    leaderboard_rank: int | None = None
    profile_at: datetime | None = None
    matches_at: datetime | None = None
    tried_at: datetime | None = None
    trouble: str | None = None
    avatar: str | None = None


async def get_accounts(pool: Pool, account_ids: Collection[int]) -> dict[int, Account]:
    """Return what is known of accounts; of one that was never asked for, its id alone.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            "SELECT account_id, name, rank_tier, leaderboard_rank, profile_at, matches_at,"
            " tried_at, trouble, avatar FROM accounts WHERE account_id = ANY($1)",
            list(account_ids),
        )
    known = {row["account_id"]: Account(*row) for row in rows}
    return {account_id: known.get(account_id, Account(account_id)) for account_id in account_ids}


async def put_profile(
    pool: Pool,
    account_id: int,
    *,
    name: str | None,
    rank_tier: int | None = None,
    leaderboard_rank: int | None = None,
    avatar: str | None = None,
    moment: datetime | None = None,
) -> None:
    """Keep who an account is, as its source said at a moment, else just now; note the medal.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    # PostgreSQL's text can't hold NUL.
    kept = None if name is None else name.replace("\0", "")[:_MAX_NAME]
    async with connection(pool) as db, db.transaction():
        await db.execute(
            """
            INSERT INTO accounts
                (account_id, name, rank_tier, leaderboard_rank, profile_at, avatar)
            VALUES ($1, $2, $3, $4, coalesce($5, now()), $6)
            ON CONFLICT (account_id) DO UPDATE SET
                name = excluded.name, rank_tier = excluded.rank_tier,
                leaderboard_rank = excluded.leaderboard_rank,
                profile_at = excluded.profile_at, avatar = excluded.avatar
            """,
            account_id,
            kept,
            rank_tier,
            leaderboard_rank,
            moment,
            avatar,
        )
        if rank_tier is not None:
            await db.execute(
                """
                INSERT INTO medals (account_id, day, rank_tier, leaderboard_rank)
                VALUES ($1, (coalesce($4, now()) AT TIME ZONE 'UTC')::date, $2, $3)
                ON CONFLICT (account_id, day) DO UPDATE SET
                    rank_tier = excluded.rank_tier, leaderboard_rank = excluded.leaderboard_rank
                """,
                account_id,
                rank_tier,
                leaderboard_rank,
                moment,
            )


async def note_try(pool: Pool, account_id: int, moment: datetime, trouble: str | None) -> None:
    """Note that an account's matches were asked for, and how it ended.

    Parameters
    ----------
    pool : Pool
        The database.
    account_id : int
        32-bit Steam account id.
    moment : datetime
        When, with time zone.
    trouble : str or None
        The code of the error; None where the matches came.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        await db.execute(
            """
            INSERT INTO accounts AS kept (account_id, tried_at, matches_at, trouble)
            VALUES ($1, $2, CASE WHEN $3::text IS NULL THEN $2::timestamptz END, $3)
            ON CONFLICT (account_id) DO UPDATE SET
                tried_at = excluded.tried_at,
                matches_at = coalesce(excluded.matches_at, kept.matches_at),
                trouble = excluded.trouble
            """,
            account_id,
            moment,
            trouble,
        )


async def remove_unlinked_accounts(pool: Pool, before: datetime, limit: int) -> int:
    """Forget accounts that nobody links any more and that were last asked for before a moment.

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
                DELETE FROM accounts WHERE account_id IN (
                    SELECT account_id FROM accounts
                    WHERE greatest(tried_at, profile_at) < $1 AND NOT EXISTS (
                        SELECT 1 FROM linked_players AS link
                        WHERE link.account_id = accounts.account_id
                    ) LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed
