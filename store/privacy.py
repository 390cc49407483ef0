"""All that is kept of one member: read out whole, and deleted whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.pool import Pool

Rows: TypeAlias = "list[dict[str, object]]"

BY_MEMBER: Final = ("linked_players", "member_settings", "guild_members", "server_stats")
"""Tables with rows of a member, in their column ``discord_user_id``."""
BY_ACCOUNT: Final = ("accounts", "medals", "player_matches")
"""Tables with rows of the account that a member has linked, in their column ``account_id``."""
KEPT: Final = ("audit_log",)
"""Tables that may name a member and are not deleted from: what operators did must stay known."""


async def read_member(pool: Pool, discord_user_id: int) -> Mapping[str, Rows]:
    """Return every row that is kept of a member and of the account they have linked, by table.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db, db.transaction(isolation="repeatable_read", readonly=True):
        found: dict[str, Rows] = {}
        for table in BY_MEMBER:
            rows = await db.fetch(
                f"SELECT * FROM {table} WHERE discord_user_id = $1 ORDER BY {table}",  # noqa: S608
                discord_user_id,
            )
            found[table] = [dict(row) for row in rows]
        for table in BY_ACCOUNT:
            rows = await db.fetch(
                f"SELECT * FROM {table} WHERE account_id ="  # noqa: S608
                " (SELECT account_id FROM linked_players WHERE discord_user_id = $1)"
                f" ORDER BY {table}",
                discord_user_id,
            )
            found[table] = [dict(row) for row in rows]
    return found


async def delete_member(pool: Pool, discord_user_id: int) -> int:
    """Delete every row of a member, and of their account unless another member has linked it too.

    Returns
    -------
    int
        How many rows were the member's own.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached; nothing was deleted.
    """
    async with connection(pool) as db, db.transaction():
        account_id: int | None = await db.fetchval(
            "SELECT account_id FROM linked_players WHERE discord_user_id = $1 FOR UPDATE",
            discord_user_id,
        )
        rows = 0
        for table in BY_MEMBER:
            status = await db.execute(
                f"DELETE FROM {table} WHERE discord_user_id = $1",  # noqa: S608
                discord_user_id,
            )
            rows += int(status.rpartition(" ")[2])
        if account_id is not None:
            for table in reversed(BY_ACCOUNT):
                await db.execute(
                    f"DELETE FROM {table} WHERE account_id = $1 AND NOT EXISTS"  # noqa: S608
                    " (SELECT 1 FROM linked_players AS link WHERE link.account_id = $1)",
                    account_id,
                )
    return rows
