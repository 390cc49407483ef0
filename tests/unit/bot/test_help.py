"""The help explains every command, in every language, within Discord's limits."""

from __future__ import annotations

import discord
import pytest

from apolo.sandbox.component_rules import check_components
from apolo.sandbox.errors import Form
from bot.commands.help import help_view
from locales import Locale
from tests.every_command import every_command, leaves


def shown(view: discord.ui.LayoutView) -> str:
    texts = (one for one in view.walk_children() if isinstance(one, discord.ui.TextDisplay))
    return "\n".join(one.content for one in texts)


@pytest.mark.parametrize("locale", Locale)
def test_it_fits_and_names_every_command(locale: Locale) -> None:
    everything = every_command()
    ids = {command.name: 10**18 + number for number, command in enumerate(everything)}
    view = help_view(locale, everything, ids, operator=True)

    form = Form()
    check_components(view.to_components(), form, v2=True)
    form.check()
    words = shown(view)
    for command in everything:
        assert words.count(f":{ids[command.name]}>") == len(leaves(command))
    if locale is Locale.EN:
        assert f"</jobs list:{ids['jobs']}>" in words


def test_operators_commands_are_for_operators() -> None:
    everything = every_command()
    for operator in (False, True):
        words = shown(help_view(Locale.EN, everything, {}, operator=operator))
        assert ("`/queuehealth`" in words) is operator
        assert "`/match`" in words
        assert "`/settings`" in words
