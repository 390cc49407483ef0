"""Everything that the sandbox observed, and the questions a test asks of it."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from apolo.sandbox.interactions import EventKind, InteractionType

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.interactions import Interaction
    from apolo.sandbox.message import Message
    from apolo.sandbox.wire import JsonObject


@dataclass(frozen=True, slots=True)
class RequestRecord:
    """A REST request as it was answered.

    Attributes
    ----------
    path
        The path below ``/api/v10``.
    status
        HTTP status; 0 when the connection was dropped instead.
    code
        Discord's error code, 0 for none.
    """

    at: float
    method: str
    path: str
    status: int
    code: int


class Journal:
    """The interactions in the order of their press, and the latest requests.

    Attributes
    ----------
    interim
        Tells the messages that only ask for patience ("taking longer"): they end a thinking
        state, but are no answer. ``None`` counts every message as an answer.
    """

    def __init__(self) -> None:
        self.interactions: list[Interaction] = []
        self.requests: deque[RequestRecord] = deque(maxlen=10_000)
        self.interim: Callable[[Message], bool] | None = None

    def asked(self) -> list[Interaction]:
        """Return the interactions that call for an answer (all but autocompletion)."""
        return [one for one in self.interactions if one.type is not InteractionType.AUTOCOMPLETE]

    def accepted(self) -> list[Interaction]:
        """Return those whose acknowledgement was taken."""
        return [one for one in self.asked() if one.ack is not None]

    def unacknowledged(self) -> list[Interaction]:
        """Return those that were never acknowledged, or too late."""
        return [one for one in self.asked() if one.ack is None]

    def unanswered(self) -> list[Interaction]:
        """Return the accepted interactions without an answer."""
        return [one for one in self.accepted() if not one.answers(self.interim)]

    def thinking(self) -> list[Interaction]:
        """Return the interactions that still show the bot thinking."""
        return [one for one in self.interactions if one.thinking]

    def answered_twice(self) -> list[Interaction]:
        """Return the interactions with more than one answer."""
        return [one for one in self.asked() if len(one.answers(self.interim)) > 1]

    def refused(self) -> list[tuple[Interaction, int]]:
        """Return every refused acknowledgement or answer with Discord's error code."""
        return [
            (one, event.code)
            for one in self.interactions
            for event in one.events
            if event.kind is EventKind.REFUSED
        ]

    def summary(self) -> JsonObject:
        """Return the figures of all interactions."""
        accepted = self.accepted()
        delays = sorted(one.ack.ms for one in accepted if one.ack is not None)
        answers = sorted(
            ms for one in accepted if (ms := one.first_answer_ms(self.interim)) is not None
        )
        return {
            "interactions": len(self.asked()),
            "accepted": len(accepted),
            "answered": len(answers),
            "unanswered": len(self.unanswered()),
            "twice": len(self.answered_twice()),
            "ack_p50_ms": _percentile(delays, 0.5),
            "ack_p99_ms": _percentile(delays, 0.99),
            "ack_max_ms": delays[-1] if delays else None,
            "answer_p50_ms": _percentile(answers, 0.5),
            "answer_p95_ms": _percentile(answers, 0.95),
        }


def _percentile(ordered: list[float], share: float) -> float | None:
    if not ordered:
        return None
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
