"""Shares one process's free threads among its queues: a claim never takes more than there are."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, RLock


@dataclass(slots=True)
class _Share:
    limit: int
    weight: int
    prefetch: int
    least: int = 1
    held: int = 0
    passed: float = 0.0
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Grant:
    """Threads set aside for a claim.

    ``idle`` says that nothing else runs in this process; until the claim is confirmed, nothing
    else will.
    """

    count: int
    idle: bool


class Slots:
    """The free threads of one process.

    Queues that want one at the same time take turns by weight (stride scheduling): the queue
    that has had the least per unit of weight comes first.

    Parameters
    ----------
    threads : int
        Worker threads of this process.
    """

    def __init__(self, threads: int) -> None:
        self._threads = threads
        self._shares: dict[str, _Share] = {}
        self._held = 0
        self._clock = 0.0
        self._reserved = False
        self._drain_for: str | None = None
        self._drain_until = 0.0
        self._watchers = 0
        self._told = False
        """Whether all who wait have been told since the last of them began to."""
        self._closed = False
        # Taken for itself where nobody is to be told: a condition's own steps are Python.
        self._lock = RLock()
        self._changed = Condition(self._lock)

    def declare(self, queue: str, *, limit: int, weight: int, prefetch: int = 0) -> None:
        """Make a queue known; ``limit`` is its jobs at once in this process."""
        with self._lock:
            # A prefetching queue asks again when half of its stock is used up, not for every job.
            share = _Share(limit, weight, prefetch, least=max(1, prefetch // 2))
            self._shares.setdefault(queue, share)

    @property
    def threads(self) -> int:
        """Worker threads of this process."""
        return self._threads

    @property
    def queues(self) -> tuple[str, ...]:
        """The queues that this process takes jobs of."""
        with self._lock:
            return tuple(self._shares)

    @property
    def held(self) -> int:
        """Threads in use or set aside."""
        with self._lock:
            return self._held

    def acquire(self, queue: str, timeout: float) -> Grant | None:
        """Set aside all threads that this queue may have now; at least one.

        Parameters
        ----------
        queue : str
            A declared queue.
        timeout : float
            Seconds to wait for a thread; 0 does not wait.

        Returns
        -------
        Grant or None
            None where no thread became free in time. A grant must be confirmed.
        """
        deadline = time.monotonic() + timeout
        with self._lock:
            share = self._shares[queue]
            share.passed = max(share.passed, self._clock)
            share.waiting += 1
            try:
                if not self._wait_for(lambda: self._is_next(queue, share), deadline):
                    return None
            finally:
                share.waiting -= 1
            count = self._room(share)
            idle = self._held == 0
            if idle:
                self._reserved = True
            share.held += count
            self._held += count
            return Grant(count, idle)

    def confirm(self, queue: str, grant: Grant, used: int, *, alone: bool = False) -> None:
        """Say how many of the granted threads the claim filled; the rest are free again.

        ``alone`` keeps the process to this one job until it is released.
        """
        with self._lock:
            share = self._shares[queue]
            share.held -= grant.count - used
            self._held -= grant.count - used
            if used:
                self._clock = share.passed
                share.passed += used / share.weight
            if grant.idle:
                self._reserved = alone
            if self._drain_for == queue and grant.idle:
                self._drain_for = None
            self._changed.notify_all()

    def release(self, queue: str) -> None:
        """One job of this queue is over; its thread is free."""
        with self._lock:
            share = self._shares[queue]
            share.held -= 1
            self._held -= 1
            if self._held == 0:
                self._reserved = False
            # Waking somebody who finds nothing costs more than a small job does.
            if (
                self._watchers
                and not self._told
                and any(map(self._grantable, self._shares, self._shares.values()))
            ):
                self._told = True
                self._changed.notify_all()

    def drain_for(self, queue: str, seconds: float) -> None:
        """Grant nothing more until this process is idle, then to this queue first.

        A job that outlived a crash waits there; it must run alone. After so many ``seconds``
        without being idle the process goes on as usual.
        """
        with self._lock:
            if not self._draining():
                self._drain_for = queue
                self._drain_until = time.monotonic() + seconds

    def wait_free(self, queue: str, timeout: float) -> bool:
        """Wait until this queue could be granted a thread; False where that took too long."""
        with self._lock:
            share = self._shares[queue]
            deadline = time.monotonic() + timeout
            return self._wait_for(lambda: self._grantable(queue, share), deadline) or self._closed

    def close(self) -> None:
        """Grant nothing more, and wake all who wait."""
        with self._lock:
            self._closed = True
            self._changed.notify_all()

    def _wait_for(self, condition: Callable[[], bool], deadline: float) -> bool:
        self._watchers += 1
        try:
            while not condition():
                left = deadline - time.monotonic()
                if left <= 0 or self._closed:
                    return False
                if self._draining():
                    # Its end is told by the clock alone.
                    left = min(left, max(0.001, self._drain_until - time.monotonic()))
                self._told = False
                self._changed.wait(left)
            return True
        finally:
            self._watchers -= 1

    def _draining(self) -> bool:
        return self._drain_for is not None and time.monotonic() < self._drain_until

    def _room(self, share: _Share) -> int:
        free = self._threads + share.prefetch - self._held
        return min(free, share.limit + share.prefetch - share.held)

    def _grantable(self, queue: str, share: _Share) -> bool:
        if self._closed or self._reserved or self._room(share) < share.least:
            return False
        if self._draining():
            return self._held == 0 and self._drain_for == queue
        return True

    def _is_next(self, queue: str, share: _Share) -> bool:
        if not self._grantable(queue, share):
            return False
        return all(
            other.passed >= share.passed
            for name, other in self._shares.items()
            if other is not share and other.waiting and self._grantable(name, other)
        )
