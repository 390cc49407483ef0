"""Which members were seen in which server."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from datetime import datetime

    from store.pool import Pool


@dataclass(frozen=True, slots=True)
class LinkedMember:
    """A member of a server whose Steam account is known.

    Attributes
    ----------
    discord_user_id : int
        The member's snowflake.
    account_id : int
        32-bit Steam account id.
    """

    discord_user_id: int
    account_id: int


async def note_member(pool: Pool, guild_id: int, discord_user_id: int) -> None:
    """Remember that a member was seen in a server just now, to the hour.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        await db.execute(
            """
            INSERT INTO guild_members AS kept (guild_id, discord_user_id) VALUES ($1, $2)
            ON CONFLICT (guild_id, discord_user_id) DO UPDATE SET seen_at = now()
            WHERE kept.seen_at < now() - interval '1 hour'
            """,
            guild_id,
            discord_user_id,
        )


async def linked_members(pool: Pool, guild_id: int) -> tuple[LinkedMember, ...]:
    """Return the members of a server who have linked an account and don't hide, by account id.

    An account that several members have linked is the first linker's: it counts once.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            """
            SELECT DISTINCT ON (link.account_id) link.discord_user_id, link.account_id
            FROM guild_members AS member JOIN linked_players AS link USING (discord_user_id)
            WHERE member.guild_id = $1 AND NOT EXISTS (
                SELECT 1 FROM member_settings AS chosen
                WHERE chosen.discord_user_id = link.discord_user_id AND chosen.hidden
            )
            ORDER BY link.account_id, link.linked_at, link.discord_user_id
            """,
            guild_id,
        )
    return tuple(LinkedMember(*row) for row in rows)


async def guilds_with_links(pool: Pool) -> tuple[int, ...]:
    """Return the servers in which at least one member has linked an account.

    The one whose boards are oldest comes first, those without any before it.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            """
            SELECT guild_id FROM (
                SELECT DISTINCT guild_id FROM guild_members
                JOIN linked_players USING (discord_user_id)
            ) AS found
            ORDER BY (
                SELECT max(computed_at) FROM server_boards AS board
                WHERE board.guild_id = found.guild_id
            ) NULLS FIRST, guild_id
            """
        )
    return tuple(row["guild_id"] for row in rows)


async def remove_unseen(pool: Pool, before: datetime, limit: int) -> int:
    """Forget members who were last seen in a server before a moment.

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
                DELETE FROM guild_members WHERE ctid IN (
                    SELECT ctid FROM guild_members WHERE seen_at < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed
