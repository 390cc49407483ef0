"""`/privacy` as a message: what is kept, for how long, and buttons for each right."""

from __future__ import annotations

from typing import Final

import discord
from discord.ui import ActionRow, Container, LayoutView, Separator, TextDisplay

from bot.presses import button
from locales import Locale, text

_COLOUR: Final = 0xC23C2A


def privacy_view(locale: Locale) -> LayoutView:
    """What is kept of members, in the order of how long."""
    box: Container[LayoutView] = Container(accent_colour=_COLOUR)
    box.add_item(TextDisplay(text(locale, "privacy-title")))
    for part in ("stored", "short", "not-stored"):
        box.add_item(TextDisplay(text(locale, f"privacy-{part}")))
    box.add_item(Separator())
    box.add_item(_row(locale, ("export", "json"), ("export", "csv")))
    box.add_item(TextDisplay(text(locale, "privacy-visibility")))
    box.add_item(_row(locale, ("visibility", "hide"), ("visibility", "show")))
    box.add_item(Separator())
    row: ActionRow[LayoutView] = ActionRow()
    danger = discord.ButtonStyle.danger
    row.add_item(button("privacy_ask_delete", text(locale, "privacy-ask-delete"), style=danger))
    box.add_item(row)
    return _view(box)


def delete_question(locale: Locale) -> LayoutView:
    """Ask whether everything shall really go."""
    box: Container[LayoutView] = Container(accent_colour=_COLOUR)
    box.add_item(TextDisplay(text(locale, "privacy-delete-question")))
    row: ActionRow[LayoutView] = ActionRow()
    danger = discord.ButtonStyle.danger
    row.add_item(button("privacy_delete", text(locale, "privacy-delete-yes"), style=danger))
    row.add_item(button("privacy_look", text(locale, "privacy-delete-no")))
    box.add_item(row)
    return _view(box)


def _row(locale: Locale, *buttons: tuple[str, str]) -> ActionRow[LayoutView]:
    row: ActionRow[LayoutView] = ActionRow()
    for what, choice in buttons:
        label = text(locale, f"privacy-{what}-{choice}")
        row.add_item(button(f"privacy_{what}", label, choice=choice))
    return row


def _view(box: Container[LayoutView]) -> LayoutView:
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view
