"""The work queue keeps Dramatiq's order."""

from __future__ import annotations

from dataclasses import dataclass
from queue import Empty
from threading import Thread

import pytest

from jobs.engine.lanes import Lanes


@dataclass
class Item:
    priority: int
    name: str | int


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
    assert lanes.qsize() == 0


def test_threads_share_the_items_and_none_is_given_twice_or_left():
    lanes, taken = Lanes(), []

    def put(first):
        for number in range(first, first + 500):
            lanes.put(Item(number % 3, number))

    def take():
        while True:
            try:
                item = lanes.get(timeout=1)
            except Empty:
                return
            taken.append(item.name)
            lanes.task_done()

    threads = [Thread(target=put, args=(first,)) for first in (0, 500)]
    threads += [Thread(target=take) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    lanes.join()
    assert sorted(taken) == list(range(1000))
    assert lanes.unfinished_tasks == 0
    with pytest.raises(ValueError, match="too many"):
        lanes.task_done()
