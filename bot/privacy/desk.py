"""Serves `/privacy` and its buttons; everybody only ever touches what is their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.entries import snowflake_ms
from bot.privacy.view import delete_question, privacy_view
from bot.replies import AnyInteraction, locale_of, refuse, replace, show
from jobs.api import JobRequest, delete_request, export_request, visibility_request
from jobs.payloads import DeletePayload, ExportFormat, ExportPayload, VisibilityPayload

if TYPE_CHECKING:
    from bot.intake import Asker, Intake
    from bot.journal import Journal
    from bot.languages import Languages
    from bot.presses import Handler, Press
    from bot.recent import RecentMatches


class PrivacyDesk:
    """Has copies made and everything deleted.

    Parameters
    ----------
    intake
        Takes in what needs a job.
    journal, languages, recent
        What this process itself knows of members, and forgets with the rest.
    """

    def __init__(
        self, intake: Intake, journal: Journal, languages: Languages, recent: RecentMatches
    ) -> None:
        self._intake = intake
        self._journal = journal
        self._languages = languages
        self._recent = recent

    def handlers(self) -> dict[str, Handler]:
        """What the buttons do."""
        return {
            "privacy_look": self._look,
            "privacy_export": self._export,
            "privacy_visibility": self._set_visibility,
            "privacy_ask_delete": self._ask_delete,
            "privacy_delete": self._delete,
        }

    async def open(self, interaction: AnyInteraction) -> None:
        """Answer `/privacy`, privately and at once."""
        await show(interaction, privacy_view(locale_of(interaction)), private=True)

    async def _look(self, interaction: AnyInteraction, _: Press) -> None:
        await replace(interaction, privacy_view(locale_of(interaction)))

    async def _export(self, interaction: AnyInteraction, press: Press) -> None:
        if press.choice not in set(ExportFormat):
            await refuse(interaction, "button_outdated")
            return

        def describe(asker: Asker) -> JobRequest:
            payload = ExportPayload(
                discord_user_id=asker.user_id,
                guild_id=asker.guild_id,
                locale=asker.locale.value,
                format=ExportFormat(press.choice),
            )
            return export_request(payload, job_id=asker.job_id, tenant=asker.tenant)

        await self._intake.accept(interaction, describe, private=True)

    async def _set_visibility(self, interaction: AnyInteraction, press: Press) -> None:
        if press.choice not in {"hide", "show"}:
            await refuse(interaction, "button_outdated")
            return

        def describe(asker: Asker) -> JobRequest:
            payload = VisibilityPayload(
                discord_user_id=asker.user_id,
                guild_id=asker.guild_id,
                locale=asker.locale.value,
                hidden=press.choice == "hide",
                chosen_ms=snowflake_ms(interaction.id),
            )
            return visibility_request(payload, job_id=asker.job_id, tenant=asker.tenant)

        await self._intake.accept(interaction, describe, private=True)

    async def _ask_delete(self, interaction: AnyInteraction, _: Press) -> None:
        await replace(interaction, delete_question(locale_of(interaction)))

    async def _delete(self, interaction: AnyInteraction, _: Press) -> None:
        def describe(asker: Asker) -> JobRequest:
            payload = DeletePayload(
                discord_user_id=asker.user_id, guild_id=asker.guild_id, locale=asker.locale.value
            )
            return delete_request(payload, job_id=asker.job_id, tenant=asker.tenant)

        await self._intake.accept(interaction, describe, private=True)
        member = interaction.user.id
        self._languages.forget(member)
        self._recent.forget(member)
        self._journal.forget_member(member)
