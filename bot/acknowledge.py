"""Acknowledges an interaction with a deferred reply, and tells what is known of the outcome."""

from __future__ import annotations

import asyncio
import enum
import logging
from typing import Final

import aiohttp
import discord

from bot.replies import AnyInteraction

log = logging.getLogger(__name__)

WINDOW: Final = 3.0
"""Seconds that Discord waits for the first response."""

_ALREADY_ACKNOWLEDGED: Final = 40060
_PAUSE: Final = 0.2


class Acknowledgement(enum.Enum):
    """What became of an acknowledgement."""

    ACCEPTED = enum.auto()
    """Discord took it: an answer is owed."""
    REFUSED = enum.auto()
    """Discord did not take it, and has told the member that there was no response."""
    UNKNOWN = enum.auto()
    """The reply got lost; Discord has to be asked."""


async def acknowledge(
    interaction: AnyInteraction, *, private: bool, received_at: float
) -> Acknowledgement:
    """Send the deferred reply (type 5), trying again while Discord still waits for it.

    Parameters
    ----------
    interaction
        Not responded to yet.
    private
        Whether only the member shall see the answer.
    received_at
        When the interaction arrived, by the event loop's clock in seconds.
    """
    deadline = received_at + WINDOW
    while True:
        try:
            async with asyncio.timeout_at(deadline):
                await interaction.response.defer(ephemeral=private, thinking=True)
        except discord.HTTPException as error:
            if error.code == _ALREADY_ACKNOWLEDGED:
                # By our own first try, whose reply was lost, or by another process of ours that
                # got the same interaction: both answer by the same job with the same edit.
                return Acknowledgement.ACCEPTED
            if error.status < 500 and error.status != 429:
                log.info(
                    "the acknowledgement of interaction %s was refused: %s (code %s)",
                    interaction.id,
                    error.status,
                    error.code,
                )
                return Acknowledgement.REFUSED
        except TimeoutError:
            return Acknowledgement.UNKNOWN
        except (aiohttp.ClientError, OSError) as error:
            log.info(
                "the acknowledgement of interaction %s got no reply: %s",
                interaction.id,
                type(error).__name__,
            )
        else:
            return Acknowledgement.ACCEPTED
        if asyncio.get_running_loop().time() + _PAUSE >= deadline:
            return Acknowledgement.UNKNOWN
        await asyncio.sleep(_PAUSE)
