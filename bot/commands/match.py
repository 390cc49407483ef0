"""`/match`: the card of a match, the member's last one or any by its number."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands.options import Words
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from dota.errors import DotaError
from dota.steam import parse_match_id
from jobs.api import JobRequest, match_card_request
from jobs.payloads import MatchCardPayload


async def match(
    intake: Intake,
    interaction: AnyInteraction,
    match_text: str | None,
    *,
    private: bool = False,
) -> None:
    """Answer `/match`.

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
        payload = MatchCardPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            match_id=match_id,
            locale=asker.locale.value,
        )
        return match_card_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=private)


def read_match(match_text: str | None) -> int | None:
    """The match that a member names; None for the last one.

    Raises
    ------
    DotaError
        It names none.
    """
    return parse_match_id(match_text) if match_text is not None and match_text.strip() else None


def match_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-match-name"), description=localized("command-match-description")
    )
    @app_commands.rename(match_text=localized("command-match-id-name"))
    @app_commands.describe(match_text=localized("command-match-id-description"))
    async def command(interaction: discord.Interaction, match_text: Words | None = None) -> None:
        await match(intake, interaction, match_text)

    return command
