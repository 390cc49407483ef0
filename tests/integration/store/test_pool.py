"""The pool, while the database comes and goes."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from apolo.embedded import Embedded
from store.errors import StoreUnavailable
from store.migrate import migrate
from store.players import get_link, set_link
from store.pool import connection, open_pool


async def test_a_pool_opens_before_its_database_is_there_and_outlives_it(service_dir: Path) -> None:
    services = Embedded(service_dir, redis=False, postgres_settings={"fsync": "off"})
    async with services:
        dsn = services.database_url
        await migrate(dsn)

    # Given a pool on a server that is down
    pool = await open_pool(dsn)
    with pytest.raises(StoreUnavailable) as refused:
        await get_link(pool, 1)
    assert (refused.value.code, refused.value.retryable) == ("store_unavailable", True)

    # When it comes up, it works; when it goes, it says so; when it is back, it works again
    async with services:
        await set_link(pool, 1, 10)
    with pytest.raises(StoreUnavailable):
        await get_link(pool, 1)
    async with services:
        assert await get_link(pool, 1) is not None
        await pool.close()


async def test_a_statement_that_hangs_is_given_up(postgres_url: str) -> None:
    pool = await open_pool(postgres_url, command_timeout=0.05)
    begun = time.monotonic()

    with pytest.raises(StoreUnavailable, match="in time"):
        async with connection(pool) as db:
            await db.execute("SELECT pg_sleep(60)")

    assert time.monotonic() - begun < 30
    await pool.close()


async def test_a_closed_pool_is_unavailable(database_dsn: str) -> None:
    pool = await open_pool(database_dsn)
    await pool.close()

    with pytest.raises(StoreUnavailable):
        await get_link(pool, 1)
