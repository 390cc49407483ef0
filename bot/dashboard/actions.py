"""What the panel's buttons do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.commands.coach import coach
from bot.commands.heroes import heroes
from bot.commands.leaderboard import leaderboard
from bot.commands.match import match
from bot.commands.progress import progress

if TYPE_CHECKING:
    from bot.intake import Intake
    from bot.presses import Handler, Press
    from bot.replies import AnyInteraction
    from bot.servers import Servers


def panel_handlers(intake: Intake, servers: Servers) -> dict[str, Handler]:
    """What the buttons do but Language and Link: each the same as a command without options.

    The answer goes to the channel, or only to who presses, as the server chose.
    """

    def private(interaction: AnyInteraction) -> bool:
        guild_id = interaction.guild_id
        return guild_id is not None and servers.of(guild_id).private_panel

    async def last_match(interaction: AnyInteraction, _: Press) -> None:
        await match(intake, interaction, None, private=private(interaction))

    async def last_progress(interaction: AnyInteraction, _: Press) -> None:
        await progress(intake, interaction, private=private(interaction))

    async def hero_pool(interaction: AnyInteraction, _: Press) -> None:
        await heroes(intake, interaction, private=private(interaction))

    async def coaching(interaction: AnyInteraction, _: Press) -> None:
        await coach(intake, interaction, None, private=private(interaction))

    async def board(interaction: AnyInteraction, _: Press) -> None:
        await leaderboard(intake, interaction, private=private(interaction))

    return {
        "last_match": last_match,
        "progress": last_progress,
        "heroes": hero_pool,
        "coaching": coaching,
        "leaderboard": board,
    }
