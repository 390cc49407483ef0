"""From the end of a job to what the member gets to see."""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.entries import Entry
from bot.errors import error_text, shown
from bot.follow import follow_of
from bot.presses import custom_id
from bot.rest import OutgoingButton
from jobs.api import JobState, JobStatus
from locales import FormatError, text

if TYPE_CHECKING:
    from bot.channel_posts import ChannelPost

log = logging.getLogger(__name__)

MAX_CONTENT: Final = 2000
MAX_ALT: Final = 1024
MAX_FREE_TEXT: Final = 1900
"""Of a text that a worker has written: leaves room for the lead of a late answer."""
_FILENAME: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")
_MATCH: Final = re.compile(r"[0-9]{1,20}")
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_MIME: Final = {
    "png": "image/png",
    "jpg": "image/jpeg",
    "webp": "image/webp",
    "json": "application/json",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True)
class PictureRef:
    """A picture, or another file, that the job system keeps, and how it is to be posted."""

    ref: str
    filename: str
    alt: str

    @property
    def mime(self) -> str:
        """The media type, by the name's ending."""
        return _MIME.get(self.filename.rpartition(".")[2].lower(), "application/octet-stream")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to stand in the channel."""

    content: str
    picture: PictureRef | None = None
    analysable: str | None = None
    """The match that OpenDota can still be asked to analyse; offered by a button."""
    follow: ChannelPost | None = None
    """What is to be posted to the channel when it is ready: promised together with this."""


def answer_of(entry: Entry, status: JobStatus) -> Answer:
    """Put a finished job into the member's words.

    Parameters
    ----------
    entry
        Whose answer it is.
    status
        A job that has completed or failed. A result that makes no sense becomes an error: it is
        ours to have got wrong, and the member must not wait for ever.
    """
    if status.state is JobState.FAILED:
        if status.error is None:
            return error_answer(entry, "internal")
        log.info(
            "job %s failed with %s (reference %s): %s",
            status.job_id,
            status.error.code,
            entry.reference,
            status.error.message,
        )
        return error_answer(entry, status.error.code, status.error.params)
    result = status.result
    answer = None
    if isinstance(result, Mapping):
        answer = _picture_answer(result) or _free_answer(result) or _text_answer(entry, result)
    if answer is None:
        log.error("job %s has no usable result (reference %s)", status.job_id, entry.reference)
        return error_answer(entry, "internal")
    assert isinstance(result, Mapping)
    return replace(answer, follow=follow_of(entry, result))


def error_answer(entry: Entry, code: str, params: Mapping[str, object] | None = None) -> Answer:
    """The localized text of an error."""
    return Answer(error_text(entry.locale, code, params or {}, reference=entry.reference))


def message_answer(entry: Entry, message_id: str, **args: str | float) -> Answer:
    """One of the bot's own messages."""
    return Answer(text(entry.locale, message_id, **args)[:MAX_CONTENT])


def _picture_answer(result: Mapping[str, object]) -> Answer | None:
    ref, filename, alt = result.get("picture"), result.get("filename"), result.get("alt", "")
    if result.get("kind") not in {"image", "file"} or not isinstance(ref, str) or not ref:
        return None
    if not isinstance(filename, str) or not _FILENAME.fullmatch(filename):
        filename = "apolo.png"
    words = free_text(result.get("text"))
    match = result.get("analysable")
    analysable = match if isinstance(match, str) and _MATCH.fullmatch(match) else None
    picture = PictureRef(ref, filename, alt[:MAX_ALT] if isinstance(alt, str) else "")
    return Answer(words, picture, analysable)


def button_of(entry: Entry, answer: Answer) -> OutgoingButton | None:
    """The button that stands under an answer."""
    if answer.analysable is None:
        return None
    words = text(entry.locale, "analysis-button")
    return OutgoingButton(custom_id("analyse", answer.analysable), words)


def _free_answer(result: Mapping[str, object]) -> Answer | None:
    words = free_text(result.get("text"))
    return Answer(words) if result.get("kind") == "text" and words else None


def free_text(value: object) -> str:
    """What a worker has written, in the member's language and with markdown that it chose.

    Cut to what a message holds; it can't mention anybody, however it was made. Empty where it is
    no text.
    """
    if not isinstance(value, str):
        return ""
    # Cut first, so that a huge text costs nothing.
    words = _UNSEEN.sub("", value[: 2 * MAX_FREE_TEXT]).strip()
    words = words.replace("@", "@\u200b").replace("<#", "<\u200b#")
    return words if len(words) <= MAX_FREE_TEXT else f"{words[: MAX_FREE_TEXT - 1].rstrip()}…"


def _text_answer(entry: Entry, result: Mapping[str, object]) -> Answer | None:
    message_id, args = result.get("message"), result.get("args", {})
    if result.get("kind") != "text" or not isinstance(message_id, str):
        return None
    if not isinstance(args, Mapping):
        return None
    # Texts come from the outside (a player's name); numbers are written by the locale's rules.
    safe = {
        str(name): value if isinstance(value, (int, float)) else shown(value)
        for name, value in args.items()
        if value is not None
    }
    try:
        return message_answer(entry, message_id, **safe)
    except (KeyError, FormatError):
        log.exception("the result's message can't be made")
        return None
