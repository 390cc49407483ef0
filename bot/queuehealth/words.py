"""From a health report to words in the operator's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobs.health import (
    DatabaseHealth,
    Finding,
    HealthReport,
    QueueHealth,
    Reason,
    RedisHealth,
    Verdict,
)
from locales import Locale, format_number, text

if TYPE_CHECKING:
    from collections.abc import Sequence

LIGHTS: Final = {Verdict.HEALTHY: "🟢", Verdict.DEGRADED: "🟡", Verdict.CRITICAL: "🔴"}
NOTHING: Final = "–"
_MIB: Final = 1024 * 1024
_COUNTED: Final = {Reason.NO_WORKER, Reason.BACKLOG, Reason.PAUSED, Reason.LOCAL}
_TIMED: Final = {Reason.STALLED_WORKER, Reason.SLOW}
_PLAIN: Final = {Reason.UNREACHABLE, Reason.DATABASE}


def summary(locale: Locale, report: HealthReport, now_s: int) -> str:
    """The verdict, the machine, and what is wrong with it; ``now_s`` is Discord's time."""
    verdict = text(locale, f"health-verdict-{report.verdict.value}")
    lines = [f"## {LIGHTS[report.verdict]} {text(locale, 'health-title', verdict=verdict)}"]
    lines.append(_redis(locale, report.redis))
    if report.redis.reachable:
        lines.append(_workers(locale, report))
    if report.database is not None:
        lines.append(_database(locale, report.database))
    lines += [f"⚠️ {reason(locale, finding)}" for finding in _worst_first(report.findings)]
    # Discord shows the time in the reader's own zone and language.
    lines.append(f"-# {text(locale, 'health-as-of', time=f'<t:{now_s}:T>')}")
    return "\n".join(lines)


def queue_list(locale: Locale, queues: Sequence[QueueHealth], most: int) -> str:
    """All queues in at most so many characters: where not all have room, the worst ones."""
    blocks = [_queue(locale, queue) for queue in queues]
    whole = "\n".join(blocks)
    if len(whole) <= most:
        return whole
    order = sorted(range(len(queues)), key=lambda place: -queues[place].verdict.rank)
    last = text(locale, "health-more-queues", count=len(queues))
    room = most - len(last) - 1
    kept: list[int] = []
    for place in order:
        room -= len(blocks[place]) + 1
        if room < 0:
            break
        kept.append(place)
    shown = [blocks[place] for place in sorted(kept)]
    more = text(locale, "health-more-queues", count=len(queues) - len(kept))
    return "\n".join([*shown, f"-# {more}"])[:most]


def reason(locale: Locale, finding: Finding) -> str:
    """Why a verdict is not healthy."""
    message = f"health-reason-{finding.reason.value}"
    if finding.reason in _COUNTED:
        return text(locale, message, count=round(finding.value))
    if finding.reason in _TIMED:
        return text(locale, message, time=span(locale, finding.value))
    if finding.reason in _PLAIN:
        return text(locale, message)
    return text(locale, message, percent=round(finding.value * 100))


def span(locale: Locale, milliseconds: float | None) -> str:
    """A time in the unit that suits it."""
    if milliseconds is None:
        return NOTHING
    if milliseconds < 10:
        return f"{format_number(locale, round(milliseconds, 1))} ms"
    if milliseconds < 1_000:
        return f"{format_number(locale, round(milliseconds))} ms"
    seconds = milliseconds / 1_000
    if seconds < 90:
        return f"{format_number(locale, round(seconds, 1 if seconds < 10 else None))} s"
    if seconds < 5_400:
        return f"{format_number(locale, round(seconds / 60))} min"
    return f"{format_number(locale, round(seconds / 3_600))} h"


def _queue(locale: Locale, queue: QueueHealth) -> str:
    counts = queue.counts
    name = f"{LIGHTS[queue.verdict]} **{queue.queue[:60]}**"
    if counts.paused:
        name += f" · ⏸️ {text(locale, 'health-paused')}"
    figures = text(
        locale,
        "health-counts",
        waiting=counts.waiting,
        active=counts.active,
        delayed=counts.delayed,
        failed=counts.failed,
        completed=counts.completed,
    )
    times = text(
        locale,
        "health-times",
        rate=format_number(locale, round(queue.recent.per_minute, 1)),
        wait=_half_and_most(locale, queue.hour.wait_p50_ms, queue.hour.wait_p95_ms),
        run=_half_and_most(locale, queue.hour.run_p50_ms, queue.hour.run_p95_ms),
        oldest=span(locale, counts.oldest_ms or None),
        workers=queue.workers,
    )
    findings = [f"⚠️ {reason(locale, finding)}" for finding in _worst_first(queue.findings)]
    return "\n".join([name, figures, times, *findings])


def _redis(locale: Locale, redis: RedisHealth) -> str:
    if not redis.reachable:
        return text(locale, "health-redis-away")
    latency = span(locale, redis.latency_ms)
    used = _memory(locale, redis.used_memory)
    if not redis.max_memory:
        return text(locale, "health-redis", latency=latency, used=used)
    limit = _memory(locale, redis.max_memory)
    return text(locale, "health-redis-limited", latency=latency, used=used, limit=limit)


def _workers(locale: Locale, report: HealthReport) -> str:
    workers = report.workers
    return text(
        locale,
        "health-workers",
        count=len(workers),
        busy=sum(len(worker.current) for worker in workers),
        threads=sum(worker.threads for worker in workers),
    )


def _database(locale: Locale, database: DatabaseHealth) -> str:
    if not database.reachable:
        return text(locale, "health-database-away")
    latency = span(locale, database.latency_ms)
    return text(locale, "health-database", latency=latency, version=database.version)


def _half_and_most(locale: Locale, p50_ms: float | None, p95_ms: float | None) -> str:
    if p95_ms is None:
        return NOTHING
    return f"{span(locale, p50_ms)} / {span(locale, p95_ms)}"


def _memory(locale: Locale, size: int) -> str:
    mebibytes = size / _MIB
    return f"{format_number(locale, round(mebibytes, 1 if mebibytes < 100 else None))} MiB"


def _worst_first(findings: Sequence[Finding]) -> list[Finding]:
    return sorted(findings, key=lambda finding: -finding.verdict.rank)
