"""The dashboard's panel: a message whose buttons do what the commands do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord.ui import ActionRow, Container, LayoutView, TextDisplay

from bot.presses import button
from bot.replies import locale_of
from locales import Locale, negotiate, text

if TYPE_CHECKING:
    from bot.replies import AnyInteraction

_ROWS: Final = (
    {
        "last_match": "⚔️",
        "progress": "📈",
        "heroes": "🛡️",
        "coaching": "🎓",
        "leaderboard": "🏆",
    },
    {"language": "🌐", "link": "🔗"},
)
"""Route and emoji of each button, row by row."""
_COLOUR: Final = 0xC23C2A


def panel(locale: Locale) -> LayoutView:
    """Make the panel in a language."""
    title, words = text(locale, "panel-title"), text(locale, "panel-text")
    box: Container[LayoutView] = Container(accent_colour=_COLOUR)
    box.add_item(TextDisplay(f"## {title}\n{words}"))
    for buttons in _ROWS:
        row: ActionRow[LayoutView] = ActionRow()
        for route, emoji in buttons.items():
            first = route == "last_match"
            row.add_item(
                button(
                    route,
                    text(locale, f"panel-{route}"),
                    emoji=emoji,
                    style=discord.ButtonStyle.primary if first else discord.ButtonStyle.secondary,
                )
            )
        box.add_item(row)
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view


def panel_locale(interaction: AnyInteraction) -> Locale:
    """The language of a panel, which everybody in a server reads.

    The one that was chosen for the server, else Discord's for it; but Discord names every server
    English that has not chosen a language, as only community servers can. There it is the language
    of the member who posts the panel.
    """
    ours: Locale | None = interaction.client.servers.language(interaction.guild_id)
    if ours is not None:
        return ours
    guild, server = interaction.guild, interaction.guild_locale
    chosen = server is not None and server is not discord.Locale.american_english
    if server is not None and (chosen or (guild is not None and "COMMUNITY" in guild.features)):
        return negotiate(server.value, interaction.locale.value)
    return locale_of(interaction)
