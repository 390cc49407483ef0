"""Servers and channels, as a test creates, watches and breaks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.member import Member
from apolo.sandbox.message import Message
from apolo.sandbox.model import Channel, Guild, Overwrite, Role
from apolo.sandbox.permissions import Permission

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.wire import JsonObject
    from apolo.sandbox.world import World


class SandboxChannel:
    """A channel of a server.

    Parameters
    ----------
    world
        Where it lives.
    state
        The channel itself.
    """

    def __init__(self, world: World, state: Channel) -> None:
        self._world = world
        self.state = state

    @property
    def id(self) -> int:
        """Id of the channel."""
        return self.state.id

    @property
    def messages(self) -> list[Message]:
        """What everybody sees in it, oldest first; private answers are left out."""
        return [one for one in self.state.messages.values() if not one.ephemeral]

    async def until(
        self,
        condition: Callable[[list[Message]], bool],
        timeout: float = 60.0,  # noqa: ASYNC109
    ) -> list[Message]:
        """Wait until the channel's messages fulfil a condition.

        Raises
        ------
        TimeoutError
            When they do not within ``timeout`` seconds.
        """
        if not await self._world.changes.until(lambda: condition(self.messages), timeout):
            raise TimeoutError(f"the channel holds {self.messages}")
        return self.messages

    def deny_bot(self, *permissions: Permission) -> None:
        """Take permissions from the bot in this channel."""
        deny = 0
        for permission in permissions:
            deny |= permission
        self.state.overwrites[self._world.bot.id] = Overwrite(0, deny, member=True)
        self._announce("CHANNEL_UPDATE")

    def restore_bot(self) -> None:
        """Give the bot back what was taken from it here."""
        self.state.overwrites.pop(self._world.bot.id, None)
        self._announce("CHANNEL_UPDATE")

    def delete(self) -> None:
        """Delete the channel."""
        assert self.state.guild_id is not None
        del self._world.channels[self.id]
        del self._world.guilds[self.state.guild_id].channels[self.id]
        self._announce("CHANNEL_DELETE")

    def _announce(self, event: str) -> None:
        self._world.dispatch(event, self.state.to_wire(), self.state.guild_id)


class SandboxGuild:
    """A server.

    Parameters
    ----------
    world
        Where it lives.
    state
        The server itself; ``attachment_limit`` and ``locale`` can be changed there.
    """

    def __init__(self, world: World, state: Guild) -> None:
        self._world = world
        self.state = state

    @property
    def id(self) -> int:
        """Id of the server."""
        return self.state.id

    @property
    def channels(self) -> list[SandboxChannel]:
        """The server's channels."""
        return [SandboxChannel(self._world, one) for one in self.state.channels.values()]

    def create_channel(self, name: str) -> SandboxChannel:
        """Create a text channel."""
        channel = Channel(self._world.ids.next(), name, self.id, position=len(self.state.channels))
        self.state.channels[channel.id] = channel
        self._world.channels[channel.id] = channel
        if self.state.bot_present:
            self._world.dispatch("CHANNEL_CREATE", channel.to_wire(), self.id)
        return SandboxChannel(self._world, channel)

    def create_member(
        self, name: str, *, locale: str = "en-US", permissions: Permission | None = None
    ) -> Member:
        """Create a member; ``permissions`` are granted through a role of their own."""
        user = self._world.new_user(name)
        membership = self._world.join(self.state, user)
        if permissions is not None:
            role = Role(self._world.ids.next(), name, int(permissions), position=1)
            self.state.roles[role.id] = role
            membership.roles.add(role.id)
            self._world.dispatch(
                "GUILD_ROLE_CREATE", {"guild_id": str(self.id), "role": role.to_wire()}, self.id
            )
        joined: JsonObject = {**membership.to_wire(), "guild_id": str(self.id)}
        self._world.dispatch("GUILD_MEMBER_ADD", joined, self.id)
        return Member(self._world, user, self.state, locale)

    def add(self, member: Member) -> Member:
        """Make somebody from another server a member of this one, too."""
        self._world.join(self.state, member.user)
        return Member(self._world, member.user, self.state, member.locale)

    def kick(self, member: Member) -> None:
        """Remove a member."""
        del self.state.members[member.id]
        left: JsonObject = {"guild_id": str(self.id), "user": member.user.to_wire()}
        self._world.dispatch("GUILD_MEMBER_REMOVE", left, self.id)

    def kick_bot(self) -> None:
        """Remove the bot; who installed it for themselves can still use it."""
        self.state.bot_present = False
        self.state.members.pop(self._world.bot.id, None)
        self._world.dispatch("GUILD_DELETE", {"id": str(self.id)}, self.id)

    def invite_bot(self) -> None:
        """Let the bot (back) in."""
        self.state.bot_present = True
        me = self._world.join(self.state, self._world.bot)
        self._world.dispatch("GUILD_CREATE", self.state.to_wire((me,)), self.id)
