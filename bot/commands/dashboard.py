"""`/dashboard`: posts the panel with the buttons."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.dashboard.panel import panel, panel_locale
from bot.replies import AnyInteraction, refuse, show
from bot.translator import localized


async def dashboard(interaction: AnyInteraction) -> None:
    """Answer `/dashboard` with the panel itself, at once: there is no work to wait for."""
    if interaction.guild_id is None:
        await refuse(interaction, "dashboard_guild_only")
    elif not interaction.permissions.manage_guild:
        # A server's administrators may have opened the command to others.
        await refuse(interaction, "needs_manage_guild")
    else:
        await show(interaction, panel(panel_locale(interaction)), private=False)


def dashboard_command() -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-dashboard-name"),
        description=localized("command-dashboard-description"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_guild=True)
    async def command(interaction: discord.Interaction) -> None:
        await dashboard(interaction)

    return command
