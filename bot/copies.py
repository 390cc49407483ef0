"""A copy in memory of small choices that are stored, at hand without asking the database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from datetime import datetime

K = TypeVar("K")
V = TypeVar("V")

log = logging.getLogger(__name__)

EVERY: Final = 15.0
"""Seconds between two looks: how long another bot process takes to hear of a choice."""
_WHOLE_EVERY: Final = 40
"""So many looks are for what is new; the next reads all, and so learns of what was deleted."""
_EXPECTED_FOR: Final = 60.0


class Stored(NamedTuple, Generic[K, V]):
    """A stored choice; None where the chooser went back to what holds by itself."""

    key: K
    value: V | None
    updated_at: datetime


Read = Callable[["datetime | None"], Awaitable[Sequence[Stored[K, V]]]]
"""Reads the choices that were stored since a moment, or all."""


class Copy(Generic[K, V]):
    """Choices by their keys, brought up to date in the background.

    An acknowledgement must not wait for PostgreSQL, and must work without it: what is not known
    here is as it is without a choice.

    Parameters
    ----------
    read
        Where the choices are stored; None where nothing is stored.
    what
        What is copied, for the log.
    every
        Seconds between two looks.
    now
        A clock in seconds that never goes back.
    """

    def __init__(
        self,
        read: Read[K, V] | None,
        what: str,
        *,
        every: float = EVERY,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._what = what
        self._every = every
        self._now = now
        self._stored: dict[K, V] = {}
        self._expected: dict[K, tuple[V | None, float]] = {}
        self._since: datetime | None = None
        self._looks = 0
        self._reachable = True
        self._task: asyncio.Task[None] | None = None

    def get(self, key: K) -> V | None:
        """The choice; None where there is none."""
        expected = self._expected.get(key)
        if expected is not None:
            if expected[1] > self._now():
                return expected[0]
            del self._expected[key]
        return self._stored.get(key)

    def expect(self, key: K, value: V | None) -> None:
        """Let a choice hold whose storing is under way.

        It lapses by itself where the storing fails.
        """
        self._expected[key] = (value, self._now() + _EXPECTED_FOR)

    def forget(self, key: K) -> None:
        """Forget a choice that is being deleted; it is back where that fails."""
        self._expected.pop(key, None)
        self._stored.pop(key, None)

    async def start(self, within: float) -> None:
        """Read all choices, for at most so many seconds, and go on in the background."""
        if self._read is None:
            return
        first = asyncio.Event()
        self._task = asyncio.create_task(self._keep_up(first), name=f"copy-{self._what}")
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(within):
                await first.wait()

    async def stop(self) -> None:
        """Read no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def refresh(self) -> None:
        """Take over what has changed since the last time; a failure is logged, once."""
        if self._read is None:
            return
        whole = self._since is None or self._looks % (_WHOLE_EVERY + 1) == 0
        try:
            changed = await self._read(None if whole else self._since)
        except Exception as error:
            # Whatever is wrong with the database, members are answered.
            if self._reachable:
                log.warning("%s can't be read: %s", self._what, error)
            self._reachable = False
            return
        self._reachable = True
        self._looks += 1
        if whole:
            self._stored.clear()
        for one in changed:
            self._take(one)

    def _take(self, one: Stored[K, V]) -> None:
        if one.value is None:
            self._stored.pop(one.key, None)
        else:
            self._stored[one.key] = one.value
        expected = self._expected.get(one.key)
        if expected is not None and expected[0] == one.value:
            del self._expected[one.key]
        self._since = one.updated_at if self._since is None else max(self._since, one.updated_at)

    async def _keep_up(self, first: asyncio.Event) -> None:
        while True:
            await self.refresh()
            first.set()
            await asyncio.sleep(self._every)
