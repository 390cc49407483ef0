"""The asynchronous client keeps what redis-py loses: that its caller was told to stop."""

from __future__ import annotations

import asyncio

import pytest
from redis.exceptions import ConnectionError as RedisConnectionError

from jobs.engine import AsyncEngine, requests


class Deaf:
    """A client that swallows a cancellation, as redis-py does while it connects or sends."""

    def __init__(self, then: Exception | None) -> None:
        self.called = asyncio.Event()
        self._then = then

    async def execute_command(self, *_: object) -> int:
        self.called.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            if self._then is not None:
                raise self._then from None
        return 1


@pytest.mark.parametrize("then", [None, RedisConnectionError("lost")])
async def test_a_cancelled_call_is_cancelled(then: Exception | None) -> None:
    client = Deaf(then)
    engine = AsyncEngine(client, namespace="test", policies={})  # type: ignore[arg-type]
    call = asyncio.create_task(engine.run(requests.ring(engine.queues.named("q"))))
    async with asyncio.timeout(30):
        await client.called.wait()
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call
