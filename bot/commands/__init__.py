"""The commands, one module each: thin shells over plain functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from bot.commands.link import link_command, unlink_command
from bot.commands.match import match_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from discord import app_commands

    from bot.intake import Intake

COMMANDS: Final[tuple[Callable[[Intake], app_commands.Command[Any, ..., None]], ...]] = (
    link_command,
    unlink_command,
    match_command,
)
"""Makers of every command, in the order of the help."""
