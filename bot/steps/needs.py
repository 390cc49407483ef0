"""What delivery needs: a job system, and its times."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from jobs.api import Allowance, EnqueueResult, JobRequest, JobStatus, UsedUp


class Jobs(Protocol):
    """What delivery needs of the job system; `jobs.api.JobsApi` is it."""

    async def enqueue(self, request: JobRequest) -> EnqueueResult:
        """Accept a job; the same id is the same job."""

    async def statuses(self, refs: Sequence[tuple[str, str]]) -> list[JobStatus | None]:
        """Read the states of jobs, in order."""

    def finished(self) -> AsyncIterator[tuple[str, str]]:
        """Ends of jobs, best effort."""

    async def spend(self, allowances: Sequence[Allowance]) -> UsedUp | None:
        """Take one use of each allowance; the one that is used up, if any."""

    async def picture(self, ref: str) -> bytes | None:
        """The bytes of a finished picture, or None where it is gone."""


@dataclass(frozen=True, slots=True)
class DeliveryPolicy:
    """Delivery's times, in seconds.

    ``enqueue_for`` is how long a job that can't be enqueued is tried; ``notice_before`` how long
    before the token's end the member is told that it takes longer; ``token_margin`` how long
    before its end a token is no longer relied on; ``late_limit`` how long after the token's end
    a result may still go to the channel; ``progress_after`` how long a member waits before being
    told how far it is, and ``progress_every`` how often that changes at most;
    ``forget_unacknowledged`` how long Discord is asked whether it took an acknowledgement of which
    nothing is known.
    """

    poll_every: float = 1.0
    enqueue_for: float = 60.0
    notice_before: float = 60.0
    token_margin: float = 5.0
    late_limit: float = 3600.0
    forget_unacknowledged: float = 15.0
    progress_after: float = 5.0
    progress_every: float = 5.0
    backoff_first: float = 0.5
    backoff_most: float = 15.0
    posts_at_once: int = 32
    stop_within: float = 5.0
