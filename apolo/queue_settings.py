"""What the environment changes of one queue's policy."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from jobs.engine.policy import Priority

if TYPE_CHECKING:
    from jobs.engine import QueuePolicy

_LONGEST_S = 31_536_000


def _priority(value: object) -> object:
    if isinstance(value, str):
        return Priority.__members__.get(value.strip().upper(), value)
    return value


def _rate(value: object) -> object:
    if not isinstance(value, str):
        return value
    jobs, slash, seconds = value.partition("/")
    if not slash and jobs.strip() == "0":
        return (0, 1.0)
    return (jobs, seconds)


def _seconds(value: object) -> object:
    return value.split(",") if isinstance(value, str) else value


def _count(most: int, wants: str | None = None, *, least: int = 0) -> Any:
    wants = wants or f"a whole number from {least} to {most}"
    return Field(default=None, ge=least, le=most, description=wants)


_Jobs = Annotated[int, Field(ge=0, le=1_000_000)]
_Period = Annotated[float, Field(ge=0.001, le=86_400, allow_inf_nan=False)]
_Delay = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
_AGE = f"seconds, a whole number from 0 to {_LONGEST_S}"


class QueueSettings(BaseModel):
    """How this machine treats one queue; a field ``weight`` is ``WORKER_<QUEUE>_WEIGHT``.

    What is None stays as in `jobs.queues`. ``enabled`` and ``concurrency`` may differ from machine
    to machine; all else should be the same wherever Apolo runs. ``rate_limit`` is jobs and seconds,
    the times are seconds.
    """

    model_config = ConfigDict(frozen=True)

    enabled: bool = Field(default=True, description="true or false")
    concurrency: int | None = _count(256, least=1)
    cluster_concurrency: int | None = _count(100_000)
    weight: int | None = _count(1_000, least=1)
    priority: Annotated[Priority | None, BeforeValidator(_priority)] = Field(
        default=None, description="critical, high, normal or low"
    )
    tenant_cap: int | None = _count(100_000)
    rate_limit: Annotated[tuple[_Jobs, _Period] | None, BeforeValidator(_rate)] = Field(
        default=None, description="jobs/seconds such as 30/60, or 0 for no limit"
    )
    prefetch: int | None = _count(10_000)
    timeout: int | None = _count(86_400, "seconds, a whole number from 1 to 86400", least=1)
    max_retries: int | None = _count(100)
    backoff: Annotated[
        tuple[_Delay, ...] | None, Field(min_length=1, max_length=100), BeforeValidator(_seconds)
    ] = Field(default=None, description="seconds separated by commas, each up to 86400")
    longest_retry_after: int | None = _count(86_400, "seconds, a whole number from 0 to 86400")
    retention_completed: int | None = _count(_LONGEST_S, _AGE)
    retention_failed: int | None = _count(_LONGEST_S, _AGE)
    keep_completed: int | None = _count(10_000_000)
    keep_failed: int | None = _count(10_000_000)

    def applied(self, policy: QueuePolicy) -> QueuePolicy:
        """The policy with what is set here.

        Raises
        ------
        ValueError
            Where the outcome contradicts itself: prefetch on a queue with a limit across processes.
        """
        changes: dict[str, Any] = {
            "concurrency": self.concurrency,
            "cluster_concurrency": self.cluster_concurrency,
            "weight": self.weight,
            "priority": self.priority,
            "tenant_cap": self.tenant_cap,
            "prefetch": self.prefetch,
            "timeout_ms": _ms(self.timeout),
            "max_retries": self.max_retries,
            "longest_retry_after_ms": _ms(self.longest_retry_after),
            "completed_age_ms": _ms(self.retention_completed),
            "failed_age_ms": _ms(self.retention_failed),
            "completed_count": self.keep_completed,
            "failed_count": self.keep_failed,
        }
        if self.rate_limit is not None:
            jobs, seconds = self.rate_limit
            changes |= {"rate_limit": jobs, "rate_period_ms": _ms(seconds)}
        if self.backoff is not None:
            changes["backoff_ms"] = tuple(_ms(seconds) for seconds in self.backoff)
        return replace(
            policy, **{name: value for name, value in changes.items() if value is not None}
        )


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else math.ceil(seconds * 1000)


def queue_variables(queue: str) -> dict[str, str]:
    """The variable of each field, such as ``{"enabled": "WORKER_NOTIFICATION_ENABLED"}``."""
    stem = queue.upper().replace("-", "_")
    return {field: f"WORKER_{stem}_{field.upper()}" for field in QueueSettings.model_fields}
