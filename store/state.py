"""Whether the database answers, and how fast."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from store.pool import Pool


@dataclass(frozen=True, slots=True)
class StoreState:
    """A database that answers.

    Attributes
    ----------
    latency_ms : float
        What one small statement took, its connection included.
    version : str
        The server's, such as ``18.1``.
    """

    latency_ms: float
    version: str


async def store_state(pool: Pool) -> StoreState:
    """Ask the database for its version.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    begun = time.perf_counter()
    async with connection(pool) as db:
        version: str = await db.fetchval("SELECT current_setting('server_version')")
    return StoreState(round((time.perf_counter() - begun) * 1000, 2), version.split(" ", 1)[0])
