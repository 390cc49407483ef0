"""What a member sees of an interaction after the press."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apolo.sandbox.interactions import Ack, Event, Interaction
    from apolo.sandbox.journal import Journal
    from apolo.sandbox.message import Message
    from apolo.sandbox.wire import JsonObject


class NotPossible(ValueError):
    """Discord's client would not let the member do this."""


class NotAcknowledged(TimeoutError):
    """The bot did not acknowledge: the member reads "The application did not respond"."""


class NotAnswered(TimeoutError):
    """No answer came in the time that the test was ready to wait."""


class InteractionHandle:
    """One press and what became of it.

    Parameters
    ----------
    interaction
        What was observed.
    journal
        Decides which messages only ask for patience.
    """

    def __init__(self, interaction: Interaction, journal: Journal) -> None:
        self.interaction = interaction
        self._journal = journal

    def __repr__(self) -> str:
        """Show what happened, for failing tests."""
        seen = ", ".join(f"{one.kind} {one.code or ''}@{one.ms:.0f}ms" for one in self.history)
        return f"<{self.interaction.name} {self.interaction.id}: {seen or 'nothing happened'}>"

    @property
    def id(self) -> int:
        """Id of the interaction."""
        return self.interaction.id

    @property
    def ack(self) -> Ack | None:
        """The acknowledgement that Discord took, ``None`` so far."""
        return self.interaction.ack

    @property
    def history(self) -> list[Event]:
        """All that happened so far: acknowledgement, edits, follow-ups, deletions, refusals."""
        return self.interaction.events

    @property
    def thinking(self) -> bool:
        """Whether the member still sees "thinking…"."""
        return self.interaction.thinking

    @property
    def answers(self) -> list[Message]:
        """The answers in their latest state; exactly one is what a member should get."""
        found = self.interaction.answers(self._journal.interim)
        return [event.message for event in found if event.message is not None]

    @property
    def first_answer_ms(self) -> float | None:
        """Milliseconds from the press to the answer; None without one."""
        return self.interaction.first_answer_ms(self._journal.interim)

    @property
    def original(self) -> Message | None:
        """The original response (or the pressed message) as it is now."""
        return self.interaction.channel.messages.get(self.interaction.original_id or 0)

    @property
    def modal(self) -> JsonObject | None:
        """The form that was opened."""
        return self.interaction.modal

    async def acknowledged(self, timeout: float = 60.0) -> Ack:  # noqa: ASYNC109
        """Wait for the acknowledgement.

        Raises
        ------
        NotAcknowledged
            When none was taken within ``timeout`` seconds.
        """
        if not await self.interaction.until(lambda: self.interaction.ack is not None, timeout):
            raise NotAcknowledged(repr(self))
        assert self.interaction.ack is not None
        return self.interaction.ack

    async def answer(self, timeout: float = 60.0) -> Message:  # noqa: ASYNC109
        """Wait for the answer and return its latest state.

        Raises
        ------
        NotAnswered
            When there is none within ``timeout`` seconds.
        """
        if not await self.interaction.until(lambda: bool(self.answers), timeout):
            raise NotAnswered(repr(self))
        return self.answers[-1]

    async def answered(self, count: int, timeout: float = 60.0) -> list[Message]:  # noqa: ASYNC109
        """Wait for a number of answers, where more than one is wanted.

        Raises
        ------
        NotAnswered
            When there are fewer within ``timeout`` seconds.
        """
        if not await self.interaction.until(lambda: len(self.answers) >= count, timeout):
            raise NotAnswered(repr(self))
        return self.answers
