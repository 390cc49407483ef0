"""The runs that one process holds: claimed, perhaps begun, not yet ended."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Lock


@dataclass(slots=True)
class Run:
    """One claimed job in this process. Times are monotonic seconds."""

    queue: str
    job_id: str
    token: int
    timeout_ms: int = 0
    """The job's time limit; 0 = none."""
    alone: bool = False
    claimed: float = field(default_factory=time.monotonic)
    begun: float | None = None
    retry_ms: int | None = None
    """Set where this run failed and is to be retried after so many milliseconds."""

    def ran_ms(self) -> int:
        """Milliseconds since the run began; -1 where it has not."""
        if self.begun is None:
            return -1
        return int((time.monotonic() - self.begun) * 1000)


class Runs:
    """A thread-safe table of runs by queue and job id."""

    def __init__(self) -> None:
        self._runs: dict[tuple[str, str], Run] = {}
        self._lock = Lock()

    def add(self, runs: Sequence[Run]) -> None:
        """Hold runs."""
        with self._lock:
            for run in runs:
                self._runs[run.queue, run.job_id] = run

    def get(self, queue: str, job_id: str) -> Run | None:
        """The run of a job, where this process holds one."""
        with self._lock:
            return self._runs.get((queue, job_id))

    def holds(self, queue: str, job_id: str, token: int) -> bool:
        """Whether this very run is still held."""
        run = self.get(queue, job_id)
        return run is not None and run.token == token

    def drop(self, run: Run) -> bool:
        """Hold a run no more; False where it was not held."""
        with self._lock:
            if self._runs.get((run.queue, run.job_id)) is not run:
                return False
            del self._runs[run.queue, run.job_id]
            return True

    def current(self) -> list[Run]:
        """All runs held now."""
        with self._lock:
            return list(self._runs.values())
