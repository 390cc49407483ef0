"""The help explains every command, in every language, within Discord's limits."""

from __future__ import annotations

from typing import Any, cast

import discord
import pytest
from discord import app_commands

from apolo.sandbox.component_rules import check_components
from apolo.sandbox.errors import Form
from bot.commands import make_commands
from bot.commands.help import help_view
from bot.operators import Operators
from locales import Locale


class Anything:
    """Stands in for what commands only hand on."""

    def __getattr__(self, _: str) -> Any:
        return self


def commands() -> list[Any]:
    part = cast("Any", Anything())
    return make_commands(part, part, part, Operators())


def shown(view: discord.ui.LayoutView) -> str:
    texts = (one for one in view.walk_children() if isinstance(one, discord.ui.TextDisplay))
    return "\n".join(one.content for one in texts)


def names(command: Any) -> list[str]:
    if isinstance(command, app_commands.Group):
        return [name for one in command.commands for name in names(one)]
    return [command.qualified_name]


@pytest.mark.parametrize("locale", Locale)
def test_it_fits_and_names_every_command(locale: Locale) -> None:
    everything = commands()
    ids = {command.name: 10**18 + number for number, command in enumerate(everything)}
    view = help_view(locale, everything, ids, operator=True)

    form = Form()
    check_components(view.to_components(), form, v2=True)
    form.check()
    words = shown(view)
    for command in everything:
        for name in names(command):
            assert f"</{name}:{ids[command.name]}>" in words


def test_operators_commands_are_for_operators() -> None:
    everything = commands()
    for operator in (False, True):
        words = shown(help_view(Locale.EN, everything, {}, operator=operator))
        assert ("`/queuehealth`" in words) is operator
        assert "`/match`" in words
        assert "`/settings`" in words
