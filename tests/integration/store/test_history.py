"""Players' matches, on a real PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import asyncpg
import pytest

from dota.models import PlayerMatch, Side
from store.history import (
    get_histories,
    get_matches,
    newest_start,
    put_matches,
    remove_matches_before,
)

if TYPE_CHECKING:
    from store.pool import Pool

ROW = PlayerMatch(
    match_id=10,
    start_time=1_000,
    duration=2_400,
    hero_id=8,
    side=Side.DIRE,
    won=True,
    kills=9,
    deaths=0,
    assists=14,
    gold_per_min=610,
    xp_per_min=700,
    net_worth=24_000,
    last_hits=300,
    denies=4,
    hero_damage=2**40,
    tower_damage=None,
    hero_healing=0,
    game_mode=22,
    lobby_type=-1,
    party_size=None,
    average_rank=54,
    abandoned=False,
)


def _same(kept: object) -> PlayerMatch:
    fields = {name: getattr(kept, name) for name in PlayerMatch.__slots__}
    return PlayerMatch(**fields)


async def test_matches_come_back_whole_and_newest_first(pool: Pool) -> None:
    rows = [replace(ROW, match_id=n, start_time=n * 100) for n in (3, 1, 2)]

    assert await put_matches(pool, 7, rows) == 3

    kept = await get_matches(pool, 7)
    assert [_same(row) for row in kept] == [rows[0], rows[2], rows[1]]
    assert [row.match_id for row in await get_matches(pool, 7, since=200)] == [3, 2]
    assert [row.match_id for row in await get_matches(pool, 7, limit=1)] == [3]
    assert await get_matches(pool, 8) == ()
    assert (await newest_start(pool, 7), await newest_start(pool, 8)) == (300, None)


async def test_the_same_rows_again_change_nothing(pool: Pool) -> None:
    await put_matches(pool, 7, [ROW, ROW])

    assert await put_matches(pool, 7, [ROW]) == 0
    assert await put_matches(pool, 7, []) == 0


async def test_a_later_answer_mends_a_row_and_takes_no_figure_away(pool: Pool) -> None:
    await put_matches(pool, 7, [replace(ROW, won=None)])

    changed = await put_matches(pool, 7, [replace(ROW, won=False, net_worth=None, kills=10)])

    (kept,) = await get_matches(pool, 7)
    assert changed == 1
    assert (kept.won, kept.net_worth, kept.kills) == (False, 24_000, 10)


async def test_many_histories_at_once(pool: Pool) -> None:
    await put_matches(pool, 7, [ROW, replace(ROW, match_id=11, start_time=2_000)])
    await put_matches(pool, 8, [ROW])

    found = await get_histories(pool, [7, 8, 9], since=1_500)

    assert {account: [row.match_id for row in rows] for account, rows in found.items()} == {
        7: [11],
        8: [],
        9: [],
    }


async def test_old_matches_go_in_bounded_batches(pool: Pool) -> None:
    await put_matches(pool, 7, [replace(ROW, match_id=n, start_time=n * 100) for n in range(1, 6)])

    assert await remove_matches_before(pool, 400, 2) == 2
    assert await remove_matches_before(pool, 400, 2) == 1
    assert await remove_matches_before(pool, 400, 2) == 0
    assert [row.match_id for row in await get_matches(pool, 7)] == [5, 4]


@pytest.mark.parametrize("change", [{"match_id": 0}, {"start_time": 0}, {"duration": -1}])
async def test_the_schema_refuses_what_cannot_be(pool: Pool, change: dict[str, int]) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await put_matches(pool, 7, [replace(ROW, **change)])
