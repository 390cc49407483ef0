"""The pictures that were asked for last, in this process: many members ask for the same."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable


class RecentPictures:
    """Pictures by content key, oldest use out first.

    Parameters
    ----------
    budget : int
        Bytes that all of them may take.
    seconds : float
        How long one is kept; then what Redis keeps under its key counts again.
    now : Callable[[], float]
        A clock in seconds that never goes back.
    """

    def __init__(
        self,
        budget: int = 16 * 1024 * 1024,
        *,
        seconds: float = 60.0,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._budget = budget
        self._seconds = seconds
        self._now = now
        self._used = 0
        self._kept: OrderedDict[str, tuple[bytes, float]] = OrderedDict()

    def get(self, ref: str) -> bytes | None:
        """A picture, or None where it is not kept here."""
        kept = self._kept.get(ref)
        if kept is None:
            return None
        data, until = kept
        if self._now() >= until:
            self._drop(ref)
            return None
        self._kept.move_to_end(ref)
        return data

    def put(self, ref: str, data: bytes) -> None:
        """Keep a picture, unless it alone is over the budget."""
        if ref in self._kept or len(data) > self._budget:
            return
        self._kept[ref] = data, self._now() + self._seconds
        self._used += len(data)
        while self._used > self._budget:
            self._drop(next(iter(self._kept)))

    def _drop(self, ref: str) -> None:
        data, _ = self._kept.pop(ref)
        self._used -= len(data)
