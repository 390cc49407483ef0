"""What the bot calls: enqueue a job by its actor's name, read its state, fetch its picture."""

from __future__ import annotations

import asyncio
import json
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Self, TypeVar

import structlog

from jobs import fairuse, pictures, tasks
from jobs.engine import (
    AsyncEngine,
    Cancellation,
    Counts,
    EngineUnavailable,
    InvalidJob,
    JobError,
    JobState,
    JobStatus,
    NewJob,
    QueuePolicy,
)
from jobs.engine.policy import Priority
from jobs.fairuse import Allowance, UsedUp
from jobs.local import LocalRunner
from jobs.payloads import (
    AboutMember,
    AnalysisPayload,
    BulkPayload,
    CoachingPayload,
    DeletePayload,
    DigestPayload,
    DigestPlanPayload,
    ExportPayload,
    HealthChartPayload,
    HeroesPayload,
    LanguagePayload,
    LeaderboardPayload,
    LeaderboardRefreshPayload,
    LinkPayload,
    MatchCardPayload,
    ProfilePayload,
    ProgressPayload,
    ServerSettingPayload,
    ShrinkPayload,
    Task,
    UnlinkPayload,
    VisibilityPayload,
)
from jobs.queues import (
    AI_ANALYSIS,
    BULK_OPERATIONS,
    CHART_GENERATION,
    IMAGE_GENERATION,
    LEADERBOARD_UPDATE,
    MEMBER_REQUESTS,
    NAMESPACE,
    NOTIFICATION,
    QUEUES,
)
from jobs.recent import RecentPictures

JobsUnavailable = EngineUnavailable
T = TypeVar("T")
_log = structlog.get_logger("jobs.api")


@dataclass(frozen=True, slots=True)
class JobRequest:
    """A job as the bot asks for it, complete enough to be asked for again.

    ``job_id`` is the asker's own: the same id is the same job. ``coalesce`` makes one job of all
    that ask for the same while it is unfinished. ``tenant`` is the server, or the user in a
    direct message.
    """

    queue: str
    actor: str
    payload: Mapping[str, Any]
    job_id: str
    priority: int | None = None
    tenant: str = ""
    coalesce: str | None = None
    delay_ms: int = 0


@dataclass(frozen=True, slots=True)
class EnqueueResult:
    """What became of a request. ``created`` is False where the id was known already."""

    job_id: str
    created: bool
    joined: bool


