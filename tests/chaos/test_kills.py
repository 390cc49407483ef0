"""Workers and Redis killed with -9 while jobs run: nothing is lost, little is done twice."""

from __future__ import annotations

import pytest

from benchmarks import chaos
from benchmarks.chaotic import replies


def check(found: chaos.Chaos, jobs: int) -> None:
    assert found.accepted == jobs
    assert (found.lost, found.failed, found.completed) == (0, 0, jobs)
    assert found.duplicates <= found.duplicates_allowed
    assert found.kills > 0
    assert found.redis_kills > 0


@pytest.mark.slow
def test_a_few_kills_lose_nothing():
    check(chaos.run(300, 5.0, whole=False), 300)


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_many_kills_under_a_supervisor_lose_nothing():
    found = chaos.run(5_000, 20.0, whole=False, seed=2)
    check(found, 5_000)
    assert found.recovery_max_s is not None
    assert found.recovery_max_s < 10.0


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_every_press_that_was_acknowledged_is_answered_once_whatever_dies():
    found = replies.run(150, 25.0, seed=4)
    assert found.pressed == 150
    assert found.acknowledged > 10
    assert (found.unanswered, found.twice) == (0, 0)
    assert found.pictures > 0
    assert found.kills.keys() == {"worker", "workers", "bot", "redis"}


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_worker_killed_with_its_supervisor_loses_nothing():
    found = chaos.run(1_500, 12.0, whole=True, seed=3)
    check(found, 1_500)
    assert found.recovery_max_s is not None
    assert found.recovery_max_s < 25.0
