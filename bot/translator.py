"""Names and describes the commands in every language that Discord lists them in."""

from __future__ import annotations

import logging
from typing import Final

import discord
from discord import app_commands

from locales import Locale, text

log = logging.getLogger(__name__)

_LOCALES: Final = {
    discord.Locale.american_english: Locale.EN,
    discord.Locale.british_english: Locale.EN,
    discord.Locale.brazil_portuguese: Locale.PT,
    discord.Locale.spain_spanish: Locale.ES,
    discord.Locale.latin_american_spanish: Locale.ES,
}
_KEY: Final = "message_id"


def localized(message_id: str) -> app_commands.locale_str:
    """A command's or an option's text: English by default, the others by the translator."""
    return app_commands.locale_str(text(Locale.EN, message_id), **{_KEY: message_id})


class Translator(app_commands.Translator):
    """Looks `localized` strings up in the Fluent files."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """Translate one string; None leaves Discord to show the English one.

        An exception would fail the sync of all commands, so there is none.
        """
        ours, message_id = _LOCALES.get(locale), string.extras.get(_KEY)
        if ours is None or not isinstance(message_id, str):
            return None
        try:
            return text(ours, message_id)
        except (KeyError, ValueError):
            log.exception("no translation of %s for %s", message_id, locale)
            return None
