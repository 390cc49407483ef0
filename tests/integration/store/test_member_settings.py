"""Members' languages, on a real PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from store.member_settings import languages_since, set_language

if TYPE_CHECKING:
    from store.pool import Pool


async def _languages(pool: Pool) -> dict[int, str | None]:
    return {one.discord_user_id: one.language for one in await languages_since(pool, None)}


async def test_a_choice_can_be_read_back(pool: Pool) -> None:
    assert await set_language(pool, 2**63 - 1, "pt", 1)
    assert await set_language(pool, 2, "es", 1)

    assert await _languages(pool) == {2**63 - 1: "pt", 2: "es"}


async def test_to_follow_discord_again_is_a_choice_that_others_hear_of(pool: Pool) -> None:
    await set_language(pool, 1, "pt", 1)
    assert await set_language(pool, 1, None, 2)

    assert await _languages(pool) == {1: None}


async def test_the_youngest_choice_stays_whatever_comes_last(pool: Pool) -> None:
    await set_language(pool, 1, "es", 2_000)

    assert not await set_language(pool, 1, "pt", 1_999)
    assert await set_language(pool, 1, "es", 2_000)  # the same job, run again

    assert await _languages(pool) == {1: "es"}


async def test_only_what_is_recent_is_read_again(pool: Pool) -> None:
    await set_language(pool, 1, "pt", 1)
    (first,) = await languages_since(pool, None)

    assert await languages_since(pool, first.updated_at + timedelta(hours=1)) == ()
    assert await languages_since(pool, first.updated_at) == (first,)
