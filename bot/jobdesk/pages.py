"""Reads the jobs page by page, over all queues and states, asking Redis for no more than a page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from bot.entries import reference_of
from jobs.api import JobState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from jobs.api import Cancellation, JobStatus
    from jobs.health import HealthReport, QueueHealth

ALL: Final = "all"
PAGE: Final = 8
"""Jobs on a page."""
ORDER: Final = (
    JobState.ACTIVE,
    JobState.WAITING,
    JobState.DELAYED,
    JobState.FAILED,
    JobState.COMPLETED,
)
"""What runs or will run comes first."""
_SEARCHED: Final = {
    JobState.FAILED: 500,
    JobState.ACTIVE: 100,
    JobState.DELAYED: 100,
    JobState.WAITING: 100,
    JobState.COMPLETED: 200,
}
"""Jobs of each queue that are looked through for a reference; the likeliest states first."""


_REFERENCE: Final = re.compile(r"[A-Z2-7]{6}")
_INTERACTION: Final = re.compile(r"i(\d{1,20})(?:-|$)")
"""The id of a job that an interaction asked for; a dash and a number where it was asked again."""


class ManagedJobs(Protocol):
    """What is needed of the job system; `jobs.manager.QueueManager` is it."""

    @property
    def queues(self) -> tuple[str, ...]:
        """The names of the queues."""

    async def get_queues_health_status(self) -> HealthReport:
        """All queues, judged; never raises because Redis is away."""

    async def list_jobs(
        self, queue: str, state: JobState, *, offset: int = 0, limit: int = 20
    ) -> list[JobStatus]:
        """A page of the jobs in one state."""

    async def get_job_details(self, job_id: str, queue: str | None = None) -> JobStatus | None:
        """One job whole; None where unknown."""

    async def retry_failed_job(self, queue: str, job_id: str) -> bool:
        """Run a failed job again; False where it is not failed."""

    async def remove_job(self, queue: str, job_id: str) -> JobState | None:
        """Remove a job; the state that keeps it where it can't be, else None."""

    async def cancel_job(self, queue: str, job_id: str) -> Cancellation:
        """Cancel a job, whoever waits for it: they are told."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which jobs: of a queue or ``all``, in a state or ``all``, and which page, from 0."""

    queue: str = ALL
    state: str = ALL
    page: int = 0

    @property
    def choice(self) -> str:
        """How a button says it."""
        return f"{self.queue}.{self.state}.{self.page}"

    @classmethod
    def of(cls, choice: str, queues: Sequence[str]) -> Wanted | None:
        """Read what a button says; None where it makes no sense."""
        queue, _, rest = choice.partition(".")
        state, _, page = rest.partition(".")
        if queue != ALL and queue not in queues:
            return None
        if state != ALL and state not in ORDER:
            return None
        # Longer numbers come from nobody's button.
        return cls(queue, state, int(page)) if page.isdecimal() and len(page) < 7 else None


@dataclass(frozen=True, slots=True)
class Page:
    """Some jobs, and of how many."""

    wanted: Wanted
    jobs: tuple[JobStatus, ...]
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are; at least one."""
        return max(1, -(-self.total // PAGE))


async def read_page(queues: ManagedJobs, wanted: Wanted) -> Page | None:
    """Read a page, the last one where there are not so many; None where Redis does not answer.

    Raises
    ------
    JobsUnavailable
    """
    report = await queues.get_queues_health_status()
    if not report.redis.reachable:
        return None
    segments = list(_segments(report.queues, wanted))
    total = sum(count for _, _, count in segments)
    last = max(0, (total - 1) // PAGE)
    page = min(wanted.page, last)
    jobs: list[JobStatus] = []
    skip = page * PAGE
    for queue, state, count in segments:
        if skip >= count:
            skip -= count
            continue
        jobs += await queues.list_jobs(queue, state, offset=skip, limit=PAGE - len(jobs))
        skip = 0
        if len(jobs) >= PAGE:
            break
    return Page(Wanted(wanted.queue, wanted.state, page), tuple(jobs), total)


async def find(queues: ManagedJobs, asked: str) -> JobStatus | None:
    """The job of an id, or of the short reference that a member was told; None where unknown.

    Raises
    ------
    JobsUnavailable
    """
    found = await queues.get_job_details(asked) if _is_id(asked) else None
    if found is None and is_reference(asked):
        return await _by_reference(queues, asked.upper())
    return found


def is_reference(asked: str) -> bool:
    """Whether a text may be what a member was told."""
    return _REFERENCE.fullmatch(asked.upper()) is not None


async def _by_reference(queues: ManagedJobs, reference: str) -> JobStatus | None:
    for state, most in _SEARCHED.items():
        for queue in queues.queues:
            for job in await queues.list_jobs(queue, state, limit=most):
                found = _INTERACTION.match(job.job_id)
                if found is not None and reference_of(int(found[1])) == reference:
                    return job
    return None


def _segments(queues: Sequence[QueueHealth], wanted: Wanted) -> Iterator[tuple[str, JobState, int]]:
    for state in ORDER:
        for queue in queues:
            if wanted.queue in (ALL, queue.queue) and wanted.state in (ALL, state):
                counts = queue.counts
                count = {
                    JobState.ACTIVE: counts.active,
                    JobState.WAITING: counts.waiting,
                    JobState.DELAYED: counts.delayed,
                    JobState.FAILED: counts.failed,
                    JobState.COMPLETED: counts.completed,
                }[state]
                yield queue.queue, state, count


def _is_id(text: str) -> bool:
    return 0 < len(text) <= 200 and text.isascii() and text.isprintable() and " " not in text
