"""`/progress`: the chart of a member's last matches."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.commands.options import Anyone, Matches, Words
from bot.commands.subject import NoSubject, subject_of
from bot.intake import Asker, Intake
from bot.replies import AnyInteraction, refuse
from bot.translator import localized
from jobs.api import JobRequest, progress_request
from jobs.payloads import ProgressMetric, ProgressPayload


async def progress(
    intake: Intake,
    interaction: AnyInteraction,
    metric: str | None = None,
    matches: int | None = None,
    member: discord.Member | discord.User | None = None,
    *,
    private: bool = False,
) -> None:
    """Answer `/progress`.

    Parameters
    ----------
    metric
        As chosen from the list; None for gold per minute.
    matches
        How many; None for the usual number.
    member
        Whom it is about; None for who asks.
    private
        Whether only the member shall see the answer.
    """
    try:
        subject = subject_of(interaction, member)
        follows = ProgressMetric.GPM if metric is None else ProgressMetric(metric)
    except NoSubject as error:
        await refuse(interaction, error.code)
        return
    except ValueError:
        await refuse(interaction, "invalid_option")
        return
    many = {} if matches is None else {"matches": matches}

    def describe(asker: Asker) -> JobRequest:
        payload = ProgressPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            locale=asker.locale.value,
            subject=subject,
            metric=follows,
            **many,
        )
        return progress_request(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=private)


def progress_command(intake: Intake) -> app_commands.Command[Any, ..., None]:
    """Make the command."""
    metrics = [
        app_commands.Choice(name=localized(f"choice-progress-{one.value}"), value=one.value)
        for one in ProgressMetric
    ]

    @app_commands.command(
        name=localized("command-progress-name"),
        description=localized("command-progress-description"),
    )
    @app_commands.rename(
        metric=localized("command-progress-metric-name"),
        matches=localized("command-progress-matches-name"),
        member=localized("command-progress-member-name"),
    )
    @app_commands.describe(
        metric=localized("command-progress-metric-description"),
        matches=localized("command-progress-matches-description"),
        member=localized("command-progress-member-description"),
    )
    @app_commands.choices(metric=metrics)
    async def command(
        interaction: discord.Interaction,
        metric: Words | None = None,
        matches: Matches | None = None,
        member: Anyone | None = None,
    ) -> None:
        await progress(intake, interaction, metric, matches, member)

    return command
