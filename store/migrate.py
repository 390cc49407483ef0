"""Bring the database's schema up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

import asyncpg
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from store.errors import store_errors

if TYPE_CHECKING:
    from sqlalchemy import Connection

# "apolo" in ASCII: the advisory lock that all migrators of one database meet at.
_LOCK_KEY = int.from_bytes(b"apolo")
_LOCK_SECONDS = 60
_CONNECT_SECONDS = 10.0


async def migrate(dsn: str) -> str:
    """Apply the revisions that the database lacks, all of them or none.

    Migrators that run at the same time wait for each other; the later ones find nothing to do.

    Parameters
    ----------
    dsn : str
        ``postgresql://`` URL of the database.

    Returns
    -------
    str
        The revision the database is at now.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached, or another migrator takes longer than a minute.
    """
    config = _config()

    async def connect(*_: object, **__: object) -> asyncpg.Connection[asyncpg.Record]:
        # Through asyncpg's own reading of the URL, so that every URL the pool takes works here.
        return await asyncpg.connect(dsn, timeout=_CONNECT_SECONDS)

    engine = create_async_engine("postgresql+asyncpg://", async_creator=connect, poolclass=NullPool)
    with store_errors():
        try:
            async with engine.begin() as db:
                await db.execute(text(f"SET LOCAL lock_timeout = '{_LOCK_SECONDS}s'"))
                await db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK_KEY})
                await db.run_sync(_upgrade, config)
        except DBAPIError as error:
            # SQLAlchemy's error holds its adapter's, which holds the driver's own.
            raise (error.orig and error.orig.__cause__) or error from error
        finally:
            await engine.dispose()
    return latest_revision()


def latest_revision() -> str:
    """Return the newest revision that this version of Apolo has."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    assert head is not None
    return head


async def current_revision(dsn: str) -> str | None:
    """Return the revision the database is at, None when it was never migrated.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    with store_errors():
        db = await asyncpg.connect(dsn, timeout=_CONNECT_SECONDS)
        try:
            if await db.fetchval("SELECT to_regclass('alembic_version')") is None:
                return None
            revision: str | None = await db.fetchval("SELECT version_num FROM alembic_version")
            return revision
        finally:
            await db.close()


def _upgrade(connection: Connection, config: Config) -> None:
    script = ScriptDirectory.from_config(config)
    if MigrationContext.configure(connection).get_current_revision() == script.get_current_head():
        return
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", "store:migrations")
    config.set_main_option("path_separator", "os")
    return config
