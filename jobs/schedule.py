"""What Apolo does again and again, in one table."""

from __future__ import annotations

from collections.abc import Callable

from jobs.api import (
    JobRequest,
    bulk_request,
    digest_plan_request,
    leaderboard_refresh_request,
    new_job,
)
from jobs.engine import NewJob
from jobs.engine.schedule import Recurring
from jobs.payloads import (
    BulkOperation,
    BulkPayload,
    DigestPlanPayload,
    LeaderboardRefreshPayload,
)
from jobs.queues import BULK_OPERATIONS, LEADERBOARD_UPDATE, NOTIFICATION


def _refresh(job_id: str) -> JobRequest:
    return leaderboard_refresh_request(LeaderboardRefreshPayload(), job_id=job_id)


def _plan_digests(job_id: str) -> JobRequest:
    return digest_plan_request(DigestPlanPayload(), job_id=job_id)


def _clean_up(job_id: str) -> JobRequest:
    return bulk_request(BulkPayload(operation=BulkOperation.CLEAN_UP), job_id=job_id)


def _job(make: Callable[[str], JobRequest]) -> Callable[[str], NewJob]:
    return lambda job_id: new_job(make(job_id), notify=False)


RECURRING: tuple[Recurring, ...] = (
    Recurring("leaderboards", "*/30 * * * *", LEADERBOARD_UPDATE, _job(_refresh), missed_s=1800),
    # At noon in UTC: the day there is the day of the week that servers choose by.
    Recurring("digests", "0 12 * * *", NOTIFICATION, _job(_plan_digests), missed_s=36_000),
    Recurring("clean-up", "30 4 * * *", BULK_OPERATIONS, _job(_clean_up), missed_s=43_200),
)
