"""One interaction: what was asked, how it was acknowledged, what came back."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from apolo.sandbox.changes import Changes

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.message import Message
    from apolo.sandbox.model import Channel, Guild, User
    from apolo.sandbox.wire import JsonObject

ACKNOWLEDGE_WITHIN = 3.0
TOKEN_LIFE = 15 * 60.0
FOLLOW_UPS_WHERE_NOT_A_MEMBER = 5


class InteractionType(IntEnum):
    """Field ``type`` of an interaction."""

    COMMAND = 2
    COMPONENT = 3
    AUTOCOMPLETE = 4
    MODAL = 5


class AckType(IntEnum):
    """Field ``type`` of an acknowledgement."""

    MESSAGE = 4
    DEFERRED = 5
    DEFERRED_UPDATE = 6
    UPDATE = 7
    CHOICES = 8
    MODAL = 9


class EventKind(StrEnum):
    """What can happen to an interaction after the press."""

    ACKNOWLEDGED = "acknowledged"
    ORIGINAL = "original"
    SOURCE = "source"
    FOLLOW_UP = "follow-up"
    CHANNEL = "channel"
    MODAL = "modal"
    CHOICES = "choices"
    DELETED = "deleted"
    REFUSED = "refused"


_ANSWERING = {EventKind.ORIGINAL, EventKind.SOURCE, EventKind.FOLLOW_UP, EventKind.CHANNEL}


@dataclass(frozen=True, slots=True)
class Ack:
    """How Discord took an acknowledgement.

    Attributes
    ----------
    type
        What was promised or said.
    ms
        Milliseconds from the press to the acknowledgement's arrival.
    ephemeral
        Whether the answer is private.
    """

    type: AckType
    ms: float
    ephemeral: bool


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to an interaction.

    Attributes
    ----------
    kind
        What happened.
    ms
        Milliseconds since the press.
    message
        The message as it then was, where there was one.
    code
        Discord's error code, for what was refused.
    """

    kind: EventKind
    ms: float
    message: Message | None = None
    code: int = 0


@dataclass(eq=False, slots=True)
class Interaction:
    """An interaction and everything that was observed of it.

    Attributes
    ----------
    created_at
        Sandbox time of the press, in seconds since 1970: the 3 s and the 15 min count from here.
    name
        The command with its subcommands, or the ``custom_id`` that was pressed.
    source
        The message whose component was pressed.
    delivered_to
        How many gateway sessions were sent it.
    """

    id: int
    token: str
    type: InteractionType
    name: str
    user: User
    guild: Guild | None
    channel: Channel
    locale: str
    created_at: float
    source: Message | None = None
    focused_type: int | None = None
    delivered_to: int = 0
    ack: Ack | None = None
    original_id: int | None = None
    follow_ups: int = 0
    modal: JsonObject | None = None
    choices: list[JsonObject] | None = None
    events: list[Event] = field(default_factory=list, repr=False)
    thinking: bool = False
    pressed: float = field(default_factory=time.perf_counter, repr=False)
    _changes: Changes = field(default_factory=Changes, repr=False)

    def elapsed_ms(self) -> float:
        """Return the milliseconds since the press, in real time."""
        return (time.perf_counter() - self.pressed) * 1000

    def record(self, kind: EventKind, message: Message | None = None, code: int = 0) -> None:
        """Note what happened, and wake those who wait for it."""
        self.events.append(Event(kind, self.elapsed_ms(), message, code))
        self._changes.touch()

    def answers(self, interim: Callable[[Message], bool] | None = None) -> list[Event]:
        """Return the answers, each with its latest state.

        An answer is the original filled with something other than thinking, a follow-up, an
        edited source message, a form that was opened, or a channel message that refers to the
        interaction. Several edits of one message are one answer.

        Parameters
        ----------
        interim
            Tells the messages that only ask for patience; those are no answers.
        """
        found = {self._key(event): event for event in self.events if _answers(event, interim)}
        return list(found.values())

    def first_answer_ms(self, interim: Callable[[Message], bool] | None = None) -> float | None:
        """Return the milliseconds from the press to the first answer, ``None`` without one."""
        return next((event.ms for event in self.events if _answers(event, interim)), None)

    @staticmethod
    def _key(event: Event) -> int:
        return 0 if event.message is None else event.message.id

    async def until(self, condition: Callable[[], bool], timeout: float) -> bool:  # noqa: ASYNC109
        """Wait until something recorded makes ``condition`` true; tell whether it did in time."""
        return await self._changes.until(condition, timeout)


def _answers(event: Event, interim: Callable[[Message], bool] | None) -> bool:
    if event.kind is EventKind.MODAL:
        return True
    if event.kind not in _ANSWERING or event.message is None:
        return False
    return interim is None or not interim(event.message)
