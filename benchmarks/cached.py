"""How often a second a worker hands out a match card that is drawn already."""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import aiohttp

from apolo.embedded import Embedded
from apolo.sandbox.opendota import SandboxOpenDota
from apolo.sandbox.opendota_data.archive import PARSED_MATCH
from dota.opendota import OpenDota
from jobs.actors.context import Context
from jobs.actors.loop import Loop
from jobs.actors.match_card import draw
from jobs.actors.picture_store import PictureStore
from jobs.engine import Engine
from jobs.payloads import MatchCardPayload
from jobs.queues import NAMESPACE
from store.migrate import migrate
from store.players import set_link
from store.pool import open_pool

_SECONDS = 3.0
_THREADS = 4
_CLOSED_WITHIN = 60.0
_MEMBER, _GUILD = 10, 20


def cached_per_second() -> float:
    """Return how many jobs for one match of a linked member one process does in a second.

    Everything is as in a worker but the queue: PostgreSQL is asked for the link, Valkey for the
    picture, and the answer holds its key, file name and alternative text.
    """
    payload = MatchCardPayload(
        discord_user_id=_MEMBER, guild_id=_GUILD, match_id=PARSED_MATCH, locale="en"
    )
    with _context() as context:
        first = draw(context, payload)
        assert draw(context, payload) == first
        ends = time.perf_counter() + _SECONDS

        def ask(_: int) -> int:
            done = 0
            while time.perf_counter() < ends:
                draw(context, payload)
                done += 1
            return done

        with ThreadPoolExecutor(_THREADS) as threads:
            return round(sum(threads.map(ask, range(_THREADS))) / _SECONDS, 1)


@contextmanager
def _context() -> Iterator[Context]:
    loop, server = Loop(), SandboxOpenDota()
    loop.start()

    async def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    async def each(*work: Awaitable[object]) -> None:
        for one in work:
            await one

    with (
        tempfile.TemporaryDirectory(prefix="apolo-cached-", ignore_cleanup_errors=True) as folder,
        Embedded(Path(folder), appendfsync="everysec") as embedded,
    ):
        asyncio.run(migrate(embedded.database_url))
        loop.call(each(server.start()), 10.0)
        client = loop.call(session(), 5.0)
        pool = loop.call(open_pool(embedded.database_url), 5.0)
        engine = Engine.from_url(embedded.redis_url, namespace=NAMESPACE, policies={}, timeout=2.0)
        account = server.archive.match(PARSED_MATCH)
        assert account is not None
        linked = next(seat.account for seat in account.seats if seat.account is not None)
        loop.call(set_link(pool, _MEMBER, linked.account_id), 5.0)
        try:
            yield Context(
                loop=loop,
                opendota=OpenDota(client, server.url),
                pool=pool,
                pictures=PictureStore(engine),
                progress=lambda _percent, _text: None,
            )
        finally:
            engine.close()
            loop.call(each(client.close(), pool.close(), server.stop()), _CLOSED_WITHIN)
            loop.stop()


if __name__ == "__main__":
    print(cached_per_second())
