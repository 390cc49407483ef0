"""A member's recent matches, offered while a match is being typed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, Final

from discord.app_commands import Choice

from bot.replies import locale_of, offer
from dota import constants
from locales import Locale, format_age, text

if TYPE_CHECKING:
    from bot.clock import DiscordClock
    from bot.replies import AnyInteraction
    from store.history import KeptMatch

Read = Callable[[int], Awaitable[Sequence["KeptMatch"]]]
"""Reads a member's kept matches, newest first."""

log = logging.getLogger(__name__)

OFFERED: Final = 25
"""As many as Discord takes."""
_WITHIN: Final = 1.0
_KEPT_FOR: Final = 20.0
_NOTHING_KEPT_FOR: Final = 2.0
"""Seconds; who has just linked an account shall not wait for their matches."""
_MOST_KEPT: Final = 2_000
_LONGEST: Final = 100


class RecentMatches:
    """What can be offered at each keystroke, from memory where it was read just before.

    Parameters
    ----------
    read
        Where the matches are; None where nothing is stored.
    clock
        Discord's time, which the matches' age is told by.
    within
        Seconds that a look may take; Discord waits for three, a member for less.
    now
        A clock in seconds that never goes back.
    """

    def __init__(
        self,
        read: Read | None,
        clock: DiscordClock,
        *,
        within: float = _WITHIN,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._read = read
        self._clock = clock
        self._within = within
        self._now = now
        self._kept: OrderedDict[int, tuple[float, Sequence[KeptMatch]]] = OrderedDict()

    async def complete(self, interaction: AnyInteraction, typed: object) -> None:
        """Offer the member's recent matches; none where there are none or can't be read."""
        matches = await self._of(interaction.user.id)
        locale = locale_of(interaction)
        wanted = str(typed).strip().casefold()
        now_s = self._clock.now_ms() / 1000
        choices = [
            Choice(name=name, value=str(match.match_id))
            for match in matches
            if wanted in (name := match_name(locale, match, now_s)).casefold()
            or str(match.match_id).startswith(wanted)
        ]
        await offer(interaction, choices[:OFFERED])

    def forget(self, user_id: int) -> None:
        """Read a member's matches anew the next time."""
        self._kept.pop(user_id, None)

    async def _of(self, user_id: int) -> Sequence[KeptMatch]:
        kept = self._kept.get(user_id)
        if kept is not None:
            lasting = _KEPT_FOR if kept[1] else _NOTHING_KEPT_FOR
            if self._now() - kept[0] < lasting:
                return kept[1]
        if self._read is None:
            return ()
        try:
            async with asyncio.timeout(self._within):
                matches = await self._read(user_id)
        except Exception as error:
            # Whatever is wrong with the database, a number can still be typed.
            log.info("no matches to offer: %s", type(error).__name__)
            return () if kept is None else kept[1]
        self._kept[user_id] = (self._now(), matches)
        self._kept.move_to_end(user_id)
        while len(self._kept) > _MOST_KEPT:
            self._kept.popitem(last=False)
        return matches


def match_name(locale: Locale, match: KeptMatch, now_s: float) -> str:
    """A match in at most 100 characters: hero, result, kills, deaths and assists, age."""
    hero = constants.hero(match.hero_id)
    name = (
        hero.name if hero is not None else text(locale, "card-unknown-hero", id=str(match.hero_id))
    )
    figures = (match.kills, match.deaths, match.assists)
    score = "/".join("–" if one is None else str(one) for one in figures)
    result = {True: "won", False: "lost", None: "unknown"}[match.won]
    age = format_age(locale, max(0.0, now_s - match.start_time - match.duration))
    named = text(locale, "match-choice", hero=name, result=result, score=score, age=age)
    return named if len(named) <= _LONGEST else f"{named[: _LONGEST - 1]}…"
