"""The work queue keeps Dramatiq's order."""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty

import pytest

from jobs.engine.lanes import Lanes


@dataclass
class Item:
    priority: int
    name: str


def test_the_lowest_priority_comes_first_and_equals_in_their_order():
    lanes = Lanes()
    for item in (Item(5, "a"), Item(1, "b"), Item(5, "c"), Item(0, "d"), Item(1, "e")):
        lanes.put(item)
    assert [lanes.get_nowait().name for _ in range(lanes.qsize())] == ["d", "b", "e", "a", "c"]


def test_an_empty_queue_says_so():
    with pytest.raises(Empty):
        Lanes().get(timeout=0.01)


def test_a_lane_that_was_emptied_is_used_again():
    lanes = Lanes()
    for name in "ab":
        lanes.put(Item(0, name))
        assert lanes.get_nowait().name == name
    assert lanes.empty()
