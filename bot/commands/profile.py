"""`/profile`: who a member is in Dota."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.intake import Asker, Intake
from bot.replies import AnyInteraction
from bot.translator import localized
from jobs.api import JobRequest, profile_request
from jobs.payloads import ProfilePayload


async def profile(intake: Intake, interaction: AnyInteraction) -> None:
    """Answer `/profile`."""

    def describe(asker: Asker) -> JobRequest:
        payload = ProfilePayload(
            discord_user_id=asker.user_id, guild_id=asker.guild_id, locale=asker.locale.value
        )
        return profile_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=False)


def profile_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-profile-name"), description=localized("command-profile-description")
    )
    async def command(interaction: discord.Interaction) -> None:
        await profile(intake, interaction)

    return command
