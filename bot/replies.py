"""Direct private replies: for what is refused from memory, without a job."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from typing import Any, Final

import aiohttp
import discord

from bot.entries import reference_of
from bot.errors import error_text
from locales import Locale, negotiate

log = logging.getLogger(__name__)

AnyInteraction = discord.Interaction[Any]
_TIMEOUT: Final = 10.0


def locale_of(interaction: AnyInteraction) -> Locale:
    """The member's language, else the server's, else English."""
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
    try:
        async with asyncio.timeout(_TIMEOUT):
            await interaction.response.send_message(content, ephemeral=True)
    except discord.HTTPException as error:
        log.info(
            "the refusal (%s) of interaction %s was not taken: %s (code %s)",
            code,
            interaction.id,
            error.status,
            error.code,
        )
    except (aiohttp.ClientError, OSError, TimeoutError, discord.InteractionResponded) as error:
        log.info(
            "the refusal (%s) of interaction %s was not sent: %s",
            code,
            interaction.id,
            type(error).__name__,
        )
