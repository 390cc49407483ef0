"""The calls of the model: so many a day and a minute, none while it is switched off."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from jobs.actors.coaching.budget import SPACE, Budget
from jobs.actors.coaching.errors import NotAsked
from jobs.actors.coaching.kept import KeptTexts
from jobs.engine import Engine

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def away() -> Iterator[Engine]:
    """An engine without a Redis."""
    engine = Engine.from_url("redis://127.0.0.1:1/0", namespace="test", policies={})
    yield engine
    engine.close()


def age(engine: Engine, seconds: float) -> None:
    """Make every call that was counted older, as if that time had passed."""
    calls = engine.queues.named(SPACE)["calls"]
    for call, at in engine.client.zrange(calls, 0, -1, withscores=True):
        engine.client.zadd(calls, {call: at - seconds * 1000})


def taken(budget: Budget, tries: int) -> int:
    """How many of so many tries get a call."""
    granted = 0
    for _ in range(tries):
        try:
            budget.take()
        except NotAsked:
            continue
        granted += 1
    return granted


def test_no_more_than_a_minutes_calls_in_a_minute(engine: Engine) -> None:
    budget = Budget(engine, per_day=100, per_minute=3)
    assert taken(budget, 5) == 3
    age(engine, 59)
    assert taken(budget, 1) == 0
    age(engine, 1)
    assert taken(budget, 5) == 3


def test_no_more_than_a_days_calls_in_any_day(engine: Engine) -> None:
    budget = Budget(engine, per_day=4, per_minute=3)
    assert taken(budget, 3) == 3
    age(engine, 86_000)
    assert taken(budget, 3) == 1
    with pytest.raises(NotAsked, match="day: for 400 s"):
        budget.take()
    age(engine, 401)
    assert taken(budget, 9) == 3


def test_the_budget_is_one_for_all_who_ask_at_once(engine: Engine) -> None:
    budgets = [Budget(engine, per_day=100, per_minute=7) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(lambda budget: taken(budget, 10), budgets)) == 7


@pytest.mark.parametrize(("per_day", "per_minute"), [(0, 5), (5, 0)])
def test_a_limit_of_none_allows_none(engine: Engine, per_day: int, per_minute: int) -> None:
    assert taken(Budget(engine, per_day=per_day, per_minute=per_minute), 2) == 0


def test_while_it_is_switched_off_nothing_is_counted(engine: Engine) -> None:
    budget = Budget(engine, per_day=2, per_minute=2)
    budget.close(34.0, "model_limited")
    with pytest.raises(NotAsked, match="model_limited: for 34 s"):
        budget.take()
    budget.close(5.0, "shorter")
    with pytest.raises(NotAsked, match="for 34 s"):
        budget.take()
    engine.client.delete(engine.queues.named(SPACE)["closed"])
    assert taken(budget, 3) == 2


def test_a_refusal_without_a_time_switches_nothing_off(engine: Engine) -> None:
    budget = Budget(engine, per_day=2, per_minute=2)
    budget.close(0.0, "answer_rejected")
    assert taken(budget, 1) == 1


def test_the_counts_go_by_themselves(engine: Engine) -> None:
    Budget(engine, per_day=2, per_minute=2).take()
    assert 0 < engine.client.pttl(engine.queues.named(SPACE)["calls"]) <= 86_400_000


def test_without_redis_there_is_no_budget_and_nothing_kept(away: Engine) -> None:
    budget = Budget(away, per_day=2, per_minute=2)
    with pytest.raises(NotAsked, match="can't be read"):
        budget.take()
    budget.close(5.0, "why")
    kept = KeptTexts(away)
    kept.put("key", "text")
    assert kept.get("key") is None


def test_a_text_is_kept_under_its_key(engine: Engine) -> None:
    kept = KeptTexts(engine)
    kept.put("1:2:3:pt:1", "Você não parou.")
    assert kept.get("1:2:3:pt:1") == "Você não parou."
    assert kept.get("1:2:3:es:1") is None
