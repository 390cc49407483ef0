"""Writes ended runs to Redis in groups: alone at once, under load many in one call."""

from __future__ import annotations

import random
import time
from collections import defaultdict
from threading import Condition, RLock, Thread
from typing import TYPE_CHECKING

import structlog

from jobs.engine import requests
from jobs.engine.errors import EngineUnavailable

if TYPE_CHECKING:
    from jobs.engine.client import Engine
    from jobs.engine.requests import Finish

#: More ends than this that are not on their way to Redis make the worker threads wait: it bounds
#: what a kill of the process repeats.
MAX_UNSENT = 64

_log = structlog.get_logger("jobs.engine.committer")


class Committer(Thread):
    """The committer thread of one process.

    While one call is under way the next group gathers, so the group's size follows the load and
    nobody waits for a timer. Redis carries out what it was sent whether the sender lives or not,
    so only what gathers is lost with the process. A call that fails is repeated until it
    succeeds: a finish with its own token is idempotent.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(name="committer", daemon=True)
        self._engine = engine
        self._gathered: dict[str, list[Finish]] = defaultdict(list)
        self._unsent = 0
        """Gathered, or in a call that has failed."""
        self._on_their_way = 0
        self._closing = False
        self._idle = False
        self._lock = RLock()
        self._changed = Condition(self._lock)

    def submit(self, queue: str, finish: Finish) -> None:
        """Hand over the end of a run; waits only while too many are unsent."""
        with self._lock:
            while self._unsent >= MAX_UNSENT:
                self._changed.wait()
            self._gathered[queue].append(finish)
            self._unsent += 1
            if self._idle:
                self._idle = False
                self._changed.notify_all()

    def flush(self, timeout: float) -> bool:
        """Wait until all that was handed over is written; False where that took too long."""
        with self._lock:
            return self._changed.wait_for(self._all_written, timeout)

    def close(self, timeout: float) -> bool:
        """Flush, then stop the thread."""
        flushed = self.flush(timeout)
        with self._lock:
            self._closing = True
            self._changed.notify_all()
        return flushed

    def run(self) -> None:
        """Write groups until closed."""
        while True:
            with self._lock:
                while not self._gathered:
                    if self._closing:
                        return
                    self._idle = True
                    self._changed.wait()
                self._idle = False
                # Whose next end comes while this is written goes behind all others.
                queue = next(iter(self._gathered))
                group = self._gathered.pop(queue)
                if self._unsent >= MAX_UNSENT:
                    self._changed.notify_all()
                self._unsent -= len(group)
                self._on_their_way = len(group)
            if self._write(queue, group):
                self._note_written(len(group))

    def _all_written(self) -> bool:
        return not self._unsent and not self._on_their_way

    def _note_written(self, count: int) -> None:
        with self._lock:
            if self._on_their_way:
                self._on_their_way = 0
            else:
                self._unsent -= count
                self._changed.notify_all()
            if self._all_written():
                self._changed.notify_all()

    def _note_failed(self) -> None:
        with self._lock:
            self._unsent += self._on_their_way
            self._on_their_way = 0

    def _write(self, queue: str, group: list[Finish]) -> bool:
        """Write a group; False where it is given up, for the process ends without Redis."""
        space = self._engine.queues.space(queue)
        request = requests.finish(space, self._engine.queues.policies[queue], group)
        delay = 0.05
        while True:
            try:
                answers = self._engine.run(request)
                break
            except EngineUnavailable as error:
                _log.warning("finish_retried", queue=queue, runs=len(group), reason=str(error))
                self._note_failed()
                time.sleep(delay * random.uniform(0.5, 1.5))
                delay = min(delay * 2, 1.0)
                with self._lock:
                    if self._closing:
                        return False
        for run, answer in zip(group, answers, strict=True):
            if answer == 0:
                _log.warning("lease_lost", queue=queue, job_id=run.job_id, token=run.token)
        return True
