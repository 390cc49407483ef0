"""The entries of Discord's own menus: on a member, and on a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.commands.match import ask_for_card
from bot.commands.subject import NoSubject, subject_of
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from dota.steam import match_in

if TYPE_CHECKING:
    from bot.intake import Intake


def make_menus(intake: Intake) -> list[app_commands.ContextMenu]:
    """Every entry. They answer only to who asks: a menu is opened in the midst of other talk."""

    async def last_match(
        interaction: AnyInteraction, member: discord.Member | discord.User
    ) -> None:
        await show_last_match(intake, interaction, member)

    async def match_of_message(interaction: AnyInteraction, message: discord.Message) -> None:
        await show_match_of(intake, interaction, message)

    return [
        app_commands.ContextMenu(name=localized("menu-last_match"), callback=last_match),
        app_commands.ContextMenu(
            name=localized("menu-match_of_message"), callback=match_of_message
        ),
    ]


async def show_last_match(
    intake: Intake, interaction: AnyInteraction, member: discord.Member | discord.User
) -> None:
    """Answer with the card of a member's last match."""
    try:
        subject = subject_of(interaction, member)
    except NoSubject as error:
        await refuse(interaction, error.code)
        return
    await ask_for_card(intake, interaction, None, subject=subject, private=True)


async def show_match_of(
    intake: Intake, interaction: AnyInteraction, message: discord.Message
) -> None:
    """Answer with the card of the match that a message names, by its number or a link."""
    match_id = match_in(message.content)
    if match_id is None:
        await refuse(interaction, "no_match_in_message")
    else:
        await ask_for_card(intake, interaction, match_id, private=True)
