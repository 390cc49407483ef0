"""Ranges with room, and round values within them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from renderers.canvas import Box
from renderers.chart.plot import Pane
from renderers.chart.scale import span, ticks, with_room


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 9, 5], (3, 9)),
        ([500, 500], (450, 550)),
        ([0], (-1, 1)),
        ([-40, -40], (-44, -36)),
    ],
)
def test_a_span_is_never_empty(values: list[float], expected: tuple[float, float]) -> None:
    assert span(values) == expected


def test_nothing_has_no_span() -> None:
    with pytest.raises(ValueError, match="empty"):
        span([])


def test_room_is_in_pixels() -> None:
    bottom, top = with_room(100, 200, 140, above=30, below=10)
    pane = Pane(Box(0, 0, 50, 140), 0, 1, bottom, top)
    assert pane.y(200) == pytest.approx(30)
    assert pane.y(100) == pytest.approx(130)


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (360, 880, [400, 500, 600, 700, 800]),
        (160, 1_330, [250, 500, 750, 1_000, 1_250]),
        (-3, 3, [-2, 0, 2]),
        (499.6, 500.4, [500]),
        (500.2, 500.8, []),
        (0, 9e15, [0, 2e15, 4e15, 6e15, 8e15]),
    ],
)
def test_whole_ticks(low: float, high: float, expected: list[float]) -> None:
    assert ticks(low, high, 5, whole=True) == expected


def test_ticks_may_be_parts() -> None:
    assert ticks(0.4, 2.2, 5, whole=False) == [0.5, 1.0, 1.5, 2.0]


@given(
    st.floats(-1e15, 1e15),
    st.floats(1e-3, 1e15),
    st.integers(1, 8),
    st.booleans(),
)
def test_ticks_are_few_round_and_inside(low: float, size: float, most: int, whole: bool) -> None:
    high = low + size
    found = ticks(low, high, most, whole=whole)
    assert len(found) <= most
    assert found == sorted(found)
    slack = 1e-9 * max(abs(low), abs(high), 1.0)
    assert all(low - slack <= tick <= high + slack for tick in found)
    if whole:
        assert all(tick == round(tick) for tick in found)
