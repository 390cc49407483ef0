"""The command tree, whose errors always end in words for the member and a log for us."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands

from bot.entries import reference_of
from bot.replies import offer, refuse

if TYPE_CHECKING:
    from bot.client import ApoloBot

log = logging.getLogger(__name__)

_BY_ID: Final = {6, 7, 8, 9}
"""The types of options that name a user, a channel, a role, or either."""
_DEEPEST: Final = 3


class Tree(app_commands.CommandTree["ApoloBot"]):
    """Dispatches commands."""

    async def interaction_check(self, interaction: discord.Interaction[ApoloBot], /) -> bool:
        """Refuse what discord.py would fail on before any command sees it: ids that are none."""
        data: Mapping[str, object] = {**(interaction.data or {})}
        if _ids_are_ids(data.get("options")):
            return True
        if interaction.type is discord.InteractionType.autocomplete:
            await offer(interaction, [])
        else:
            await refuse(interaction, "invalid_option")
        return False

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
        if interaction.type is discord.InteractionType.autocomplete:
            # There is nobody to tell anything to: a number can still be typed.
            if not interaction.response.is_done():
                await offer(interaction, [])
            return
        # What was taken in will be answered by the delivery, from the journal.
        if not interaction.client.owns(interaction.id) and not interaction.response.is_done():
            await refuse(interaction, code)


def _ids_are_ids(options: object, depth: int = 0) -> bool:
    if not isinstance(options, list) or depth > _DEEPEST:
        return True
    for option in options:
        value = str(option.get("value"))
        if option.get("type") in _BY_ID and not (value.isascii() and value.isdecimal()):
            return False
        if not _ids_are_ids(option.get("options"), depth + 1):
            return False
    return True
