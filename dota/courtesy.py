"""Staying within the calls a minute that a source grants, before it has to say no."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING, Final

from dota.errors import RateLimited

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

PER_MINUTE_WITHOUT_KEY: Final = 60
PER_MINUTE_WITH_KEY: Final = 300

_MINUTE: Final = 60.0
_HOUR: Final = 3_600.0
_DAY: Final = 86_400.0


class CourtesyLimit:
    """At most `per_minute` calls in any 60 s of this process; none while the source grants none.

    Parameters
    ----------
    per_minute : int
        60 for OpenDota without a key, 300 with one.
    longest_wait : float
        Seconds a caller may be asked to wait for its turn; beyond that `RateLimited` is raised, so
        that a worker's thread is never held for long.
    clock : callable
        Monotonic seconds.
    wall_clock : callable
        Unix seconds, to know when the source's minute and day end.
    """

    def __init__(
        self,
        per_minute: int,
        *,
        longest_wait: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
        wall_clock: Callable[[], float] = time.time,
    ) -> None:
        self._per_minute = per_minute
        self._longest_wait = longest_wait
        self._clock = clock
        self._wall_clock = wall_clock
        self._turns: deque[float] = deque()
        self._closed_until = 0.0

    def reserve(self, cost: int = 1) -> float:
        """Take `cost` turns.

        Returns
        -------
        float
            Seconds to wait before the call, mostly 0.

        Raises
        ------
        RateLimited
            Where the wait would be longer than `longest_wait`; nothing is taken then.
        """
        now = self._clock()
        while self._turns and self._turns[0] <= now - _MINUTE:
            self._turns.popleft()
        at = max(now, self._closed_until)
        over = len(self._turns) + cost - self._per_minute
        if over > 0:
            at = max(at, self._turns[min(over, len(self._turns)) - 1] + _MINUTE)
        wait = at - now
        if wait > self._longest_wait:
            raise RateLimited(wait)
        self._turns.extend([at] * cost)
        return wait

    def observe(self, headers: Mapping[str, str]) -> None:
        """Note what the source says is left, as `exhausted_for` reads it."""
        wait = exhausted_for(headers, self._wall_clock())
        if wait is not None:
            self._closed_until = max(self._closed_until, self._clock() + wait)


def exhausted_for(headers: Mapping[str, str], unix_seconds: float) -> float | None:
    """Return the seconds until a source grants calls again, None where some are left or unsaid.

    Windows are the clock's second, minute and hour, and the UTC day.
    """
    for window, seconds in _WINDOWS:
        for name in _REMAINING:
            if headers.get(f"{name}-{window}", "").strip() in _NONE_LEFT:
                return seconds - unix_seconds % seconds
    return None


_REMAINING: Final = ("X-Rate-Limit-Remaining", "X-RateLimit-Remaining")
"""As OpenDota writes it, and as STRATZ does."""
_WINDOWS: Final = (("Day", _DAY), ("Hour", _HOUR), ("Minute", _MINUTE), ("Second", 1.0))
"""The longest first: it is the one to wait for."""
_NONE_LEFT: Final = frozenset({"0", "-1"})
