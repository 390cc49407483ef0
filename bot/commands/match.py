"""`/match`: the card of a match, the member's last one or any by its number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands

from bot.commands.options import Switch, Words
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from dota.errors import DotaError
from dota.steam import parse_match_id
from jobs.api import JobRequest, match_card_request
from jobs.payloads import MatchCardPayload

if TYPE_CHECKING:
    from bot.recent import RecentMatches


async def match(
    intake: Intake,
    interaction: AnyInteraction,
    match_text: str | None,
    *,
    only_me: bool = False,
    private: bool = False,
) -> None:
    """Answer `/match`.

    Parameters
    ----------
    match_text
        What the member gave: a number or a link; None for the last match.
    only_me
        Whether the card shows the member's own part alone.
    private
        Whether only the member shall see the answer.
    """
    try:
        match_id = read_match(match_text)
    except DotaError as error:
        await refuse(interaction, error.code, error.params)
        return
    await ask_for_card(intake, interaction, match_id, only_me=only_me, private=private)


async def ask_for_card(
    intake: Intake,
    interaction: AnyInteraction,
    match_id: int | None,
    *,
    subject: int | None = None,
    only_me: bool = False,
    private: bool = False,
) -> None:
    """Take in that a card is asked for.

    Parameters
    ----------
    match_id
        None for the last match.
    subject
        The member whose match it is; None for who asks.
    """

    def describe(asker: Asker) -> JobRequest:
        payload = MatchCardPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            locale=asker.locale.value,
            subject=subject,
            match_id=match_id,
            only_me=only_me,
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


def match_command(intake: Intake, recent: RecentMatches) -> app_commands.Command[Any, ..., None]:
    """Make the command."""

    @app_commands.command(
        name=localized("command-match-name"), description=localized("command-match-description")
    )
    @app_commands.rename(
        match_text=localized("command-match-id-name"),
        only_me=localized("command-match-only_me-name"),
    )
    @app_commands.describe(
        match_text=localized("command-match-id-description"),
        only_me=localized("command-match-only_me-description"),
    )
    async def command(
        interaction: discord.Interaction,
        match_text: Words | None = None,
        only_me: Switch | None = None,
    ) -> None:
        await match(intake, interaction, match_text, only_me=only_me is True)

    complete_matches(command, recent)
    return command


def complete_matches(command: app_commands.Command[Any, ..., None], recent: RecentMatches) -> None:
    """Offer the member's recent matches in a command's option ``match_text``."""

    @command.autocomplete("match_text")
    async def complete(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        await recent.complete(interaction, typed)
        # Already answered, so that what Discord says to it ends in the log.
        return []
