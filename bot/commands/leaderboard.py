"""`/leaderboard`: who in this server plays best."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands.options import Words
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from jobs.api import JobRequest, leaderboard_request
from jobs.payloads import LeaderboardPayload, Metric, Period


async def leaderboard(
    intake: Intake,
    interaction: AnyInteraction,
    metric: str | None = None,
    period: str | None = None,
    *,
    private: bool = False,
) -> None:
    """Answer `/leaderboard`; in a direct message there is nobody to rank.

    Parameters
    ----------
    metric, period
        As chosen from the lists; None for win rate and the last week.
    private
        Whether only the member shall see the answer.
    """
    guild_id = interaction.guild_id
    if guild_id is None:
        await refuse(interaction, "guild_only")
        return
    try:
        by = Metric.WIN_RATE if metric is None else Metric(metric)
        over = Period.WEEK if period is None else Period(period)
    except ValueError:
        await refuse(interaction, "invalid_option")
        return

    def describe(asker: Asker) -> JobRequest:
        payload = LeaderboardPayload(
            discord_user_id=asker.user_id,
            guild_id=guild_id,
            metric=by,
            period=over,
            locale=asker.locale.value,
        )
        return leaderboard_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=private)


def leaderboard_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make the command."""
    metrics = [app_commands.Choice(name=_choice("metric", one), value=one.value) for one in Metric]
    periods = [app_commands.Choice(name=_choice("period", one), value=one.value) for one in Period]

    @app_commands.command(
        name=localized("command-leaderboard-name"),
        description=localized("command-leaderboard-description"),
    )
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.rename(
        metric=localized("command-leaderboard-metric-name"),
        period=localized("command-leaderboard-period-name"),
    )
    @app_commands.describe(
        metric=localized("command-leaderboard-metric-description"),
        period=localized("command-leaderboard-period-description"),
    )
    @app_commands.choices(metric=metrics, period=periods)
    async def command(
        interaction: discord.Interaction, metric: Words | None = None, period: Words | None = None
    ) -> None:
        await leaderboard(intake, interaction, metric, period)

    return command


def _choice(kind: str, one: Metric | Period) -> app_commands.locale_str:
    return localized(f"choice-{kind}-{one.value}")
