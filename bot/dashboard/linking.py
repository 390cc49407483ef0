"""The Link button: a form that asks for the Steam account, and does what `/link` does."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from discord.ui import Label, Modal, TextInput

from bot.commands.link import link
from bot.presses import Press, custom_id
from bot.replies import AnyInteraction, locale_of, open_form
from locales import Locale, text

if TYPE_CHECKING:
    from bot.intake import Intake
    from bot.presses import Handler

_LONGEST: Final = 200
"""Characters; no link to a profile is longer."""


def link_form(locale: Locale) -> Modal:
    """The form in a language."""
    form = Modal(title=text(locale, "link-form-title"), custom_id=custom_id("link_form"))
    given: TextInput[Any] = TextInput(
        custom_id="steam_id", placeholder="104334048", max_length=_LONGEST
    )
    form.add_item(
        Label(
            text=text(locale, "link-form-label"),
            description=text(locale, "command-link-steam_id-description"),
            component=given,
        )
    )
    return form


def link_handlers(intake: Intake) -> dict[str, Handler]:
    """What the Link button and its form do."""

    async def ask(interaction: AnyInteraction, _: Press) -> None:
        await open_form(interaction, link_form(locale_of(interaction)))

    async def submit(interaction: AnyInteraction, press: Press) -> None:
        # An empty text is no account, and is told so.
        await link(intake, interaction, press.values[0] if press.values else "")

    return {"link": ask, "link_form": submit}
