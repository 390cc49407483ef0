"""`/progress`: the chart of the member's last matches."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.intake import Asker, Intake
from bot.replies import AnyInteraction
from bot.translator import localized
from jobs.api import JobRequest, progress_request
from jobs.payloads import ProgressPayload


async def progress(intake: Intake, interaction: AnyInteraction, *, private: bool = False) -> None:
    """Answer `/progress`.

    Parameters
    ----------
    private
        Whether only the member shall see the answer.
    """

    def describe(asker: Asker) -> JobRequest:
        payload = ProgressPayload(
            discord_user_id=asker.user_id, guild_id=asker.guild_id, locale=asker.locale.value
        )
        return progress_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=private)


def progress_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-progress-name"),
        description=localized("command-progress-description"),
    )
    async def command(interaction: discord.Interaction) -> None:
        await progress(intake, interaction)

    return command
