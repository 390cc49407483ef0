"""Keeps a number of worker processes alive, and hands back what a dead one held."""

from __future__ import annotations

import multiprocessing
import os
import platform
import signal
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import wait
from multiprocessing.context import SpawnProcess
from typing import TYPE_CHECKING

import structlog

from jobs.engine import requests
from jobs.engine.errors import EngineUnavailable
from jobs.engine.session import WORKERS

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from jobs.engine.client import Engine
    from jobs.engine.policy import LeasePolicy

#: A process that lived shorter than this died of its start, in seconds: the next one waits.
HEALTHY_AFTER = 1.5
#: A process that is silent past the lease at so many looks in a row hangs. Not at one: after an
#: outage of Redis, or a pause of this machine, all are silent for a moment.
SILENT_LOOKS = 3
#: The longest wait before a process is started again, in seconds.
MAX_RESTART_DELAY = 10.0

_log = structlog.get_logger("jobs.engine.supervisor")


@dataclass(slots=True)
class _Place:
    """One of the processes, and what follows it when it dies."""

    number: int
    worker: str = ""
    process: SpawnProcess | None = None
    started: float = 0.0
    quick_deaths: int = 0
    start_at: float = 0.0
    silent_looks: int = 0
    unrecovered: list[str] = field(default_factory=list)


class Supervisor:
    """A number of worker processes.

    When one dies, whatever the reason, another is started at once, and the leases of the dead
    one are handed back without waiting for them to expire. The others go on. One that hangs, so
    that it can't even renew its leases, is killed: C code that keeps the GIL does that.

    Parameters
    ----------
    target : Callable[[str], None]
        What a process runs, given its worker name; picklable. It ends gracefully on SIGTERM.
    processes : int
        How many.
    engine : Engine
        To hand leases back with.
    lease : LeasePolicy
        As the workers use it.
    grace : float
        Seconds that a process has to end after SIGTERM before it is killed.
    """

    def __init__(
        self,
        target: Callable[[str], None],
        *,
        processes: int,
        engine: Engine,
        lease: LeasePolicy,
        grace: float,
    ) -> None:
        self._target = target
        self._places = [_Place(number) for number in range(processes)]
        self._engine = engine
        self._lease = lease
        self._grace = grace
        self._spawn = multiprocessing.get_context("spawn")
        self._stopping = False
        self._look_at = 0.0
        self._wake_receive, self._wake_send = multiprocessing.Pipe(duplex=False)

    @property
    def pids(self) -> list[int]:
        """The processes that run now."""
        return [
            place.process.pid
            for place in self._places
            if place.process is not None and place.process.pid is not None
        ]

    def stop(self) -> None:
        """Ask `run` to end all processes and return. Safe in a signal handler."""
        self._stopping = True
        self._wake_send.send_bytes(b"s")

    def run(self) -> None:
        """Keep the processes alive until `stop` is called."""
        while not self._stopping:
            now = time.monotonic()
            for place in self._places:
                if place.process is None and now >= place.start_at:
                    self._start(place)
            self._recover()
            self._kill_hanging()
            self._wait()
            for place in self._places:
                if place.process is not None and not place.process.is_alive():
                    self._bury(place, blame=True)
        self._end_all()

    def _start(self, place: _Place) -> None:
        place.worker = f"{platform.node()}:{uuid.uuid4().hex[:12]}"
        place.started = time.monotonic()
        place.silent_looks = 0
        place.process = self._spawn.Process(
            target=self._target, args=(place.worker,), name=f"worker-{place.number}"
        )
        place.process.start()
        _log.info("worker_started", worker=place.worker, pid=place.process.pid)

    def _wait(self) -> None:
        now = time.monotonic()
        starts = [place.start_at for place in self._places if place.process is None]
        timeout = min(
            [1.0, max(0.0, self._look_at - now), *(max(0.0, start - now) for start in starts)]
        )
        ready: list[int | Connection] = [
            place.process.sentinel for place in self._places if place.process is not None
        ]
        ready.append(self._wake_receive)
        if self._wake_receive in wait(ready, timeout):
            self._wake_receive.recv_bytes()

    def _bury(self, place: _Place, *, blame: bool) -> None:
        process = place.process
        if process is None:
            return
        process.join()
        lived = time.monotonic() - place.started
        _log.warning(
            "worker_died",
            worker=place.worker,
            pid=process.pid,
            exit_code=process.exitcode,
            seconds=round(lived, 1),
        )
        process.close()
        place.process = None
        place.quick_deaths = place.quick_deaths + 1 if lived < HEALTHY_AFTER else 0
        delay = 0.0 if place.quick_deaths < 3 else 0.5 * 2.0 ** (place.quick_deaths - 3)
        place.start_at = time.monotonic() + min(delay, MAX_RESTART_DELAY)
        place.unrecovered.append(place.worker)
        if not blame:
            self._recover(blame=False)

    def _recover(self, *, blame: bool = True) -> None:
        for place in self._places:
            while place.unrecovered:
                try:
                    taken = self._engine.recover(self._lease, place.unrecovered[0], blame=blame)
                    space = self._engine.queues.named(WORKERS)
                    self._engine.run(requests.leave(space, place.unrecovered[0]))
                except EngineUnavailable as error:
                    # Their leases expire by themselves; trying again is only faster.
                    _log.warning("leases_not_handed_back", reason=str(error))
                    return
                if taken:
                    _log.info("leases_handed_back", worker=place.unrecovered[0], jobs=taken)
                place.unrecovered.pop(0)

    def _kill_hanging(self) -> None:
        now = time.monotonic()
        if now < self._look_at:
            return
        self._look_at = now + self._lease.renew_ms / 1000
        try:
            known = self._engine.run(requests.workers(self._engine.queues.named(WORKERS)))
        except EngineUnavailable:
            return
        silent = {one.worker for one in known if one.silent_ms > self._lease.lease_ms}
        for place in self._places:
            place.silent_looks = place.silent_looks + 1 if place.worker in silent else 0
            if place.silent_looks >= SILENT_LOOKS and place.process is not None:
                _log.error("worker_hangs", worker=place.worker, pid=place.process.pid)
                place.process.kill()

    def _end_all(self) -> None:
        running = [place for place in self._places if place.process is not None]
        for place in running:
            if place.process is not None:
                place.process.terminate()
        deadline = time.monotonic() + self._grace
        for place in running:
            if place.process is None:
                continue
            place.process.join(max(0.0, deadline - time.monotonic()))
            if place.process.is_alive():
                _log.warning("worker_killed", worker=place.worker, pid=place.process.pid)
                place.process.kill()
            self._bury(place, blame=False)


def end_with_parent() -> None:
    """In a worker process: end gracefully when the supervisor is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is None:
        return
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
