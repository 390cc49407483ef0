"""Dramatiq's results, read from where the engine keeps them anyway."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from dramatiq.results import ResultBackend, ResultFailure, ResultMissing, ResultTimeout

from jobs.engine.records import JobState

if TYPE_CHECKING:
    import dramatiq

    from jobs.engine.client import Engine

#: How long to wait for a result where the caller does not say, in milliseconds.
DEFAULT_TIMEOUT = 10_000


class EngineResults(ResultBackend):
    """A backend for ``dramatiq.results.Results`` that stores nothing of its own.

    The end of a run writes its result; how long it stays is the queue's retention.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__()
        self._engine = engine

    def get_result(
        self, message: dramatiq.Message[Any], *, block: bool = False, timeout: int | None = None
    ) -> object:
        """What a job returned.

        Parameters
        ----------
        message : dramatiq.Message
            The message that was sent.
        block : bool
            Whether to wait for it.
        timeout : int, optional
            Milliseconds to wait.

        Raises
        ------
        ResultMissing
            The job has not ended (or is forgotten), and ``block`` is False.
        ResultTimeout
            It did not end in time.
        ResultFailure
            It failed for good.
        """
        wait = DEFAULT_TIMEOUT if timeout is None else timeout
        deadline = time.monotonic() + wait / 1000
        pause = 0.002
        while True:
            status = self._engine.statuses(message.queue_name, [message.message_id])[0]
            if status.state is JobState.COMPLETED:
                return status.result
            if status.state is JobState.FAILED and status.error is not None:
                error = status.error
                raise ResultFailure(f"job failed: {error.message}", error.code, error.message)
            if not block:
                raise ResultMissing(message)
            if time.monotonic() >= deadline:
                raise ResultTimeout(message)
            time.sleep(pause)
            pause = min(pause * 2, 0.05)

    def store_result(self, message: object, result: object, ttl: int) -> None:
        """Nothing to do: the end of the run writes it."""

    def store_exception(self, message: object, exception: BaseException, ttl: int) -> None:
        """Nothing to do: the end of the run writes it."""
