"""Leaderboards as they are kept, on a real PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import asyncpg
import pytest

from store.stats import Board, Stat, get_board, put_boards, remove_boards_before

if TYPE_CHECKING:
    from store.pool import Pool

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def _stat(account_id: int, rank: int, games: int = 10) -> Stat:
    return Stat(account_id, account_id + 1000, rank, 0.5, 61.5, games, games, 6)


def _board(hours: float, *accounts: int, metric: str = "kda") -> Board:
    """A board with the accounts on ranks 1, 2, 3, computed so many hours after `NOW`."""
    return Board(
        metric=metric,
        period="week",
        computed_at=NOW + timedelta(hours=hours),
        window_start=100,
        window_end=200,
        minimum_games=5,
        members=9,
        hidden=1,
        outdated=2,
        rows=tuple(_stat(account, rank) for rank, account in enumerate(accounts, 1)),
    )


async def _movement(pool: Pool) -> dict[int, int | None]:
    board = await get_board(pool, 1, "kda", "week")
    assert board is not None
    return {row.account_id: row.previous_rank for row in board.rows}


async def test_a_board_comes_back_whole(pool: Pool) -> None:
    assert await get_board(pool, 1, "kda", "week") is None
    board = _board(0, 7, 8)

    await put_boards(pool, 1, [board, _board(0, 8, metric="gpm")])

    assert await get_board(pool, 1, "kda", "week") == board
    assert await get_board(pool, 2, "kda", "week") is None


async def test_ties_are_in_order_of_games(pool: Pool) -> None:
    board = replace(_board(0), rows=(_stat(8, 1, 20), _stat(7, 1, 15), _stat(9, 3, 30)))

    await put_boards(pool, 1, [board])

    kept = await get_board(pool, 1, "kda", "week")
    assert kept == board


async def test_movement_since_the_last_board(pool: Pool) -> None:
    await put_boards(pool, 1, [_board(0, 7, 8)])
    assert await _movement(pool) == {7: None, 8: None}

    await put_boards(pool, 1, [_board(0.5, 8, 9, 7)])

    assert await _movement(pool) == {8: 2, 9: None, 7: 1}
    kept = await get_board(pool, 1, "kda", "week")
    assert kept is not None
    assert kept.compared_at == NOW


async def test_movement_is_told_from_a_day_ago_once_there_is_one(pool: Pool) -> None:
    # Given boards of two days, the order turned around after 5 hours
    for hours in range(48):
        accounts = (7, 8) if hours < 5 else (8, 7)
        await put_boards(pool, 1, [_board(hours, *accounts)])
        if hours in (28, 29):
            # Then it is movement for 24 hours, and none later
            assert await _movement(pool) == ({8: 2, 7: 1} if hours == 28 else {8: 1, 7: 2})

    # And what is older than needed was not kept
    assert await pool.fetchval("SELECT count(*) FROM server_boards") == 25
    assert await pool.fetchval("SELECT count(*) FROM server_stats") == 50


async def test_boards_within_an_hour_do_not_pile_up(pool: Pool) -> None:
    for minutes in range(0, 180, 10):
        await put_boards(pool, 1, [_board(minutes / 60, 7)])

    assert await pool.fetchval("SELECT count(*) FROM server_boards") <= 5


async def test_an_older_board_does_not_replace_a_newer_one(pool: Pool) -> None:
    await put_boards(pool, 1, [_board(1, 7)])
    await put_boards(pool, 1, [_board(0, 8)])

    assert await _movement(pool) == {7: None}


async def test_all_boards_or_none(pool: Pool) -> None:
    broken = replace(_board(1, 7, metric="gpm"), members=0)

    with pytest.raises(asyncpg.CheckViolationError):
        await put_boards(pool, 1, [_board(1, 7), broken])

    assert await get_board(pool, 1, "kda", "week") is None


async def test_old_boards_go_with_their_rows(pool: Pool) -> None:
    for hour in range(3):
        await put_boards(pool, 1, [_board(hour, 7)])

    assert await remove_boards_before(pool, NOW + timedelta(hours=2), 10) == 2
    assert await pool.fetchval("SELECT count(*) FROM server_stats") == 1
