"""`/queuehealth`: how the job queues are doing, for Apolo's operators."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.queuehealth.desk import Desk
from bot.translator import localized


def queuehealth_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """Make the command; the desk checks who asks."""

    @app_commands.command(
        name=localized("command-queuehealth-name"),
        description=localized("command-queuehealth-description"),
    )
    @app_commands.default_permissions(administrator=True)
    async def command(interaction: discord.Interaction) -> None:
        await desk.open(interaction)

    return command
