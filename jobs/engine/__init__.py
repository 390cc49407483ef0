"""A Dramatiq broker on Redis whose every transition is one atomic script.

It knows nothing of what the jobs do: it takes messages, keeps their state, and gives them to
workers under fenced leases.
"""

from jobs.engine.broker import EngineBroker
from jobs.engine.client import AsyncEngine, Engine
from jobs.engine.errors import (
    Cancelled,
    EngineError,
    EngineUnavailable,
    InvalidJob,
    QueueUnknown,
)
from jobs.engine.policy import Priority, QueuePolicy
from jobs.engine.records import (
    Cancellation,
    Counts,
    JobError,
    JobFilter,
    JobPage,
    JobState,
    JobStatus,
)
from jobs.engine.requests import Accepted, NewJob

__all__ = [
    "Accepted",
    "AsyncEngine",
    "Cancellation",
    "Cancelled",
    "Counts",
    "Engine",
    "EngineBroker",
    "EngineError",
    "EngineUnavailable",
    "InvalidJob",
    "JobError",
    "JobFilter",
    "JobPage",
    "JobState",
    "JobStatus",
    "NewJob",
    "Priority",
    "QueuePolicy",
    "QueueUnknown",
]
