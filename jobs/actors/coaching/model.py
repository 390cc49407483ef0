"""A language model as coaching uses it: one prompt in, one plain text out, typed errors."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Protocol

from jobs.actors.coaching.errors import (
    AnswerRejected,
    CoachError,
    ModelLimited,
    ModelMisconfigured,
    ModelRefused,
    ModelUnavailable,
)

#: Tokens that an answer may have; a model that thinks counts its thoughts among them.
MAX_OUTPUT_TOKENS: Final = 2048
#: Bytes of a response that are read; the longest sensible one has a twentieth of it.
MAX_RESPONSE_BYTES: Final = 256 * 1024
#: Characters of a text that is looked at further.
MAX_TEXT: Final = 8_000

_MISCONFIGURED: Final = frozenset({400, 401, 403, 404})
_LIMITED: Final = 429
_DELAY: Final = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)s")
_DAY: Final = "PerDay"
_DAY_PAUSE: Final = 3600.0
_STOP: Final = "STOP"
_CUT: Final = "MAX_TOKENS"


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked: how to answer, and about what."""

    system: str
    user: str


class Model(Protocol):
    """An adapter of one package that speaks to one model."""

    name: str

    def ask(self, prompt: Prompt, timeout: float) -> str:
        """Ask once, without retries, and block until there is an answer.

        Parameters
        ----------
        prompt : Prompt
        timeout : float
            Seconds in all, not per read.

        Raises
        ------
        CoachError
            For everything that can go wrong; see `errors`.
        """


def refusal(status: int, reason: str, details: object = None) -> CoachError:
    """Turn an HTTP error of the model's API into ours.

    Parameters
    ----------
    status : int
        HTTP status.
    reason : str
        What the API says, for the log.
    details : object
        ``error.details`` of the body: a list of dictionaries, as far as it was understood.
    """
    detail = f"{status} {reason}"[:200]
    if status == _LIMITED:
        return ModelLimited(detail, pause=_retry_delay(details))
    if status in _MISCONFIGURED:
        return ModelMisconfigured(detail)
    return ModelUnavailable(detail)


def whole_text(blocked: str | None, finish: str | None, texts: list[str]) -> str:
    """Return the text of a response, once it is known to be whole.

    Parameters
    ----------
    blocked : str or None
        Why the prompt was blocked.
    finish : str or None
        Why the first candidate ended; None where there is no candidate.
    texts : list of str
        Its text parts without its thoughts.

    Raises
    ------
    ModelRefused
        The prompt was blocked, or the candidate ended for any reason but having said all.
    AnswerRejected
        The answer was cut, is empty, or is far too long.
    """
    if blocked:
        raise ModelRefused(f"prompt blocked: {blocked}")
    if finish is None:
        raise AnswerRejected("no candidate")
    if finish == _CUT:
        raise AnswerRejected("cut at the limit of tokens")
    if finish != _STOP:
        raise ModelRefused(f"ended with {finish}")
    text = "".join(texts).strip()
    if not text:
        raise AnswerRejected("empty")
    if len(text) > MAX_TEXT:
        raise AnswerRejected("too long")
    return text


def _retry_delay(details: object) -> float | None:
    """Read the delay of a 429 in seconds, None where it names none.

    The quota of a day is not to be had back after the seconds that Google names even then.
    """
    seconds: float | None = None
    for detail in details if isinstance(details, list) else ():
        if not isinstance(detail, dict):
            continue
        violations = detail.get("violations")
        for violation in violations if isinstance(violations, list) else ():
            if isinstance(violation, dict) and _DAY in str(violation.get("quotaId", "")):
                seconds = max(seconds or 0.0, _DAY_PAUSE)
        delay = _DELAY.fullmatch(str(detail.get("retryDelay")))
        if delay is not None:
            seconds = max(seconds or 0.0, float(delay[1]))
    return seconds
