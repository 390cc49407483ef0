"""What a member is told while the answer is not there yet."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.answers import message_answer
from bot.entries import Outcome
from bot.poster import Posted
from bot.rest import DiscordBusy, DiscordRefused, DiscordUnreachable
from bot.steps.base import Base

if TYPE_CHECKING:
    from bot.ledger import Owed

log = logging.getLogger(__name__)

_PROGRESS_WITHIN: Final = 2.0


class Waiting(Base):
    """Tells how far it is, and before the token ends that it takes longer."""

    def needs_progress(self, owed: Owed) -> bool:
        """Whether the member has waited long enough to be told how far it is."""
        entry = owed.entry
        if owed.progress is None or owed.progress == owed.progress_shown or entry.notified:
            return False
        waited = (self._clock.now_ms() - entry.created_ms) / 1000
        return (
            waited >= self._policy.progress_after
            and self._now() >= owed.progress_due
            and self._token_lives(owed)
        )

    async def show_progress(self, owed: Owed) -> None:
        """Tell the member how far it is. Nothing depends on it: it is tried once, and briefly."""
        entry, words = owed.entry, owed.progress
        assert words is not None
        owed.progress_due = self._now() + self._policy.progress_every
        try:
            async with asyncio.timeout(_PROGRESS_WITHIN):
                await self._rest.show_progress(entry.application_id, entry.token, words)
        except (DiscordBusy, DiscordRefused) as error:
            log.info("interaction %s is shown no progress: %s", entry.interaction_id, error)
        except (DiscordUnreachable, TimeoutError):
            # It may still arrive, even after the answer, which is then given a second time.
            owed.unsure = True
        else:
            owed.progress_shown = words

    def needs_notice(self, owed: Owed) -> bool:
        """Whether the token ends before the answer is there."""
        return (
            owed.answer is None
            and not owed.entry.to_channel
            and not owed.entry.notified
            and self._remaining(owed) <= self._policy.notice_before
        )

    async def notify(self, owed: Owed) -> None:
        """Tell the member, while the token lives, that it takes longer."""
        entry = owed.entry
        if self.jobs_away:
            # Nothing is on its way that could be promised.
            self._answer_with_error(owed, "jobs_unavailable")
            return
        if entry.private or not entry.channel_fallback:
            owed.answer = message_answer(entry, "delivery-private-expired")
            return
        notice = message_answer(entry, "delivery-continues-in-channel")
        if self._token_lives(owed):
            try:
                posted = await self._poster.edit_original(entry, notice)
            except (DiscordBusy, DiscordUnreachable) as error:
                self._later(owed, error)
                return
            if posted is Posted.IMPOSSIBLE:
                self.close(owed, Outcome.UNREACHABLE)
                return
        self._journal.update(owed.set(notified=True))
        owed.attempt = 0
