"""What a member sees while a job takes its time: how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from jobs.api import JobState
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.api import JobStatus

_WAITING: Final = "progress-waiting"
_STAGES: Final[Mapping[str, str]] = {
    "fetching": "progress-fetching",
    "drawing": "progress-drawing",
    "writing": "progress-writing",
    "computing": "progress-computing",
    "analysing": "progress-analysing",
}
"""What a job says of itself, and the message that it becomes; other words are shown to nobody."""


def progress_text(locale: Locale, status: JobStatus) -> str | None:
    """How an unfinished job stands, in the member's language; None where there is nothing to say.

    Parameters
    ----------
    locale
        The member's language.
    status
        A job that waits or runs.
    """
    stage = stage_text(locale, status.progress_message or "")
    if stage is None and status.state in {JobState.WAITING, JobState.DELAYED}:
        return text(locale, _WAITING)
    return stage


def stage_text(locale: Locale, said: str) -> str | None:
    """What a job says of itself, in words; None where it is none of what is shown to members."""
    stage = _STAGES.get(said)
    return None if stage is None else text(locale, stage)


def interim_texts() -> frozenset[str]:
    """Every text that only asks for patience: whoever sees one still waits for the answer."""
    messages = (*_STAGES.values(), _WAITING, "delivery-continues-in-channel")
    return frozenset(text(locale, message) for locale in Locale for message in messages)
