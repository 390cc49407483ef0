"""Shows a server's settings and has changes stored, for those who manage the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord

from bot.entries import snowflake_ms
from bot.replies import locale_of, refuse, show
from bot.settings.view import CHANNEL_TYPES, UNSET, settings_view
from jobs.api import JobRequest, server_setting_request
from jobs.payloads import ServerSettingPayload
from store.server_settings import Setting

if TYPE_CHECKING:
    from bot.intake import Asker, Intake
    from bot.presses import Handler, Press
    from bot.replies import AnyInteraction
    from bot.servers import Servers


async def show_settings(interaction: AnyInteraction, servers: Servers) -> None:
    """Answer `/settings`, privately and at once."""
    guild_id = await _managed_server(interaction)
    if guild_id is None:
        return
    settings = servers.of(guild_id)
    channel_exists = (
        settings.digest_channel_id is not None
        and interaction.guild is not None
        and interaction.guild.get_channel(settings.digest_channel_id) is not None
    )
    view = settings_view(locale_of(interaction), settings, channel_exists=channel_exists)
    await show(interaction, view, private=True)


def settings_handlers(intake: Intake, servers: Servers) -> dict[str, Handler]:
    """What the settings' menus do."""

    def menu(setting: Setting) -> Handler:
        async def choose(interaction: AnyInteraction, press: Press) -> None:
            # Who could open the settings a while ago may not be allowed to any more.
            guild_id = await _managed_server(interaction)
            if guild_id is None:
                return
            value = _chosen(press)
            if value is not None and not setting.takes(value):
                await refuse(interaction, "invalid_option")
            elif setting is not Setting.DIGEST_CHANNEL or await _may_post(interaction, value):
                await _store(intake, servers, interaction, guild_id, setting, value)

        return choose

    return {
        "settings_language": menu(Setting.LANGUAGE),
        "settings_panel": menu(Setting.PANEL_ANSWERS),
        "settings_digest_day": menu(Setting.DIGEST_DAY),
        "settings_digest_channel": menu(Setting.DIGEST_CHANNEL),
    }


async def _store(
    intake: Intake,
    servers: Servers,
    interaction: AnyInteraction,
    guild_id: int,
    setting: Setting,
    value: str | None,
) -> None:
    # From here on, and so already in the answer to this press.
    servers.expect((guild_id, setting), value)

    def describe(asker: Asker) -> JobRequest:
        payload = ServerSettingPayload(
            discord_user_id=asker.user_id,
            guild_id=guild_id,
            locale=asker.locale.value,
            setting=setting,
            value=value,
            chosen_ms=snowflake_ms(interaction.id),
        )
        return server_setting_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=True)


def _chosen(press: Press) -> str | None:
    """What was chosen; an empty text, which no setting takes, where it is not one thing."""
    value = press.values[0] if len(press.values) == 1 else ""
    return None if value == UNSET else value


async def _managed_server(interaction: AnyInteraction) -> int | None:
    """The server whose settings the member may change; None where they were told why not."""
    if interaction.guild_id is None:
        await refuse(interaction, "settings_guild_only")
        return None
    if not interaction.permissions.manage_guild:
        await refuse(interaction, "settings_need_manage_guild")
        return None
    return interaction.guild_id


async def _may_post(interaction: AnyInteraction, value: str | None) -> bool:
    """Whether Apolo may post pictures in a channel; where not, the member was told."""
    guild = interaction.guild
    channel = None if guild is None or value is None else guild.get_channel(int(value))
    if guild is None or not isinstance(channel, discord.TextChannel):
        await refuse(interaction, "channel_gone")
        return False
    mine = channel.permissions_for(guild.me)
    if channel.type in CHANNEL_TYPES and (
        mine.view_channel and mine.send_messages and mine.attach_files
    ):
        return True
    await refuse(interaction, "channel_closed", {"channel_id": str(channel.id)})
    return False
