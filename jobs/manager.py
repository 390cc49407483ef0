"""The queues as their operators see them: how they are doing, and what all who watch agree on."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, Self

import structlog

from jobs.engine import (
    AsyncEngine,
    Counts,
    EngineUnavailable,
    JobState,
    QueuePolicy,
    requests,
)
from jobs.engine.records import WorkerInfo
from jobs.engine.session import WORKERS
from jobs.health import (
    HealthReport,
    LocalHealth,
    QueueHealth,
    RedisHealth,
    Thresholds,
    Verdict,
    judge_machine,
    judge_queue,
    unreachable,
    with_local,
)
from jobs.levers import ALL, Levers
from jobs.queues import NAMESPACE, QUEUES
from jobs.report import health_text

#: The report says by which errors so many of a queue's last failed jobs failed.
CAUSES_OF = 200
#: The name of the key space of what all who watch agree on.
VERDICT = "verdict"
#: Milliseconds that whoever is to tell a change has for promising it.
PROMISED_WITHIN = 30_000

_log = structlog.get_logger("jobs.manager")


@dataclass(frozen=True, slots=True)
class Agreed:
    """What all who watch agree on.

    ``before`` is the verdict that a change came from; where nothing but a question was asked, the
    present one. ``at_ms`` is the moment of the change, ``mine`` whether the caller is to tell it.
    """

    before: Verdict
    at_ms: int
    mine: bool


class LocalPool(Protocol):
    """Jobs that run without Redis; `jobs.local.LocalRunner` is it."""

    @property
    def size(self) -> int:
        """How many may run at once."""

    @property
    def running(self) -> int:
        """How many run now."""


class QueueManager(Levers):
    """Watches and steers the queues.

    Parameters
    ----------
    engine : AsyncEngine
        Its policies are the queues that are managed.
    thresholds : Thresholds, optional
        From where on something is not healthy.
    local : LocalPool, optional
        Shown in the health while Redis is away.
    """

    def __init__(
        self,
        engine: AsyncEngine,
        thresholds: Thresholds | None = None,
        local: LocalPool | None = None,
    ) -> None:
        super().__init__(engine)
        self._local = local
        self._limits = thresholds or Thresholds()
        self._monitor: asyncio.Task[None] | None = None

    @classmethod
    def from_url(
        cls,
        url: str,
        policies: Mapping[str, QueuePolicy] = QUEUES,
        *,
        local: LocalPool | None = None,
    ) -> Self:
        """A manager of Apolo's queues on the Redis at ``url``."""
        engine = AsyncEngine.from_url(url, namespace=NAMESPACE, policies=policies, timeout=2.0)
        return cls(engine, local=local)

    async def initialize_queues(self) -> dict[str, Counts]:
        """Make sure that every queue answers; its counts.

        Raises
        ------
        EngineUnavailable
        """
        return {name: await self._engine.counts(name) for name in self.queues}

    async def get_queue_stats(self, queue: str) -> QueueHealth:
        """One queue's counts, statistics and verdict.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        counts = await self._engine.counts(queue)
        return judge_queue(counts, await self._workers(), self._limits)

    async def get_queues_health_status(self) -> HealthReport:
        """All queues, workers and Redis, judged. Never raises because Redis is away."""
        report = await self._look()
        if self._local is None:
            return report
        return with_local(report, LocalHealth(self._local.running, self._local.size))

    async def _look(self) -> HealthReport:
        try:
            redis = await self._redis()
            workers = await self._workers()
            counts = await asyncio.gather(*(self._engine.counts(name) for name in self.queues))
        except EngineUnavailable as error:
            _log.warning("health_unknown", reason=str(error))
            return unreachable()
        judged = tuple(judge_queue(one, workers, self._limits) for one in counts)
        shared = judge_machine(workers, redis, self._limits)
        return HealthReport(judged, workers, redis, shared)

    async def generate_queues_health_report(self) -> str:
        """The health status as plain English text, for logs and terminals.

        It says besides by which errors the last failed jobs failed, where that can be read.
        """
        report = await self.get_queues_health_status()
        causes = {}
        for queue in report.queues:
            if queue.counts.failed:
                causes[queue.queue] = await self._causes(queue.queue)
        return health_text(report, causes)

    async def _causes(self, queue: str) -> Counter[str]:
        try:
            failed = await self.list_jobs(queue, JobState.FAILED, limit=CAUSES_OF)
        except EngineUnavailable as error:
            _log.info("causes_unknown", queue=queue, reason=str(error))
            return Counter()
        return Counter(job.error.code for job in failed if job.error is not None)

    def start_queue_monitoring(
        self, interval: float, tell: Callable[[HealthReport], Awaitable[None]] | None = None
    ) -> None:
        """Judge the queues every ``interval`` seconds, and log each change of the verdict.

        Parameters
        ----------
        interval : float
            Seconds.
        tell : Callable, optional
            Called besides with the report of each change.
        """
        if self._monitor is None or self._monitor.done():
            self._monitor = asyncio.create_task(self._watch(interval, tell))

    async def stop_queue_monitoring(self) -> None:
        """Judge no more."""
        monitor, self._monitor = self._monitor, None
        if monitor is not None:
            monitor.cancel()
            await asyncio.gather(monitor, return_exceptions=True)

    async def graceful_shutdown(self) -> None:
        """Stop monitoring and close all connections; the jobs are left as they are."""
        await self.stop_queue_monitoring()
        await self._engine.close()

    async def agree(
        self, verdict: Verdict | None, at_ms: int, *, told: tuple[Verdict, int] | None = None
    ) -> Agreed:
        """Agree with all who watch these queues on a verdict: a change is told by one of them.

        Whoever is to tell it calls `promise` once it will certainly be told; otherwise another
        one is to, after a while.

        Parameters
        ----------
        verdict : Verdict or None
            How the caller finds the queues; None only asks.
        at_ms : int
            The moment, in ms of the Unix epoch.
        told : tuple[Verdict, int], optional
            What the caller has told by itself while Redis was away, and when.

        Raises
        ------
        EngineUnavailable
        """
        by_itself, told_ms = told if told is not None else ("", 0)
        before, changed_ms, mine = await self._engine.run(
            requests.agree(
                self._engine.queues.named(VERDICT),
                verdict or "",
                at_ms,
                told=by_itself,
                told_ms=told_ms,
                patience_ms=PROMISED_WITHIN,
                at_first=Verdict.HEALTHY,
            )
        )
        return Agreed(Verdict(before or Verdict.HEALTHY), changed_ms, mine)

    async def promise(self, at_ms: int) -> bool:
        """Note that the change of that moment will be told; False where there is a newer one.

        Raises
        ------
        EngineUnavailable
        """
        space = self._engine.queues.named(VERDICT)
        return await self._engine.run(requests.promise(space, at_ms))

    async def _watch(
        self, interval: float, tell: Callable[[HealthReport], Awaitable[None]] | None
    ) -> None:
        before = Verdict.HEALTHY
        while True:
            report = await self.get_queues_health_status()
            if report.verdict is not before:
                _log.warning("verdict_changed", before=before, now=report.verdict)
                before = report.verdict
                if tell is not None:
                    await tell(report)
            await asyncio.sleep(interval)

    async def _workers(self) -> tuple[WorkerInfo, ...]:
        space = self._engine.queues.named(WORKERS)
        found: list[WorkerInfo] = await self._engine.run(requests.workers(space))
        return tuple(found)

    async def _redis(self) -> RedisHealth:
        info, latency = await self._engine.redis_info()
        return RedisHealth(
            reachable=True,
            latency_ms=round(latency * 1000, 2),
            used_memory=int(info.get("used_memory", 0)),
            max_memory=int(info.get("maxmemory", 0)),
            version=str(info.get("valkey_version") or info.get("redis_version", "")),
        )


__all__ = ["ALL", "Agreed", "LocalPool", "QueueManager"]
