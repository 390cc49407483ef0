"""The options by which actors and messages say how they are retried; Dramatiq's own."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from dramatiq.common import compute_backoff

if TYPE_CHECKING:
    from jobs.engine.policy import QueuePolicy

RETRY_OPTIONS = {
    "max_retries",
    "min_backoff",
    "max_backoff",
    "retry_when",
    "throws",
    "on_retry_exhausted",
}
#: The longest delay that Dramatiq computes, in milliseconds.
_LONGEST = 7 * 86_400_000


class Options:
    """A message's options, then its actor's.

    Parameters
    ----------
    actor, message : Mapping[str, Any]
        Their options.
    """

    def __init__(self, actor: Mapping[str, Any], message: Mapping[str, Any]) -> None:
        self._actor = actor
        self._message = message

    def get(self, name: str) -> Any:
        """An option; None where neither has it."""
        value = self._message.get(name)
        return self._actor.get(name) if value is None else value

    def exhausted(self, failures: int, error: BaseException, policy: QueuePolicy) -> bool:
        """Whether a job has failed too often.

        Parameters
        ----------
        failures : int
            Failed runs so far, this one included.
        error : BaseException
            What ended the run; an actor's ``retry_when`` is asked about it, and goes before all.
        policy : QueuePolicy
            Has the number of retries where there is none.
        """
        retry_when = self._actor.get("retry_when")
        if retry_when is not None:
            return not retry_when(failures - 1, error)
        most = self.get("max_retries")
        return failures > (most if isinstance(most, int) else policy.max_retries)

    def backoff(self, failures: int, policy: QueuePolicy) -> int:
        """Milliseconds before the retry that follows so many failed runs.

        Exactly the queue's, unless ``min_backoff`` or ``max_backoff`` is set: then it doubles from
        there on, with jitter, as Dramatiq's does.
        """
        least, most = self.get("min_backoff"), self.get("max_backoff")
        if least is None and most is None:
            return policy.backoff(failures)
        _, delay = compute_backoff(
            failures - 1,
            factor=policy.backoff(1) if least is None else least,
            max_backoff=min(_LONGEST if most is None else most, _LONGEST),
        )
        return delay
