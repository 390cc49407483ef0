"""`/help`: every command and what it does, ready to be clicked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import discord
from discord import app_commands
from discord.ui import ActionRow, Container, LayoutView, Separator, TextDisplay

from bot.presses import button
from bot.replies import AnyInteraction, locale_of, show
from bot.translator import localized
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from bot.operators import Operators

AnyCommand = app_commands.Command[Any, ..., Any] | app_commands.Group
_COLOUR: Final = 0xC23C2A


async def explain(interaction: AnyInteraction, *, operator: bool) -> None:
    """Answer `/help`, privately and at once.

    Parameters
    ----------
    operator
        Whether the member may use the operators' commands, too.
    """
    client = interaction.client
    commands = client.tree.get_commands(type=discord.AppCommandType.chat_input)
    locale = locale_of(interaction)
    view = help_view(locale, commands, client.command_ids, operator=operator)
    await show(interaction, view, private=True)


def help_view(
    locale: Locale, commands: Sequence[AnyCommand], ids: Mapping[str, int], *, operator: bool
) -> LayoutView:
    """All commands by who they are for.

    Parameters
    ----------
    ids
        Discord's ids of the commands; one without is shown as text.
    """
    box: Container[LayoutView] = Container(accent_colour=_COLOUR)
    box.add_item(TextDisplay(text(locale, "help-title")))
    for audience in ("everyone", "managers", "operators"):
        lines = [
            f"{_mention(locale, name, ids)}\n-# {text(locale, _description(name))}"
            for command in commands
            if _audience(command) == audience
            for name in _names(command)
        ]
        if lines and (audience != "operators" or operator):
            box.add_item(Separator())
            heading = text(locale, f"help-{audience}")
            box.add_item(TextDisplay("\n".join([heading, *lines])))
    box.add_item(Separator())
    box.add_item(TextDisplay(text(locale, "help-menus")))
    row: ActionRow[LayoutView] = ActionRow()
    row.add_item(button("link", text(locale, "panel-link"), emoji="🔗"))
    row.add_item(button("language", text(locale, "panel-language"), emoji="🌐"))
    box.add_item(row)
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view


def _audience(command: AnyCommand) -> str:
    needed = command.default_permissions
    if needed is None:
        return "everyone"
    return "operators" if needed.administrator else "managers"


def _names(command: AnyCommand) -> Iterator[str]:
    """The names to type: a group's are those of its commands."""
    if isinstance(command, app_commands.Group):
        for one in command.commands:
            yield from _names(one)
    else:
        yield command.qualified_name


def _mention(locale: Locale, name: str, ids: Mapping[str, int]) -> str:
    """The command as it is called in a language, ready to be clicked where its id is known."""
    words = name.split()
    paths = ("-".join(words[: depth + 1]) for depth in range(len(words)))
    called = " ".join(text(locale, f"command-{path}-name") for path in paths)
    # Discord goes by the id, and shows the name that is written here.
    command_id = ids.get(words[0])
    return f"`/{called}`" if command_id is None else f"</{called}:{command_id}>"


def _description(name: str) -> str:
    return f"command-{name.replace(' ', '-')}-description"


def help_command(operators: Operators) -> app_commands.Command[Any, ..., None]:
    """Make the command; it shows operators their own commands, too."""

    @app_commands.command(
        name=localized("command-help-name"), description=localized("command-help-description")
    )
    async def command(interaction: discord.Interaction) -> None:
        await explain(interaction, operator=interaction.user.id in operators)

    return command
