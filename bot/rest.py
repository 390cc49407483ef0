"""The few REST calls that answer an interaction without its object, long after the press.

discord.py's own calls sleep through rate limits and server errors for as long as they please;
here each call is one request, whose failure says when, and whether, to try again.
"""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import aiohttp

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.clock import DiscordClock

USER_AGENT: Final = "DiscordBot (https://github.com/apolo-bot/apolo, 1)"
_TIMEOUT: Final = aiohttp.ClientTimeout(total=20, connect=5)
_MAX_HOLDS: Final = 4096
_PLENTY: Final = 1_000
_KEPT_FOR_THE_ANSWER: Final = 3
"""Requests of a bucket: the answer, what is said where it is refused, and one to spare."""
_ACTION_ROW: Final = 1
_BUTTON: Final = 2
_SECONDARY: Final = 2


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture to be posted; ``description`` is its alt text."""

    data: bytes = field(repr=False)
    filename: str
    mime: str
    description: str


@dataclass(frozen=True, slots=True)
class OutgoingButton:
    """A button below a message."""

    custom_id: str
    label: str


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """A message as it shall stand in the channel, whole: what it lacks is removed by an edit."""

    content: str
    attachment: Attachment | None = None
    button: OutgoingButton | None = None


class DiscordRefused(Exception):
    """Discord understood and said no; the same request won't fare better.

    Parameters
    ----------
    status
        HTTP status.
    code
        Discord's own JSON error code, 0 where it sent none.
    """

    def __init__(self, status: int, code: int, detail: str) -> None:
        super().__init__(f"{status} (code {code}): {detail}")
        self.status = status
        self.code = code


class DiscordBusy(Exception):
    """A rate limit; ``retry_after`` is in seconds."""

    def __init__(self, retry_after: float) -> None:
        super().__init__(f"rate limited for {retry_after:.2f} s")
        self.retry_after = retry_after


class DiscordUnreachable(Exception):
    """No answer, or a server error. The request may have been done."""


class DiscordRest:
    """Reads and edits originals by their token, and posts to channels as the bot.

    Parameters
    ----------
    session
        Closed by its owner.
    api_url
        Such as ``https://discord.com/api/v10``.
    bot_token
        For posts to channels.
    clock
        Learns from every response.
    """

    def __init__(
        self, session: aiohttp.ClientSession, api_url: str, bot_token: str, clock: DiscordClock
    ) -> None:
        self._session = session
        self._api_url = api_url.rstrip("/")
        self._bot_token = bot_token
        self._clock = clock
        self._held_until: dict[str, float] = {}
        self._left: dict[str, tuple[int, float]] = {}

    async def original_exists(self, application_id: int, token: str) -> bool:
        """Whether Discord knows the original response, hence took the acknowledgement.

        Raises
        ------
        DiscordBusy, DiscordUnreachable
        """
        try:
            await self._request("GET", _original(application_id, token), f"original/{token}")
        except DiscordRefused:
            return False
        return True

    async def edit_original(
        self, application_id: int, token: str, message: OutgoingMessage
    ) -> None:
        """Make the original response read as given. Doing it twice changes nothing.

        Raises
        ------
        DiscordRefused, DiscordBusy, DiscordUnreachable
        """
        await self._request(
            "PATCH", _original(application_id, token), f"original/{token}", message=message
        )

    async def show_progress(self, application_id: int, token: str, words: str) -> None:
        """Make the original response read as given, unless that might hold up the answer.

        Raises
        ------
        DiscordRefused, DiscordBusy, DiscordUnreachable
        """
        bucket = f"original/{token}"
        left, until = self._left.get(bucket, (_PLENTY, 0.0))
        wait = until - time.monotonic()
        if left < _KEPT_FOR_THE_ANSWER and wait > 0:
            raise DiscordBusy(wait)
        await self.edit_original(application_id, token, OutgoingMessage(words))

    async def post(self, channel_id: int, message: OutgoingMessage, nonce: str) -> None:
        """Post to a channel; Discord takes a nonce only once within some minutes.

        Raises
        ------
        DiscordRefused, DiscordBusy, DiscordUnreachable
        """
        path = f"/channels/{channel_id}/messages"
        await self._request("POST", path, path, message=message, nonce=nonce, as_bot=True)

    async def _request(
        self,
        method: str,
        path: str,
        bucket: str,
        *,
        message: OutgoingMessage | None = None,
        nonce: str | None = None,
        as_bot: bool = False,
    ) -> None:
        self._respect_hold(bucket)
        headers = {"User-Agent": USER_AGENT}
        if as_bot:
            headers["Authorization"] = f"Bot {self._bot_token}"
        body: aiohttp.FormData | bytes | None = None
        if message is not None and message.attachment is not None:
            body = _form(message, nonce)
        elif message is not None:
            body = json.dumps(_payload(message, nonce)).encode()
            headers["Content-Type"] = "application/json"
        try:
            async with self._session.request(
                method,
                self._api_url + path,
                data=body,
                headers=headers,
                timeout=_TIMEOUT,
                allow_redirects=False,
            ) as response:
                status, answer_headers = response.status, response.headers
                answer = await response.read()
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            # Not chained: some of these repeat the URL, and with it the token.
            raise DiscordUnreachable(type(error).__name__) from None
        self._clock.observe_date(answer_headers.get("Date"))
        self._judge(bucket, status, answer_headers, answer)

    def _judge(self, bucket: str, status: int, headers: Mapping[str, str], answer: bytes) -> None:
        details = _json_object(answer)
        if status == 429:
            retry_after = _seconds(details.get("retry_after"), headers.get("Retry-After"))
            everywhere = details.get("global") is True or "X-RateLimit-Global" in headers
            self._hold("" if everywhere else bucket, retry_after)
            raise DiscordBusy(retry_after)
        self._note_what_is_left(bucket, headers)
        if 200 <= status < 300:
            return
        if status >= 500:
            raise DiscordUnreachable(f"status {status}")
        code = details.get("code")
        raise DiscordRefused(
            status, code if isinstance(code, int) else 0, str(details.get("message", ""))[:200]
        )

    def _respect_hold(self, bucket: str) -> None:
        now = time.monotonic()
        wait = max(self._held_until.get(bucket, 0.0), self._held_until.get("", 0.0)) - now
        if wait > 0:
            raise DiscordBusy(wait)

    def _note_what_is_left(self, bucket: str, headers: Mapping[str, str]) -> None:
        remaining = headers.get("X-RateLimit-Remaining", "")
        if not remaining.isdigit():
            return
        reset_after = _seconds(headers.get("X-RateLimit-Reset-After"))
        if remaining == "0":
            self._hold(bucket, reset_after)
        now = time.monotonic()
        if len(self._left) >= _MAX_HOLDS:
            self._left = {b: left for b, left in self._left.items() if left[1] > now}
        self._left[bucket] = int(remaining), now + reset_after

    def _hold(self, bucket: str, seconds: float) -> None:
        now = time.monotonic()
        if len(self._held_until) >= _MAX_HOLDS:
            self._held_until = {b: until for b, until in self._held_until.items() if until > now}
        self._held_until[bucket] = now + seconds


def _original(application_id: int, token: str) -> str:
    return f"/webhooks/{application_id}/{token}/messages/@original"


def _payload(message: OutgoingMessage, nonce: str | None) -> dict[str, object]:
    payload: dict[str, object] = {
        "content": message.content,
        "allowed_mentions": {"parse": []},
        "attachments": [],
        "components": [],
    }
    if message.button is not None:
        button = {
            "type": _BUTTON,
            "style": _SECONDARY,
            "custom_id": message.button.custom_id,
            "label": message.button.label,
        }
        payload["components"] = [{"type": _ACTION_ROW, "components": [button]}]
    if message.attachment is not None:
        payload["attachments"] = [
            {
                "id": 0,
                "filename": message.attachment.filename,
                "description": message.attachment.description,
            }
        ]
    if nonce is not None:
        payload["nonce"] = nonce
        payload["enforce_nonce"] = True
    return payload


def _form(message: OutgoingMessage, nonce: str | None) -> aiohttp.FormData:
    assert message.attachment is not None
    # Discord wants files[0] as it stands, not with its brackets escaped.
    form = aiohttp.FormData(quote_fields=False)
    form.add_field(
        "payload_json", json.dumps(_payload(message, nonce)), content_type="application/json"
    )
    form.add_field(
        "files[0]",
        message.attachment.data,
        filename=message.attachment.filename,
        content_type=message.attachment.mime,
    )
    return form


def _json_object(body: bytes) -> dict[str, object]:
    try:
        value = json.loads(body)
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _seconds(*candidates: object) -> float:
    for candidate in candidates:
        try:
            seconds = float(candidate)  # type: ignore[arg-type]
        except (TypeError, ValueError):
            continue
        if seconds >= 0:
            return min(seconds, 3600.0)
    return 1.0
