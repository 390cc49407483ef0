"""``apolo migrate``: bring the database's schema up to date."""

from __future__ import annotations

import asyncio

import typer

from apolo.embedded import Embedded
from apolo.settings import Settings, load_settings
from apolo.telemetry import configure_logging
from store.migrate import migrate as migrate_store


def migrate() -> None:
    """Bring the database's schema up to date. Safe to repeat, and to run twice at once."""
    settings = load_settings()
    configure_logging(settings)
    revision = asyncio.run(_migrate(settings))
    typer.echo(f"database at revision {revision}")


async def _migrate(settings: Settings) -> str:
    if settings.database_url is not None:
        return await migrate_store(settings.database_url)
    async with Embedded(settings.data_dir, redis=False) as embedded:
        return await migrate_store(embedded.database_url)