def match_card_request(payload: MatchCardPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for the card of a match, or of the asker's own part in it."""
    actor = "player_card" if payload.only_me else "match_card"
    coalesce = None
    if payload.match_id is not None:
        # The asker is marked on the card, so it is shared by the asker's own presses only.
        coalesce = f"{actor}:{payload.match_id}:{payload.discord_user_id}:{payload.locale}"
    return _request(IMAGE_GENERATION, actor, payload, job_id, tenant, coalesce)


def analysis_request(payload: AnalysisPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask OpenDota to analyse a match. All who ask at once share one job."""
    coalesce = f"request_analysis:{payload.match_id}"
    return _request(IMAGE_GENERATION, "request_analysis", payload, job_id, tenant, coalesce)


def analysed_card_request(payload: AnalysisPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for the card of a match as soon as OpenDota has analysed it; it takes minutes."""
    coalesce = f"analysed_card:{payload.match_id}:{payload.discord_user_id}:{payload.locale}"
    return _request(IMAGE_GENERATION, "analysed_card", payload, job_id, tenant, coalesce)


def shrink_request(payload: ShrinkPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for a kept picture to be made smaller."""
    return _request(IMAGE_GENERATION, "shrink_picture", payload, job_id, tenant)


def progress_request(payload: ProgressPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for the chart of a member's last matches."""
    what = f"{payload.metric}:{payload.matches}:{payload.locale}"
    coalesce = f"progress:{_about(payload)}:{what}"
    return _request(CHART_GENERATION, "progress_chart", payload, job_id, tenant, coalesce)


def heroes_request(payload: HeroesPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for the chart of the heroes that a member plays."""
    coalesce = f"heroes:{_about(payload)}:{payload.matches}:{payload.locale}"
    return _request(CHART_GENERATION, "hero_pool", payload, job_id, tenant, coalesce)


def health_chart_request(payload: HealthChartPayload, *, job_id: str) -> JobRequest:
    """Ask for the chart of the queues; operators who ask at once share it.

    It goes before everything else in its queue: it is asked for when the queues are in trouble.
    """
    coalesce = f"health_chart:{payload.locale}"
    request = _request(CHART_GENERATION, "health_chart", payload, job_id, "", coalesce)
    return replace(request, priority=Priority.CRITICAL)


def coaching_request(payload: CoachingPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for coaching on a member's match."""
    match = payload.match_id or "last"
    coalesce = f"coaching:{payload.discord_user_id}:{match}:{payload.locale}"
    return _request(AI_ANALYSIS, "coaching", payload, job_id, tenant, coalesce)


def leaderboard_request(payload: LeaderboardPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for a server's leaderboard. The asker is marked, so only own presses share a job."""
    board = f"{payload.guild_id}:{payload.metric}:{payload.period}:{payload.locale}"
    coalesce = f"leaderboard:{board}:{payload.discord_user_id}"
    return _request(LEADERBOARD_UPDATE, "leaderboard", payload, job_id, tenant, coalesce)


def leaderboard_refresh_request(payload: LeaderboardRefreshPayload, *, job_id: str) -> JobRequest:
    """Ask for the statistics of one server, or of all, to be recomputed."""
    coalesce = f"leaderboard_refresh:{payload.guild_id or 'all'}"
    return _request(LEADERBOARD_UPDATE, "leaderboard_refresh", payload, job_id, "", coalesce)


def digest_plan_request(payload: DigestPlanPayload, *, job_id: str) -> JobRequest:
    """Ask for today's weekly digests to be planned."""
    return _request(NOTIFICATION, "plan_digests", payload, job_id, "")


def digest_request(payload: DigestPayload) -> JobRequest:
    """Ask for a server's digest of a week; whoever asks, it is the same job."""
    job_id = f"digest:{payload.guild_id}:{payload.week}"
    return _request(NOTIFICATION, "weekly_digest", payload, job_id, f"g{payload.guild_id}")


def bulk_request(payload: BulkPayload, *, job_id: str) -> JobRequest:
    """Ask for a bulk operation; the same one runs once at a time."""
    coalesce = f"bulk:{payload.operation}"
    return _request(BULK_OPERATIONS, "bulk_operation", payload, job_id, "", coalesce)


def link_request(payload: LinkPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for a member to be linked to a Steam account."""
    return _request(MEMBER_REQUESTS, "link_player", payload, job_id, tenant)


def profile_request(payload: ProfilePayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask who a member is in Dota."""
    coalesce = f"profile:{_about(payload)}:{payload.locale}"
    return _request(IMAGE_GENERATION, "profile", payload, job_id, tenant, coalesce)


def unlink_request(payload: UnlinkPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for a member's Steam account to be forgotten."""
    return _request(MEMBER_REQUESTS, "unlink_player", payload, job_id, tenant)


def language_request(payload: LanguagePayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for a member's language to be stored."""
    return _request(MEMBER_REQUESTS, "set_language", payload, job_id, tenant)


def server_setting_request(
    payload: ServerSettingPayload, *, job_id: str, tenant: str
) -> JobRequest:
    """Ask for a server's choice to be stored."""
    return _request(MEMBER_REQUESTS, "set_server_setting", payload, job_id, tenant)


def export_request(payload: ExportPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for a copy of all that is kept of a member."""
    return _request(MEMBER_REQUESTS, "export_member", payload, job_id, tenant)


def delete_request(payload: DeletePayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for all that is kept of a member to be deleted."""
    return _request(MEMBER_REQUESTS, "delete_member", payload, job_id, tenant)


def visibility_request(payload: VisibilityPayload, *, job_id: str, tenant: str) -> JobRequest:
    """Ask for it to be stored whether others may look a member up."""
    return _request(MEMBER_REQUESTS, "set_visibility", payload, job_id, tenant)


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


def _about(payload: AboutMember) -> str:
    # What is told where no account is linked depends on whether members ask about themselves.
    return f"{payload.member}:{'own' if payload.own else 'other'}"


def _request(
    queue: str,
    actor: str,
    payload: Task,
    job_id: str,
    tenant: str,
    coalesce: str | None = None,
) -> JobRequest:
    return JobRequest(
        queue=queue,
        actor=actor,
        payload=payload.model_dump(mode="json"),
        job_id=job_id,
        tenant=tenant,
        coalesce=coalesce,
    )


def new_job(request: JobRequest, *, notify: bool = True) -> NewJob:
    """The engine's form of a request; ``notify`` announces its end to the bots.

    Raises
    ------
    InvalidJob
    """
    tasks.check(request.actor, request.payload)
    try:
        body = json.dumps(
            {
                "queue_name": request.queue,
                "actor_name": request.actor,
                "args": [],
                "kwargs": {"payload": dict(request.payload)},
                "options": {},
                "message_id": request.job_id,
                "message_timestamp": 0,
            },
            separators=(",", ":"),
            allow_nan=False,
        ).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise InvalidJob("payload", "is not made of what JSON has") from error
    return NewJob(
        job_id=request.job_id,
        message=body,
        actor=request.actor,
        priority=request.priority,
        tenant=request.tenant,
        delay_ms=request.delay_ms,
        coalesce=request.coalesce or "",
        notify=notify,
    )


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
