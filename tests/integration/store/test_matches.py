"""Kept matches, on a real PostgreSQL."""

from __future__ import annotations

import asyncpg
import pytest

from store import matches
from store.matches import get_match, get_stored_match, put_match
from store.pool import Pool

BODY = b'{"match_id": 1}' * 1000


async def test_a_match_comes_back_as_it_was_sent(pool: Pool) -> None:
    assert await get_match(pool, 1) is None

    assert await put_match(pool, 1, BODY, parsed=False) is True

    assert await get_match(pool, 1) == BODY


async def test_it_is_kept_packed(pool: Pool) -> None:
    await put_match(pool, 1, BODY, parsed=False)

    assert await pool.fetchval("SELECT octet_length(payload) FROM matches") < len(BODY) / 10


async def test_parsed_replaces_unparsed_but_not_the_other_way(pool: Pool) -> None:
    # Given a match that was not parsed yet, then was
    await put_match(pool, 1, b"first", parsed=False)
    assert await put_match(pool, 1, b"parsed", parsed=True, source="stratz") is True

    # When a late unparsed answer comes
    kept = await put_match(pool, 1, b"late", parsed=False)

    # Then the parsed one stays
    stored = await get_stored_match(pool, 1)
    assert kept is False
    assert stored is not None
    assert (stored.payload, stored.parsed, stored.source) == (b"parsed", True, "stratz")


async def test_a_fresher_parsed_one_replaces_a_parsed_one(pool: Pool) -> None:
    await put_match(pool, 1, b"old", parsed=True)
    await put_match(pool, 1, b"new", parsed=True)

    assert await get_match(pool, 1) == b"new"


@pytest.mark.parametrize("match_id", [0, -1, 2**63])
async def test_match_ids_out_of_range(pool: Pool, match_id: int) -> None:
    assert await get_match(pool, match_id) is None
    with pytest.raises(ValueError, match="a match id"):
        await put_match(pool, match_id, BODY, parsed=False)


async def test_sizes_out_of_range(pool: Pool, monkeypatch: pytest.MonkeyPatch) -> None:
    await put_match(pool, 1, BODY, parsed=False)
    monkeypatch.setattr(matches, "MAX_PAYLOAD_BYTES", len(BODY) - 1)

    with pytest.raises(ValueError, match="a payload has"):
        await put_match(pool, 2, BODY, parsed=False)
    with pytest.raises(ValueError, match="a payload has"):
        await put_match(pool, 2, b"", parsed=False)
    with pytest.raises(ValueError, match="broken or has more"):
        await get_match(pool, 1)


async def test_only_known_sources(pool: Pool) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await put_match(pool, 1, BODY, parsed=False, source="elsewhere")
