"""What the panel's buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.coach import coach
from bot.commands.leaderboard import leaderboard
from bot.commands.match import match
from bot.commands.progress import progress

if TYPE_CHECKING:
    from bot.intake import Intake
    from bot.presses import Handler, Press
    from bot.replies import AnyInteraction


def panel_handlers(intake: Intake) -> dict[str, Handler]:
    """What the buttons do but Language: each the same as a command without options."""

    async def last_match(interaction: AnyInteraction, _: Press) -> None:
        await match(intake, interaction, None)

    async def last_progress(interaction: AnyInteraction, _: Press) -> None:
        await progress(intake, interaction)

    async def coaching(interaction: AnyInteraction, _: Press) -> None:
        await coach(intake, interaction, None)

    async def board(interaction: AnyInteraction, _: Press) -> None:
        await leaderboard(intake, interaction)

    return {
        "last_match": last_match,
        "progress": last_progress,
        "coaching": coaching,
        "leaderboard": board,
    }
