"""Actors with a real PostgreSQL, an OpenDota on this machine, and time that a test sets."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import pytest

from apolo.local_job import Pictures
from apolo.sandbox.opendota import SandboxOpenDota
from dota.http import Policy
from dota.opendota import OpenDota
from jobs.actors.context import Context
from jobs.actors.loop import Loop
from jobs.payloads import LeaderboardPayload
from store.members import note_member
from store.players import set_link
from store.pool import open_pool

if TYPE_CHECKING:
    from collections.abc import Awaitable, Coroutine, Iterator
    from pathlib import Path

T = TypeVar("T")
NOW = datetime.fromtimestamp(1_795_000_000, UTC)
GUILD = 900


@dataclass
class Stage:
    """What a test works with."""

    context: Context
    server: SandboxOpenDota
    pictures: Pictures
    progress: list[tuple[int, str]] = field(default_factory=list)

    def run(self, work: Coroutine[None, None, T]) -> T:
        """Run a coroutine on the actors' loop."""
        return self.context.loop.call(work, 60.0)

    def link(self, member: int, account_id: int, *guilds: int) -> None:
        """Link a member who was seen in servers."""
        self.run(set_link(self.context.pool, member, account_id))
        for guild in guilds or (GUILD,):
            self.run(note_member(self.context.pool, guild, member))

    def requests(self, part: str = "/matches") -> int:
        """How many requests had this in their path; counts from the last call of it."""
        seen = sum(part in one.path for one in self.server.requests)
        self.server.requests.clear()
        return seen


def asked(
    member: int = 1, metric: str = "win_rate", period: str = "month", locale: str = "en"
) -> LeaderboardPayload:
    """A member asks for the leaderboard."""
    return LeaderboardPayload(
        discord_user_id=member, guild_id=GUILD, locale=locale, metric=metric, period=period
    )


def later(**time: float) -> datetime:
    """A time after `NOW`."""
    return NOW + timedelta(**time)


@pytest.fixture
def stage(clean_database: str, tmp_path: Path) -> Iterator[Stage]:
    """The actors' context on an emptied database, with a source that answers quickly."""
    loop = Loop()
    loop.start()

    async def session() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    async def started(server: SandboxOpenDota) -> SandboxOpenDota:
        await server.start()
        return server

    async def ended(*work: Awaitable[object]) -> None:
        for each in work:
            await each

    server = SandboxOpenDota(now=int(NOW.timestamp()))
    loop.call(started(server), 60.0)
    client = loop.call(session(), 60.0)
    pool = loop.call(open_pool(clean_database), 60.0)
    policy = Policy(tries=2, total=30.0, deadline=60.0, backoff=0.001, longest_wait=0.01)
    pictures, progress = Pictures(), []
    context = Context(
        loop=loop,
        opendota=OpenDota(client, server.url, policy=policy),
        pool=pool,
        pictures=pictures,
        progress=lambda percent, text: progress.append((percent, text)),
        data_dir=tmp_path,
    )
    yield Stage(context, server, pictures, progress)
    loop.call(ended(client.close(), pool.close(), server.stop()), 60.0)
    loop.stop()
