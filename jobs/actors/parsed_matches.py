"""Parsed matches that a worker has seen lately: they never change, and are asked for in bursts."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dota.models import Match

_MOST: Final = 64
#: Seconds; an operator who drops kept matches waits no longer for it.
_KEPT: Final = 600.0


class ParsedMatches:
    """A few matches by id, for a while; safe to share between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, tuple[float, Match]] = OrderedDict()

    def get(self, match_id: int) -> Match | None:
        """Return a match that was put here within the last ten minutes, or None."""
        with self._lock:
            found = self._kept.get(match_id)
            if found is None or self._clock() - found[0] >= _KEPT:
                return None
            self._kept.move_to_end(match_id)
            return found[1]

    def put(self, match: Match) -> None:
        """Keep a match, unless more may become known of it."""
        if not match.parsed:
            return
        with self._lock:
            self._kept.pop(match.match_id, None)
            self._kept[match.match_id] = (self._clock(), match)
            if len(self._kept) > _MOST:
                self._kept.popitem(last=False)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
