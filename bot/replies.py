"""Direct replies: for what is answered from memory, without a job."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Mapping, Sequence
from typing import Any, Final

import aiohttp
import discord
from discord.app_commands import Choice
from discord.ui import LayoutView, Modal

from bot.entries import reference_of
from bot.errors import error_text
from locales import Locale, negotiate

log = logging.getLogger(__name__)

AnyInteraction = discord.Interaction[Any]
_TIMEOUT: Final = 10.0


def locale_of(interaction: AnyInteraction) -> Locale:
    """The language that an answer is in.

    The member's own choice, else the server's; where nobody has chosen, Discord's for the member,
    Discord's for the server, English.
    """
    client = interaction.client
    chosen: Locale | None = client.languages.get(interaction.user.id) or client.servers.language(
        interaction.guild_id
    )
    if chosen is not None:
        return chosen
    guild_locale = interaction.guild_locale
    return negotiate(
        interaction.locale.value, guild_locale.value if guild_locale is not None else None
    )


async def refuse(
    interaction: AnyInteraction, code: str, params: Mapping[str, object] | None = None
) -> None:
    """Answer with an error that only the member sees.

    Never raises for what Discord may say: the member has then been told by Discord itself.
    """
    content = error_text(
        locale_of(interaction), code, params or {}, reference=reference_of(interaction.id)
    )
    sending = interaction.response.send_message(content, ephemeral=True)
    await _send(interaction, f"the refusal ({code})", sending)


async def show(interaction: AnyInteraction, view: LayoutView, *, private: bool) -> bool:
    """Answer with a view, in one step; whether Discord took it. Raises as little as `refuse`."""
    sending = interaction.response.send_message(view=view, ephemeral=private)
    return await _send(interaction, "the view", sending)


async def replace(interaction: AnyInteraction, view: LayoutView) -> bool:
    """Answer a press by all that its message shows from now on; whether Discord took it.

    Raises as little as `refuse`.
    """
    sending = interaction.response.edit_message(view=view, attachments=[])
    return await _send(interaction, "the new view", sending)


async def complete(interaction: AnyInteraction, view: LayoutView, *pictures: discord.File) -> bool:
    """Show something else in place of an answer that was given; whether Discord took it.

    Raises as little as `refuse`.
    """
    sending = interaction.edit_original_response(view=view, attachments=list(pictures))
    return await _send(interaction, "the completed view", sending)


async def open_form(interaction: AnyInteraction, form: Modal) -> None:
    """Answer a press with a form to fill in. Raises as little as `refuse`."""
    # discord.py would keep it in memory for ever; what is sent in says all that is needed.
    form.stop()
    await _send(interaction, "the form", interaction.response.send_modal(form))


async def offer(interaction: AnyInteraction, choices: Sequence[Choice[str]]) -> None:
    """Offer choices for what is being typed. Raises as little as `refuse`."""
    await _send(interaction, "the choices", interaction.response.autocomplete(choices))


async def _send(interaction: AnyInteraction, what: str, sending: Awaitable[object]) -> bool:
    try:
        async with asyncio.timeout(_TIMEOUT):
            await sending
    except discord.HTTPException as error:
        log.info(
            "%s of interaction %s was not taken: %s (code %s)",
            what,
            interaction.id,
            error.status,
            error.code,
        )
    except (aiohttp.ClientError, OSError, TimeoutError, discord.InteractionResponded) as error:
        log.info(
            "%s of interaction %s was not sent: %s", what, interaction.id, type(error).__name__
        )
    else:
        return True
    return False
