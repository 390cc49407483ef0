"""Answers to interactions: follow-ups, and editing, reading or deleting what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.body import Body, read_body
from apolo.sandbox.errors import DiscordError, token_expired, too_many_follow_ups, unknown
from apolo.sandbox.interactions import (
    FOLLOW_UPS_WHERE_NOT_A_MEMBER,
    TOKEN_LIFE,
    EventKind,
    Interaction,
)
from apolo.sandbox.message import Message, MessageFlag
from apolo.sandbox.rest.front import limited, reply

if TYPE_CHECKING:
    from apolo.sandbox.messages import Composer
    from apolo.sandbox.ratelimits import RateLimits
    from apolo.sandbox.world import World

_SETTABLE = (
    MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.COMPONENTS_V2
)


class WebhookRoutes:
    """The handlers below ``/webhooks/{application}/{token}``."""

    def __init__(self, world: World, composer: Composer, limits: RateLimits) -> None:
        self._world = world
        self._composer = composer
        self._limits = limits

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to register."""
        base = "/webhooks/{application_id}/{token}"
        message = base + "/messages/{message_id}"
        return [
            web.post(base, self.follow_up),
            web.get(message, self.read),
            web.patch(message, self.edit),
            web.delete(message, self.delete),
        ]

    async def follow_up(self, request: web.Request) -> web.Response:
        """Add a message; the first one after a deferral fills the original instead."""
        body = await read_body(request)
        interaction = self._interaction(request)
        verdict = self._limits.take_follow_up(interaction.channel.id)
        if verdict.retry_after is not None:
            return limited(verdict)
        try:
            message = self._add(interaction, body)
        except DiscordError as error:
            interaction.record(EventKind.REFUSED, code=error.code)
            raise
        waits = request.query.get("wait") in {"1", "true"}
        return reply(message.to_wire()) if waits else reply()

    def _add(self, interaction: Interaction, body: Body) -> Message:
        if interaction.channel.id not in self._world.channels:
            raise unknown("Channel")
        if interaction.thinking:
            return self._edit(interaction, "@original", body)
        guild = interaction.guild
        stranger = guild is not None and not guild.bot_present
        if stranger and interaction.follow_ups >= FOLLOW_UPS_WHERE_NOT_A_MEMBER:
            raise too_many_follow_ups()
        draft = self._composer.draft(body, interaction.channel, _SETTABLE)
        message = self._composer.send(
            interaction.channel,
            self._world.bot,
            draft,
            answering=interaction,
            reference=interaction.original_id,
        )
        interaction.follow_ups += 1
        interaction.record(EventKind.FOLLOW_UP, message)
        return message

    async def read(self, request: web.Request) -> web.Response:
        """Return a message of the answer."""
        interaction = self._interaction(request)
        message = self._message(interaction, request.match_info["message_id"])
        return reply(message.to_wire())

    async def edit(self, request: web.Request) -> web.Response:
        """Edit the original or a follow-up."""
        body = await read_body(request)
        interaction = self._interaction(request)
        try:
            message = self._edit(interaction, request.match_info["message_id"], body)
        except DiscordError as error:
            interaction.record(EventKind.REFUSED, code=error.code)
            raise
        return reply(message.to_wire())

    def _edit(self, interaction: Interaction, message_id: str, body: Body) -> Message:
        old = self._message(interaction, message_id)
        draft = self._composer.draft(body, interaction.channel, _SETTABLE, old)
        message = self._composer.edit(interaction.channel, old, draft)
        if message.id != interaction.original_id:
            interaction.record(EventKind.FOLLOW_UP, message)
        elif interaction.source is not None and interaction.source.id == message.id:
            interaction.record(EventKind.SOURCE, message)
        else:
            interaction.thinking = False
            interaction.record(EventKind.ORIGINAL, message)
        return message

    async def delete(self, request: web.Request) -> web.Response:
        """Delete the original or a follow-up."""
        interaction = self._interaction(request)
        message = self._message(interaction, request.match_info["message_id"])
        self._composer.delete(interaction.channel, message)
        if message.id == interaction.original_id:
            interaction.thinking = False
        interaction.record(EventKind.DELETED, message)
        return reply()

    def _interaction(self, request: web.Request) -> Interaction:
        interaction = self._world.by_token.get(request.match_info["token"])
        if interaction is None or request.match_info["application_id"] != str(
            self._world.application_id
        ):
            raise unknown("Webhook")
        if self._world.clock.now() - interaction.created_at > TOKEN_LIFE:
            interaction.record(EventKind.REFUSED, code=token_expired().code)
            raise token_expired()
        if interaction.ack is None:
            interaction.record(EventKind.REFUSED, code=unknown("Webhook").code)
            raise unknown("Webhook")
        return interaction

    def _message(self, interaction: Interaction, message_id: str) -> Message:
        wanted = interaction.original_id if message_id == "@original" else _number(message_id)
        message = interaction.channel.messages.get(wanted or 0)
        if message is None or interaction.channel.id not in self._world.channels:
            raise unknown("Message")
        if message.id != interaction.original_id and message.interaction_id != interaction.id:
            raise unknown("Message")
        return message


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else 0
