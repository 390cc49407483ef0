"""The queues as their operators see them: health, pause, retry, clear, jobs one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, Self

import structlog

from jobs.engine import (
    AsyncEngine,
    Cancellation,
    Counts,
    EngineUnavailable,
    JobFilter,
    JobPage,
    JobState,
    JobStatus,
    QueuePolicy,
    requests,
)
from jobs.engine.policy import Priority
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
from jobs.pages import PAGE, act_on_failed, read_page
from jobs.queues import NAMESPACE, QUEUES
from jobs.report import health_text

ALL = "all"

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


class QueueManager:
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
        self._local = local
        self._engine = engine
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

    @property
    def queues(self) -> tuple[str, ...]:
        """The names of the managed queues."""
        return tuple(self._engine.queues.policies)

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
        """The health status as plain English text, for logs and terminals."""
        return health_text(await self.get_queues_health_status())

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

    async def pause_queue(self, queue: str, pause: bool = True) -> list[str]:
        """Pause or resume a queue, or ``all``; the names of those that changed.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return [
            name
            for name in self._named(queue)
            if await self._engine.run(requests.pause(self._engine.queues.space(name), paused=pause))
        ]

    async def get_job_details(self, job_id: str, queue: str | None = None) -> JobStatus | None:
        """One job whole, looked for in every queue where none is named; None where unknown.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        for name in self.queues if queue is None else (queue,):
            status = (await self._engine.statuses(name, [job_id]))[0]
            if status.state is not JobState.UNKNOWN:
                return status
        return None

    async def list_jobs(
        self,
        queue: str,
        state: JobState,
        *,
        offset: int = 0,
        limit: int = 20,
        where: JobFilter | None = None,
    ) -> list[JobStatus]:
        """Jobs in one state; ``offset`` counts all of them, whether they fit ``where`` or not.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return list((await self.page_jobs(queue, state, offset, limit=limit, where=where)).jobs)

    async def page_jobs(
        self,
        queue: str,
        state: JobState,
        offset: int = 0,
        *,
        limit: int = 20,
        where: JobFilter | None = None,
    ) -> JobPage:
        """The same with the offset of what follows: full, unless there are no more.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return await read_page(self._engine, queue, state, offset, limit=limit, where=where)

    async def retry_failed_job(self, queue: str, job_id: str) -> bool:
        """Run a failed job again; False where it is not failed.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        return (await self._engine.run(requests.retry(space, [job_id])))[0] == 1

    async def retry_failed_jobs(self, queue: str, where: JobFilter | None = None) -> int:
        """Run the failed jobs of a queue, or of ``all``, again; how many.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return sum(
            [
                await act_on_failed(self._engine, name, requests.retry, where)
                for name in self._named(queue)
            ]
        )

    async def clear_failed_jobs(self, queue: str, where: JobFilter | None = None) -> int:
        """Remove the failed jobs of a queue, or of ``all``; how many.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return sum(
            [
                await act_on_failed(self._engine, name, requests.remove, where)
                for name in self._named(queue)
            ]
        )

    async def cancel_job(self, queue: str, job_id: str) -> Cancellation:
        """Cancel a job, whoever waits for it: they are told.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return (await self._engine.cancel(queue, [job_id], everybody=True))[0]

    async def drain_queue(self, queue: str, *, delayed: bool = True) -> int:
        """Cancel all that waits in a queue, or in ``all``; how many. What runs goes on.

        Parameters
        ----------
        queue : str
            A queue's name, or ``all``.
        delayed : bool
            Whether to cancel what is delayed, too, such as retries.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        done = 0
        for name in self._named(queue):
            space, policy = self._engine.queues.space(name), self._engine.queues.policies[name]
            request = requests.drain(space, policy, most=PAGE, delayed=delayed)
            while (count := await self._engine.run(request)) == PAGE:
                done += count
            done += count
        return done

    async def raise_job(self, queue: str, job_id: str, priority: Priority) -> JobState | None:
        """Let a job that waits or is delayed go before others.

        Returns
        -------
        JobState or None
            None where it has at least that priority now, else the state that forbids it.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        request = requests.raise_priority(space, [job_id], priority)
        answer = (await self._engine.run(request))[0]
        if answer > 0:
            return None
        return (await self._engine.statuses(queue, [job_id]))[0].state

    async def remove_job(self, queue: str, job_id: str) -> JobState | None:
        """Remove a job; the state that keeps it where it can't be, else None.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        answer = (await self._engine.run(requests.remove(space, [job_id])))[0]
        return {1: None, 0: JobState.UNKNOWN, -1: JobState.ACTIVE}[answer]

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

    def _named(self, queue: str) -> tuple[str, ...]:
        return self.queues if queue == ALL else (queue,)

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
