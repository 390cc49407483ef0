"""`/coach`: coaching on a match, the member's last one or another by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.match import complete_matches, read_match
from bot.commands.options import Words
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from dota.errors import DotaError
from jobs.api import JobRequest, coaching_request
from jobs.payloads import CoachingPayload

if TYPE_CHECKING:
    from bot.recent import RecentMatches


async def coach(
    intake: Intake,
    interaction: AnyInteraction,
    match_text: str | None,
    *,
    private: bool = False,
) -> None:
    """Answer `/coach`, in public as `/match` does: a team talks its matches over together.

    Parameters
    ----------
    match_text
        What the member gave: a number or a link; None for the last match.
    private
        Whether only the member shall see the answer.
    """
    try:
        match_id = read_match(match_text)
    except DotaError as error:
        await refuse(interaction, error.code, error.params)
        return

    def describe(asker: Asker) -> JobRequest:
        payload = CoachingPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            match_id=match_id,
            locale=asker.locale.value,
        )
        return coaching_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=private)


def coach_command(intake: Intake, recent: RecentMatches) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-coach-name"), description=localized("command-coach-description")
    )
    @app_commands.rename(match_text=localized("command-coach-match-name"))
    @app_commands.describe(match_text=localized("command-coach-match-description"))
    async def command(interaction: discord.Interaction, match_text: Words | None = None) -> None:
        await coach(intake, interaction, match_text)

    complete_matches(command, recent)
    return command
