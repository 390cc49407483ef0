"""`/settings`: what those who manage a server set for it."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.settings.desk import show_settings
from bot.translator import localized


def settings_command() -> app_commands.Command[Any, ..., None]:
    """Make the command; who asks is checked again on our side."""

    @app_commands.command(
        name=localized("command-settings-name"),
        description=localized("command-settings-description"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def command(interaction: discord.Interaction[Any]) -> None:
        await show_settings(interaction, interaction.client.servers)

    return command
