"""The queue between Dramatiq's consumers and its worker threads: one lane per priority."""

from __future__ import annotations

from collections import deque
from queue import SimpleQueue
from threading import Condition, Lock
from typing import Generic, Protocol, TypeVar


class Item(Protocol):
    """What Dramatiq puts into its work queue."""

    priority: int


T = TypeVar("T", bound=Item)


class Lanes(Generic[T]):
    """A queue that gives out the lowest priority first, and within one, first come first served.

    It has the order and the methods of the ``PriorityQueue`` that Dramatiq makes, whose locks and
    comparisons cost more than a small job does: here all that a job needs is single steps of C.
    """

    def __init__(self) -> None:
        self._ready: SimpleQueue[None] = SimpleQueue()
        """As many as there are items in the lanes, or fewer for a moment."""
        self._lanes: dict[int, deque[T]] = {}
        self._unfinished: deque[None] = deque()
        self._adding = Lock()
        self._finished = Condition()

    @property
    def unfinished_tasks(self) -> int:
        """Items that were put and not yet declared done."""
        return len(self._unfinished)

    def qsize(self) -> int:
        """Items that nobody has taken."""
        return self._ready.qsize()

    def put(self, item: T) -> None:
        """Add an item; never waits."""
        lane = self._lanes.get(item.priority)
        if lane is None:
            lane = self._add_lane(item.priority)
        self._unfinished.append(None)
        lane.append(item)
        self._ready.put(None)

    def get(self, block: bool = True, timeout: float | None = None) -> T:
        """Take an item.

        Parameters
        ----------
        block : bool
            Whether to wait for one.
        timeout : float, optional
            Seconds to wait at most.

        Raises
        ------
        queue.Empty
        """
        self._ready.get(block, timeout)
        while True:
            for lane in self._lanes.values():
                if lane:
                    try:
                        return lane.popleft()
                    except IndexError:
                        pass  # another thread was quicker; there is one for each of us
            # One was put into a lane that we had just passed, and ours taken by another thread.

    def get_nowait(self) -> T:
        """Take an item without waiting.

        Raises
        ------
        queue.Empty
        """
        return self.get(block=False)

    def task_done(self) -> None:
        """Say that one item that was taken is done with.

        Raises
        ------
        ValueError
            Where there is none left.
        """
        try:
            self._unfinished.pop()
        except IndexError:
            raise ValueError("task_done() called too many times") from None
        if not self._unfinished:
            with self._finished:
                self._finished.notify_all()

    def join(self) -> None:
        """Wait until all items are done with."""
        with self._finished:
            self._finished.wait_for(lambda: not self._unfinished)

    def _add_lane(self, priority: int) -> deque[T]:
        with self._adding:
            # Whoever walks through the lanes keeps the table it has.
            lanes = {priority: deque[T](), **self._lanes}
            self._lanes = dict(sorted(lanes.items()))
            return self._lanes[priority]
