"""Composing, sending, editing and deleting messages, by Discord's rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from apolo.sandbox.component_rules import check_components
from apolo.sandbox.errors import Form, blocked_by_automod, empty_message, too_large
from apolo.sandbox.files import Attachment, describe_file
from apolo.sandbox.limits import ATTACHMENTS, check_attachments, check_content, check_embeds
from apolo.sandbox.message import Message, MessageFlag, walk
from apolo.sandbox.model import Channel, User
from apolo.sandbox.wire import Json, JsonObject, int_of, objects_of, text_of

if TYPE_CHECKING:
    from apolo.sandbox.body import Body, Upload
    from apolo.sandbox.interactions import Interaction
    from apolo.sandbox.world import World


@dataclass(frozen=True, slots=True)
class Draft:
    """The content of a message that passed all checks."""

    content: str
    embeds: tuple[JsonObject, ...]
    components: tuple[JsonObject, ...]
    attachments: tuple[Attachment, ...]
    flags: int


class Composer:
    """Turns request bodies into messages.

    Parameters
    ----------
    world
        Where messages live.
    """

    def __init__(self, world: World) -> None:
        self._world = world

    def draft(
        self, body: Body, channel: Channel, settable: MessageFlag, old: Message | None = None
    ) -> Draft:
        """Check a request body, on top of the message that it edits.

        Parameters
        ----------
        body
            Payload and uploads.
        channel
            Where it is to be seen (decides the size limit of files).
        settable
            The flags that the request may set.
        old
            The message that is edited.

        Raises
        ------
        DiscordError
            50035 for a wrong form, 40005 for a file too large, 50006 for an empty message,
            200000 for a text that is blocked.
        """
        payload = body.payload
        limit = self._world.attachment_limit(channel)
        if any(len(upload.data) > limit for upload in body.files.values()):
            raise too_large()
        form = Form()
        check_content(payload, form)
        check_embeds(payload, form)
        check_attachments(payload, form)
        flags = _flags(payload, settable, old)
        v2 = bool(flags & MessageFlag.COMPONENTS_V2)
        components = objects_of(payload, "components")
        check_components(components, form, v2=v2)
        content = text_of(payload, "content").strip()
        embeds: tuple[JsonObject, ...] = tuple(objects_of(payload, "embeds"))
        if old is not None:
            content = content if "content" in payload else old.content
            embeds = embeds if "embeds" in payload else old.embeds
            components = components if "components" in payload else list(old.components)
        if v2:
            _refuse_legacy(form, content, embeds)
        kept = _kept(payload, body.files, old, form)
        form.check()
        attachments = (*kept, *self._attach(payload, body.files))
        urls = {item.filename: item.url for item in attachments}
        resolved = tuple(_resolve(embed, urls) for embed in embeds)
        placed = _numbered([_resolve(item, urls, form) for item in components])
        form.check()
        if not (content or resolved or attachments or (v2 and placed)):
            raise empty_message()
        draft = Draft(content, resolved, placed, attachments, flags)
        self._moderate(draft)
        return draft

    def send(
        self,
        channel: Channel,
        author: User,
        draft: Draft,
        *,
        nonce: str | None = None,
        reference: int | None = None,
        answering: Interaction | None = None,
        kind: int = 0,
    ) -> Message:
        """Put a new message into a channel and tell the gateway."""
        world = self._world
        message = Message(
            id=world.ids.next(),
            channel_id=channel.id,
            guild_id=channel.guild_id,
            author=author,
            created_at=world.clock.now(),
            content=draft.content,
            embeds=draft.embeds,
            attachments=draft.attachments,
            components=draft.components,
            flags=draft.flags,
            kind=kind or (19 if reference is not None else 0),
            nonce=nonce,
            reference=reference,
            interaction_id=None if answering is None else answering.id,
            interaction=None if answering is None else _metadata(answering),
            webhook_id=None if answering is None else world.application_id,
        )
        channel.messages[message.id] = message
        self._announce("MESSAGE_CREATE", message)
        return message

    def edit(self, channel: Channel, message: Message, draft: Draft) -> Message:
        """Replace a message's content; thinking ends."""
        edited = replace(
            message,
            content=draft.content,
            embeds=draft.embeds,
            components=draft.components,
            attachments=draft.attachments,
            flags=draft.flags & ~MessageFlag.LOADING,
            edited_at=self._world.clock.now(),
        )
        channel.messages[message.id] = edited
        self._announce("MESSAGE_UPDATE", edited)
        return edited

    def delete(self, channel: Channel, message: Message) -> None:
        """Remove a message."""
        del channel.messages[message.id]
        data: JsonObject = {"id": str(message.id), "channel_id": str(channel.id)}
        if channel.guild_id is not None:
            data["guild_id"] = str(channel.guild_id)
        if not message.ephemeral:
            self._world.dispatch("MESSAGE_DELETE", data, channel.guild_id)

    def _announce(self, event: str, message: Message) -> None:
        self._world.changes.touch()
        if message.ephemeral:
            return
        data = message.to_wire()
        if message.guild_id is not None:
            data["guild_id"] = str(message.guild_id)
            members = self._world.guilds[message.guild_id].members
            if message.author.id in members:
                data["member"] = members[message.author.id].to_wire()
        self._world.dispatch(event, data, message.guild_id)

    def _attach(self, payload: JsonObject, files: dict[int, Upload]) -> Iterator[Attachment]:
        described = {int_of(entry, "id", -1): entry for entry in objects_of(payload, "attachments")}
        for number, upload in sorted(files.items()):
            entry = described.get(number, {})
            identifier = self._world.ids.next()
            filename = text_of(entry, "filename") or upload.filename
            content_type, width, height = describe_file(upload.data)
            self._world.files.put(identifier, upload.data)
            yield Attachment(
                id=identifier,
                filename=filename,
                description=text_of(entry, "description") or None,
                size=len(upload.data),
                content_type=content_type,
                url=f"{self._world.cdn_url}/attachments/{identifier}/{filename}",
                width=width,
                height=height,
                store=self._world.files,
            )

    def _moderate(self, draft: Draft) -> None:
        if not self._world.blocked_words:
            return
        said = " ".join((draft.content, *map(_all_text, draft.embeds + draft.components))).lower()
        if any(word in said for word in self._world.blocked_words):
            raise blocked_by_automod()


