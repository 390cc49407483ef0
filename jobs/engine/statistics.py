"""From a queue's per-minute records to rates and percentiles."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.engine.minutes import bucket_ceiling

if TYPE_CHECKING:
    from jobs.engine.records import Counts


@dataclass(frozen=True, slots=True)
class Statistics:
    """What a queue did over some last minutes; times in ms, None where nothing ran.

    Percentiles are upper bounds of histogram buckets, so up to a quarter too high. Declined jobs
    count among all, not among the failed.
    """

    minutes: int
    completed: int
    failed: int
    declined: int
    retried: int
    crashed: int
    per_minute: float
    failure_rate: float
    wait_p50_ms: float | None
    wait_p95_ms: float | None
    wait_p99_ms: float | None
    run_p50_ms: float | None
    run_p95_ms: float | None
    run_p99_ms: float | None


def over_last(counts: Counts, minutes: int) -> Statistics:
    """Sum the records of the last minutes, the current one included.

    Parameters
    ----------
    counts : Counts
        As read; its ``now_ms`` says which minutes are the last.
    minutes : int
        How many, at most 60.
    """
    first = counts.now_ms // 60_000 - minutes + 1
    chosen = [minute for minute in counts.minutes if minute.minute >= first]
    completed = sum(minute.completed for minute in chosen)
    failed = sum(minute.failed for minute in chosen)
    declined = sum(minute.declined for minute in chosen)
    waits: Counter[int] = Counter()
    runs: Counter[int] = Counter()
    for minute in chosen:
        waits.update(minute.waits)
        runs.update(minute.runs)
    ended = completed + failed + declined
    return Statistics(
        minutes=minutes,
        completed=completed,
        failed=failed,
        declined=declined,
        retried=sum(minute.retried for minute in chosen),
        crashed=sum(minute.crashed for minute in chosen),
        per_minute=ended / minutes,
        failure_rate=failed / ended if ended else 0.0,
        wait_p50_ms=percentile(waits, 0.50),
        wait_p95_ms=percentile(waits, 0.95),
        wait_p99_ms=percentile(waits, 0.99),
        run_p50_ms=percentile(runs, 0.50),
        run_p95_ms=percentile(runs, 0.95),
        run_p99_ms=percentile(runs, 0.99),
    )


def percentile(histogram: Counter[int], share: float) -> float | None:
    """Return the time in ms that a share of a histogram's jobs stayed within; None without any.

    Parameters
    ----------
    histogram : Counter[int]
        Jobs by bucket; see `jobs.engine.minutes.Minute`.
    share : float
        0 to 1.
    """
    total = sum(histogram.values())
    if total == 0:
        return None
    seen = 0
    for bucket in sorted(histogram):
        seen += histogram[bucket]
        if seen >= share * total:
            return round(bucket_ceiling(bucket), 1)
    return None
