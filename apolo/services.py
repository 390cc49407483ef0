"""Redis and PostgreSQL for a command: those that the settings name, else the embedded ones."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apolo.embedded import Embedded, database_url_of
from store.pool import open_pool

if TYPE_CHECKING:
    from apolo.settings import Settings
    from store.pool import Pool


@dataclass(frozen=True, slots=True)
class Services:
    """Where the two are."""

    redis_url: str
    database_url: str


@contextmanager
def services(settings: Settings) -> Iterator[Services]:
    """Redis and PostgreSQL for as long as the context lasts.

    Raises
    ------
    EmbeddedError
        When one that is to be started here can't be.
    """
    redis, database = settings.redis_url, settings.database_url
    if redis is not None and database is not None:
        yield Services(redis, database)
        return
    with Embedded(settings.data_dir, redis=redis is None, postgres=database is None) as embedded:
        yield Services(redis or embedded.redis_url, database or embedded.database_url)


@asynccontextmanager
async def store_if_there(settings: Settings, url: str | None = None) -> AsyncIterator[Pool | None]:
    """The database for as long as the context lasts; None where none is named and none runs here.

    Starts none. One that is named may be away.

    Parameters
    ----------
    settings : Settings
        ``database_url``, or else ``data_dir`` with the embedded one.
    url : str, optional
        Instead of what the settings name.
    """
    url = url or settings.database_url or database_url_of(settings.data_dir)
    if url is None:
        yield None
        return
    pool = await open_pool(url, max_size=1)
    try:
        yield pool
    finally:
        pool.terminate()


@contextmanager
def redis_service(settings: Settings) -> Iterator[str]:
    """Redis alone, as its URL, for as long as the context lasts.

    Raises
    ------
    EmbeddedError
        When it is to be started here and can't be.
    """
    if settings.redis_url is not None:
        yield settings.redis_url
        return
    with Embedded(settings.data_dir, postgres=False) as embedded:
        yield embedded.redis_url
