"""A worker thread that waits for the event loop can still be interrupted."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import pytest
from dramatiq.threading import raise_thread_exception

from jobs.actors.loop import Loop
from jobs.engine import Cancelled


@pytest.fixture
def loop() -> Iterator[Loop]:
    loop = Loop()
    loop.start()
    yield loop
    loop.stop()


async def _soon(value: int) -> int:
    return value


def test_what_the_loop_does_is_waited_for(loop: Loop) -> None:
    assert loop.call(_soon(3), timeout=60) == 3
    with pytest.raises(TimeoutError):
        loop.call(asyncio.sleep(60), timeout=0.01)


def test_an_interrupt_ends_the_wait_and_the_work(loop: Loop) -> None:
    begun, cancelled = Event(), Event()
    raised: list[type[BaseException]] = []

    async def work() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    def wait() -> None:
        try:
            loop.call(work(), timeout=60)
        except Cancelled as error:
            raised.append(type(error))

    thread = Thread(target=wait, daemon=True)
    thread.start()
    assert begun.wait(30)
    assert thread.ident is not None
    raise_thread_exception(thread.ident, Cancelled)
    thread.join(30)
    assert raised == [Cancelled]
    assert cancelled.wait(30)


def test_an_interrupt_before_there_is_a_future_ends_the_work_too(
    loop: Loop, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, cancelled = Event(), Event()
    hand_over = asyncio.run_coroutine_threadsafe

    async def work() -> None:
        begun.set()
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            cancelled.set()
            raise

    def interrupted(*arguments: Any) -> None:
        hand_over(*arguments)
        assert begun.wait(30)
        raise Cancelled

    monkeypatch.setattr(asyncio, "run_coroutine_threadsafe", interrupted)
    with pytest.raises(Cancelled):
        loop.call(work(), timeout=60)
    assert cancelled.wait(30)
