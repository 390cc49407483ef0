"""Accepts an interaction that needs a job: journal, acknowledge, enqueue, in this order."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import discord

from bot.acknowledge import Acknowledgement, acknowledge
from bot.checkpoints import Checkpoint, Reached, pass_by
from bot.entries import Entry, Outcome, snowflake_ms
from bot.fairuse import FairUse, Refused
from bot.journal_writer import JournalUnavailable
from bot.ledger import Ledger, Owed
from bot.replies import AnyInteraction, locale_of, refuse
from jobs.api import JobRequest
from locales import Locale

if TYPE_CHECKING:
    from bot.clock import DiscordClock
    from bot.delivery import Delivery
    from bot.journal import Journal
    from bot.steps import Steps

log = logging.getLogger(__name__)

_TOO_OLD: Final = 2.8
"""Seconds, of the three that Discord waits for an acknowledgement."""
_TOO_OLD_IN_A_CROWD: Final = 1.2
"""The same while others are being acknowledged: with so many, each takes its time."""
_AT_ONCE: Final = 64
"""Acknowledgements under way. More of them would only make each other late."""


class Asker:
    """Who asks, where, and in which language: what a command needs to describe its job."""

    def __init__(self, interaction: AnyInteraction) -> None:
        self.user_id: int = interaction.user.id
        self.guild_id: int | None = interaction.guild_id
        self.locale: Locale = locale_of(interaction)
        self.job_id: str = f"i{interaction.id}"
        """The same for the same interaction, however often it is asked for."""
        self.tenant: str = f"g{self.guild_id}" if self.guild_id else f"u{self.user_id}"
        """Whose turn the job takes: the server's, or the member's own in a direct message."""


class Intake:
    """Takes interactions in, so that nothing that was acknowledged can be forgotten."""

    def __init__(
        self,
        *,
        journal: Journal,
        ledger: Ledger,
        steps: Steps,
        delivery: Delivery,
        clock: DiscordClock,
        fair_use: FairUse,
        reached: Reached = pass_by,
    ) -> None:
        self._journal = journal
        self._ledger = ledger
        self._steps = steps
        self._delivery = delivery
        self._clock = clock
        self._fair_use = fair_use
        self._reached = reached
        self._stopping = False
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._idle = asyncio.Event()
        self._idle.set()
        self._active = 0

    def owns(self, interaction_id: int) -> bool:
        """Whether an interaction's answer is in delivery's hands."""
        return interaction_id in self._ledger

    async def accept(
        self,
        interaction: AnyInteraction,
        describe: Callable[[Asker], JobRequest],
        *,
        private: bool,
    ) -> None:
        """Promise an answer and set the job going.

        Parameters
        ----------
        interaction
            Not responded to yet, its options found valid.
        describe
            Makes the job.
        private
            Whether only the member shall see the answer.
        """
        received_at = asyncio.get_running_loop().time()
        self._clock.observe_snowflake(interaction.id)
        if self._is_too_old(interaction):
            return
        if self._stopping:
            await refuse(interaction, "restarting")
            return
        if self.owns(interaction.id):
            log.info("interaction %s was delivered again; passed over", interaction.id)
            return
        asker = Asker(interaction)
        entry = _entry(interaction, asker, describe(asker), private=private)
        if self._ledger.is_pending(entry.request_key):
            await refuse(interaction, "already_pending")
            return
        owed = Owed(entry, in_hand=True)
        self._ledger.add(owed)
        self._begin()
        try:
            async with self._slots:
                accepted = await self._accept(interaction, owed, received_at)
            if accepted:
                await self._steps.enqueue(owed)
        finally:
            owed.in_hand = False
            self._delivery.nudge(owed)
            self._end()

    async def stop(self, within: float) -> None:
        """Refuse what comes from now on, and let what is under way be acknowledged."""
        self._stopping = True
        try:
            async with asyncio.timeout(within):
                await self._idle.wait()
        except TimeoutError:
            log.warning("%d interactions were still being accepted", self._active)

    def _is_too_old(self, interaction: AnyInteraction) -> bool:
        """Whether Discord has given it up, or will have before it can be acknowledged.

        Discord tells the member so itself; to try would cost those who are still in time.
        """
        age = (self._clock.now_ms() - snowflake_ms(interaction.id)) / 1000
        if age <= (_TOO_OLD_IN_A_CROWD if self._slots.locked() else _TOO_OLD):
            return False
        log.warning("interaction %s is %.1f s old; passed over", interaction.id, age)
        return True

    async def _accept(self, interaction: AnyInteraction, owed: Owed, received_at: float) -> bool:
        """Take an interaction in; whether Discord took the acknowledgement."""
        if self._is_too_old(interaction):
            self._ledger.remove(owed)
            return False
        entry = owed.entry
        admitted = await self._fair_use.admit(entry.job, entry.user_id, entry.guild_id)
        if isinstance(admitted, Refused):
            self._ledger.remove(owed)
            await refuse(interaction, admitted.code, admitted.params)
            return False
        owed.set(job=admitted)
        try:
            is_new = await self._journal.add(owed.entry)
        except JournalUnavailable:
            self._ledger.remove(owed)
            await refuse(interaction, "journal_unavailable")
            return False
        if not is_new:
            log.info("interaction %s was delivered again; passed over", interaction.id)
            self._ledger.remove(owed)
            return False
        self._reached(Checkpoint.JOURNALED)
        outcome = await acknowledge(
            interaction, private=owed.entry.private, received_at=received_at
        )
        if outcome is Acknowledgement.REFUSED:
            self._steps.close(owed, Outcome.NEVER_ACCEPTED)
        elif outcome is Acknowledgement.ACCEPTED:
            self._reached(Checkpoint.ACKNOWLEDGED)
            self._steps.acknowledged(owed)
        return outcome is Acknowledgement.ACCEPTED

    def _begin(self) -> None:
        self._active += 1
        self._idle.clear()

    def _end(self) -> None:
        self._active -= 1
        if not self._active:
            self._idle.set()


def _entry(interaction: AnyInteraction, asker: Asker, job: JobRequest, *, private: bool) -> Entry:
    return Entry(
        interaction_id=interaction.id,
        application_id=interaction.application_id,
        token=interaction.token,
        channel_id=interaction.channel_id,
        guild_id=interaction.guild_id,
        user_id=asker.user_id,
        locale=asker.locale,
        private=private,
        channel_fallback=not private and may_post(interaction),
        upload_limit=interaction.filesize_limit,
        job=job,
        job_id=job.job_id,
    )


def may_post(interaction: AnyInteraction) -> bool:
    """Whether the bot itself, without the interaction's token, may write where it was used."""
    if interaction.guild_id is None:
        return interaction.context.dm_channel
    if interaction.client.get_guild(interaction.guild_id) is None:
        return False  # installed for the user only: the bot is not in this server
    permissions = interaction.app_permissions
    if isinstance(interaction.channel, discord.Thread):
        return permissions.send_messages_in_threads
    return permissions.send_messages
