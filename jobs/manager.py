"""The queues as their operators see them: health, pause, retry, clear, jobs one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import structlog

from jobs.engine import (
    AsyncEngine,
    Counts,
    EngineUnavailable,
    JobState,
    JobStatus,
    QueuePolicy,
    requests,
)
from jobs.engine.keys import KeySpace
from jobs.engine.records import WorkerInfo
from jobs.engine.session import WORKERS
from jobs.health import (
    HealthReport,
    QueueHealth,
    RedisHealth,
    Thresholds,
    Verdict,
    judge_machine,
    judge_queue,
    unreachable,
)
from jobs.queues import NAMESPACE, QUEUES

#: Pages of jobs that are retried or cleared are this long.
PAGE = 500
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


class QueueManager:
    """Watches and steers the queues.

    Parameters
    ----------
    engine : AsyncEngine
        Its policies are the queues that are managed.
    thresholds : Thresholds, optional
        From where on something is not healthy.
    """

    def __init__(self, engine: AsyncEngine, thresholds: Thresholds | None = None) -> None:
        self._engine = engine
        self._limits = thresholds or Thresholds()
        self._monitor: asyncio.Task[None] | None = None

    @classmethod
    def from_url(cls, url: str, policies: Mapping[str, QueuePolicy] = QUEUES) -> Self:
        """A manager of Apolo's queues on the Redis at ``url``."""
        return cls(AsyncEngine.from_url(url, namespace=NAMESPACE, policies=policies, timeout=2.0))

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
        report = await self.get_queues_health_status()
        lines = [f"verdict: {report.verdict}", f"workers: {len(report.workers)}"]
        lines += [f"  {finding.reason}: {finding.value:g}" for finding in report.findings]
        for queue in report.queues:
            counts = queue.counts
            lines.append(
                f"{queue.queue}: {queue.verdict}, {counts.waiting} waiting, "
                f"{counts.active} active, {counts.delayed} delayed, "
                f"{counts.failed} failed, {counts.completed} completed"
            )
            lines += [f"  {finding.reason}: {finding.value:g}" for finding in queue.findings]
        return "\n".join(lines)

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
        names = self.queues if queue == ALL else (queue,)
        return [
            name
            for name in names
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
        self, queue: str, state: JobState, *, offset: int = 0, limit: int = 20
    ) -> list[JobStatus]:
        """A page of the jobs in one state.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        return await self._engine.run(requests.list_jobs(space, state, offset=offset, limit=limit))

    async def retry_failed_job(self, queue: str, job_id: str) -> bool:
        """Run a failed job again; False where it is not failed.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        return (await self._engine.run(requests.retry(space, [job_id])))[0] == 1

    async def retry_failed_jobs(self, queue: str) -> int:
        """Run every failed job of a queue, or of ``all``, again; how many."""
        return await self._on_failed(queue, requests.retry)

    async def clear_failed_jobs(self, queue: str) -> int:
        """Remove every failed job of a queue, or of ``all``; how many."""
        return await self._on_failed(queue, requests.remove)

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

    async def _on_failed(
        self,
        queue: str,
        act: Callable[[KeySpace, Sequence[str]], requests.Request[list[int]]],
    ) -> int:
        done = 0
        for name in self.queues if queue == ALL else (queue,):
            space = self._engine.queues.space(name)
            while True:
                # What was acted on is failed no more, so the next page is again the first.
                page = await self.list_jobs(name, JobState.FAILED, limit=PAGE)
                if not page:
                    break
                answers = await self._engine.run(act(space, [job.job_id for job in page]))
                changed = sum(answer == 1 for answer in answers)
                done += changed
                if not changed or len(page) < PAGE:
                    break
        return done

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
