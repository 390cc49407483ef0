"""Identifies: a bot that dies again and again never uses up Discord's thousand a day."""

from __future__ import annotations

import pytest

from bot.identifies import pause_before_connecting

DAY_MS = 86_400_000


@pytest.mark.parametrize(("shards", "remaining"), [(1, 1000), (1, 501), (16, 516)])
def test_the_first_half_is_free(shards: int, remaining: int) -> None:
    assert (
        pause_before_connecting(shards, total=1000, remaining=remaining, reset_after_ms=DAY_MS) == 0
    )


def test_the_rest_is_spread_over_the_time_that_is_left() -> None:
    pause = pause_before_connecting(1, total=1000, remaining=500, reset_after_ms=43_200_000)
    assert pause == pytest.approx(86.4)


@pytest.mark.parametrize(("shards", "remaining"), [(1, 1), (1, 0), (16, 12)])
def test_the_last_one_is_never_taken(shards: int, remaining: int) -> None:
    pause = pause_before_connecting(shards, total=1000, remaining=remaining, reset_after_ms=60_000)
    assert pause == 60


@pytest.mark.parametrize("shards", [1, 16])
def test_a_crash_loop_of_a_day_leaves_some(shards: int) -> None:
    remaining, left_ms = 1000, float(DAY_MS)
    while True:
        pause = pause_before_connecting(
            shards, total=1000, remaining=remaining, reset_after_ms=int(left_ms)
        )
        # It dies two seconds after it has connected.
        left_ms -= pause * 1000 + 2_000
        if left_ms <= 0:
            break
        remaining -= shards
    assert remaining > 0
