"""All of a member is read out and deleted, in whatever table it is, on a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from store.accounts import put_profile
from store.history import KeptMatch, put_matches
from store.member_settings import set_hidden, set_language
from store.members import note_member
from store.players import get_link, set_link
from store.pool import connection
from store.privacy import BY_ACCOUNT, BY_MEMBER, KEPT, delete_member, read_member
from store.stats import Board, Stat, put_boards

if TYPE_CHECKING:
    from store.pool import Pool

MEMBER, OTHER = 7_301_990_100_000_000_001, 7_301_990_100_000_000_002
ACCOUNT, SHARED = 4_000_000_123, 4_000_000_124
NOBODYS = {
    "alembic_version", "digests", "matches", "parse_requests", "server_boards", "server_settings"
}  # fmt: skip
"""Tables that hold nothing of a member: neither an id nor what was asked for."""
MATCH = KeptMatch(
    8_600_000_001, 1_700_000_000, 2400, 8, "radiant", True, 12, 3, 8, 600, 700, None, 200, 10,
    20_000, 3_000, 0, 22, 7, 1, 65, False,
)  # fmt: skip


async def _fill(pool: Pool, member: int, account: int) -> None:
    """Use everything once."""
    await set_link(pool, member, account)
    await note_member(pool, 9, member)
    await set_language(pool, member, "pt", 1)
    await set_hidden(pool, member, False, 1)
    await put_profile(pool, account, name="Aurora", rank_tier=54)
    await put_matches(pool, account, [MATCH])
    board = Board(
        "win_rate", "week", datetime.now(UTC), 1, 2, 5, 1, 0, 0,
        (Stat(account, member, 1, 0.5, 0.5, 9, 9, 5),),
    )  # fmt: skip
    await put_boards(pool, 9, [board])


async def _naming(pool: Pool, value: int) -> dict[str, int]:
    """Every table that holds a number anywhere, and in how many rows."""
    found = {}
    async with connection(pool) as db:
        tables = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in tables:
            count = await db.fetchval(
                f"SELECT count(*) FROM {table} AS row WHERE row::text LIKE $1", f"%{value}%"
            )
            if count:
                found[table] = count
    return found


async def test_every_table_is_known_for_what_it_holds(pool: Pool) -> None:
    """A new table belongs in one of the lists of `store.privacy`, or in `NOBODYS`."""
    async with connection(pool) as db:
        tables = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        columns = await db.fetch(
            "SELECT table_name, column_name FROM information_schema.columns"
            " WHERE table_schema = 'public' AND column_name IN ('discord_user_id', 'account_id')"
        )

    known = {*BY_MEMBER, *BY_ACCOUNT, *KEPT, *NOBODYS}
    assert {row["tablename"] for row in tables} == known
    by_column: dict[str, set[str]] = {}
    for table, column in columns:
        by_column.setdefault(column, set()).add(table)
    assert by_column["discord_user_id"] == set(BY_MEMBER)
    assert by_column["account_id"] - set(BY_MEMBER) == set(BY_ACCOUNT)


async def test_everything_is_read_out(pool: Pool) -> None:
    await _fill(pool, MEMBER, ACCOUNT)
    await _fill(pool, OTHER, SHARED)

    found = await read_member(pool, MEMBER)

    assert {table: len(rows) for table, rows in found.items()} == dict.fromkeys(
        (*BY_MEMBER, *BY_ACCOUNT), 1
    )
    assert found["player_matches"][0]["match_id"] == MATCH.match_id
    assert all(row.get("account_id", ACCOUNT) == ACCOUNT for rows in found.values() for row in rows)
    assert not any((await read_member(pool, 1)).values())


async def test_after_deletion_no_table_names_the_member_or_the_account(pool: Pool) -> None:
    await _fill(pool, MEMBER, ACCOUNT)
    await _fill(pool, OTHER, SHARED)
    assert set(await _naming(pool, MEMBER)) == set(BY_MEMBER)
    others = await _naming(pool, OTHER)

    assert await delete_member(pool, MEMBER) == len(BY_MEMBER)

    assert await _naming(pool, MEMBER) == {}
    assert await _naming(pool, ACCOUNT) == {}
    assert await _naming(pool, OTHER) == others
    assert await delete_member(pool, MEMBER) == 0


async def test_an_account_that_another_member_has_linked_stays_theirs(pool: Pool) -> None:
    await _fill(pool, MEMBER, SHARED)
    await set_link(pool, OTHER, SHARED)

    await delete_member(pool, MEMBER)

    assert await _naming(pool, MEMBER) == {}
    left = await read_member(pool, OTHER)
    assert len(left["player_matches"]) == len(left["accounts"]) == len(left["medals"]) == 1
    assert await get_link(pool, OTHER) is not None
