"""Acknowledging interactions: ``POST /interactions/{id}/{token}/callback``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.body import Body, read_body
from apolo.sandbox.command_rules import check_choices
from apolo.sandbox.component_rules import check_modal
from apolo.sandbox.errors import DiscordError, Form, already_acknowledged, unknown
from apolo.sandbox.interactions import (
    Ack,
    AckType,
    EventKind,
    Interaction,
    InteractionType,
)
from apolo.sandbox.message import Message, MessageFlag
from apolo.sandbox.messages import Composer, Draft
from apolo.sandbox.rest.front import reply
from apolo.sandbox.wire import JsonObject, int_of, object_of, objects_of

if TYPE_CHECKING:
    from apolo.sandbox.world import World

_ANSWERS = {AckType.MESSAGE, AckType.DEFERRED, AckType.MODAL}
_ALLOWED = {
    InteractionType.COMMAND: _ANSWERS,
    InteractionType.COMPONENT: _ANSWERS | {AckType.DEFERRED_UPDATE, AckType.UPDATE},
    InteractionType.AUTOCOMPLETE: {AckType.CHOICES},
    InteractionType.MODAL: {
        AckType.MESSAGE,
        AckType.DEFERRED,
        AckType.DEFERRED_UPDATE,
        AckType.UPDATE,
    },
}
_SETTABLE = (
    MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.COMPONENTS_V2
)
_COMMAND_REPLY = 20


class InteractionRoutes:
    """The handler of acknowledgements."""

    def __init__(self, world: World, composer: Composer) -> None:
        self._world = world
        self._composer = composer

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to register."""
        return [web.post("/interactions/{interaction_id}/{token}/callback", self.acknowledge)]

    async def acknowledge(self, request: web.Request) -> web.Response:
        """Take an acknowledgement, when it comes in time and is the first."""
        body = await read_body(request)
        found = self._world.by_token.get(request.match_info["token"])
        if found is None or str(found.id) != request.match_info["interaction_id"]:
            raise unknown("Interaction")
        try:
            return self._take(found, body, request.query.get("with_response") in {"1", "true"})
        except DiscordError as error:
            found.record(EventKind.REFUSED, code=error.code)
            raise

    def _take(self, interaction: Interaction, body: Body, with_response: bool) -> web.Response:
        if interaction.ack is not None:
            raise already_acknowledged()
        if self._world.clock.now() - interaction.created_at > self._world.acknowledge_within:
            raise unknown("Interaction")
        kind = _kind(interaction, body.payload)
        data = object_of(body.payload, "data")
        # The message is made before the acknowledgement counts: a refused form leaves nothing.
        message = self._apply(interaction, kind, Body(data, body.files))
        ephemeral = message is not None and message.ephemeral
        interaction.ack = Ack(kind, interaction.elapsed_ms(), ephemeral)
        interaction.record(EventKind.ACKNOWLEDGED, message)
        self._note(interaction, kind, message, data)
        if not with_response:
            return reply()
        return reply(_callback_response(interaction, kind, message))

    def _apply(self, interaction: Interaction, kind: AckType, body: Body) -> Message | None:
        if kind is AckType.MESSAGE:
            draft = self._composer.draft(body, interaction.channel, _SETTABLE)
            return self._respond(interaction, draft)
        if kind is AckType.DEFERRED:
            flags = int_of(body.payload, "flags") & MessageFlag.EPHEMERAL
            return self._respond(interaction, Draft("", (), (), (), flags | MessageFlag.LOADING))
        if kind is AckType.UPDATE:
            source = self._source(interaction)
            draft = self._composer.draft(body, interaction.channel, _SETTABLE, source)
            return self._composer.edit(interaction.channel, source, draft)
        if kind is AckType.CHOICES:
            self._check_choices(interaction, body.payload)
        elif kind is AckType.MODAL:
            form = Form()
            check_modal(body.payload, form)
            form.check()
        return None

    def _respond(self, interaction: Interaction, draft: Draft) -> Message:
        pressed = interaction.type is InteractionType.COMPONENT and interaction.source is not None
        return self._composer.send(
            interaction.channel,
            self._world.bot,
            draft,
            answering=interaction,
            reference=interaction.source.id if pressed and interaction.source else None,
            kind=_COMMAND_REPLY if interaction.type is InteractionType.COMMAND else 0,
        )

    def _source(self, interaction: Interaction) -> Message:
        if interaction.source is None:
            raise unknown("Message")
        return self._world.message(interaction.channel, interaction.source.id)

    @staticmethod
    def _check_choices(interaction: Interaction, data: JsonObject) -> None:
        form = Form()
        check_choices(
            objects_of(data, "choices"),
            interaction.focused_type,
            form,
            ("data", "choices"),
        )
        form.check()

    @staticmethod
    def _note(
        interaction: Interaction, kind: AckType, message: Message | None, data: JsonObject
    ) -> None:
        if kind in {AckType.MESSAGE, AckType.DEFERRED} and message is not None:
            interaction.original_id = message.id
            interaction.thinking = kind is AckType.DEFERRED
            if kind is AckType.MESSAGE:
                interaction.record(EventKind.ORIGINAL, message)
        elif kind in {AckType.UPDATE, AckType.DEFERRED_UPDATE} and interaction.source is not None:
            interaction.original_id = interaction.source.id
            if kind is AckType.UPDATE:
                interaction.record(EventKind.SOURCE, message)
        elif kind is AckType.CHOICES:
            interaction.choices = objects_of(data, "choices")
            interaction.record(EventKind.CHOICES)
        elif kind is AckType.MODAL:
            interaction.modal = data
            interaction.record(EventKind.MODAL)


def _kind(interaction: Interaction, payload: JsonObject) -> AckType:
    number = int_of(payload, "type")
    allowed = _ALLOWED[interaction.type]
    if interaction.type is InteractionType.MODAL and interaction.source is None:
        allowed = allowed - {AckType.DEFERRED_UPDATE, AckType.UPDATE}
    if number not in allowed:
        form = Form()
        listed = ", ".join(str(int(kind)) for kind in sorted(allowed))
        form.fail(("type",), "BASE_TYPE_CHOICES", f"Value must be one of ({listed}).")
        form.check()
    return AckType(number)


def _callback_response(
    interaction: Interaction, kind: AckType, message: Message | None
) -> JsonObject:
    about: JsonObject = {"id": str(interaction.id), "type": int(interaction.type)}
    answer: JsonObject = {"interaction": about}
    if message is not None:
        about["response_message_id"] = str(message.id)
        about["response_message_loading"] = message.thinking
        about["response_message_ephemeral"] = message.ephemeral
        answer["resource"] = {"type": int(kind), "message": message.to_wire()}
    return answer
