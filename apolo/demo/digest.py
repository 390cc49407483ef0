"""The weekly digest of the demo's server: planned as the scheduler would on its day."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from store.digests import plan_digests
from store.pool import open_pool

if TYPE_CHECKING:
    from apolo.sandbox.message import Message
    from apolo.sandbox.places import SandboxChannel

FILE: Final = "digest.png"
_MONDAY: Final = 1


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that nobody pressed for; a row of ``posts`` in ``transcript.json``."""

    what: str
    file: str | None
    text: str | None
    alt: str | None


async def plan_digest(database_url: str) -> None:
    """Plan the digests of the servers that want theirs on Monday, today.

    Raises
    ------
    StoreUnavailable
    """
    year, week, _ = datetime.now(UTC).isocalendar()
    pool = await open_pool(database_url, max_size=1)
    try:
        await plan_digests(pool, _MONDAY, f"{year}-W{week:02}")
    finally:
        await pool.close()


async def posted_digest(channel: SandboxChannel, out: Path, within: float) -> Posted:
    """Wait for the digest in a channel, and keep its picture.

    Parameters
    ----------
    out : Path
        The folder for the picture.
    within : float
        Seconds; what has not come by then is a post without a file.
    """

    def is_digest(message: Message) -> bool:
        # Nobody asked for it, so it answers no interaction.
        return message.interaction_id is None and bool(message.attachments)

    try:
        messages = await channel.until(lambda found: any(map(is_digest, found)), within)
    except TimeoutError:
        return Posted("weekly digest", None, None, None)
    message = next(filter(is_digest, messages))
    attachment = message.attachments[0]
    await asyncio.to_thread((out / FILE).write_bytes, attachment.data)
    return Posted("weekly digest", FILE, message.content, attachment.description)
