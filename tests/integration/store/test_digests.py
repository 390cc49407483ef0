"""Weekly digests are planned once per server and week, and go to one bot, on a real PostgreSQL."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store.digests import claim_digests, plan_digests, promise_digest, remove_digests_before
from store.server_settings import Setting, set_server_setting

if TYPE_CHECKING:
    from store.pool import Pool

WEEK = "2026-W48"


async def _wants(pool: Pool, guild_id: int, day: str | None, channel: str | None) -> None:
    await set_server_setting(pool, guild_id, Setting.DIGEST_DAY, day, 1)
    await set_server_setting(pool, guild_id, Setting.DIGEST_CHANNEL, channel, 1)


async def _claimed(pool: Pool, *guild_ids: int) -> list[int]:
    return sorted(one.guild_id for one in await claim_digests(pool, guild_ids, 10))


async def test_servers_that_want_theirs_today_have_one_in_a_week(pool: Pool) -> None:
    await _wants(pool, 1, "4", "11")
    await _wants(pool, 2, "5", "22")
    await _wants(pool, 3, "4", None)
    await _wants(pool, 4, None, "44")
    await _wants(pool, 5, "4", "55")

    assert await plan_digests(pool, 4, WEEK) == 2
    assert await plan_digests(pool, 4, WEEK) == 0
    assert await plan_digests(pool, 4, "2026-W49") == 2
    # A server that moves its day within the week has had its digest
    await _wants(pool, 1, "5", "11")
    assert await plan_digests(pool, 5, WEEK) == 1


async def test_one_bot_gets_each_and_only_of_its_own_servers(pool: Pool) -> None:
    for guild in range(1, 7):
        await _wants(pool, guild, "1", "9")
    await plan_digests(pool, 1, WEEK)

    both = await asyncio.gather(*(claim_digests(pool, range(1, 6), 10) for _ in range(2)))

    assert sorted(one.guild_id for found in both for one in found) == [1, 2, 3, 4, 5]
    assert await _claimed(pool, 1, 2, 3, 4, 5) == []
    assert await _claimed(pool, 6) == [6]


async def test_what_was_not_promised_comes_again_for_a_day(pool: Pool) -> None:
    for guild in (1, 2, 3):
        await _wants(pool, guild, "1", "9")
    await plan_digests(pool, 1, WEEK)
    assert await _claimed(pool, 1, 2, 3) == [1, 2, 3]
    await promise_digest(pool, 1, WEEK)
    await pool.execute("UPDATE digests SET claimed_at = now() - interval '11 minutes'")
    await pool.execute(
        "UPDATE digests SET planned_at = now() - interval '25 hours' WHERE guild_id = 3"
    )

    assert await _claimed(pool, 1, 2, 3) == [2]


async def test_old_ones_go(pool: Pool) -> None:
    await _wants(pool, 1, "1", "9")
    await plan_digests(pool, 1, WEEK)
    now = datetime.now(UTC)
    assert await remove_digests_before(pool, now - timedelta(days=1), 10) == 0
    assert await remove_digests_before(pool, now + timedelta(days=1), 10) == 1
