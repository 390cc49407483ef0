"""Discord's time is known whatever the local clock says."""

from __future__ import annotations

from bot.clock import DiscordClock


class _Times:
    def __init__(self, wall: float) -> None:
        self.mono = 1000.0
        self.wall = wall

    def clock(self) -> DiscordClock:
        return DiscordClock(monotonic=lambda: self.mono, wall=lambda: self.wall)


def test_guesses_by_the_local_clock_until_told() -> None:
    clock = _Times(wall=5_000.0).clock()
    assert not clock.calibrated
    assert clock.now_ms() == 5_000_000


def test_a_wrong_local_clock_does_not_matter_once_told() -> None:
    times = _Times(wall=99_999.0)
    clock = times.clock()
    clock.observe_ms(7_000_000)
    times.mono += 2
    times.wall -= 500
    assert clock.now_ms() == 7_002_000


def test_a_late_delivery_does_not_turn_the_clock_back() -> None:
    times = _Times(wall=0.0)
    clock = times.clock()
    clock.observe_ms(7_000_000)
    clock.observe_ms(6_990_000)
    assert clock.now_ms() == 7_000_000


def test_a_monotonic_clock_that_runs_fast_is_corrected_in_time() -> None:
    times = _Times(wall=0.0)
    clock = times.clock()
    clock.observe_ms(7_000_000)
    for minute in range(1, 20):
        times.mono += 61  # a minute of Discord's
        clock.observe_ms(7_000_000 + minute * 60_000)
    error_ms = clock.now_ms() - (7_000_000 + 19 * 60_000)
    assert 0 <= error_ms <= 11_000


def test_learns_from_date_headers_and_passes_over_nonsense() -> None:
    clock = _Times(wall=0.0).clock()
    clock.observe_date(None)
    clock.observe_date("yesterday, perhaps")
    assert not clock.calibrated
    clock.observe_date("Thu, 01 Jan 1970 00:01:40 GMT")
    assert clock.now_ms() == 100_000


def test_learns_from_snowflakes() -> None:
    clock = _Times(wall=0.0).clock()
    clock.observe_snowflake(((1_700_000_000_000 - 1_420_070_400_000) << 22) + 5)
    assert clock.now_ms() == 1_700_000_000_000
