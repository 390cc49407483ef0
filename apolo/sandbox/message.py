"""Messages as they stand in a channel."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntFlag
from typing import TYPE_CHECKING

from apolo.sandbox.clock import timestamp
from apolo.sandbox.wire import JsonObject, objects_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from apolo.sandbox.files import Attachment
    from apolo.sandbox.model import User


class MessageFlag(IntFlag):
    """Bits of a message's ``flags``."""

    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    COMPONENTS_V2 = 1 << 15


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it was at one moment; an edit makes a new one with the same id.

    Attributes
    ----------
    content, embeds, components, flags
        The fields of the same names in Discord's message object.
    attachments
        The files, with their bytes and alternative texts.
    reference
        Id of the message that this one replies to.
    interaction_id
        Id of the interaction that this message answers.
    """

    id: int
    channel_id: int
    guild_id: int | None
    author: User
    created_at: float
    content: str = ""
    embeds: tuple[JsonObject, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    components: tuple[JsonObject, ...] = ()
    flags: int = 0
    kind: int = 0
    edited_at: float | None = None
    nonce: str | None = None
    reference: int | None = None
    interaction_id: int | None = None
    interaction: JsonObject | None = field(default=None, repr=False)
    webhook_id: int | None = None

    @property
    def ephemeral(self) -> bool:
        """Whether only the member who asked sees it."""
        return bool(self.flags & MessageFlag.EPHEMERAL)

    @property
    def thinking(self) -> bool:
        """Whether it still says that the bot is thinking."""
        return bool(self.flags & MessageFlag.LOADING)

    def walk_components(self) -> Iterator[JsonObject]:
        """Yield every component, however deep it lies."""
        yield from walk(self.components)

    def component(self, custom_id: str) -> JsonObject | None:
        """Return the component with this ``custom_id``."""
        return next(
            (item for item in self.walk_components() if item.get("custom_id") == custom_id), None
        )

    @property
    def custom_ids(self) -> list[str]:
        """The ``custom_id`` of everything that can be pressed or chosen from, in order."""
        return [
            text_of(item, "custom_id") for item in self.walk_components() if "custom_id" in item
        ]

    @property
    def words(self) -> str:
        """All that there is to read in the message, its components' texts included."""
        texts = [text_of(item, "content") for item in self.walk_components() if "content" in item]
        return "\n".join(filter(None, [self.content, *texts]))

    def to_wire(self) -> JsonObject:
        """Return Discord's message object."""
        wire: JsonObject = {
            "id": str(self.id),
            "channel_id": str(self.channel_id),
            "author": self.author.to_wire(),
            "content": self.content,
            "timestamp": timestamp(self.created_at),
            "edited_timestamp": None if self.edited_at is None else timestamp(self.edited_at),
            "tts": False,
            "mention_everyone": False,
            "mentions": [],
            "mention_roles": [],
            "attachments": [item.to_wire(ephemeral=self.ephemeral) for item in self.attachments],
            "embeds": list(self.embeds),
            "components": list(self.components),
            "pinned": False,
            "type": self.kind,
            "flags": self.flags,
        }
        if self.nonce is not None:
            wire["nonce"] = self.nonce
        if self.webhook_id is not None:
            wire["webhook_id"] = wire["application_id"] = str(self.webhook_id)
        if self.reference is not None:
            reference: JsonObject = {
                "type": 0,
                "message_id": str(self.reference),
                "channel_id": str(self.channel_id),
            }
            if self.guild_id is not None:
                reference["guild_id"] = str(self.guild_id)
            wire["message_reference"] = reference
        if self.interaction is not None:
            wire["interaction_metadata"] = self.interaction
        return wire


def walk(components: Iterable[JsonObject]) -> Iterator[JsonObject]:
    """Yield components and all that they hold, in order of appearance."""
    for component in components:
        yield component
        yield from walk(objects_of(component, "components"))
        for key in ("accessory", "component"):
            nested = component.get(key)
            if isinstance(nested, dict):
                yield from walk((nested,))
