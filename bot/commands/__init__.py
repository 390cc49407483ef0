"""The commands, one module each: thin shells over plain functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.coach import coach_command
from bot.commands.dashboard import dashboard_command
from bot.commands.jobs import jobs_command
from bot.commands.leaderboard import leaderboard_command
from bot.commands.link import link_command, unlink_command
from bot.commands.match import match_command
from bot.commands.progress import progress_command
from bot.commands.queuehealth import queuehealth_command
from bot.commands.settings import settings_command

if TYPE_CHECKING:
    from discord import app_commands

    from bot.intake import Intake
    from bot.operations import Operations


def make_commands(
    intake: Intake, operations: Operations
) -> list[app_commands.Command[Any, ..., None] | app_commands.Group]:
    """Every command, in the order of the help."""
    return [
        link_command(intake),
        unlink_command(intake),
        match_command(intake),
        progress_command(intake),
        coach_command(intake),
        leaderboard_command(intake),
        dashboard_command(),
        settings_command(),
        queuehealth_command(operations.health),
        jobs_command(operations.jobs),
    ]
