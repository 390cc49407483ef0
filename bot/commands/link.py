"""`/link` and `/unlink`: which Steam account a member is."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands.options import Words
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from dota.errors import DotaError
from dota.steam import parse_account_id
from jobs.api import JobRequest, link_request, unlink_request
from jobs.payloads import LinkPayload, UnlinkPayload


async def link(intake: Intake, interaction: AnyInteraction, steam_text: str) -> None:
    """Answer `/link`, privately.

    Parameters
    ----------
    steam_text
        What the member gave: a Steam id in any form, or a link to a profile.
    """
    try:
        account_id = parse_account_id(steam_text)
    except DotaError as error:
        await refuse(interaction, error.code, error.params)
        return

    def describe(asker: Asker) -> JobRequest:
        payload = LinkPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            account_id=account_id,
            locale=asker.locale.value,
        )
        return link_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=True)


async def unlink(intake: Intake, interaction: AnyInteraction) -> None:
    """Answer `/unlink`, privately."""

    def describe(asker: Asker) -> JobRequest:
        payload = UnlinkPayload(
            discord_user_id=asker.user_id, guild_id=asker.guild_id, locale=asker.locale.value
        )
        return unlink_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=True)


def link_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make `/link`."""

    @app_commands.command(
        name=localized("command-link-name"), description=localized("command-link-description")
    )
    @app_commands.rename(steam_text=localized("command-link-steam_id-name"))
    @app_commands.describe(steam_text=localized("command-link-steam_id-description"))
    async def command(interaction: discord.Interaction, steam_text: Words) -> None:
        await link(intake, interaction, steam_text)

    return command


def unlink_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make `/unlink`."""

    @app_commands.command(
        name=localized("command-unlink-name"), description=localized("command-unlink-description")
    )
    async def command(interaction: discord.Interaction) -> None:
        await unlink(intake, interaction)

    return command
