"""The limit we keep to ourselves."""

from __future__ import annotations

import pytest

from dota.courtesy import CourtesyLimit, exhausted_for
from dota.errors import RateLimited


class Time:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_sixty_a_minute_and_then_a_refusal_that_says_when() -> None:
    clock = Time()
    limit = CourtesyLimit(60, clock=clock)
    for _ in range(60):
        assert limit.reserve() == 0
        clock.now += 0.1
    with pytest.raises(RateLimited) as caught:
        limit.reserve()
    assert caught.value.retry_after == pytest.approx(54.0)
    clock.now += 53
    assert limit.reserve() == pytest.approx(1.0)  # a short wait is granted


def test_turns_come_back_a_minute_later() -> None:
    clock = Time()
    limit = CourtesyLimit(2, clock=clock)
    limit.reserve(2)
    clock.now += 60
    assert limit.reserve(2) == 0


def test_a_parse_request_takes_ten() -> None:
    clock = Time()
    limit = CourtesyLimit(15, clock=clock)
    limit.reserve(10)
    with pytest.raises(RateLimited):
        limit.reserve(10)
    assert limit.reserve(5) == 0


def test_closed_when_the_source_has_nothing_left() -> None:
    clock = Time()
    limit = CourtesyLimit(60, clock=clock, wall_clock=lambda: 86_400 * 9 + 45)
    limit.observe({"X-Rate-Limit-Remaining-Minute": "3"})
    assert limit.reserve() == 0
    limit.observe({"X-Rate-Limit-Remaining-Minute": "0"})
    with pytest.raises(RateLimited) as caught:
        limit.reserve()
    assert caught.value.retry_after == pytest.approx(15)
    clock.now += 15
    assert limit.reserve() == 0


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"X-Rate-Limit-Remaining-Minute": "1", "X-Rate-Limit-Remaining-Day": "1"}, None),
        ({"X-Rate-Limit-Remaining-Minute": "junk"}, None),
        ({"X-Rate-Limit-Remaining-Minute": "0"}, 30.0),
        ({"X-Rate-Limit-Remaining-Day": "-1"}, 43_230.0),
    ],
)
def test_what_the_headers_say(headers: dict[str, str], seconds: float | None) -> None:
    assert exhausted_for(headers, 86_400 * 5 + 43_170) == seconds
