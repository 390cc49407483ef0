"""The languages that members have chosen, at hand without asking the database."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from locales import Locale

if TYPE_CHECKING:
    from datetime import datetime

    from store.member_settings import MemberLanguage

Read = Callable[["datetime | None"], Awaitable[Sequence["MemberLanguage"]]]
"""Reads the choices that were stored since a moment, or all."""

log = logging.getLogger(__name__)

_EVERY: Final = 15.0
_EXPECTED_FOR: Final = 60.0


class Languages:
    """A copy in memory, brought up to date in the background.

    An acknowledgement must not wait for PostgreSQL, and must work without it: what is not known
    here is as Discord says.

    Parameters
    ----------
    read
        Where the choices are stored; None where nothing is stored.
    every
        Seconds between two looks at it: how long another bot process takes to hear of a choice.
    now
        A clock in seconds that never goes back.
    """

    def __init__(
        self,
        read: Read | None = None,
        *,
        every: float = _EVERY,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._every = every
        self._now = now
        self._stored: dict[int, Locale] = {}
        self._expected: dict[int, tuple[Locale | None, float]] = {}
        self._since: datetime | None = None
        self._reachable = True
        self._task: asyncio.Task[None] | None = None

    def of(self, user_id: int) -> Locale | None:
        """The language that a member has chosen; None for whatever Discord says."""
        expected = self._expected.get(user_id)
        if expected is not None:
            if expected[1] > self._now():
                return expected[0]
            del self._expected[user_id]
        return self._stored.get(user_id)

    def expect(self, user_id: int, choice: Locale | None) -> None:
        """Answer a member in a language whose storing is under way.

        It lapses by itself where the storing fails.
        """
        self._expected[user_id] = (choice, self._now() + _EXPECTED_FOR)

    async def start(self, within: float) -> None:
        """Read all choices, for at most so many seconds, and go on in the background."""
        if self._read is None:
            return
        first = asyncio.Event()
        self._task = asyncio.create_task(self._keep_up(first), name="languages")
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
        try:
            changed = await self._read(self._since)
        except Exception as error:
            # Whatever is wrong with the database, members are answered: in Discord's language.
            if self._reachable:
                log.warning("the members' languages can't be read: %s", error)
            self._reachable = False
            return
        self._reachable = True
        for one in changed:
            self._take(one)

    def _take(self, one: MemberLanguage) -> None:
        choice = None if one.language is None else Locale(one.language)
        if choice is None:
            self._stored.pop(one.discord_user_id, None)
        else:
            self._stored[one.discord_user_id] = choice
        expected = self._expected.get(one.discord_user_id)
        if expected is not None and expected[0] is choice:
            del self._expected[one.discord_user_id]
        self._since = one.updated_at if self._since is None else max(self._since, one.updated_at)

    async def _keep_up(self, first: asyncio.Event) -> None:
        while True:
            await self.refresh()
            first.set()
            await asyncio.sleep(self._every)
