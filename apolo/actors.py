"""What the actors of a process work with, made from the settings."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp

from dota.opendota import OpenDota, courtesy_limit
from jobs.actors.context import Context
from jobs.actors.loop import Loop
from store.pool import open_pool

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.settings import Settings
    from jobs.actors.context import Pictures


@contextmanager
def actor_context(
    settings: Settings,
    database_url: str,
    *,
    pictures: Pictures,
    progress: Callable[[int, str], object],
) -> Iterator[Context]:
    """Open what actors need for as long as the context lasts; no service has to be there.

    Parameters
    ----------
    settings : Settings
        Sources and keys.
    database_url : str
        Where PostgreSQL is.
    pictures : Pictures
        Where finished pictures go.
    progress : Callable[[int, str], object]
        Told how far the current job is.
    """
    secret = settings.opendota_api_key
    key = secret.get_secret_value() if secret is not None else None
    loop = Loop()
    loop.start()
    try:
        session = loop.call(_open_session(), 5.0)
        pool = loop.call(open_pool(database_url), 5.0)
        yield Context(
            loop=loop,
            opendota=OpenDota(session, settings.opendota_url, key, limit=courtesy_limit(key)),
            pool=pool,
            pictures=pictures,
            progress=progress,
            data_dir=settings.data_dir,
        )
        loop.call(session.close(), 5.0)
        loop.call(asyncio.wait_for(pool.close(), 3.0), 5.0)
    finally:
        loop.stop()


def keep_drawing_caches(data_dir: Path) -> None:
    """Have matplotlib keep its list of fonts with Apolo's data, for every process that begins.

    Called before anything draws, in processes that are Apolo's own.

    Parameters
    ----------
    data_dir : Path
        The folder ``DATA_DIR``.
    """
    os.environ.setdefault("MPLCONFIGDIR", str(data_dir.absolute() / "matplotlib"))


async def _open_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()
