"""Which payload each actor takes; one that is something else is refused before it is enqueued."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from pydantic import ValidationError

from jobs.engine import InvalidJob
from jobs.payloads import (
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

PAYLOADS: Final[Mapping[str, type[Task]]] = {
    "match_card": MatchCardPayload,
    "player_card": MatchCardPayload,
    "request_analysis": AnalysisPayload,
    "analysed_card": AnalysisPayload,
    "shrink_picture": ShrinkPayload,
    "progress_chart": ProgressPayload,
    "hero_pool": HeroesPayload,
    "health_chart": HealthChartPayload,
    "coaching": CoachingPayload,
    "leaderboard": LeaderboardPayload,
    "leaderboard_refresh": LeaderboardRefreshPayload,
    "bulk_operation": BulkPayload,
    "plan_digests": DigestPlanPayload,
    "weekly_digest": DigestPayload,
    "profile": ProfilePayload,
    "link_player": LinkPayload,
    "unlink_player": UnlinkPayload,
    "set_language": LanguagePayload,
    "set_server_setting": ServerSettingPayload,
    "export_member": ExportPayload,
    "delete_member": DeletePayload,
    "set_visibility": VisibilityPayload,
}


def check(actor: str, payload: object) -> None:
    """Refuse a payload that its actor does not take; any goes to an actor that is not known here.

    Raises
    ------
    InvalidJob
        Naming the first wrong field, such as ``payload.match_id``.
    """
    kind = PAYLOADS.get(actor)
    if kind is None:
        return
    try:
        kind.model_validate(payload)
    except ValidationError as error:
        field, reason = first_wrong(error)
        raise InvalidJob(f"payload.{field}" if field else "payload", reason) from None


def first_wrong(error: ValidationError) -> tuple[str, str]:
    """The first wrong field, empty where it is the payload as a whole, and what is wrong."""
    first = error.errors(include_input=False, include_url=False)[0]
    return ".".join(str(part) for part in first["loc"]), first["msg"]
