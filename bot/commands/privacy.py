"""`/privacy`: what is kept of the member, a copy of it, and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.translator import localized

if TYPE_CHECKING:
    from bot.privacy.desk import PrivacyDesk


def privacy_command(desk: PrivacyDesk) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-privacy-name"), description=localized("command-privacy-description")
    )
    async def command(interaction: discord.Interaction) -> None:
        await desk.open(interaction)

    return command
