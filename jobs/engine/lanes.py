"""The queue between Dramatiq's consumers and its worker threads: one lane per priority."""

from __future__ import annotations

from collections import deque
from queue import Queue
from typing import Protocol


class Item(Protocol):
    """What Dramatiq puts into its work queue."""

    priority: int


class Lanes(Queue[Item]):
    """A queue that gives out the lowest priority first, and within one, first come first served.

    The order is that of Dramatiq's own ``PriorityQueue``, whose comparisons of items cost more
    than a small job does.
    """

    def _init(self, maxsize: int) -> None:
        self._lanes: dict[int, deque[Item]] = {}
        self._size = 0

    def _qsize(self) -> int:
        return self._size

    def _put(self, item: Item) -> None:
        lane = self._lanes.get(item.priority)
        if lane is None:
            lane = deque()
            lanes = {**self._lanes, item.priority: lane}
            self._lanes = dict(sorted(lanes.items()))
        lane.append(item)
        self._size += 1

    def _get(self) -> Item:
        for lane in self._lanes.values():
            if lane:
                self._size -= 1
                return lane.popleft()
        raise IndexError("empty")
