"""Matches as their source sent them, kept so that they need not be fetched again."""

from __future__ import annotations

import asyncio
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from datetime import datetime

    from store.pool import Pool

MAX_PAYLOAD_BYTES = 16 * 1024 * 1024
MAX_MATCH_ID = 2**63 - 1
# A payload of 500 KB shrinks to a tenth at level 1, three times as fast as at the default.
_LEVEL = 1


@dataclass(frozen=True, slots=True)
class StoredMatch:
    """A match as it was kept.

    Attributes
    ----------
    match_id : int
        The match.
    source : str
        ``opendota`` or ``stratz``: whose wire format `payload` is in.
    parsed : bool
        Whether the source had parsed the replay then.
    fetched_at : datetime
        When it was fetched, with time zone.
    payload : bytes
        The response body, unchanged.
    """

    match_id: int
    source: str
    parsed: bool
    fetched_at: datetime
    payload: bytes


async def get_stored_match(pool: Pool, match_id: int) -> StoredMatch | None:
    """Return the kept match, None where there is none.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    if not 0 < match_id <= MAX_MATCH_ID:
        return None
    async with connection(pool) as db:
        row = await db.fetchrow(
            "SELECT match_id, source, parsed, fetched_at, payload FROM matches WHERE match_id = $1",
            match_id,
        )
    if row is None:
        return None
    payload = await asyncio.to_thread(_expand, row["payload"])
    return StoredMatch(row["match_id"], row["source"], row["parsed"], row["fetched_at"], payload)


async def get_match(pool: Pool, match_id: int) -> bytes | None:
    """Return the kept response body of a match, None where there is none.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    stored = await get_stored_match(pool, match_id)
    return None if stored is None else stored.payload


async def put_match(
    pool: Pool, match_id: int, payload: bytes, *, parsed: bool, source: str = "opendota"
) -> bool:
    """Keep a match. One that was parsed is not replaced by one that was not.

    Parameters
    ----------
    pool : Pool
        The database.
    match_id : int
        The match.
    payload : bytes
        The response body, at most 16 MiB.
    parsed : bool
        Whether the source had parsed the replay.
    source : str
        ``opendota`` or ``stratz``.

    Returns
    -------
    bool
        Whether it was kept.

    Raises
    ------
    ValueError
        When the id or the size is out of range.
    StoreUnavailable
        When the database can't be reached.
    """
    if not 0 < match_id <= MAX_MATCH_ID:
        raise ValueError("a match id is from 1 to 2**63 - 1")
    if not 0 < len(payload) <= MAX_PAYLOAD_BYTES:
        raise ValueError(f"a payload has 1 to {MAX_PAYLOAD_BYTES} bytes")
    packed = await asyncio.to_thread(zlib.compress, payload, _LEVEL)
    async with connection(pool) as db:
        kept = await db.fetchval(
            """
            INSERT INTO matches AS kept (match_id, source, parsed, payload)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (match_id) DO UPDATE SET
                source = excluded.source, parsed = excluded.parsed,
                payload = excluded.payload, fetched_at = now()
            WHERE excluded.parsed OR NOT kept.parsed
            RETURNING true
            """,
            match_id,
            source,
            parsed,
            packed,
        )
    return kept is True


async def remove_stored_matches(pool: Pool, before: datetime, limit: int) -> int:
    """Forget kept matches that were fetched before a moment.

    Returns
    -------
    int
        How many went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM matches WHERE match_id IN (
                    SELECT match_id FROM matches WHERE fetched_at < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed


def _expand(packed: bytes) -> bytes:
    stream = zlib.decompressobj()
    payload = stream.decompress(packed, MAX_PAYLOAD_BYTES)
    if not stream.eof:
        raise ValueError(f"a kept payload is broken or has more than {MAX_PAYLOAD_BYTES} bytes")
    return payload
