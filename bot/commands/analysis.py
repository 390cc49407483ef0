"""The button "Request analysis" on a card that lacks what only the replay tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.intake import may_post
from bot.replies import refuse
from dota.errors import DotaError
from dota.steam import parse_match_id
from jobs.api import analysed_card_request, analysis_request
from jobs.payloads import AnalysisPayload

if TYPE_CHECKING:
    from bot.intake import Asker, Intake
    from bot.presses import Handler, Press
    from bot.replies import AnyInteraction
    from jobs.api import JobRequest


def analysis_handlers(intake: Intake) -> dict[str, Handler]:
    """What the button does."""

    async def analyse(interaction: AnyInteraction, press: Press) -> None:
        await request_analysis(intake, interaction, press.choice)

    return {"analyse": analyse}


async def request_analysis(intake: Intake, interaction: AnyInteraction, match_text: str) -> None:
    """Have a match analysed, and its card posted where the button is.

    The member is told at once that it was requested; the card follows in the channel. Where that
    can't be, under a private card or where the bot may not write, the answer itself waits for it.

    Parameters
    ----------
    match_text
        The match, from a custom id: not to be trusted.
    """
    try:
        match_id = parse_match_id(match_text)
    except DotaError:
        await refuse(interaction, "button_outdated")
        return
    message = interaction.message
    hidden = message is not None and message.flags.ephemeral
    in_channel = not hidden and may_post(interaction)

    def describe(asker: Asker) -> JobRequest:
        payload = AnalysisPayload(
            discord_user_id=asker.user_id,
            guild_id=asker.guild_id,
            locale=asker.locale.value,
            match_id=match_id,
        )
        make = analysis_request if in_channel else analysed_card_request
        return make(payload, job_id=asker.job_id, tenant=asker.tenant)

    await intake.accept(interaction, describe, private=hidden or in_channel)
