"""The whole state of a sandbox Discord, and the ways to look things up in it."""

from __future__ import annotations

import re
import secrets
from typing import TYPE_CHECKING, Protocol

from apolo.sandbox.changes import Changes
from apolo.sandbox.clock import Clock
from apolo.sandbox.errors import missing_access, missing_permissions, unknown
from apolo.sandbox.files import FileStore
from apolo.sandbox.interactions import Interaction
from apolo.sandbox.journal import Journal
from apolo.sandbox.message import Message
from apolo.sandbox.model import (
    DEFAULT_ATTACHMENT_LIMIT,
    Channel,
    ChannelType,
    Guild,
    Membership,
    User,
)
from apolo.sandbox.permissions import Permission, permissions_in
from apolo.sandbox.snowflake import Snowflakes

if TYPE_CHECKING:
    from apolo.sandbox.wire import JsonObject

_ID = re.compile(r"\d{17,20}")
NONCE_LIFE = 180.0


class Dispatch(Protocol):
    """How an event gets to the connected bots."""

    def __call__(self, event: str, data: JsonObject, guild_id: int | None) -> int:
        """Send an event; return to how many sessions it went."""


class World:
    """Users, servers, channels, messages, commands and interactions.

    Parameters
    ----------
    token
        The bot token that is accepted.
    acknowledge_within
        Seconds from a press until no acknowledgement is taken any more.

    Attributes
    ----------
    dispatch
        Set by the gateway.
    changes
        Touched when messages or commands change.
    blocked_words
        What the servers' automatic moderation blocks, in lower case.
    """

    def __init__(self, token: str, acknowledge_within: float) -> None:
        self.clock = Clock()
        self.ids = Snowflakes(self.clock)
        self.files = FileStore()
        self.journal = Journal()
        self.changes = Changes()
        self.token = token
        self.acknowledge_within = acknowledge_within
        self.cdn_url = ""
        self.owner = User(self.ids.next(), "owner", "Owner")
        self.bot = User(self.ids.next(), "apolo", "Apolo", bot=True)
        self.users: dict[int, User] = {user.id: user for user in (self.owner, self.bot)}
        self.guilds: dict[int, Guild] = {}
        self.channels: dict[int, Channel] = {}
        self.commands: dict[int | None, list[JsonObject]] = {}
        self.interactions: dict[int, Interaction] = {}
        self.by_token: dict[str, Interaction] = {}
        self.blocked_words: set[str] = set()
        self.dispatch: Dispatch = _nobody
        self._nonces: dict[str, tuple[float, int, int]] = {}

    @property
    def application_id(self) -> int:
        """The application's id, which is also its bot's."""
        return self.bot.id

    def application(self) -> JsonObject:
        """Return Discord's application object."""
        return {
            "id": str(self.application_id),
            "name": self.bot.display_name,
            "description": "",
            "icon": None,
            "bot_public": True,
            "bot_require_code_grant": False,
            "owner": self.owner.to_wire(),
            "verify_key": "0" * 64,
            "flags": 0,
            "team": None,
            "summary": "",
            "approximate_guild_count": len(self.guilds),
            "install_params": None,
        }

    def new_user(self, name: str) -> User:
        """Create an account."""
        user = User(self.ids.next(), name.lower().replace(" ", "_"), name)
        self.users[user.id] = user
        return user

    def join(self, guild: Guild, user: User) -> Membership:
        """Make a user a member of a server."""
        membership = Membership(user, self.clock.now())
        guild.members[user.id] = membership
        return membership

    def direct_channel(self, user: User) -> Channel:
        """Return the direct conversation between the bot and a user, opened when needed."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        channel = Channel(self.ids.next(), "", None, ChannelType.DIRECT, recipient=user)
        self.channels[channel.id] = channel
        return channel

    def guild(self, guild_id: int) -> Guild:
        """Return a server that the bot is in.

        Raises
        ------
        DiscordError
            10004 when it does not exist, 50001 when the bot is not in it.
        """
        guild = self.guilds.get(guild_id)
        if guild is None:
            raise unknown("Guild")
        if not guild.bot_present:
            raise missing_access()
        return guild

    def channel_for_bot(self, channel_id: int, *needed: Permission) -> Channel:
        """Return a channel in which the bot may do what is ``needed``.

        Raises
        ------
        DiscordError
            10003 unknown channel, 50001 not visible, 50013 a permission is missing.
        """
        channel = self.channels.get(channel_id)
        if channel is None:
            raise unknown("Channel")
        if channel.guild_id is None:
            return channel
        guild = self.guilds[channel.guild_id]
        granted = permissions_in(guild, channel, self.bot.id) if guild.bot_present else 0
        if not granted & Permission.VIEW_CHANNEL:
            raise missing_access()
        if any(not granted & permission for permission in needed):
            raise missing_permissions()
        return channel

    def message(self, channel: Channel, message_id: int) -> Message:
        """Return a message.

        Raises
        ------
        DiscordError
            10008 when there is none with this id.
        """
        message = channel.messages.get(message_id)
        if message is None:
            raise unknown("Message")
        return message

    def attachment_limit(self, channel: Channel) -> int:
        """Return how many bytes a file in this channel may have."""
        if channel.guild_id is None:
            return DEFAULT_ATTACHMENT_LIMIT
        return self.guilds[channel.guild_id].attachment_limit

    def remember(self, interaction: Interaction) -> None:
        """Make an interaction known to the REST interface."""
        self.interactions[interaction.id] = interaction
        self.by_token[interaction.token] = interaction
        self.journal.interactions.append(interaction)

    def new_token(self) -> str:
        """Return a fresh interaction token."""
        return secrets.token_urlsafe(90)

    def sent_with_nonce(self, nonce: str) -> Message | None:
        """Return the bot's message with this nonce, when it is only minutes old."""
        known = self._nonces.get(nonce)
        if known is None or self.clock.now() - known[0] > NONCE_LIFE:
            return None
        channel = self.channels.get(known[1])
        return None if channel is None else channel.messages.get(known[2])

    def remember_nonce(self, nonce: str, message: Message) -> None:
        """Remember the nonce that a message was sent with."""
        self._nonces[nonce] = (self.clock.now(), message.channel_id, message.id)

    def interaction_meant(self, message: Message) -> Interaction | None:
        """Return the interaction that a channel message refers to.

        It refers to one when it replies to a message of its answer, or when its nonce contains
        the interaction's id.
        """
        for text in _ID.findall(message.nonce or ""):
            if found := self.interactions.get(int(text)):
                return found
        channel = self.channels[message.channel_id]
        answered = channel.messages.get(message.reference or 0)
        if answered is None or answered.interaction_id is None:
            return None
        return self.interactions.get(answered.interaction_id)


def _nobody(event: str, data: JsonObject, guild_id: int | None) -> int:  # noqa: ARG001
    return 0
