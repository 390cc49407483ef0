"""What can be made to go wrong with the sandbox's Gemini."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class FaultKind(enum.StrEnum):
    """One way to fail, or to answer badly."""

    SILENT = "silent"
    """Nothing comes for `Fault.seconds`; then the right answer."""
    DRIP = "drip"
    """The right answer, byte by byte, for `Fault.seconds` in all."""
    DOWN = "down"
    """The connection breaks before any answer."""
    RATE_LIMITED = "rate_limited"
    """429 with ``RetryInfo`` of `Fault.seconds`, as for the quota of a minute."""
    DAY_SPENT = "day_spent"
    """429 with ``RetryInfo`` of `Fault.seconds`, as for the quota of a day."""
    OVERLOADED = "overloaded"
    """503 ``UNAVAILABLE``."""
    SERVER_ERROR = "server_error"
    """500 ``INTERNAL``."""
    BAD_KEY = "bad_key"
    """400, as for an API key that is not valid."""
    FORBIDDEN = "forbidden"
    """403 ``PERMISSION_DENIED``."""
    NO_MODEL = "no_model"
    """404, as for a model that is no more."""
    BLOCKED = "blocked"
    """200 without candidates: the prompt was blocked."""
    SAFETY = "safety"
    """200 with a candidate that ended with ``SAFETY`` and has no content."""
    MAX_TOKENS = "max_tokens"
    """200 with half a text that ended with ``MAX_TOKENS``."""
    EMPTY = "empty"
    """200 with a candidate without any text."""
    NOTHING = "nothing"
    """200 with ``{}``."""
    HTML_PAGE = "html_page"
    """200 with a page instead of JSON."""
    WRONG_NUMBERS = "wrong_numbers"
    """A text with figures that nobody gave."""
    OTHER_LANGUAGE = "other_language"
    """A text in a language that was not asked for."""
    HTML = "html"
    """A text made of HTML."""
    PINGS = "pings"
    """A text with mentions and links."""
    HUGE = "huge"
    """A text of 1 MB."""
    THOUGHTS = "thoughts"
    """The model's thoughts in a part before the text."""


@dataclass(slots=True)
class Fault:
    """A fault that is set.

    Attributes
    ----------
    kind : FaultKind
    times : int or None
        How many requests it still hits; None for all until it is healed.
    seconds : float
        How long the silence, the dripping or the retry delay is.
    """

    kind: FaultKind
    times: int | None = None
    seconds: float = 30.0

    def hits(self) -> bool:
        """Tell whether a request is hit, and count it."""
        if self.times == 0:
            return False
        if self.times is not None:
            self.times -= 1
        return True


_GOOGLE = "type.googleapis.com/google.rpc."


def refusal(fault: Fault) -> tuple[int, dict[str, object]] | None:
    """Return status and body of a fault that is an error of Google's API, else None."""
    match fault.kind:
        case FaultKind.RATE_LIMITED:
            return _quota("GenerateRequestsPerMinutePerProjectPerModel-FreeTier", "5", fault)
        case FaultKind.DAY_SPENT:
            return _quota("GenerateRequestsPerDayPerProjectPerModel-FreeTier", "20", fault)
        case FaultKind.OVERLOADED:
            text = "The model is overloaded. Please try again later."
            return _error(503, "UNAVAILABLE", text)
        case FaultKind.SERVER_ERROR:
            return _error(500, "INTERNAL", "An internal error has occurred.")
        case FaultKind.BAD_KEY:
            return invalid_key()
        case FaultKind.FORBIDDEN:
            text = "Permission denied: Consumer has been suspended."
            return _error(403, "PERMISSION_DENIED", text)
        case FaultKind.NO_MODEL:
            text = "models/gone is not found for API version v1beta."
            return _error(404, "NOT_FOUND", text)
        case _:
            return None


def invalid_key() -> tuple[int, dict[str, object]]:
    """Return what a request with a wrong key is answered with."""
    details: dict[str, object] = {
        "@type": f"{_GOOGLE}ErrorInfo",
        "reason": "API_KEY_INVALID",
        "domain": "googleapis.com",
        "metadata": {"service": "generativelanguage.googleapis.com"},
    }
    text = "API key not valid. Please pass a valid API key."
    return _error(400, "INVALID_ARGUMENT", text, details)


def invalid_request(text: str) -> tuple[int, dict[str, object]]:
    """Return what a request that makes no sense is answered with."""
    return _error(400, "INVALID_ARGUMENT", text)


def _quota(quota: str, value: str, fault: Fault) -> tuple[int, dict[str, object]]:
    violation = {
        "quotaMetric": "generativelanguage.googleapis.com/generate_content_free_tier_requests",
        "quotaId": quota,
        "quotaDimensions": {"location": "global", "model": "gemini-3.5-flash-lite"},
        "quotaValue": value,
    }
    return _error(
        429,
        "RESOURCE_EXHAUSTED",
        "You exceeded your current quota, please check your plan and billing details.",
        {"@type": f"{_GOOGLE}QuotaFailure", "violations": [violation]},
        {"@type": f"{_GOOGLE}RetryInfo", "retryDelay": f"{fault.seconds:g}s"},
    )


def _error(
    code: int, status: str, message: str, *details: dict[str, object]
) -> tuple[int, dict[str, object]]:
    error: dict[str, object] = {"code": code, "message": message, "status": status}
    if details:
        error["details"] = list(details)
    return code, {"error": error}
