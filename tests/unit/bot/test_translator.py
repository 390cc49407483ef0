"""Commands are named in every language, and a gap never fails the sync."""

from __future__ import annotations

from typing import Any

import discord
import pytest
from discord import app_commands

from bot.translator import Translator, localized

CONTEXT: Any = None


@pytest.mark.parametrize(
    ("locale", "name"),
    [
        (discord.Locale.american_english, "match"),
        (discord.Locale.british_english, "match"),
        (discord.Locale.brazil_portuguese, "partida"),
        (discord.Locale.spain_spanish, "partida"),
        (discord.Locale.latin_american_spanish, "partida"),
        (discord.Locale.french, None),
    ],
)
async def test_translates(locale: discord.Locale, name: str | None) -> None:
    assert await Translator().translate(localized("command-match-name"), locale, CONTEXT) == name


@pytest.mark.parametrize(
    "string",
    [
        app_commands.locale_str("plain"),
        app_commands.locale_str("gone", message_id="command-that-is-gone"),
        app_commands.locale_str("needs arguments", message_id="error-internal"),
        app_commands.locale_str("odd", message_id=7),
    ],
)
async def test_never_raises(string: app_commands.locale_str) -> None:
    translated = await Translator().translate(string, discord.Locale.spain_spanish, CONTEXT)
    assert translated is None
