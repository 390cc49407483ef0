"""An event loop in a thread of its own, for the worker threads to wait on."""

from __future__ import annotations

import asyncio
import concurrent.futures
from collections.abc import Awaitable, Coroutine
from contextlib import suppress
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

#: How long one wait may last before the thread hears of an interrupt, in seconds.
_STEP = 0.25


class Loop:
    """The event loop of one worker process; begins with `start`."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._unwaited: set[concurrent.futures.Future[None]] = set()
        self._thread = Thread(target=self._loop.run_forever, name="io", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def call(self, work: Coroutine[Any, Any, T], timeout: float) -> T:
        """Run a coroutine on the loop and wait for it.

        Parameters
        ----------
        work : Coroutine
            What to run.
        timeout : float
            Seconds; what is not done by then is cancelled.

        Raises
        ------
        TimeoutError
            Where it took too long.
        """
        # Made first: an interrupt may come before there is a future to cancel.
        call = _Call()
        try:
            future = asyncio.run_coroutine_threadsafe(call.run(work, timeout), self._loop)
            return wait_for(future, timeout + 1.0)
        except concurrent.futures.CancelledError as error:
            raise TimeoutError("cancelled") from error
        finally:
            if not call.ended:
                self._loop.call_soon_threadsafe(call.give_up)

    def start_soon(self, work: Coroutine[Any, Any, None]) -> None:
        """Run a coroutine on the loop without waiting for it; it handles its own errors."""
        future = asyncio.run_coroutine_threadsafe(work, self._loop)
        self._unwaited.add(future)
        future.add_done_callback(self._unwaited.discard)

    def stop(self) -> None:
        """Stop the thread; whatever still runs is cancelled."""
        for future in tuple(self._unwaited):
            future.cancel()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5.0)
        if not self._thread.is_alive():
            self._loop.close()


def wait_for(future: concurrent.futures.Future[T], timeout: float) -> T:
    """Wait for what another thread does, so that an interrupt is heard of.

    Parameters
    ----------
    future : Future
        What is being done.
    timeout : float
        Seconds.

    Raises
    ------
    TimeoutError
        Where it took too long.
    """
    # In steps: a cancelled job's thread can't be interrupted while it waits in C.
    for _ in range(int(timeout / _STEP)):
        with suppress(TimeoutError):
            return future.result(_STEP)
        if future.done():
            break
    return future.result(_STEP)


class _Call:
    """One coroutine that a thread waits for; all but ``ended`` is for the loop's thread."""

    def __init__(self) -> None:
        self.ended = False
        self._given_up = False
        self._task: asyncio.Task[Any] | None = None

    async def run(self, work: Awaitable[T], seconds: float) -> T:
        """Do the work within the time, unless nobody waits any longer."""
        self._task = asyncio.current_task()
        try:
            async with asyncio.timeout(0 if self._given_up else seconds):
                return await work
        finally:
            self.ended = True

    def give_up(self) -> None:
        """End the work, begun or not."""
        self._given_up = True
        if self._task is not None:
            self._task.cancel()
