"""Redis and PostgreSQL for a command: those that the settings name, else the embedded ones."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apolo.embedded import Embedded

if TYPE_CHECKING:
    from apolo.settings import Settings


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
