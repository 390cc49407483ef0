"""A server's settings as a message with menus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import discord
from discord.ui import ActionRow, ChannelSelect, Container, LayoutView, Select, TextDisplay

from bot.presses import Pressable, custom_id
from locales import OWN_NAMES, Locale, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.server_settings import ServerSettings

UNSET: Final = "none"
"""The value in a menu that takes a choice back."""
DAYS: Final = tuple(str(day) for day in range(1, 8))
CHANNEL_TYPES: Final = [discord.ChannelType.text, discord.ChannelType.news]
_COLOUR: Final = 0xC23C2A


def settings_view(locale: Locale, settings: ServerSettings, *, channel_exists: bool) -> LayoutView:
    """The settings, what holds marked in each menu.

    Parameters
    ----------
    channel_exists
        Whether the digest's channel is still there: one that is not can't be marked.
    """
    box: Container[LayoutView] = Container(accent_colour=_COLOUR)
    box.add_item(TextDisplay(text(locale, "settings-title")))
    _add(
        box,
        text(locale, "settings-language-label"),
        _menu(
            "settings_language",
            [(UNSET, text(locale, "settings-language-automatic"))]
            + [(one.value, name) for one, name in OWN_NAMES.items()],
            settings.language or UNSET,
        ),
    )
    _add(
        box,
        text(locale, "settings-panel-label"),
        _menu(
            "settings_panel",
            [
                (UNSET, text(locale, "settings-panel-public-choice")),
                ("private", text(locale, "settings-panel-private-choice")),
            ],
            "private" if settings.private_panel else UNSET,
        ),
    )
    label = text(locale, "settings-digest-label")
    if settings.digest_day is None and settings.digest_trouble is not None:
        why = text(locale, f"settings-digest-{settings.digest_trouble}")
        label += f"\n⚠️ {why}"
    _add(
        box,
        label,
        _menu(
            "settings_digest_day",
            [(UNSET, text(locale, "settings-digest-off-choice"))]
            + [(day, text(locale, f"settings-day-{day}")) for day in DAYS],
            UNSET if settings.digest_day is None else str(settings.digest_day),
        ),
    )
    _add(
        box,
        text(locale, "settings-channel-label"),
        _channels(locale, settings.digest_channel_id if channel_exists else None),
    )
    view = LayoutView(timeout=None)
    view.add_item(box)
    return view


def _add(box: Container[LayoutView], label: str, item: discord.ui.Item[Any]) -> None:
    row: ActionRow[LayoutView] = ActionRow()
    row.add_item(item)
    box.add_item(TextDisplay(label))
    box.add_item(row)


def _menu(route: str, options: Sequence[tuple[str, str]], chosen: str) -> Pressable:
    menu: Select[Any] = Select(
        custom_id=custom_id(route),
        options=[
            discord.SelectOption(label=label, value=value, default=value == chosen)
            for value, label in options
        ],
    )
    return Pressable(menu)


def _channels(locale: Locale, chosen: int | None) -> Pressable:
    marked = [] if chosen is None else [discord.Object(chosen)]
    menu: ChannelSelect[Any] = ChannelSelect(
        custom_id=custom_id("settings_digest_channel"),
        channel_types=CHANNEL_TYPES,
        placeholder=text(locale, "settings-channel-placeholder"),
        default_values=[
            discord.SelectDefaultValue(id=one.id, type=discord.SelectDefaultValueType.channel)
            for one in marked
        ],
    )
    return Pressable(menu)
