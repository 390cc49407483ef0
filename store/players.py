"""Which Dota account a Discord member has linked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

    from store.pool import Pool

MAX_ACCOUNT_ID = 2**32 - 1
MAX_DISCORD_ID = 2**63 - 1


@dataclass(frozen=True, slots=True)
class LinkedPlayer:
    """A member's link.

    Attributes
    ----------
    discord_user_id : int
        The member's snowflake.
    account_id : int
        32-bit Steam account id.
    linked_at : datetime
        When this account was linked, with time zone.
    """

    discord_user_id: int
    account_id: int
    linked_at: datetime


async def get_link(pool: Pool, discord_user_id: int) -> LinkedPlayer | None:
    """Return the link of a member, None where there is none.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        row = await db.fetchrow(
            "SELECT discord_user_id, account_id, linked_at FROM linked_players"
            " WHERE discord_user_id = $1",
            discord_user_id,
        )
    return None if row is None else LinkedPlayer(*row)


async def get_links(pool: Pool, discord_user_ids: Collection[int]) -> dict[int, LinkedPlayer]:
    """Return the links of members by their Discord ids; those without one are missing.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            "SELECT discord_user_id, account_id, linked_at FROM linked_players"
            " WHERE discord_user_id = ANY($1)",
            list(discord_user_ids),
        )
    return {row["discord_user_id"]: LinkedPlayer(*row) for row in rows}


async def set_link(pool: Pool, discord_user_id: int, account_id: int) -> LinkedPlayer:
    """Link a member to an account, in place of the one linked before.

    Linking the same account again changes nothing, not even the time.

    Raises
    ------
    ValueError
        When an id is out of range.
    StoreUnavailable
        When the database can't be reached.
    """
    if not 0 < discord_user_id <= MAX_DISCORD_ID:
        raise ValueError("a Discord id is from 1 to 2**63 - 1")
    if not 0 < account_id <= MAX_ACCOUNT_ID:
        raise ValueError("a Steam account id is from 1 to 2**32 - 1")
    async with connection(pool) as db:
        row = await db.fetchrow(
            """
            INSERT INTO linked_players AS link (discord_user_id, account_id) VALUES ($1, $2)
            ON CONFLICT (discord_user_id) DO UPDATE SET
                account_id = excluded.account_id,
                linked_at = CASE WHEN link.account_id = excluded.account_id
                                 THEN link.linked_at ELSE now() END
            RETURNING discord_user_id, account_id, linked_at
            """,
            discord_user_id,
            account_id,
        )
    assert row is not None
    return LinkedPlayer(*row)


async def remove_link(pool: Pool, discord_user_id: int) -> bool:
    """Remove a member's link; return whether there was one.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed = await db.fetchval(
            "DELETE FROM linked_players WHERE discord_user_id = $1 RETURNING true",
            discord_user_id,
        )
    return removed is True
