"""The commands, one module each: thin shells over plain functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.commands.coach import coach_command
from bot.commands.dashboard import dashboard_command
from bot.commands.help import help_command
from bot.commands.heroes import heroes_command
from bot.commands.jobs import jobs_command
from bot.commands.leaderboard import leaderboard_command
from bot.commands.link import link_command, unlink_command
from bot.commands.match import match_command
from bot.commands.privacy import privacy_command
from bot.commands.profile import profile_command
from bot.commands.progress import progress_command
from bot.commands.queuehealth import queuehealth_command
from bot.commands.settings import settings_command

if TYPE_CHECKING:
    from discord import app_commands

    from bot.intake import Intake
    from bot.operations import Operations
    from bot.operators import Operators
    from bot.privacy.desk import PrivacyDesk
    from bot.recent import RecentMatches


def make_commands(
    intake: Intake,
    recent: RecentMatches,
    privacy: PrivacyDesk,
    operations: Operations,
    operators: Operators,
) -> list[app_commands.Command[Any, ..., None] | app_commands.Group]:
    """Every command, in the order of the help."""
    return [
        link_command(intake),
        unlink_command(intake),
        profile_command(intake),
        match_command(intake, recent),
        progress_command(intake),
        heroes_command(intake),
        coach_command(intake, recent),
        leaderboard_command(intake),
        dashboard_command(),
        settings_command(),
        queuehealth_command(operations.health),
        jobs_command(operations.jobs),
        privacy_command(privacy),
        help_command(operators),
    ]
