"""Requests that share a job: the same picture once, never another one's."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pytest

from jobs.api import (
    health_chart_request,
    heroes_request,
    match_card_request,
    progress_request,
)
from jobs.engine.policy import Priority
from jobs.payloads import (
    HealthChartPayload,
    HeroesPayload,
    MatchCardPayload,
    ProgressMetric,
    ProgressPayload,
)

if TYPE_CHECKING:
    from jobs.api import JobRequest

MEMBER = 11


def card(**changes: object) -> JobRequest:
    fields = {"discord_user_id": MEMBER, "guild_id": None, "locale": "en", "match_id": 7}
    return match_card_request(MatchCardPayload(**fields | changes), job_id="1", tenant="t")


def progress(**changes: object) -> JobRequest:
    fields = {"discord_user_id": MEMBER, "guild_id": None, "locale": "en"}
    return progress_request(ProgressPayload(**fields | changes), job_id="1", tenant="t")


def heroes(**changes: object) -> JobRequest:
    fields = {"discord_user_id": MEMBER, "guild_id": None, "locale": "en"}
    return heroes_request(HeroesPayload(**fields | changes), job_id="1", tenant="t")


@pytest.mark.parametrize(
    "different",
    [
        [card(), card(match_id=8), card(only_me=True), card(locale="pt"), card(discord_user_id=12)],
        [
            *(progress(metric=metric) for metric in ProgressMetric),
            progress(matches=81),
            progress(locale="es"),
            progress(subject=12),
            progress(discord_user_id=12),
        ],
        [
            heroes(),
            heroes(matches=100),
            heroes(locale="es"),
            heroes(subject=12),
            heroes(discord_user_id=12),
        ],
    ],
    ids=["card", "progress", "heroes"],
)
def test_whatever_changes_the_answer_keeps_requests_apart(different: list[JobRequest]) -> None:
    for one, other in combinations(different, 2):
        assert one.coalesce != other.coalesce, (one, other)


def test_who_names_oneself_asks_for_the_same() -> None:
    assert progress(subject=MEMBER).coalesce == progress().coalesce
    assert heroes(subject=MEMBER).coalesce == heroes().coalesce


def test_two_who_ask_about_a_third_share_a_job() -> None:
    assert progress(subject=12).coalesce == progress(subject=12, discord_user_id=13).coalesce


def test_only_me_is_another_actor_and_the_last_match_is_never_shared() -> None:
    assert [card().actor, card(only_me=True).actor] == ["match_card", "player_card"]
    assert card(match_id=None, only_me=True).coalesce is None


def test_operators_go_first() -> None:
    request = health_chart_request(HealthChartPayload(locale="pt"), job_id="1")
    assert (request.priority, request.coalesce) == (Priority.CRITICAL, "health_chart:pt")


@pytest.mark.parametrize("matches", [2, 501])
def test_a_chart_is_of_3_to_500_matches(matches: int) -> None:
    with pytest.raises(ValueError, match="matches"):
        progress(matches=matches)
