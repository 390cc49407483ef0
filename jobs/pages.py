"""Reads a queue's jobs page by page, and acts on the failed ones among them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jobs.engine import AsyncEngine, JobFilter, JobPage, JobState, JobStatus, requests
from jobs.engine.keys import KeySpace

#: Pages of jobs that are acted on are this long.
PAGE = 500


async def read_page(
    engine: AsyncEngine,
    queue: str,
    state: JobState,
    offset: int,
    *,
    limit: int,
    where: JobFilter | None,
) -> JobPage:
    """Jobs that fit a filter: full, unless there are no more. ``offset`` counts all jobs.

    Raises
    ------
    QueueUnknown, EngineUnavailable
    """
    space = engine.queues.space(queue)
    found: list[JobStatus] = []
    following: int | None = offset
    while following is not None and len(found) < limit:
        # One call looks at a bounded number of jobs.
        request = requests.list_jobs(
            space, state, offset=following, limit=limit - len(found), where=where
        )
        page = await engine.run(request)
        found += page.jobs
        following = page.next_offset
    return JobPage(tuple(found), following)


async def act_on_failed(
    engine: AsyncEngine,
    queue: str,
    act: Callable[[KeySpace, Sequence[str]], requests.Request[list[int]]],
    where: JobFilter | None,
) -> int:
    """Retry or remove failed jobs; how many were changed.

    Raises
    ------
    QueueUnknown, EngineUnavailable
    """
    space = engine.queues.space(queue)
    done = 0
    offset: int | None = 0
    while offset is not None:
        page = await read_page(engine, queue, JobState.FAILED, offset, limit=PAGE, where=where)
        if not page.jobs:
            break
        answers = await engine.run(act(space, [job.job_id for job in page.jobs]))
        changed = sum(answer == 1 for answer in answers)
        done += changed
        # What was acted on is failed no more, so the rest has moved up.
        offset = None if page.next_offset is None else page.next_offset - changed
    return done
