"""`/heroes`: the chart of the heroes that a member plays."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands.options import Anyone
from bot.commands.subject import NoSubject, subject_of
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from jobs.api import JobRequest, heroes_request
from jobs.payloads import HeroesPayload


async def heroes(
    intake: Intake,
    interaction: AnyInteraction,
    member: discord.Member | discord.User | None = None,
    *,
    private: bool = False,
) -> None:
    """Answer `/heroes`.

    Parameters
    ----------
    member
        Whom it is about; None for who asks.
    private
        Whether only the member shall see the answer.
    """
    try:
        subject = subject_of(interaction, member)
    except NoSubject as error:
        await refuse(interaction, error.code)
        return

    def describe(asker: Asker) -> JobRequest:
        payload = HeroesPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            locale=asker.locale.value,
            subject=subject,
        )
        return heroes_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=private)


def heroes_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-heroes-name"), description=localized("command-heroes-description")
    )
    @app_commands.rename(member=localized("command-heroes-member-name"))
    @app_commands.describe(member=localized("command-heroes-member-description"))
    async def command(interaction: discord.Interaction, member: Anyone | None = None) -> None:
        await heroes(intake, interaction, member)

    return command
