"""Why there is no text of the model's, and for how long asking it again would be in vain.

A member never sees these: each one means that the rules write the text.
"""

from __future__ import annotations

from typing import ClassVar

#: The longest that a refusal may switch the model off, in seconds.
LONGEST_PAUSE = 86_400.0


class CoachError(Exception):
    """Base of all.

    Parameters
    ----------
    detail : str
        For the log; never holds a key or a prompt.
    pause : float, optional
        Seconds for which the model is not to be asked again.

    Attributes
    ----------
    code : str
        Stable, for logs and counts.
    """

    code: ClassVar[str] = "coach_error"
    default_pause: ClassVar[float] = 0.0

    def __init__(self, detail: str = "", *, pause: float | None = None) -> None:
        super().__init__(detail)
        wanted = self.default_pause if pause is None else pause
        self.pause = min(LONGEST_PAUSE, max(0.0, wanted))


class NotAsked(CoachError):
    """The model was not called: its budget is spent, it is switched off, or time is short."""

    code = "not_asked"


class ModelSilent(CoachError):
    """No whole answer came in time."""

    code = "model_silent"
    default_pause = 60.0


class ModelUnavailable(CoachError):
    """The model can't be reached, is overloaded or broken."""

    code = "model_unavailable"
    default_pause = 30.0


class ModelLimited(CoachError):
    """The model's own limit is reached; ``pause`` is what it asks for."""

    code = "model_limited"
    default_pause = 60.0


class ModelMisconfigured(CoachError):
    """The key, the model's name or the address is wrong, or may not be used."""

    code = "model_misconfigured"
    default_pause = 300.0


class ModelRefused(CoachError):
    """The prompt was blocked, or the answer withheld."""

    code = "model_refused"


class AnswerRejected(CoachError):
    """An answer came, and is not one that a member may be given; the detail says why."""

    code = "answer_rejected"
