"""The languages that members have chosen, at hand without asking the database."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from bot.copies import EVERY, Copy, Stored
from locales import Locale

if TYPE_CHECKING:
    from datetime import datetime

    from store.member_settings import MemberLanguage

Read = Callable[["datetime | None"], Awaitable[Sequence["MemberLanguage"]]]
"""Reads the choices that were stored since a moment, or all."""


class Languages(Copy[int, Locale]):
    """Members' languages by the members' ids; no choice means whatever Discord says.

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
        async def stored(since: datetime | None) -> Sequence[Stored[int, Locale]]:
            assert read is not None
            return [
                Stored(
                    one.discord_user_id,
                    None if one.language is None else Locale(one.language),
                    one.updated_at,
                )
                for one in await read(since)
            ]

        super().__init__(
            None if read is None else stored, "the members' languages", every=every, now=now
        )
