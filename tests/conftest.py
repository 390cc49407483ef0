"""Real services for the tests: a Valkey and a PostgreSQL of each test process."""

from __future__ import annotations

import logging
import os
import uuid
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import pytest
import redis
import structlog
from hypothesis import settings

from apolo.embedded import Embedded
from store.migrate import migrate
from store.pool import open_pool
from tests.folders import service_folder

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from xdist.remote import Producer

    from store.pool import Pool
    from tests.scheduling import Scheduling

# How long an example takes says how busy the machine is, not whether the code is right.
# The same examples each time where a change is judged by them; new ones where people look.
settings.register_profile("apolo", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("apolo")

_THROW_AWAY = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling:
    """Keep tests together that share what is dear."""
    from tests.scheduling import Scheduling

    return Scheduling(config, log)


@pytest.fixture(autouse=True)
def _restored_logging() -> Iterator[None]:
    """Give logging back as it was: commands set it up for their whole process."""
    root = logging.getLogger()
    before = (root.level, list(root.handlers))
    yield
    root.setLevel(before[0])
    root.handlers[:] = before[1]
    logging.captureWarnings(capture=False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def service_dir() -> Iterator[Path]:
    """Yield a new folder with a short path that servers of any system user can work in."""
    with service_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def valkey_url() -> Iterator[str]:
    """Yield the URL of this test process's Valkey; what is in it is whatever tests left."""
    with (
        service_folder() as folder,
        Embedded(folder, postgres=False, appendfsync="no") as services,
    ):
        yield services.redis_url


@pytest.fixture
def clean_valkey(valkey_url: str) -> str:
    """Return the URL of this test process's Valkey, emptied."""
    with redis.Redis.from_url(valkey_url) as client:
        client.flushall()
        client.script_flush()
    return valkey_url


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """Yield the URL of this test process's PostgreSQL: its database without any schema."""
    with (
        service_folder() as folder,
        Embedded(folder, redis=False, postgres_settings=_THROW_AWAY) as services,
    ):
        yield services.database_url


@pytest.fixture
async def empty_database(postgres_url: str) -> AsyncIterator[str]:
    """Yield the URL of a new database without any schema."""
    name = f"test_{uuid.uuid4().hex}"
    await _execute(postgres_url, f"CREATE DATABASE {name}")
    yield postgres_url.replace("/apolo?", f"/{name}?")
    await _execute(postgres_url, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="session")
def database_dsn(postgres_url: str) -> str:
    """Return the URL of this test process's migrated database; its rows are what tests left."""
    import asyncio

    asyncio.run(migrate(postgres_url))
    return postgres_url


@pytest.fixture
async def clean_database(database_dsn: str) -> str:
    """Return the URL of this test process's migrated database, emptied."""
    await _execute(
        database_dsn,
        """
        DO $$ DECLARE tables text; BEGIN
            SELECT string_agg(format('%I', tablename), ', ') INTO tables FROM pg_tables
            WHERE schemaname = 'public' AND tablename <> 'alembic_version';
            EXECUTE 'TRUNCATE ' || tables || ' RESTART IDENTITY CASCADE';
        END $$
        """,
    )
    return database_dsn


@pytest.fixture
async def pool(clean_database: str) -> AsyncIterator[Pool]:
    """Yield a connection pool on this test process's emptied database."""
    opened = await open_pool(clean_database)
    yield opened
    await opened.close()


async def _execute(dsn: str, statement: str) -> None:
    db = await asyncpg.connect(dsn)
    try:
        await db.execute(statement)
    finally:
        await db.close()
