"""An OpenDota on this machine and a client of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
import pytest

from apolo.sandbox.opendota import SandboxOpenDota
from dota.http import Policy
from dota.opendota import OpenDota

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOW = 1_795_000_000


@pytest.fixture
async def server() -> AsyncIterator[SandboxOpenDota]:
    """The sandbox's OpenDota, its matches before a fixed moment."""
    server = SandboxOpenDota(now=NOW)
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
async def session() -> AsyncIterator[aiohttp.ClientSession]:
    """A session of the test."""
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
def policy() -> Policy:
    """Waits between tries so short that a test doesn't notice them; patience for an answer."""
    return Policy(tries=3, total=30.0, deadline=60.0, backoff=0.001, longest_wait=0.5)


@pytest.fixture
def client(server: SandboxOpenDota, session: aiohttp.ClientSession, policy: Policy) -> OpenDota:
    """A client of the server."""
    return OpenDota(session, server.url, policy=policy)
