"""Work that can wait lets the event loop's other work go before it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.pace import Pace

_QUICK, _SLOW = 0.0005, 0.02
"""Seconds that a turn of the event loop takes."""


class Turns:
    """Counts the event loop's turns; its clock stands still but for them."""

    def __init__(self, seconds: float) -> None:
        self.count = 0
        self._seconds = seconds

    def clock(self) -> float:
        return self.count * self._seconds

    async def go_on(self) -> None:
        while True:
            self.count += 1
            await asyncio.sleep(0)


@asynccontextmanager
async def _turns(seconds: float) -> AsyncIterator[Turns]:
    turns, loop = Turns(seconds), asyncio.get_running_loop()
    loop.time = turns.clock  # type: ignore[method-assign]
    task = asyncio.create_task(turns.go_on())
    try:
        yield turns
    finally:
        task.cancel()
        del loop.time


async def test_other_work_gets_in_between() -> None:
    pace = Pace()
    begun: list[int] = []

    async def work() -> None:
        await pace.begin()
        begun.append(turns.count)

    async with _turns(_QUICK) as turns:
        await asyncio.gather(*(work() for _ in range(5)))
    assert len(begun) == len(set(begun)) == 5


async def test_a_late_loop_puts_work_off() -> None:
    async with _turns(_SLOW) as turns:
        await Pace().begin()
    assert turns.count >= 5


async def test_work_is_not_put_off_for_ever() -> None:
    pace = Pace()
    async with _turns(_SLOW) as turns:
        for _ in range(3):
            await pace.begin()
    assert turns.count < 30
