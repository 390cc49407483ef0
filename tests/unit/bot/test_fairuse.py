"""What is counted for whom, and what becomes of it where it can't be."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from bot.fairuse import FairUse, FairUseLimits, Refused
from jobs.api import Allowance, JobRequest, JobsUnavailable, UsedUp

LIMITS = FairUseLimits(10, 100, 1_000, 2, 20, 3, 30)


class Redis:
    """Has the named allowances used up, or is away."""

    def __init__(self, *used_up: str, away: bool = False) -> None:
        self.used_up, self.away = used_up, away
        self.asked: list[Allowance] = []

    async def spend(self, allowances: Sequence[Allowance]) -> UsedUp | None:
        if self.away:
            raise JobsUnavailable("away")
        self.asked += allowances
        gone = [one for one in allowances if one.name in self.used_up]
        return UsedUp(gone[0], 90.0) if gone else None


def job(actor: str) -> JobRequest:
    return JobRequest("queue", actor, {"match_id": 7}, "i1")


async def admit(redis: Redis, actor: str, guild: int | None = 9) -> JobRequest | Refused:
    return await FairUse(redis.spend, LIMITS).admit(job(actor), 5, guild)


async def test_a_card_counts_for_its_member_and_server() -> None:
    redis = Redis()
    assert await admit(redis, "match_card") == job("match_card")
    assert redis.asked == [
        Allowance("member:5:minute", 10, 60),
        Allowance("member:5:day", 100, 86_400),
        Allowance("server:9:day", 1_000, 86_400),
    ]


async def test_a_direct_message_counts_for_no_server() -> None:
    redis = Redis()
    await admit(redis, "analysed_card", guild=None)
    assert [one.name for one in redis.asked] == [
        "member:5:minute",
        "member:5:day",
        "member:5:analyses",
    ]


@pytest.mark.parametrize(
    ("used_up", "actor", "code", "most"),
    [
        ("member:5:minute", "match_card", "fair_use_member_minute", 10),
        ("server:9:day", "coaching", "fair_use_server_day", 1_000),
        ("member:5:analyses", "request_analysis", "fair_use_member_analyses", 2),
        ("server:9:analyses", "analysed_card", "fair_use_server_analyses", 20),
    ],
)
async def test_what_is_used_up_is_refused_with_the_time_left(
    used_up: str, actor: str, code: str, most: int
) -> None:
    refused = await admit(Redis(used_up), actor)
    assert refused == Refused(code, {"retry_after": 90.0, "most": most})


@pytest.mark.parametrize("redis", [Redis("server:9:coaching"), Redis(away=True)])
async def test_coaching_that_nobody_pays_for_is_by_rules(redis: Redis) -> None:
    admitted = await admit(redis, "coaching")
    assert isinstance(admitted, JobRequest)
    assert admitted.payload == {"match_id": 7, "by_rules": True}


async def test_without_redis_what_is_cheap_is_done_and_what_costs_is_not() -> None:
    assert await admit(Redis(away=True), "match_card") == job("match_card")
    assert await admit(Redis(away=True), "request_analysis") == Refused("jobs_unavailable", {})


async def test_no_limit_is_not_counted() -> None:
    redis = Redis()
    unlimited = FairUse(redis.spend, FairUseLimits(0, 0, 0, 0, 0, 0, 0))
    assert await unlimited.admit(job("coaching"), 5, 9) == job("coaching")
    assert redis.asked == []
