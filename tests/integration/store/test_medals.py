"""Medals day by day, on a real PostgreSQL."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from store.accounts import put_profile, remove_unlinked_accounts
from store.medals import KeptMedal, get_medals, remove_medals_before

if TYPE_CHECKING:
    from store.pool import Pool

NOW = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)


async def _seen(pool: Pool, days: float, rank_tier: int | None, place: int | None = None) -> None:
    moment = NOW + timedelta(days=days)
    await put_profile(pool, 7, name="x", rank_tier=rank_tier, leaderboard_rank=place, moment=moment)


async def test_one_a_day_the_latest_of_it(pool: Pool) -> None:
    assert await get_medals(pool, 7) == ()
    await _seen(pool, 0, 54)
    await _seen(pool, 0.01, 55)
    await _seen(pool, 0.03, 80, 412)
    await _seen(pool, -3, 53)
    assert await get_medals(pool, 7) == (
        KeptMedal(date(2026, 11, 20), 53, None),
        KeptMedal(date(2026, 11, 23), 55, None),
        KeptMedal(date(2026, 11, 24), 80, 412),
    )


async def test_no_medal_is_not_noted(pool: Pool) -> None:
    await _seen(pool, 0, None)
    assert await get_medals(pool, 7) == ()


async def test_old_ones_go_by_age_and_all_with_their_account(pool: Pool) -> None:
    for days in (-9, -8, 0):
        await _seen(pool, days, 54)
    assert await remove_medals_before(pool, NOW - timedelta(days=8), 100) == 1
    assert len(await get_medals(pool, 7)) == 2
    await remove_unlinked_accounts(pool, NOW + timedelta(days=1), 100)
    assert await get_medals(pool, 7) == ()
