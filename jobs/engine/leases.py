"""Keeps the leases of the runs of one process alive, from a thread of its own."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from threading import Event, Thread
from typing import TYPE_CHECKING

import structlog

from jobs.engine import requests
from jobs.engine.errors import EngineUnavailable

if TYPE_CHECKING:
    from jobs.engine.client import Engine
    from jobs.engine.policy import LeasePolicy
    from jobs.engine.runs import Runs

_RENEWED, _LOST, _REFUSED, _CANCELLED = 1, 0, 2, 3
#: A process first says that it lives after this time, in seconds, when it knows its queues.
FIRST_BEAT = 0.3
_log = structlog.get_logger("jobs.engine.leases")


class LeaseKeeper(Thread):
    """Renews every lease of this process.

    Parameters
    ----------
    engine : Engine
        The worker's engine.
    policy : LeasePolicy
        How long and how often.
    runs : Runs
        The runs that this process holds.
    on_overrun : Callable[[str], None]
        Called with a job's id when its run is past its timeout and grace: it can't be stopped
        from within, so the process has to go.
    beat : Callable[[], None]
        Called besides, to say that this process lives.
    """

    def __init__(
        self,
        engine: Engine,
        policy: LeasePolicy,
        runs: Runs,
        on_overrun: Callable[[str], None],
        beat: Callable[[], None],
    ) -> None:
        super().__init__(name="lease-keeper", daemon=True)
        self._engine = engine
        self._policy = policy
        self._runs = runs
        self._on_overrun = on_overrun
        self._beat = beat
        self._closed = Event()

    def close(self) -> None:
        """Renew no more."""
        self._closed.set()

    def run(self) -> None:
        """Renew until closed."""
        wait = FIRST_BEAT
        while not self._closed.wait(wait):
            wait = self._policy.renew_ms / 1000
            try:
                self.renew()
                self._beat()
            except EngineUnavailable as error:
                _log.warning("renewal_failed", reason=str(error))

    def renew(self) -> None:
        """Renew all leases once.

        Raises
        ------
        EngineUnavailable
        """
        held: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
        for run in self._runs.current():
            held[run.queue].append((run.job_id, run.token, run.ran_ms()))
        for queue, leases in held.items():
            space = self._engine.queues.space(queue)
            answers = self._engine.run(requests.renew(space, self._policy, leases))
            for (job_id, token, _), answer in zip(leases, answers, strict=True):
                if answer == _REFUSED:
                    _log.error("run_overran", queue=queue, job_id=job_id)
                    self._on_overrun(job_id)
                elif answer == _CANCELLED:
                    self._cancel(queue, job_id, token)
                elif answer == _LOST and self._runs.holds(queue, job_id, token):
                    _log.warning("lease_lost", queue=queue, job_id=job_id, token=token)

    def _cancel(self, queue: str, job_id: str, token: int) -> None:
        run = self._runs.get(queue, job_id)
        if run is not None and run.token == token:
            _log.info("run_cancelled", queue=queue, job_id=job_id)
            run.cancel()
