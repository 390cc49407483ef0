"""Channels and their messages, as the bot reaches them with its token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.body import read_body
from apolo.sandbox.errors import (
    Form,
    direct_messages_closed,
    foreign_message,
    missing_permissions,
    unknown,
)
from apolo.sandbox.interactions import EventKind
from apolo.sandbox.limits import NONCE
from apolo.sandbox.message import Message, MessageFlag
from apolo.sandbox.model import Channel
from apolo.sandbox.permissions import Permission, permissions_in
from apolo.sandbox.rest.front import reply
from apolo.sandbox.wire import JsonObject, int_of, object_of

if TYPE_CHECKING:
    from apolo.sandbox.messages import Composer, Draft
    from apolo.sandbox.world import World

_SETTABLE = (
    MessageFlag.SUPPRESS_EMBEDS | MessageFlag.SUPPRESS_NOTIFICATIONS | MessageFlag.COMPONENTS_V2
)


class ChannelRoutes:
    """The handlers below ``/channels`` and the opening of direct conversations."""

    def __init__(self, world: World, composer: Composer) -> None:
        self._world = world
        self._composer = composer

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to register."""
        message = "/channels/{channel_id}/messages/{message_id}"
        return [
            web.post("/users/@me/channels", self.open_direct),
            web.get("/channels/{channel_id}", self.read_channel),
            web.post("/channels/{channel_id}/typing", self.typing),
            web.get("/channels/{channel_id}/messages", self.history),
            web.post("/channels/{channel_id}/messages", self.send),
            web.get(message, self.read),
            web.patch(message, self.edit),
            web.delete(message, self.delete),
        ]

    async def open_direct(self, request: web.Request) -> web.Response:
        """Open a direct conversation."""
        payload = (await read_body(request)).payload
        user = self._world.users.get(int_of(payload, "recipient_id"))
        if user is None:
            raise unknown("User")
        return reply(self._world.direct_channel(user).to_wire())

    async def read_channel(self, request: web.Request) -> web.Response:
        """Return a channel."""
        return reply(self._channel(request).to_wire())

    async def typing(self, request: web.Request) -> web.Response:
        """Show the bot typing."""
        self._channel(request, Permission.SEND_MESSAGES)
        return reply()

    async def history(self, request: web.Request) -> web.Response:
        """Return the latest messages, newest first."""
        channel = self._channel(request, Permission.READ_MESSAGE_HISTORY)
        limit = min(100, int(request.query.get("limit", "50")))
        before = int(request.query.get("before", "0"))
        after = int(request.query.get("after", "0"))
        shown = [
            message
            for message in channel.messages.values()
            if not message.ephemeral and message.id > after and (not before or message.id < before)
        ]
        shown = shown[:limit] if after else shown[-limit:]
        return reply([message.to_wire() for message in reversed(shown)])

    async def send(self, request: web.Request) -> web.Response:
        """Send a message; the same enforced nonce within minutes sends none."""
        body = await read_body(request)
        channel = self._channel(request, Permission.SEND_MESSAGES)
        if channel.recipient is not None and not channel.recipient.accepts_direct_messages:
            raise direct_messages_closed()
        nonce = _nonce(body.payload)
        if nonce is not None and body.payload.get("enforce_nonce") is True:
            sent = self._world.sent_with_nonce(nonce)
            if sent is not None:
                return reply(sent.to_wire())
        draft = self._composer.draft(body, channel, _SETTABLE)
        self._check_content_permissions(channel, draft)
        message = self._composer.send(
            channel,
            self._world.bot,
            draft,
            nonce=nonce,
            reference=self._reference(channel, body.payload),
        )
        if nonce is not None:
            self._world.remember_nonce(nonce, message)
        meant = self._world.interaction_meant(message)
        if meant is not None:
            meant.record(EventKind.CHANNEL, message)
        return reply(message.to_wire())

    async def read(self, request: web.Request) -> web.Response:
        """Return one message."""
        channel = self._channel(request, Permission.READ_MESSAGE_HISTORY)
        return reply(self._message(channel, request).to_wire())

    async def edit(self, request: web.Request) -> web.Response:
        """Edit one of the bot's messages.

        A message that still says "thinking" is refused: what Discord does with it here is not
        documented, so nothing should come to rely on it.
        """
        body = await read_body(request)
        channel = self._channel(request)
        old = self._message(channel, request)
        if old.author is not self._world.bot:
            raise foreign_message()
        if old.thinking:
            raise unknown("Message")
        draft = self._composer.draft(body, channel, _SETTABLE, old)
        message = self._composer.edit(channel, old, draft)
        interaction = self._world.interactions.get(message.interaction_id or 0)
        if interaction is not None:
            original = message.id == interaction.original_id
            interaction.record(EventKind.ORIGINAL if original else EventKind.FOLLOW_UP, message)
        elif meant := self._world.interaction_meant(message):
            meant.record(EventKind.CHANNEL, message)
        return reply(message.to_wire())

    async def delete(self, request: web.Request) -> web.Response:
        """Delete a message; another's only with the permission to manage messages."""
        channel = self._channel(request)
        message = self._message(channel, request)
        if message.author is not self._world.bot:
            self._channel(request, Permission.MANAGE_MESSAGES)
        self._composer.delete(channel, message)
        interaction = self._world.interactions.get(message.interaction_id or 0)
        if interaction is not None:
            if message.id == interaction.original_id:
                interaction.thinking = False
            interaction.record(EventKind.DELETED, message)
        return reply()

    def _channel(self, request: web.Request, *needed: Permission) -> Channel:
        return self._world.channel_for_bot(_number(request.match_info["channel_id"]), *needed)

    def _message(self, channel: Channel, request: web.Request) -> Message:
        message = self._world.message(channel, _number(request.match_info["message_id"]))
        if message.ephemeral:
            raise unknown("Message")
        return message

    def _check_content_permissions(self, channel: Channel, draft: Draft) -> None:
        if channel.guild_id is None:
            return
        guild = self._world.guilds[channel.guild_id]
        granted = permissions_in(guild, channel, self._world.bot.id)
        if draft.attachments and not granted & Permission.ATTACH_FILES:
            raise missing_permissions()
        if draft.embeds and not granted & Permission.EMBED_LINKS:
            raise missing_permissions()

    def _reference(self, channel: Channel, payload: JsonObject) -> int | None:
        reference = object_of(payload, "message_reference")
        if not reference:
            return None
        message_id = int_of(reference, "message_id")
        found = channel.messages.get(message_id)
        if found is not None and not found.ephemeral:
            return message_id
        if reference.get("fail_if_not_exists", True):
            form = Form()
            form.fail(("message_reference",), "REPLIES_UNKNOWN_MESSAGE", "Unknown message")
            form.check()
        return None


def _nonce(payload: JsonObject) -> str | None:
    nonce = payload.get("nonce")
    if nonce is None:
        return None
    text = str(nonce)
    form = Form()
    form.longest(("nonce",), text, NONCE)
    form.check()
    return text


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
