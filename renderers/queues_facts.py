"""What a picture of the job queues shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

MINUTES: Final = 60
"""How many minutes the picture covers."""


@dataclass(frozen=True, slots=True)
class MinuteFigures:
    """All queues together within one minute; times in ms, None where nothing began."""

    done: int
    failed: int
    wait_p50_ms: float | None
    wait_p95_ms: float | None


@dataclass(frozen=True, slots=True)
class QueueFigures:
    """One queue now, and in the last hour."""

    name: str
    verdict: str
    """``healthy``, ``degraded`` or ``critical``."""
    waiting: int
    active: int
    paused: bool
    done: int
    """In the last hour; so is `failed`."""
    failed: int
    wait_p95_ms: float | None


@dataclass(frozen=True, slots=True)
class QueuesFacts:
    """All of it."""

    now: int
    """Unix seconds, by Redis's clock, of the minute's beginning."""
    minutes: tuple[MinuteFigures, ...]
    """The last `MINUTES`, oldest first; the last one is not over yet."""
    queues: tuple[QueueFigures, ...]
    wait_p50_ms: float | None
    """Of the whole hour; so is `wait_p95_ms`."""
    wait_p95_ms: float | None

    @property
    def done(self) -> int:
        """Jobs that ended well in the last hour."""
        return sum(minute.done for minute in self.minutes)

    @property
    def failed(self) -> int:
        """Jobs that failed in the last hour."""
        return sum(minute.failed for minute in self.minutes)

    @property
    def verdict(self) -> str:
        """The worst of the queues'."""
        order = ("healthy", "degraded", "critical")
        return max((queue.verdict for queue in self.queues), key=order.index, default=order[0])
