"""From a member's press to the INTERACTION_CREATE that the bot is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.handle import InteractionHandle, NotPossible
from apolo.sandbox.interactions import Interaction, InteractionType
from apolo.sandbox.permissions import Permission, permissions_in
from apolo.sandbox.wire import Json, JsonObject

if TYPE_CHECKING:
    from apolo.sandbox.model import Channel, Guild, User
    from apolo.sandbox.world import World


class Presses:
    """What one member of one server sends.

    Parameters
    ----------
    world
        Where it goes.
    user, guild
        Who sends it.
    """

    def __init__(self, world: World, user: User, guild: Guild) -> None:
        self._world = world
        self._user = user
        self._guild = guild

    def begin(self, kind: InteractionType, name: str, channel: Channel, locale: str) -> Interaction:
        """Return a new interaction of this member.

        Raises
        ------
        NotPossible
            When the member or the channel is gone.
        """
        world = self._world
        direct = channel.guild_id is None
        if not direct and self._user.id not in self._guild.members:
            raise NotPossible(f"{self._user.name} is no member of {self._guild.name}")
        if channel.id not in world.channels:
            raise NotPossible("the channel is gone")
        return Interaction(
            id=world.ids.next(),
            token=world.new_token(),
            type=kind,
            name=name,
            user=self._user,
            guild=None if direct else self._guild,
            channel=channel,
            locale=locale,
            created_at=world.clock.now(),
        )

    def send(self, interaction: Interaction, data: JsonObject) -> InteractionHandle:
        """Send an interaction to the bot."""
        self._world.remember(interaction)
        event = self._event(interaction, data)
        guild_id = None if interaction.guild is None else interaction.guild.id
        interaction.delivered_to = self._world.dispatch("INTERACTION_CREATE", event, guild_id)
        return InteractionHandle(interaction, self._world.journal)

    def _event(self, interaction: Interaction, data: JsonObject) -> JsonObject:
        world, channel, guild = self._world, interaction.channel, interaction.guild
        event: JsonObject = {
            "id": str(interaction.id),
            "application_id": str(world.application_id),
            "type": int(interaction.type),
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(channel.id),
            "locale": interaction.locale,
            "entitlements": [],
            "attachment_size_limit": world.attachment_limit(channel),
        }
        if interaction.source is not None:
            event["message"] = interaction.source.to_wire()
        if guild is None:
            return event | {
                "channel": channel.to_wire(),
                "user": self._user.to_wire(),
                "context": 1,
                "app_permissions": str(int(Permission.SEND_MESSAGES | Permission.ATTACH_FILES)),
                "authorizing_integration_owners": {"0": "0"},
            }
        mine = permissions_in(guild, channel, self._user.id)
        owners: dict[str, Json] = (
            {"0": str(guild.id)} if guild.bot_present else {"1": str(self._user.id)}
        )
        return event | {
            "guild_id": str(guild.id),
            "guild": guild.partial(),
            "guild_locale": guild.locale,
            "channel": {**channel.to_wire(), "permissions": str(mine)},
            "member": guild.members[self._user.id].to_wire(mine),
            "context": 0,
            "app_permissions": str(permissions_in(guild, channel, world.bot.id)),
            "authorizing_integration_owners": owners,
        }
