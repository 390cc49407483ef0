"""How one queue is to be run: every limit and default, in one frozen value."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Priority(enum.IntEnum):
    """Priorities of a job; the lower number runs first, strictly."""

    CRITICAL = 1
    HIGH = 2
    NORMAL = 5
    LOW = 10


@dataclass(frozen=True, slots=True)
class QueuePolicy:
    """The policy of one queue.

    Parameters
    ----------
    name : str
        The queue's name.
    priority : Priority
        What a job gets that names none.
    weight : int
        Share of a process's free threads against its other queues.
    concurrency : int
        Jobs at once in one process.
    cluster_concurrency : int
        Jobs at once in all processes; 0 = no limit.
    tenant_cap : int
        Jobs of one tenant at once in all processes; 0 = no limit.
    rate_limit : int
        Jobs that may begin within any ``rate_period_ms``, in all processes; 0 = no limit.
    rate_period_ms : int
        The period of the rate limit in milliseconds.
    prefetch : int
        Jobs to hold in memory beyond the free threads; only for tiny jobs, and not on a queue with
        a limit across processes, which it would break.
    timeout_ms : int
        A run's time limit in milliseconds; 0 = none.
    max_retries : int
        Failed runs that are followed by another.
    backoff_ms : tuple[int, ...]
        Delay before each retry in milliseconds; the last one repeats.
    longest_retry_after_ms : int
        A run that failed with an error that asks for a longer wait has failed for good: nobody
        is kept waiting for so long without a word.
    completed_age_ms, failed_age_ms : int
        How long ended jobs are kept, in milliseconds.
    completed_count, failed_count : int
        How many ended jobs are kept at most.
    """

    name: str
    priority: Priority = Priority.NORMAL
    weight: int = 1
    concurrency: int = 5
    cluster_concurrency: int = 0
    tenant_cap: int = 0
    rate_limit: int = 0
    rate_period_ms: int = 1_000
    prefetch: int = 0
    timeout_ms: int = 60_000
    max_retries: int = 3
    backoff_ms: tuple[int, ...] = (2_000, 4_000, 8_000)
    longest_retry_after_ms: int = 15_000
    completed_age_ms: int = 3_600_000
    completed_count: int = 10_000
    failed_age_ms: int = 86_400_000
    failed_count: int = 10_000

    def __post_init__(self) -> None:
        if self.prefetch and (self.cluster_concurrency or self.rate_limit):
            raise ValueError(
                f"queue {self.name!r}: no prefetch on a queue with a concurrency or rate limit"
            )
        if self.rate_limit < 0 or self.rate_period_ms < 1:
            raise ValueError(f"queue {self.name!r}: a rate limit is so many jobs in 1 ms or more")
        if self.concurrency < 1 or self.weight < 1:
            raise ValueError(f"queue {self.name!r}: concurrency and weight are at least 1")

    def backoff(self, failures: int) -> int:
        """Delay before the retry that follows the given number of failed runs, in ms."""
        return self.backoff_ms[min(failures, len(self.backoff_ms)) - 1] if self.backoff_ms else 0


@dataclass(frozen=True, slots=True)
class LeasePolicy:
    """How long a worker owns a job without a sign of life; all in milliseconds."""

    lease_ms: int = 15_000
    renew_ms: int = 5_000
    grace_ms: int = 5_000
    """How far past its timeout a run may go before its lease is refused."""
    max_crashes: int = 3
    """A job that outlives more crashes than this fails as poison."""
