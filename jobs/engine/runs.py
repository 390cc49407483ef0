"""The runs that one process holds: claimed, perhaps begun, not yet ended."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Sequence
from threading import Lock, get_ident
from typing import ClassVar

import msgspec
from dramatiq.threading import raise_thread_exception

from jobs.engine.errors import Cancelled


class Run(msgspec.Struct, eq=False):
    """One claimed job in this process. Times are monotonic seconds."""

    queue: str
    job_id: str
    token: int
    timeout_ms: int = 0
    """The job's time limit; 0 = none."""
    alone: bool = False
    begun: float | None = None
    retry_ms: int | None = None
    """Set where this run failed and is to be retried after so many milliseconds."""
    undone: Exception | None = None
    """Set where the actor returned, and what was to follow it could not be enqueued."""
    _thread: int | None = None
    _told: bool = False
    _guard: ClassVar[Lock] = Lock()

    def begin(self) -> None:
        """Begin, in the calling thread."""
        self.begun = time.monotonic()
        self._thread = get_ident()

    def cancel(self) -> None:
        """Raise `Cancelled` in the run's thread, once; nothing where the actor has ended."""
        with self._guard:
            if self._thread is not None and not self._told:
                self._told = True
                raise_thread_exception(self._thread, Cancelled)

    def leave(self) -> None:
        """In the run's thread, when the actor has ended: nothing may be raised here any more."""
        try:
            with self._guard:
                self._thread = None
            if self._told:
                _forget_exception(get_ident())
        except Cancelled:
            self._thread = None

    def ran_ms(self) -> int:
        """Milliseconds since the run began; -1 where it has not."""
        if self.begun is None:
            return -1
        return int((time.monotonic() - self.begun) * 1000)


class Runs:
    """A thread-safe table of runs: each change is a single step of a dictionary."""

    def __init__(self) -> None:
        self._runs: dict[int, Run] = {}

    def add(self, runs: Sequence[Run]) -> None:
        """Hold runs."""
        self._runs.update({id(run): run for run in runs})

    def get(self, queue: str, job_id: str) -> Run | None:
        """The last run of a job, where this process holds one."""
        for run in reversed(self.current()):
            if run.job_id == job_id and run.queue == queue:
                return run
        return None

    def holds(self, queue: str, job_id: str, token: int) -> bool:
        """Whether this very run is still held."""
        run = self.get(queue, job_id)
        return run is not None and run.token == token

    def drop(self, run: Run) -> bool:
        """Hold a run no more; False where it was not held."""
        return self._runs.pop(id(run), None) is not None

    def current(self) -> list[Run]:
        """All runs held now."""
        return list(self._runs.values())


def _forget_exception(thread: int) -> None:
    # One that was raised from outside and has not arrived yet.
    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), None)
