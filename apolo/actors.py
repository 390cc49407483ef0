"""What the actors of a process work with, made from the settings."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import aiohttp

from dota import stratz
from dota.constants import install
from dota.images import ImageHost
from dota.opendota import OpenDota, courtesy_limit
from dota.refresh import refreshed
from dota.stratz import Stratz
from jobs.actors.artwork import ART, NoGallery, PictureGallery, Shelf
from jobs.actors.coaching import MODELS, Desk, open_desk
from jobs.actors.context import Context
from jobs.actors.loop import Loop
from jobs.actors.queue_figures import EngineQueues
from store.pool import open_pool

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.settings import Settings
    from jobs.actors.artwork import Gallery
    from jobs.actors.context import Pictures
    from jobs.engine import Engine


@contextmanager
def actor_context(
    settings: Settings,
    database_url: str,
    *,
    pictures: Pictures,
    progress: Callable[[int, str], object],
    engine: Engine | None = None,
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
    engine : Engine, optional
        Whose queues can be drawn, and whose Redis counts the model's calls; without it coaching
        is by rules.
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
            stratz=_stratz(settings, session),
            data_dir=settings.data_dir,
            art=_art(settings, loop, session),
            queues=None if engine is None else EngineQueues(engine),
            coaching=_coaching(settings, engine),
        )
        loop.call(session.close(), 5.0)
        loop.call(asyncio.wait_for(pool.close(), 3.0), 5.0)
    finally:
        loop.stop()


async def keep_constants(source: OpenDota, cache_dir: Path) -> None:
    """Know the heroes and items that are newer than Apolo itself, where they can be had.

    Parameters
    ----------
    source : OpenDota
        Asked once; what it said is kept on disk for the next processes.
    cache_dir : Path
        Where it is kept; made when missing.
    """
    install(await refreshed(source, cache_dir))


def keep_drawing_caches(data_dir: Path) -> None:
    """Have matplotlib keep its list of fonts with Apolo's data, for every process that begins.

    Called before anything draws, in processes that are Apolo's own.

    Parameters
    ----------
    data_dir : Path
        The folder ``DATA_DIR``.
    """
    os.environ.setdefault("MPLCONFIGDIR", str(data_dir.absolute() / "matplotlib"))


def _art(settings: Settings, loop: Loop, session: aiohttp.ClientSession) -> Gallery:
    """Where pictures come from; placeholders where ``IMAGE_URL`` is ``off``."""
    if settings.image_url is None:
        return NoGallery()
    host = ImageHost(session, settings.image_url)
    return PictureGallery(loop, host, Shelf(settings.data_dir / ART))


def _stratz(settings: Settings, session: aiohttp.ClientSession) -> Stratz | None:
    """The second source of matches, where there is a token for it."""
    secret = settings.stratz_token
    if secret is None:
        return None
    token = secret.get_secret_value()
    return Stratz(session, settings.stratz_url, token, limit=stratz.courtesy_limit())


def _coaching(settings: Settings, engine: Engine | None) -> Desk:
    """Who writes coaching; the model's package is imported when it is first asked."""
    secret = settings.gemini_api_key
    if secret is None or engine is None:
        return Desk()
    model = MODELS[settings.gemini_sdk](
        secret.get_secret_value(), settings.gemini_url, settings.gemini_model
    )
    return open_desk(
        engine,
        model,
        per_day=settings.gemini_daily_limit,
        per_minute=settings.gemini_minute_limit,
    )


async def _open_session() -> aiohttp.ClientSession:
    return aiohttp.ClientSession()
