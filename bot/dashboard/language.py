"""The panel's Language button: a private question, and a job that stores the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import discord
from discord.ui import ActionRow, LayoutView, TextDisplay

from bot.entries import snowflake_ms
from bot.presses import Press, Pressable, button
from bot.replies import locale_of, refuse, show
from jobs.api import JobRequest, language_request
from jobs.payloads import LanguagePayload
from locales import OWN_NAMES, Locale, text

if TYPE_CHECKING:
    from bot.intake import Asker, Intake
    from bot.languages import Languages
    from bot.presses import Handler
    from bot.replies import AnyInteraction

AUTOMATIC: Final = "automatic"


def question(locale: Locale, chosen: Locale | None) -> LayoutView:
    """Ask for the language; what holds now is marked."""
    row: ActionRow[LayoutView] = ActionRow()
    for one, name in OWN_NAMES.items():
        row.add_item(_choice(one.value, name, marked=one is chosen))
    automatic = text(locale, "language-automatic-button")
    row.add_item(_choice(AUTOMATIC, automatic, marked=chosen is None))
    view = LayoutView(timeout=None)
    view.add_item(TextDisplay(text(locale, "language-prompt")))
    view.add_item(row)
    return view


def language_handlers(intake: Intake, languages: Languages) -> dict[str, Handler]:
    """What the Language button and the question's buttons do."""

    async def ask(interaction: AnyInteraction, _: Press) -> None:
        chosen = languages.get(interaction.user.id)
        await show(interaction, question(locale_of(interaction), chosen), private=True)

    async def choose(interaction: AnyInteraction, press: Press) -> None:
        if press.choice != AUTOMATIC and press.choice not in set(Locale):
            await refuse(interaction, "button_outdated")
            return
        choice = None if press.choice == AUTOMATIC else Locale(press.choice)
        # From here on, and so already in the answer to this press.
        languages.expect(interaction.user.id, choice)

        def describe(asker: Asker) -> JobRequest:
            payload = LanguagePayload(
                discord_user_id=asker.user_id,
                guild_id=asker.guild_id,
                locale=asker.locale.value,
                language=choice.value if choice is not None else None,
                chosen_ms=snowflake_ms(interaction.id),
            )
            return language_request(payload, job_id=asker.job_id, tenant=asker.tenant)

        await intake.accept(interaction, describe, private=True)

    return {"language": ask, "language_choice": choose}


def _choice(choice: str, label: str, *, marked: bool) -> Pressable:
    style = discord.ButtonStyle.success if marked else discord.ButtonStyle.secondary
    return button("language_choice", label, choice=choice, style=style)
