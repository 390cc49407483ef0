"""What a Discord consists of: users, servers with their roles and members, channels."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING

from apolo.sandbox.clock import timestamp
from apolo.sandbox.permissions import EVERYBODY
from apolo.sandbox.wire import Json, JsonObject

if TYPE_CHECKING:
    from collections.abc import Iterable

    from apolo.sandbox.message import Message

DEFAULT_ATTACHMENT_LIMIT = 10 * 1024 * 1024


class ChannelType(IntEnum):
    """Kinds of channels that the sandbox has."""

    TEXT = 0
    DIRECT = 1


@dataclass(slots=True)
class User:
    """An account."""

    id: int
    name: str
    display_name: str | None = None
    bot: bool = False
    accepts_direct_messages: bool = True

    def to_wire(self) -> JsonObject:
        """Return Discord's user object."""
        return {
            "id": str(self.id),
            "username": self.name,
            "global_name": self.display_name,
            "discriminator": "0",
            "avatar": None,
            "bot": self.bot,
            "public_flags": 0,
        }


@dataclass(slots=True)
class Role:
    """A role of a server; the one with the server's id is everybody's."""

    id: int
    name: str
    permissions: int
    position: int = 0

    def to_wire(self) -> JsonObject:
        """Return Discord's role object."""
        return {
            "id": str(self.id),
            "name": self.name,
            "permissions": str(self.permissions),
            "position": self.position,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }


@dataclass(slots=True)
class Membership:
    """A user's place in a server."""

    user: User
    joined_at: float
    roles: set[int] = field(default_factory=set)

    def to_wire(self, permissions: int | None = None) -> JsonObject:
        """Return Discord's member object; interactions carry the member's permissions too."""
        wire: JsonObject = {
            "user": self.user.to_wire(),
            "nick": None,
            "roles": [str(role) for role in sorted(self.roles)],
            "joined_at": timestamp(self.joined_at),
            "deaf": False,
            "mute": False,
            "flags": 0,
            "pending": False,
        }
        if permissions is not None:
            wire["permissions"] = str(permissions)
        return wire


@dataclass(frozen=True, slots=True)
class Overwrite:
    """What a channel allows or denies to one role or member."""

    allow: int
    deny: int
    member: bool

    def applied_to(self, granted: int) -> int:
        """Return ``granted`` after this overwrite."""
        return (granted & ~self.deny) | self.allow


@dataclass(slots=True)
class Channel:
    """A text channel of a server, or a direct conversation with the bot."""

    id: int
    name: str
    guild_id: int | None
    kind: ChannelType = ChannelType.TEXT
    position: int = 0
    recipient: User | None = None
    overwrites: dict[int, Overwrite] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict, repr=False)

    def to_wire(self) -> JsonObject:
        """Return Discord's channel object."""
        last = next(reversed(self.messages), None)
        wire: JsonObject = {
            "id": str(self.id),
            "type": int(self.kind),
            "last_message_id": None if last is None else str(last),
            "flags": 0,
        }
        if self.recipient is not None:
            wire["recipients"] = [self.recipient.to_wire()]
            return wire
        overwrites: list[Json] = [
            {
                "id": str(target),
                "type": 1 if overwrite.member else 0,
                "allow": str(overwrite.allow),
                "deny": str(overwrite.deny),
            }
            for target, overwrite in self.overwrites.items()
        ]
        return wire | {
            "guild_id": str(self.guild_id),
            "name": self.name,
            "position": self.position,
            "parent_id": None,
            "topic": None,
            "nsfw": False,
            "rate_limit_per_user": 0,
            "permission_overwrites": overwrites,
        }


@dataclass(slots=True)
class Guild:
    """A server."""

    id: int
    name: str
    owner_id: int
    locale: str = "en-US"
    attachment_limit: int = DEFAULT_ATTACHMENT_LIMIT
    bot_present: bool = True
    created_at: float = 0.0
    roles: dict[int, Role] = field(default_factory=dict)
    members: dict[int, Membership] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Give the server everybody's role."""
        self.roles.setdefault(self.id, Role(self.id, "@everyone", EVERYBODY))

    def partial(self) -> JsonObject:
        """Return the little that an interaction tells about its server."""
        return {"id": str(self.id), "locale": self.locale, "features": []}

    def to_wire(self, members: Iterable[Membership]) -> JsonObject:
        """Return Discord's guild object as GUILD_CREATE carries it."""
        return {
            "id": str(self.id),
            "name": self.name,
            "owner_id": str(self.owner_id),
            "preferred_locale": self.locale,
            "icon": None,
            "splash": None,
            "discovery_splash": None,
            "description": None,
            "banner": None,
            "region": "deprecated",
            "afk_channel_id": None,
            "afk_timeout": 300,
            "verification_level": 0,
            "default_message_notifications": 1,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "premium_subscription_count": 0,
            "premium_progress_bar_enabled": False,
            "system_channel_id": None,
            "system_channel_flags": 0,
            "rules_channel_id": None,
            "public_updates_channel_id": None,
            "safety_alerts_channel_id": None,
            "vanity_url_code": None,
            "features": [],
            "emojis": [],
            "stickers": [],
            "roles": [role.to_wire() for role in self.roles.values()],
            "channels": [channel.to_wire() for channel in self.channels.values()],
            "members": [member.to_wire() for member in members],
            "threads": [],
            "presences": [],
            "voice_states": [],
            "stage_instances": [],
            "guild_scheduled_events": [],
            "soundboard_sounds": [],
            "member_count": len(self.members),
            "large": False,
            "unavailable": False,
            "joined_at": timestamp(self.created_at),
        }
