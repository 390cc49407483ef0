"""What the bot calls: enqueue a job by its actor's name, read its state, fetch its picture."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self, TypeVar

import structlog

from jobs import fairuse, pictures
from jobs.engine import (
    AsyncEngine,
    Cancellation,
    Counts,
    EngineUnavailable,
    InvalidJob,
    JobError,
    JobState,
    JobStatus,
    QueuePolicy,
)
from jobs.fairuse import Allowance, UsedUp
from jobs.job_requests import (
    JobRequest,
    analysed_card_request,
    analysis_request,
    bulk_request,
    coaching_request,
    delete_request,
    digest_plan_request,
    digest_request,
    export_request,
    health_chart_request,
    heroes_request,
    language_request,
    leaderboard_refresh_request,
    leaderboard_request,
    link_request,
    match_card_request,
    new_job,
    profile_request,
    progress_request,
    server_setting_request,
    shrink_request,
    unlink_request,
    visibility_request,
)
from jobs.local import LocalRunner
from jobs.payloads import (
    BulkPayload,
    CoachingPayload,
    LeaderboardRefreshPayload,
    MatchCardPayload,
    ProgressPayload,
)
from jobs.queues import NAMESPACE, QUEUES
from jobs.recent import RecentPictures

JobsUnavailable = EngineUnavailable
T = TypeVar("T")
_log = structlog.get_logger("jobs.api")


@dataclass(frozen=True, slots=True)
class EnqueueResult:
    """What became of a request. ``created`` is False where the id was known already."""

    job_id: str
    created: bool
    joined: bool


class JobsApi:
    """The job system as the bot sees it, on one event loop.

    Parameters
    ----------
    engine : AsyncEngine
        Tries once and gives up within its timeout.
    local : LocalRunner, optional
        Runs jobs at once where Redis is away.
    """

    def __init__(self, engine: AsyncEngine, local: LocalRunner | None = None) -> None:
        self._engine = engine
        self._local = local
        self._recent = RecentPictures()

    @classmethod
    def from_url(
        cls,
        url: str,
        policies: Mapping[str, QueuePolicy] = QUEUES,
        *,
        local: LocalRunner | None = None,
    ) -> Self:
        """The job system on the Redis at ``url``. Connects when first used."""
        return cls(AsyncEngine.from_url(url, namespace=NAMESPACE, policies=policies), local)

    async def enqueue(self, request: JobRequest) -> EnqueueResult:
        """Accept a job; asked again with the same id, it is the same job.

        Where Redis is away, the job is run on this machine at once, if there is room.

        Raises
        ------
        JobsUnavailable
            Redis is away or slow, and there is no room here. It may have been accepted; asking
            again is harmless.
        InvalidJob
            Nothing was written.
        """
        try:
            job = new_job(request)
            accepted = await self._engine.enqueue(request.queue, [job])
        except EngineUnavailable:
            timeout_ms = self._engine.queues.policies[request.queue].timeout_ms
            if self._local is None or not self._local.accept(request, timeout_ms):
                raise
            return EnqueueResult(request.job_id, created=True, joined=False)
        first = accepted[0]
        return EnqueueResult(first.job_id, first.created, first.joined)

    async def enqueue_many(self, requests: Sequence[JobRequest]) -> list[EnqueueResult]:
        """Accept many jobs, one round trip per queue; the results in the order asked.

        Nothing is run on this machine where Redis is away.

        Raises
        ------
        JobsUnavailable
            Some may have been accepted; asking again for all is harmless.
        InvalidJob
            One can't be accepted: nothing was written.
        """
        places: dict[str, list[int]] = defaultdict(list)
        jobs = [new_job(request) for request in requests]
        for place, (request, job) in enumerate(zip(requests, jobs, strict=True)):
            self._engine.queues.space(request.queue)
            job.validate()
            places[request.queue].append(place)
        answers = await asyncio.gather(
            *(
                self._engine.enqueue(queue, [jobs[place] for place in of_queue])
                for queue, of_queue in places.items()
            )
        )
        results: dict[int, EnqueueResult] = {}
        for of_queue, accepted in zip(places.values(), answers, strict=True):
            for place, one in zip(of_queue, accepted, strict=True):
                results[place] = EnqueueResult(one.job_id, one.created, one.joined)
        return [results[place] for place in range(len(requests))]

    async def enqueue_image_generation(
        self, payload: MatchCardPayload, *, job_id: str, tenant: str
    ) -> EnqueueResult:
        """Have a match card drawn. Raises what `enqueue` raises; so do the next four."""
        return await self.enqueue(match_card_request(payload, job_id=job_id, tenant=tenant))

    async def enqueue_chart_generation(
        self, payload: ProgressPayload, *, job_id: str, tenant: str
    ) -> EnqueueResult:
        """Have a progress chart drawn."""
        return await self.enqueue(progress_request(payload, job_id=job_id, tenant=tenant))

    async def enqueue_ai_analysis(
        self, payload: CoachingPayload, *, job_id: str, tenant: str
    ) -> EnqueueResult:
        """Have a match coached."""
        return await self.enqueue(coaching_request(payload, job_id=job_id, tenant=tenant))

    async def enqueue_leaderboard_update(
        self, payload: LeaderboardRefreshPayload, *, job_id: str
    ) -> EnqueueResult:
        """Have the statistics of one server, or of all, recomputed."""
        return await self.enqueue(leaderboard_refresh_request(payload, job_id=job_id))

    async def enqueue_bulk_operation(self, payload: BulkPayload, *, job_id: str) -> EnqueueResult:
        """Have a bulk operation done."""
        return await self.enqueue(bulk_request(payload, job_id=job_id))

    async def cancel(self, queue: str, job_id: str) -> Cancellation:
        """Let an asker leave: the job is cancelled where nobody else waits for it.

        Raises
        ------
        QueueUnknown, JobsUnavailable
        """
        if self._local is not None and self._local.cancel(queue, job_id):
            return Cancellation.TOLD
        return (await self._engine.cancel(queue, [job_id]))[0]

    async def get_job_status(self, queue: str, job_id: str) -> JobStatus:
        """One job whole: state, progress, attempts, times, result or error.

        Raises
        ------
        JobsUnavailable
        """
        status = (await self.statuses([(queue, job_id)]))[0]
        return status if status is not None else JobStatus(job_id, queue, JobState.UNKNOWN)

    async def get_queue_stats(self, queue: str) -> Counts:
        """A queue in numbers, with its last hour minute by minute.

        Raises
        ------
        JobsUnavailable
        """
        return await self._engine.counts(queue)

    async def statuses(self, refs: Sequence[tuple[str, str]]) -> list[JobStatus | None]:
        """Read jobs whole, in the order asked; one call per queue.

        Parameters
        ----------
        refs : Sequence[tuple[str, str]]
            (queue, job id).

        Returns
        -------
        list[JobStatus | None]
            None where only others can be read just now: those that run here, Redis being away.

        Raises
        ------
        JobsUnavailable
            None can be read.
        """
        found: dict[int, JobStatus] = {}
        by_queue: dict[str, list[int]] = defaultdict(list)
        for place, (queue, job_id) in enumerate(refs):
            status = self._local.status(queue, job_id) if self._local is not None else None
            if status is not None:
                found[place] = status
            else:
                by_queue[queue].append(place)
        reads = (
            self._engine.statuses(queue, [refs[place][1] for place in places])
            for queue, places in by_queue.items()
        )
        try:
            answers = await asyncio.gather(*reads)
        except EngineUnavailable:
            if not found:
                raise
            answers = []
        for places, statuses in zip(by_queue.values(), answers, strict=False):
            found.update(zip(places, statuses, strict=True))
        return [found.get(place) for place in range(len(refs))]

    async def finished(self) -> AsyncIterator[tuple[str, str]]:
        """Ends of jobs as (queue, job id), for ever; reconnects by itself.

        Best effort: what ends while the connection is lost is not told. Poll besides.
        """
        if self._local is None:
            async for event in self._announced():
                yield event
        else:
            async for event in merged(self._announced(), self._local.ended()):
                yield event

    async def picture(self, ref: str) -> bytes | None:
        """The bytes of a finished picture; None where it is no longer kept.

        Raises
        ------
        JobsUnavailable
        """
        here = self._recent.get(ref)
        if here is None and self._local is not None:
            here = self._local.picture(ref)
        if here is not None:
            return here
        space = self._engine.queues.named(pictures.SPACE)
        stored = pictures.decode(await self._engine.run(pictures.get_request(space, ref)))
        if stored is None:
            return None
        self._recent.put(ref, stored.data)
        return stored.data

    async def spend(self, allowances: Sequence[Allowance]) -> UsedUp | None:
        """Take one use of each allowance, or none of any where one is used up.

        Returns
        -------
        UsedUp or None
            The one that is; None where all were taken.

        Raises
        ------
        JobsUnavailable
        """
        space = self._engine.queues.named(fairuse.SPACE)
        return await self._engine.run(fairuse.spend_request(space, allowances))

    async def close(self) -> None:
        """Close all connections, and kill what runs on this machine."""
        await self._engine.close()
        if self._local is not None:
            await self._local.close()

    async def _announced(self) -> AsyncIterator[tuple[str, str]]:
        pause = 0.1
        while True:
            try:
                async for event in self._engine.finished(list(self._engine.queues.policies)):
                    pause = 0.1
                    yield event
            except EngineUnavailable as error:
                _log.info("not_listening", reason=str(error))
            await asyncio.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(pause * 2, 2.0)


async def merged(*sources: AsyncIterator[T]) -> AsyncIterator[T]:
    """What several endless iterators bring, as it comes."""
    pending = {asyncio.ensure_future(anext(source)): source for source in sources}
    try:
        while pending:
            ready, _ = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
            for one in ready:
                source = pending.pop(one)
                yield one.result()
                pending[asyncio.ensure_future(anext(source))] = source
    finally:
        for one in pending:
            one.cancel()
        await asyncio.gather(*pending, return_exceptions=True)


__all__ = [
    "Allowance",
    "Cancellation",
    "EnqueueResult",
    "InvalidJob",
    "JobError",
    "JobRequest",
    "JobState",
    "JobStatus",
    "JobsApi",
    "JobsUnavailable",
    "UsedUp",
    "analysed_card_request",
    "analysis_request",
    "bulk_request",
    "coaching_request",
    "delete_request",
    "digest_plan_request",
    "digest_request",
    "export_request",
    "health_chart_request",
    "heroes_request",
    "language_request",
    "leaderboard_refresh_request",
    "leaderboard_request",
    "link_request",
    "match_card_request",
    "new_job",
    "profile_request",
    "progress_request",
    "server_setting_request",
    "shrink_request",
    "unlink_request",
    "visibility_request",
]
