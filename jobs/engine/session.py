"""What one worker process has while it works: its threads, its runs, their leases and ends."""

from __future__ import annotations

import os
import platform
import signal
import time
from collections.abc import Sequence
from threading import Thread
from typing import TYPE_CHECKING

import psutil
import structlog

from jobs.engine import requests
from jobs.engine.committer import Committer
from jobs.engine.errors import EngineUnavailable
from jobs.engine.leases import LeaseKeeper
from jobs.engine.records import WorkerCard, encode_card
from jobs.engine.requests import Finish
from jobs.engine.runs import Run, Runs
from jobs.engine.slots import Slots

if TYPE_CHECKING:
    from jobs.engine.client import Engine
    from jobs.engine.policy import LeasePolicy

#: How a process says that it ended because a run would not.
EXIT_OVERRUN = 70
#: The name of the key space that knows the worker processes.
WORKERS = "workers"
#: A worker process that is silent for so long is forgotten, in ms.
FORGOTTEN_MS = 300_000
#: How long a shutdown waits for the last ends to be written, in seconds.
FLUSH_TIMEOUT = 10.0

_log = structlog.get_logger("jobs.engine.session")


class Session:
    """A worker process at work.

    Parameters
    ----------
    engine : Engine
        An engine whose timeout suits a worker.
    worker : str
        This process's name, unique for ever: whoever finds it dead hands back what it held.
    threads : int
        Worker threads of this process.
    lease : LeasePolicy
        How long a job is owned without a sign of life.
    """

    def __init__(self, engine: Engine, *, worker: str, threads: int, lease: LeasePolicy) -> None:
        self.engine = engine
        self.worker = worker
        self.lease = lease
        self.runs = Runs()
        self.slots = Slots(threads)
        self.draining = False
        self._process = psutil.Process()
        self._threads: Sequence[Thread] = ()
        self._committer = Committer(engine)
        self._keeper = LeaseKeeper(engine, lease, self.runs, self._end_process, self._beat)
        try:
            # Before any job is taken: if the first hangs, the supervisor must see a silent process.
            self._sign_on()
        except EngineUnavailable as error:
            _log.info("not_signed_on", reason=str(error))
        self._committer.start()
        self._keeper.start()

    def begin(self, runs: Sequence[Run]) -> None:
        """Hold claimed jobs."""
        self.runs.add(runs)

    def end(
        self, run: Run, outcome: str, payload: bytes = b"", *, delay_ms: int = 0, ran: bool = True
    ) -> None:
        """End a run; its thread is free at once, the end is written by the committer."""
        if not self.runs.drop(run):
            return
        ran_ms = run.ran_ms() if ran else -1
        self.slots.release(run.queue)
        self._committer.submit(
            run.queue, Finish(run.job_id, run.token, outcome, ran_ms, delay_ms, payload)
        )

    def written(self, timeout: float) -> bool:
        """Wait until all ended runs are written; False where that took more seconds."""
        return self._committer.flush(timeout)

    def drain(self) -> None:
        """Claim nothing more."""
        self.draining = True
        self.slots.close()

    def close(self) -> None:
        """Write what is left, and stop."""
        self.drain()
        if not self._committer.close(FLUSH_TIMEOUT):
            _log.error("ends_unwritten")
        self._keeper.close()
        try:
            self.engine.run(requests.leave(self.engine.queues.named(WORKERS), self.worker))
        except EngineUnavailable as error:
            _log.info("not_signed_off", reason=str(error))

    def watch(self, threads: Sequence[Thread]) -> None:
        """Have an eye on the worker threads: one that dies takes its share of work with it."""
        self._threads = threads

    def _beat(self) -> None:
        for queue in self.slots.queues:
            space, policy = self.engine.queues.space(queue), self.engine.queues.policies[queue]
            self.engine.run(requests.tend(space, policy, self.lease))
        self._sign_on()
        dead = sum(not thread.is_alive() for thread in self._threads)
        if dead and not self.draining:
            # A time limit that strikes between two jobs ends Dramatiq's thread.
            _log.error("threads_died", dead=dead)
            os.kill(os.getpid(), signal.SIGTERM)

    def _sign_on(self) -> None:
        card = WorkerCard(
            host=platform.node(),
            pid=os.getpid(),
            threads=self.slots.threads,
            queues=self.slots.queues,
            current=tuple(run.job_id for run in self.runs.current()),
            rss=self._process.memory_info().rss,
            uptime_s=int(time.time() - self._process.create_time()),
        )
        space = self.engine.queues.named(WORKERS)
        self.engine.run(
            requests.beat(space, self.worker, encode_card(card), forgotten_ms=FORGOTTEN_MS)
        )

    def _end_process(self, job_id: str) -> None:
        # A thread that does not heed its time limit can't be ended from within: the process
        # goes, its supervisor starts another and hands the other leases back.
        _log.error("process_ends", job_id=job_id)
        self._committer.flush(1.0)
        os._exit(EXIT_OVERRUN)
