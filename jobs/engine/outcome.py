"""From an exception to a job's error and to whether it runs again."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

from dramatiq.errors import ActorNotFound, RateLimitExceeded, Retry
from dramatiq.middleware import SkipMessage, TimeLimitExceeded

from jobs.engine.records import JobError

if TYPE_CHECKING:
    from jobs.engine.policy import QueuePolicy

#: Longest text and traceback that are kept of an error, in characters.
MAX_MESSAGE, MAX_TRACEBACK = 500, 8_000
#: An integer as large as this can't be stored.
_LARGE = 2**63

_CODES: tuple[tuple[type[BaseException], str], ...] = (
    (TimeLimitExceeded, "timeout"),
    (ActorNotFound, "unknown_actor"),
    (RateLimitExceeded, "rate_limited"),
    (SkipMessage, "skipped"),
)


def describe(error: BaseException) -> JobError:
    """What is kept of an exception.

    An exception may say more of itself by attributes: ``code`` (a stable name) and ``params``
    (what its text needs). One without a code is "internal", and keeps its traceback.
    """
    code = getattr(error, "code", None)
    if not isinstance(code, str):
        code = next((name for kind, name in _CODES if isinstance(error, kind)), "internal")
    params = getattr(error, "params", None)
    kept: dict[str, str | int | float] = {}
    if isinstance(params, dict):
        kept = {
            _clean(str(name)): _clean(value) if isinstance(value, str) else value
            for name, value in params.items()
            if isinstance(value, (str, float)) or (type(value) is int and abs(value) < _LARGE)
        }
    text = None
    if code == "internal":
        text = "".join(traceback.format_exception(error, limit=-30))[-MAX_TRACEBACK:]
    message = f"{type(error).__name__}: {_said(error)}"[:MAX_MESSAGE]
    return JobError(_clean(code), _clean(message), kept, _clean(text) if text else None)


def retry_delay(
    error: BaseException,
    *,
    failures: int,
    max_retries: int | None,
    policy: QueuePolicy,
    backoff_ms: int | None = None,
) -> int | None:
    """Milliseconds until this job runs again; None where it has failed for good.

    Parameters
    ----------
    error : BaseException
        What ended the run. With an attribute ``retryable`` that is False it is final; with
        ``retry_after`` (seconds) the delay is at least that.
    failures : int
        Failed runs so far, this one included.
    max_retries : int or None
        Failed runs that may be followed by another; None asks about the error alone.
    policy : QueuePolicy
        Gives the backoff, and the longest wait that an error may ask for.
    backoff_ms : int, optional
        Instead of the policy's backoff.
    """
    if getattr(error, "retryable", True) is False:
        return None
    if max_retries is not None and failures > max_retries:
        return None
    if isinstance(error, Retry) and error.delay is not None:
        return int(error.delay)
    after = getattr(error, "retry_after", None)
    least = int(after * 1000) if isinstance(after, (int, float)) and after > 0 else 0
    if least > policy.longest_retry_after_ms:
        return None
    return max(policy.backoff(failures) if backoff_ms is None else backoff_ms, least)


def _said(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return "(can't be written)"


def _clean(text: str) -> str:
    # Lone surrogates can't be stored.
    return text.encode("utf-8", "replace").decode("utf-8")
