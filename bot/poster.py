"""Puts an answer where it belongs, and makes of Discord's refusals the best that can be made."""

from __future__ import annotations

import dataclasses
import enum
import logging
from typing import TYPE_CHECKING, Final, Protocol

from bot.answers import Answer, button_of, error_answer
from bot.entries import Entry
from bot.rest import Attachment, DiscordRefused, DiscordRest, OutgoingMessage
from locales import text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

log = logging.getLogger(__name__)


class PictureTooLarge(Exception):
    """Discord does not take the picture here; one of up to ``most_bytes`` may fare better."""

    def __init__(self, most_bytes: int) -> None:
        super().__init__(f"more than {most_bytes} bytes")
        self.most_bytes = most_bytes


class Posted(enum.Enum):
    """What became of a post."""

    DONE = enum.auto()
    """It stands in the channel."""
    TOKEN_DEAD = enum.auto()
    """Discord takes the interaction's token no more."""
    PICTURE_GONE = enum.auto()
    """The job system no longer keeps the picture."""
    IMPOSSIBLE = enum.auto()
    """The message or channel is gone, or the bot may not write there: nobody can be told."""


class Refusal(enum.Enum):
    """The kinds of no that call for different answers."""

    TOKEN_DEAD = enum.auto()
    GONE = enum.auto()
    TOO_LARGE = enum.auto()
    BLOCKED = enum.auto()
    FORBIDDEN = enum.auto()
    OTHER = enum.auto()


_BY_CODE: Final = {
    10003: Refusal.GONE,  # unknown channel
    10004: Refusal.GONE,  # unknown guild
    10008: Refusal.GONE,  # unknown message: somebody deleted it
    10015: Refusal.TOKEN_DEAD,  # unknown webhook
    10062: Refusal.TOKEN_DEAD,  # unknown interaction
    50027: Refusal.TOKEN_DEAD,  # invalid webhook token
    40005: Refusal.TOO_LARGE,  # request entity too large
    200000: Refusal.BLOCKED,  # AutoMod
    200001: Refusal.BLOCKED,  # AutoMod, title
    50001: Refusal.FORBIDDEN,  # missing access
    50013: Refusal.FORBIDDEN,  # missing permissions
}
_BY_STATUS: Final = {
    401: Refusal.TOKEN_DEAD,
    403: Refusal.FORBIDDEN,
    404: Refusal.GONE,
    413: Refusal.TOO_LARGE,
}
_INSTEAD: Final = {
    Refusal.TOO_LARGE: "picture_too_large",
    Refusal.BLOCKED: "blocked_by_server",
    Refusal.FORBIDDEN: "missing_permissions",
    Refusal.OTHER: "internal",
}
"""The error that is told where the answer itself can't be posted."""


def refusal_of(error: DiscordRefused) -> Refusal:
    """Sort a refusal by Discord's code, or by status where there is none."""
    return _BY_CODE.get(error.code) or _BY_STATUS.get(error.status, Refusal.OTHER)


class Pictures(Protocol):
    """Who keeps the finished pictures."""

    async def picture(self, ref: str) -> bytes | None:
        """The bytes, or None where they are gone."""


class Poster:
    """Posts answers as edits of the original response, or to the channel.

    Its methods raise `DiscordBusy`, `DiscordUnreachable` and `JobsUnavailable`, after which the
    same call may be repeated, and `PictureTooLarge`, after which it may not.
    """

    def __init__(self, rest: DiscordRest, pictures: Pictures) -> None:
        self._rest = rest
        self._pictures = pictures

    async def edit_original(self, entry: Entry, answer: Answer) -> Posted:
        """Complete the "thinking" message. Repeated, it stays one answer."""

        async def send(message: OutgoingMessage) -> None:
            await self._rest.edit_original(entry.application_id, entry.token, message)

        return await self._post(entry, answer, send)

    async def post_to_channel(self, entry: Entry, answer: Answer) -> Posted:
        """Post what a channel is owed; repeated within minutes, Discord drops the second.

        The answer to an interaction says whom it is for.
        """
        channel_id = entry.channel_id
        if entry.private or not entry.channel_fallback or channel_id is None:
            return Posted.IMPOSSIBLE
        if not entry.to_channel:
            lead = text(entry.locale, "delivery-late-result", user=str(entry.user_id))
            answer = dataclasses.replace(answer, content=f"{lead}\n{answer.content}".rstrip())

        async def send(message: OutgoingMessage) -> None:
            await self._rest.post(channel_id, message, entry.nonce)

        posted = await self._post(entry, answer, send)
        # There is no token here to be dead: Discord refuses the bot itself.
        return Posted.IMPOSSIBLE if posted is Posted.TOKEN_DEAD else posted

    async def _post(
        self,
        entry: Entry,
        answer: Answer,
        send: Callable[[OutgoingMessage], Awaitable[None]],
    ) -> Posted:
        attachment, picture = None, answer.picture
        if picture is not None:
            data = await self._pictures.picture(picture.ref)
            if data is None:
                return Posted.PICTURE_GONE
            if len(data) > entry.upload_limit:
                raise PictureTooLarge(entry.upload_limit)
            attachment = Attachment(data, picture.filename, picture.mime, picture.alt)
        try:
            await send(OutgoingMessage(answer.content, attachment, button_of(entry, answer)))
        except DiscordRefused as error:
            refusal = refusal_of(error)
            _log_refusal(entry, error)
            if refusal is Refusal.TOKEN_DEAD:
                return Posted.TOKEN_DEAD
            if refusal is Refusal.GONE:
                return Posted.IMPOSSIBLE
            if refusal is Refusal.TOO_LARGE and attachment is not None:
                raise PictureTooLarge(len(attachment.data) // 2) from None
            return await self._post_instead(entry, refusal, send)
        return Posted.DONE

    async def _post_instead(
        self,
        entry: Entry,
        refusal: Refusal,
        send: Callable[[OutgoingMessage], Awaitable[None]],
    ) -> Posted:
        try:
            await send(OutgoingMessage(error_answer(entry, _INSTEAD[refusal]).content))
        except DiscordRefused as error:
            _log_refusal(entry, error)
            if refusal_of(error) is Refusal.TOKEN_DEAD:
                return Posted.TOKEN_DEAD
            return Posted.IMPOSSIBLE
        return Posted.DONE


def _log_refusal(entry: Entry, error: DiscordRefused) -> None:
    log.warning(
        "Discord refused the answer to interaction %s (reference %s): %s",
        entry.interaction_id,
        entry.reference,
        error,
    )
