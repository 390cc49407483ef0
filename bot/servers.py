"""What servers have chosen, at hand without asking the database."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from bot.copies import EVERY, Copy, Stored
from locales import Locale
from store.server_settings import ServerSettings, Setting

if TYPE_CHECKING:
    from datetime import datetime

    from store.server_settings import ServerChoice

Read = Callable[["datetime | None"], Awaitable[Sequence["ServerChoice"]]]
"""Reads the choices that were stored since a moment, or all."""


class Servers(Copy[tuple[int, Setting], str]):
    """Servers' choices by the server's id and the setting.

    Parameters
    ----------
    read
        Where the choices are stored; None where nothing is stored.
    every
        Seconds between two looks at it.
    now
        A clock in seconds that never goes back.
    """

    def __init__(
        self,
        read: Read | None = None,
        *,
        every: float = EVERY,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        async def stored(since: datetime | None) -> Sequence[Stored[tuple[int, Setting], str]]:
            assert read is not None
            return [
                Stored((one.guild_id, one.setting), one.value, one.updated_at)
                for one in await read(since)
            ]

        super().__init__(
            None if read is None else stored, "the servers' settings", every=every, now=now
        )

    def of(self, guild_id: int) -> ServerSettings:
        """All settings of a server."""
        return ServerSettings.of({setting: self.get((guild_id, setting)) for setting in Setting})

    def language(self, guild_id: int | None) -> Locale | None:
        """The language that a server has chosen; None for whatever Discord says."""
        if guild_id is None:
            return None
        chosen = self.get((guild_id, Setting.LANGUAGE))
        return None if chosen is None else Locale(chosen)
