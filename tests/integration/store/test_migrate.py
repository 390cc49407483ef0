"""Migrations, on a real PostgreSQL."""

from __future__ import annotations

import asyncio

import asyncpg
import pytest

from store.errors import StoreUnavailable
from store.migrate import current_revision, latest_revision, migrate


async def _tables(dsn: str) -> set[str]:
    db = await asyncpg.connect(dsn)
    try:
        rows = await db.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
    finally:
        await db.close()
    return {row["tablename"] for row in rows}


async def test_an_empty_database_gets_the_schema(empty_database: str) -> None:
    assert await current_revision(empty_database) is None

    assert await migrate(empty_database) == latest_revision()

    assert await current_revision(empty_database) == latest_revision()
    assert await _tables(empty_database) == {
        "accounts",
        "alembic_version",
        "guild_members",
        "linked_players",
        "matches",
        "audit_log",
        "digests",
        "medals",
        "member_settings",
        "parse_requests",
        "player_matches",
        "server_boards",
        "server_settings",
        "server_stats",
    }


async def test_a_second_run_changes_nothing(empty_database: str) -> None:
    await migrate(empty_database)

    assert await migrate(empty_database) == latest_revision()


async def test_migrators_at_the_same_time_do_it_once(empty_database: str) -> None:
    done = await asyncio.gather(*(migrate(empty_database) for _ in range(4)))

    assert done == [latest_revision()] * 4


async def test_a_failed_revision_leaves_nothing(empty_database: str) -> None:
    # Given something in the way of the second table
    db = await asyncpg.connect(empty_database)
    await db.execute("CREATE TABLE matches (other int)")

    # When the migration fails on it
    with pytest.raises(Exception, match="already exists"):
        await migrate(empty_database)

    # Then the first table is not there either, and it works once the way is clear
    assert await _tables(empty_database) == {"matches"}
    await db.execute("DROP TABLE matches")
    await db.close()
    await migrate(empty_database)


async def test_no_server_is_a_store_that_is_unavailable() -> None:
    with pytest.raises(StoreUnavailable):
        await migrate("postgresql://apolo@/apolo?host=/nonexistent")


async def test_a_missing_database_is_a_store_that_is_unavailable(postgres_url: str) -> None:
    with pytest.raises(StoreUnavailable, match="does not exist"):
        await migrate(postgres_url.replace("/apolo?", "/nothing?"))
