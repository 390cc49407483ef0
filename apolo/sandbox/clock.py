"""The sandbox's time, which a test can move forward instead of waiting."""

from __future__ import annotations

import time
from datetime import UTC, datetime


class Clock:
    """Wall-clock time plus an offset that only grows."""

    def __init__(self) -> None:
        self._offset = 0.0

    def now(self) -> float:
        """Return the time in seconds since 1970."""
        return time.time() + self._offset

    def advance(self, seconds: float) -> None:
        """Move time forward; tokens, nonces and rate limits see it at once."""
        if seconds < 0:
            raise ValueError("time only moves forward")
        self._offset += seconds


def timestamp(seconds: float) -> str:
    """Write a time as Discord does (ISO 8601, UTC)."""
    return datetime.fromtimestamp(seconds, UTC).isoformat()
