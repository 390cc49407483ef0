"""Waits for work for a bounded time: Discord takes an answer within three seconds only."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Final, TypeVar

T = TypeVar("T")

log = logging.getLogger(__name__)

WITHIN: Final = 1.0
"""Seconds for a look, and for a lever: both fit into the 3 that Discord waits."""


class Patience:
    """Waits for so long, and lets what takes longer go on by itself.

    Parameters
    ----------
    within
        Seconds.
    """

    def __init__(self, within: float = WITHIN) -> None:
        self._within = within
        self._running: set[asyncio.Task[Any]] = set()

    async def wait_for(self, work: Coroutine[Any, Any, T]) -> T:
        """What some work brings; where it takes too long, it goes on without us.

        Raises
        ------
        TimeoutError
        """
        task = asyncio.create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)
        await asyncio.wait([task], timeout=self._within)
        if not task.done():
            raise TimeoutError
        return task.result()

    async def stop(self) -> None:
        """End what is still under way; what it has not done stays as it is."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.debug("work that took long failed: %r", error)
