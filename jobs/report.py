"""A health report as plain English text: what is wrong first, with what to do about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jobs.engine.records import WorkerInfo
from jobs.engine.statistics import Statistics
from jobs.health import Finding, HealthReport, QueueHealth, Reason

_MIB = 1024 * 1024
_WORDS = {
    Reason.UNREACHABLE: "Redis does not answer",
    Reason.NO_WORKER: "{jobs} and no worker takes this queue",
    Reason.STALLED_WORKER: "a worker process has been silent for {time}",
    Reason.BACKLOG: "{jobs}",
    Reason.SLOW: "the oldest job has waited for {time}",
    Reason.FAILURES: "{value:.0%} of the jobs of the last 10 minutes failed",
    Reason.PAUSED: "paused, and {jobs}",
    Reason.MEMORY: "Redis has used {value:.0%} of its memory",
    Reason.DATABASE: "PostgreSQL does not answer",
    Reason.LOCAL: "jobs run on the bot's own machine, without Redis: {value:.0f}",
}
_REMEDIES = {
    Reason.UNREACHABLE: "bring Redis back: what was accepted is in the bots' journals",
    Reason.NO_WORKER: "start apolo worker, or look at WORKER_<QUEUE>_ENABLED",
    Reason.STALLED_WORKER: "look at its machine; its supervisor replaces what hangs",
    Reason.BACKLOG: "more worker processes, or look at the run times",
    Reason.SLOW: "more worker processes, or look at the run times",
    Reason.FAILURES: "apolo jobs list --state failed --queue {queue}",
    Reason.PAUSED: "apolo queues resume {queue}",
    Reason.MEMORY: "raise maxmemory, or shorten JOB_RETENTION_...",
    Reason.DATABASE: "bring PostgreSQL back",
    Reason.LOCAL: "bring Redis back",
}


def health_text(report: HealthReport, causes: Mapping[str, Mapping[str, int]] | None = None) -> str:
    """The report for a terminal or a log; lines have no colours and no tables.

    Reasons are in words, followed by their stable names, to be searched for, and by what to do.

    Parameters
    ----------
    report : HealthReport
        What was found.
    causes : Mapping[str, Mapping[str, int]], optional
        By queue, how many of its last failed jobs had which error code.
    """
    lines = [f"queues: {report.verdict}", *_machine(report)]
    for finding in _worst_first(report.findings):
        lines += _finding(finding, "")
    idle = [queue.queue for queue in report.queues if _is_idle(queue)]
    for queue in sorted(report.queues, key=lambda one: -one.verdict.rank):
        if queue.queue not in idle:
            lines += ["", *_queue(queue, (causes or {}).get(queue.queue, {}))]
    if idle:
        lines += ["", f"idle and healthy: {', '.join(idle)}"]
    return "\n".join(lines)


def explain(finding: Finding) -> str:
    """Why a verdict is not healthy, in words and by name."""
    words = _WORDS[finding.reason].format(
        value=finding.value,
        time=span(finding.value),
        jobs="1 job waits" if finding.value == 1 else f"{finding.value:,.0f} jobs wait",
    )
    return f"{words} ({finding.verdict}: {finding.reason})"


def span(milliseconds: float | None) -> str:
    """A time in the unit that suits it."""
    if milliseconds is None:
        return "-"
    if milliseconds < 1_000:
        return f"{milliseconds:.0f} ms"
    seconds = milliseconds / 1_000
    if seconds < 90:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3_600:.1f} h"


def _machine(report: HealthReport) -> list[str]:
    if not report.redis.reachable:
        return []
    redis = report.redis
    limit = f" of {redis.max_memory / _MIB:,.0f} MiB" if redis.max_memory else ""
    used = f"{redis.used_memory / _MIB:,.1f} MiB{limit}"
    return [
        f"  Redis {redis.version} answers in {redis.latency_ms:.1f} ms and uses {used}",
        f"  {_workers(report.workers)}",
    ]


def _workers(workers: Sequence[WorkerInfo]) -> str:
    if not workers:
        return "no worker process"
    hosts = len({worker.host for worker in workers})
    threads = sum(worker.threads for worker in workers)
    running = sum(len(worker.current) for worker in workers)
    memory = sum(worker.rss for worker in workers) / _MIB
    return (
        f"worker processes: {len(workers)} on {hosts} machine{'s' if hosts > 1 else ''}; "
        f"threads: {threads}, {running} of them busy; memory: {memory:,.0f} MiB"
    )


def _is_idle(queue: QueueHealth) -> bool:
    counts, hour = queue.counts, queue.hour
    there = counts.waiting + counts.active + counts.delayed + counts.failed
    ended = hour.completed + hour.failed + hour.declined
    return not (queue.findings or counts.paused or there or ended)


def _queue(queue: QueueHealth, causes: Mapping[str, int]) -> list[str]:
    counts = queue.counts
    state = f"{queue.verdict}, paused" if counts.paused else str(queue.verdict)
    oldest = f" (oldest {span(counts.oldest_ms)})" if counts.oldest_ms else ""
    figures = (
        f"{counts.waiting:,} waiting{oldest}, {counts.active:,} active, "
        f"{counts.delayed:,} delayed, {counts.failed:,} failed, {counts.completed:,} completed"
    )
    lines = [
        f"{queue.queue}: {state}",
        f"  now: {figures}",
        f"  last hour: {_pace(queue.hour)}",
    ]
    if causes:
        most = sorted(causes.items(), key=lambda one: (-one[1], one[0]))[:4]
        lines.append(f"  failed by: {', '.join(f'{code} ({count:,})' for code, count in most)}")
    for finding in _worst_first(queue.findings):
        lines += _finding(finding, queue.queue)
    return lines


def _finding(finding: Finding, queue: str) -> list[str]:
    remedy = _REMEDIES[finding.reason].format(queue=queue)
    return [f"  ! {explain(finding)}", f"    {remedy}"]


def _pace(hour: Statistics) -> str:
    ended = hour.completed + hour.failed + hour.declined
    if not ended:
        return "nothing ended"
    return (
        f"{ended:,} ended ({hour.per_minute:.1f} a minute), {hour.failure_rate:.0%} failed, "
        f"{hour.retried:,} retries, {hour.crashed:,} crashes; "
        f"wait p50 {span(hour.wait_p50_ms)}, p95 {span(hour.wait_p95_ms)}; "
        f"run p50 {span(hour.run_p50_ms)}, p95 {span(hour.run_p95_ms)}"
    )


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -finding.verdict.rank)
