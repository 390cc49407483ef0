"""What can be asked of the job system, each kind of job as one function."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from jobs import tasks
from jobs.engine import InvalidJob, NewJob
from jobs.engine.policy import Priority
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
    NOTIFICATION,
)


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
