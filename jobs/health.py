"""Judges the queues by their figures: healthy, degraded or critical, with the reasons."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from jobs.engine import Counts
from jobs.engine.records import WorkerInfo
from jobs.engine.statistics import Statistics, over_last


class Verdict(enum.StrEnum):
    """How a queue, or all of it, is doing."""

    HEALTHY = "healthy"
    DEGRADED = "degraded"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for healthy, 2 for critical."""
        return list(Verdict).index(self)


class Reason(enum.StrEnum):
    """Why a verdict is not healthy. Each has a text in three languages."""

    UNREACHABLE = "unreachable"
    """Redis does not answer."""
    NO_WORKER = "no_worker"
    """Jobs wait, and no worker takes this queue."""
    STALLED_WORKER = "stalled_worker"
    """A worker process has given no sign of life for a while."""
    BACKLOG = "backlog"
    """More jobs wait than `Thresholds` allow."""
    SLOW = "slow"
    """The oldest waiting job has waited longer than `Thresholds` allow."""
    FAILURES = "failures"
    """More of the last jobs failed than `Thresholds` allow."""
    PAUSED = "paused"
    """The queue is paused and jobs wait."""
    MEMORY = "memory"
    """Redis is close to its memory limit."""
    DATABASE = "database"
    """PostgreSQL does not answer."""
    LOCAL = "local"
    """Jobs run on the bot's own machine, since Redis is away or was."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason with the figure behind it, and how bad it is."""

    reason: Reason
    verdict: Verdict
    value: float


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From where on a figure is degraded, and from where on critical."""

    backlog: tuple[int, int] = (1_000, 10_000)
    oldest_ms: tuple[int, int] = (30_000, 300_000)
    failure_rate: tuple[float, float] = (0.2, 0.5)
    failures_of_at_least: int = 10
    """Fewer ended jobs than this say nothing about a rate."""
    silent_ms: tuple[int, int] = (15_000, 60_000)
    memory: tuple[float, float] = (0.75, 0.9)


@dataclass(frozen=True, slots=True)
class QueueHealth:
    """One queue: its counts, what it did in the last hour and ten minutes, the verdict."""

    queue: str
    counts: Counts
    hour: Statistics
    recent: Statistics
    workers: int
    findings: tuple[Finding, ...]

    @property
    def verdict(self) -> Verdict:
        """The worst of the findings."""
        return _worst(self.findings)


@dataclass(frozen=True, slots=True)
class RedisHealth:
    """Redis itself; bytes. ``max_memory`` is 0 where there is no limit."""

    reachable: bool
    latency_ms: float = 0.0
    used_memory: int = 0
    max_memory: int = 0
    version: str = ""


@dataclass(frozen=True, slots=True)
class DatabaseHealth:
    """PostgreSQL itself."""

    reachable: bool
    latency_ms: float = 0.0
    version: str = ""


@dataclass(frozen=True, slots=True)
class LocalHealth:
    """The jobs that run on this machine without Redis, and how many may."""

    running: int
    size: int


@dataclass(frozen=True, slots=True)
class HealthReport:
    """Everything an operator wants to see at once.

    ``database`` and ``local`` are None where nobody looked, or there is none.
    """

    queues: tuple[QueueHealth, ...]
    workers: tuple[WorkerInfo, ...]
    redis: RedisHealth
    findings: tuple[Finding, ...]
    database: DatabaseHealth | None = None
    local: LocalHealth | None = None

    @property
    def verdict(self) -> Verdict:
        """The worst of all."""
        every = [finding for queue in self.queues for finding in queue.findings]
        return _worst((*self.findings, *every))


def judge_queue(counts: Counts, workers: Sequence[WorkerInfo], limits: Thresholds) -> QueueHealth:
    """Judge one queue by its counts and by the workers that take its jobs."""
    recent = over_last(counts, 10)
    taking = [worker for worker in workers if counts.queue in worker.queues]
    found = _grade(Reason.BACKLOG, counts.waiting, limits.backlog)
    if counts.paused:
        if counts.waiting:
            found.append(Finding(Reason.PAUSED, Verdict.DEGRADED, counts.waiting))
    else:
        found += _grade(Reason.SLOW, counts.oldest_ms, limits.oldest_ms)
        if counts.waiting and not taking:
            found.append(Finding(Reason.NO_WORKER, Verdict.CRITICAL, counts.waiting))
    if recent.completed + recent.failed + recent.declined >= limits.failures_of_at_least:
        found += _grade(Reason.FAILURES, recent.failure_rate, limits.failure_rate)
    return QueueHealth(
        counts.queue, counts, over_last(counts, 60), recent, len(taking), tuple(found)
    )


def judge_machine(
    workers: Sequence[WorkerInfo], redis: RedisHealth, limits: Thresholds
) -> tuple[Finding, ...]:
    """Judge what all queues share: the worker processes and Redis."""
    silent = max((worker.silent_ms for worker in workers), default=0)
    found = _grade(Reason.STALLED_WORKER, silent, limits.silent_ms)
    if redis.max_memory:
        found += _grade(Reason.MEMORY, redis.used_memory / redis.max_memory, limits.memory)
    return tuple(found)


def unreachable() -> HealthReport:
    """The report where Redis does not answer."""
    finding = Finding(Reason.UNREACHABLE, Verdict.CRITICAL, 0)
    return HealthReport((), (), RedisHealth(reachable=False), (finding,))


def with_database(report: HealthReport, database: DatabaseHealth) -> HealthReport:
    """The report with PostgreSQL judged, too: members' links and settings are there."""
    findings = report.findings
    if not database.reachable:
        findings = (*findings, Finding(Reason.DATABASE, Verdict.CRITICAL, 0))
    return replace(report, database=database, findings=findings)


def with_local(report: HealthReport, local: LocalHealth) -> HealthReport:
    """The report with the jobs that run without Redis: as long as any does, it is degraded."""
    findings = report.findings
    if local.running:
        findings = (*findings, Finding(Reason.LOCAL, Verdict.DEGRADED, local.running))
    return replace(report, local=local, findings=findings)


def _grade(reason: Reason, value: float, limits: tuple[float, float]) -> list[Finding]:
    degraded, critical = limits
    if value >= critical:
        return [Finding(reason, Verdict.CRITICAL, value)]
    if value >= degraded:
        return [Finding(reason, Verdict.DEGRADED, value)]
    return []


def _worst(findings: Sequence[Finding]) -> Verdict:
    return max(
        (finding.verdict for finding in findings), key=lambda v: v.rank, default=Verdict.HEALTHY
    )