def _flags(payload: JsonObject, settable: MessageFlag, old: Message | None) -> int:
    asked = int_of(payload, "flags") & settable
    if old is None:
        return asked
    if "flags" in payload:
        sticky = old.flags & ~int(MessageFlag.SUPPRESS_EMBEDS)
        return sticky | (asked & (MessageFlag.SUPPRESS_EMBEDS | MessageFlag.COMPONENTS_V2))
    return old.flags


def _refuse_legacy(form: Form, content: str, embeds: tuple[JsonObject, ...]) -> None:
    for name, used in (("content", content), ("embeds", embeds)):
        if used:
            form.fail(
                (name,),
                "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
                f"The '{name}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2",
            )


def _kept(
    payload: JsonObject, files: dict[int, Upload], old: Message | None, form: Form
) -> tuple[Attachment, ...]:
    existing = () if old is None else old.attachments
    if "attachments" in payload:
        entries = {int_of(entry, "id", -1): entry for entry in objects_of(payload, "attachments")}
        for identifier in entries.keys() - {item.id for item in existing} - files.keys():
            form.fail(
                ("attachments",), "ATTACHMENT_NOT_FOUND", f"Attachment {identifier} not found"
            )
        existing = tuple(
            replace(item, description=text_of(entries[item.id], "description") or item.description)
            for item in existing
            if item.id in entries
        )
    if len(existing) + len(files) > ATTACHMENTS:
        form.fail(
            ("attachments",), "BASE_TYPE_MAX_LENGTH", f"Must be {ATTACHMENTS} or fewer in length."
        )
    return existing


def _resolve(value: JsonObject, urls: dict[str, str], form: Form | None = None) -> JsonObject:
    """Return a copy in which ``attachment://name`` is the uploaded file's address."""
    copy: JsonObject = {}
    for key, item in value.items():
        if isinstance(item, str) and item.startswith("attachment://"):
            name = item.removeprefix("attachment://")
            if name not in urls and form is not None:
                form.fail(("components",), "UNFURLED_MEDIA_ITEM_NOT_FOUND", f"No file {name}")
            copy[key] = urls.get(name, item)
        else:
            copy[key] = _resolve_any(item, urls, form)
    return copy


def _resolve_any(value: Json, urls: dict[str, str], form: Form | None) -> Json:
    if isinstance(value, dict):
        return _resolve(value, urls, form)
    if isinstance(value, list):
        return [_resolve_any(item, urls, form) for item in value]
    return value


def _numbered(components: list[JsonObject]) -> tuple[JsonObject, ...]:
    """Give every component the number (``id``) that Discord gives those without one."""
    taken = {int_of(item, "id") for item in walk(components)}
    number = 0
    for item in walk(components):
        if not int_of(item, "id"):
            number += 1
            while number in taken:
                number += 1
            item["id"] = number
    return tuple(components)


def _all_text(value: Json) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return " ".join(map(_all_text, value.values()))
    if isinstance(value, list):
        return " ".join(map(_all_text, value))
    return ""


def _metadata(interaction: Interaction) -> JsonObject:
    data: JsonObject = {
        "id": str(interaction.id),
        "type": int(interaction.type),
        "user": interaction.user.to_wire(),
        "authorizing_integration_owners": {},
    }
    if interaction.source is not None:
        data["interacted_message_id"] = str(interaction.source.id)
    return data
