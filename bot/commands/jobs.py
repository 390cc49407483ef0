"""`/jobs`: jobs one by one, for Apolo's operators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import discord
from discord import app_commands

from bot.commands.options import Words
from bot.jobdesk.desk import JobDesk
from bot.jobdesk.pages import ORDER
from bot.translator import localized

Serve = Callable[["discord.Interaction[Any]", str], Awaitable[None]]


def jobs_command(desk: JobDesk) -> app_commands.Group:
    """Make the group with its commands; the desk checks who asks."""
    group = app_commands.Group(
        name=localized("command-jobs-name"),
        description=localized("command-jobs-description"),
        default_permissions=discord.Permissions(administrator=True),
    )
    group.add_command(_list(desk))
    for name, serve in (
        ("show", desk.show),
        ("retry", desk.retry),
        ("cancel", desk.cancel),
        ("remove", desk.remove),
    ):
        group.add_command(_about_one(name, serve))
    return group


def _list(desk: JobDesk) -> app_commands.Command[Any, ..., None]:
    states = [
        app_commands.Choice(name=localized(f"job-state-{state.value}"), value=state.value)
        for state in ORDER
    ]

    async def offered(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        names = desk.offered(interaction, current)
        return [app_commands.Choice(name=name, value=name) for name in names]

    @app_commands.command(
        name=localized("command-jobs-list-name"),
        description=localized("command-jobs-list-description"),
    )
    @app_commands.rename(
        queue=localized("command-jobs-list-queue-name"),
        state=localized("command-jobs-list-state-name"),
    )
    @app_commands.describe(
        queue=localized("command-jobs-list-queue-description"),
        state=localized("command-jobs-list-state-description"),
    )
    @app_commands.choices(state=states)
    @app_commands.autocomplete(queue=offered)
    async def command(
        interaction: discord.Interaction, queue: Words | None = None, state: Words | None = None
    ) -> None:
        await desk.list_(interaction, queue, state)

    return command


def _about_one(name: str, serve: Serve) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(
        name=localized(f"command-jobs-{name}-name"),
        description=localized(f"command-jobs-{name}-description"),
    )
    @app_commands.rename(job=localized("command-jobs-job-name"))
    @app_commands.describe(job=localized("command-jobs-job-description"))
    async def command(interaction: discord.Interaction, job: Words) -> None:
        await serve(interaction, job)

    return command
