"""The command tree, whose errors always end in words for the member and a log for us."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import discord
from discord import app_commands

from bot.entries import reference_of
from bot.replies import refuse

if TYPE_CHECKING:
    from bot.client import ApoloBot

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["ApoloBot"]):
    """Dispatches commands."""

    async def on_error(
        self, interaction: discord.Interaction[ApoloBot], error: app_commands.AppCommandError
    ) -> None:
        """Answer what went wrong before an interaction was taken in; log the rest."""
        if isinstance(error, (app_commands.CommandNotFound, app_commands.CommandSignatureMismatch)):
            log.warning("a command that Discord lists is not ours any more: %s", error)
            code = "command_outdated"
        elif isinstance(error, app_commands.TransformerError):
            code = "invalid_option"
        else:
            log.error(
                "a command failed (reference %s)",
                reference_of(interaction.id),
                exc_info=error,
            )
            code = "internal"
        # What was taken in will be answered by the delivery, from the journal.
        if not interaction.client.owns(interaction.id) and not interaction.response.is_done():
            await refuse(interaction, code)
