"""What can go wrong between a caller and the engine; each with a stable code."""

from __future__ import annotations

from dramatiq.threading import Interrupt


class EngineError(Exception):
    """Base of every error that the engine raises."""

    code: str = "engine_error"


class EngineUnavailable(EngineError):
    """Redis can't be reached, or did not answer in time. The request may have been done."""

    code = "jobs_unavailable"


class InvalidJob(EngineError):
    """The job was refused before anything was written.

    Parameters
    ----------
    field : str
        What is wrong: "payload", "priority", "id" and so on.
    reason : str
        Why, in one clause.
    """

    code = "invalid_job"

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


class Cancelled(Interrupt):
    """Raised in the thread of a run whose job was cancelled.

    Like all of Dramatiq's interrupts it is no `Exception`, so that only who means it catches it.
    """

    code = "cancelled"
    retryable = False


class QueueUnknown(InvalidJob):
    """No queue of that name was declared."""

    code = "unknown_queue"

    def __init__(self, name: str) -> None:
        super().__init__("queue", f"unknown queue {name!r}")
        self.name = name
