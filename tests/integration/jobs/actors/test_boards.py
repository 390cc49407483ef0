"""Boards from kept matches of every odd kind, against an independent recomputation."""

from __future__ import annotations

import math
import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from dota.models import PlayerMatch, Side
from jobs.actors.boards import recompute
from store.accounts import note_try
from store.history import put_matches
from store.stats import get_board

from .conftest import GUILD, NOW

if TYPE_CHECKING:
    from .conftest import Stage

MIDNIGHT = NOW.replace(hour=0, minute=0, second=0)


def _row(match_id: int, start: datetime, **changes: Any) -> PlayerMatch:
    fields: dict[str, Any] = dict.fromkeys(PlayerMatch.__slots__) | {
        "match_id": match_id,
        "start_time": int(start.timestamp()),
        "duration": 2400,
        "hero_id": 1,
        "side": Side.RADIANT,
        "won": True,
        "kills": 5,
        "deaths": 5,
        "assists": 5,
        "gold_per_min": 500,
        "game_mode": 22,
        "lobby_type": 7,
        "abandoned": False,
    }
    return PlayerMatch(**(fields | changes))


def _keep(stage: Stage, account_id: int, rows: list[PlayerMatch]) -> None:
    stage.link(account_id, account_id)
    stage.run(put_matches(stage.context.pool, account_id, rows))
    stage.run(note_try(stage.context.pool, account_id, NOW, None))


def _places(stage: Stage, metric: str, period: str = "week") -> dict[int, tuple[int, float, int]]:
    recompute(stage.context, GUILD, NOW)
    board = stage.run(get_board(stage.context.pool, GUILD, metric, period))
    assert board is not None
    return {row.account_id: (row.rank, row.shown, row.games) for row in board.rows}


def _played(count: int, **changes: Any) -> list[PlayerMatch]:
    return [_row(n + 1, NOW - timedelta(hours=n), **changes) for n in range(count)]


def test_ties_share_a_rank_and_the_next_one_is_left_out(stage: Stage) -> None:
    for account_id, assists in ((1, 5), (2, 10), (3, 10), (4, 0)):
        _keep(stage, account_id, _played(5, assists=assists))
    _keep(stage, 5, _played(7, assists=10))

    assert _places(stage, "kda") == {
        2: (1, 3.0, 5), 3: (1, 3.0, 5), 5: (1, 3.0, 7), 1: (4, 2.0, 5), 4: (5, 1.0, 5),
    }  # fmt: skip
    board = stage.run(get_board(stage.context.pool, GUILD, "kda", "week"))
    assert board is not None
    assert [row.account_id for row in board.rows] == [5, 2, 3, 1, 4]


@pytest.mark.parametrize(("games", "on_it"), [(4, set()), (5, {1})])
def test_the_minimum_of_games(stage: Stage, games: int, on_it: set[int]) -> None:
    _keep(stage, 1, _played(games))

    assert set(_places(stage, "win_rate")) == on_it
    assert _places(stage, "win_rate", "month") == {}


def test_an_abandon_is_a_loss_even_where_the_team_won(stage: Stage) -> None:
    _keep(stage, 1, [*_played(4), _row(99, NOW, abandoned=True, won=True)])

    assert _places(stage, "win_rate") == {1: (1, 80.0, 5)}
    board = stage.run(get_board(stage.context.pool, GUILD, "win_rate", "week"))
    assert board is not None
    # Ranked by the lower end of Wilson's interval for 4 of 5.
    assert board.rows[0].value == pytest.approx(0.3755, abs=1e-4)


@pytest.mark.parametrize(
    "change", [{"won": None}, {"duration": 599}, {"lobby_type": 4}, {"lobby_type": 10}]
)
def test_games_that_do_not_count(stage: Stage, change: dict[str, Any]) -> None:
    _keep(stage, 1, [*_played(5, won=False), _row(99, NOW, **change)])

    assert _places(stage, "win_rate") == {1: (1, 0.0, 5)}


def test_turbo_is_left_out_of_gold(stage: Stage) -> None:
    turbo = [_row(100 + n, NOW, game_mode=23, gold_per_min=2000) for n in range(9)]
    _keep(stage, 1, [*_played(5), *turbo])
    _keep(stage, 2, [*_played(4), *turbo])

    assert _places(stage, "gpm") == {1: (1, 500.0, 5)}
    assert _places(stage, "win_rate")[2][2] == 13


def test_a_window_begins_at_midnight_utc(stage: Stage) -> None:
    first = MIDNIGHT - timedelta(days=6)
    rows = [_row(n + 1, first + timedelta(seconds=n)) for n in range(5)]
    _keep(stage, 1, rows)
    _keep(stage, 2, [*rows[1:], _row(99, first - timedelta(seconds=1))])

    assert set(_places(stage, "win_rate")) == {1}


@pytest.mark.parametrize("seed", range(4))
def test_many_odd_histories(stage: Stage, seed: int) -> None:
    rng = random.Random(seed)
    histories = {
        account_id: [
            _row(
                match_id,
                NOW - timedelta(minutes=rng.randrange(60 * 24 * 40)),
                duration=rng.choice((300, 900, 2500)),
                won=rng.choice((True, True, False, None)),
                kills=rng.choice((None, *range(15))),
                deaths=rng.randrange(12),
                assists=rng.randrange(25),
                gold_per_min=rng.choice((None, *range(300, 800, 50))),
                game_mode=rng.choice((22, 22, 23)),
                lobby_type=rng.choice((0, 7, 4, -1)),
                abandoned=rng.random() < 0.1,
            )
            for match_id in range(1, rng.randrange(5, 120))
        ]
        for account_id in range(1, 13)
    }
    for account_id, rows in histories.items():
        _keep(stage, account_id, rows)

    for period, days, minimum in (("week", 7, 5), ("month", 30, 10)):
        for metric in ("win_rate", "kda", "gpm"):
            figures = {
                account_id: found
                for account_id, rows in histories.items()
                if (found := _figures(rows, metric, days)) is not None and found[2] >= minimum
            }
            expected = {
                account_id: (
                    1 + len([1 for other in figures.values() if other[0] > own[0]]),
                    own[1],
                    own[2],
                )
                for account_id, own in figures.items()
            }
            assert _places(stage, metric, period) == expected


def _figures(rows: list[PlayerMatch], metric: str, days: int) -> tuple[float, float, int] | None:
    """What is ranked by, what is shown, and over how many games."""
    today = datetime(NOW.year, NOW.month, NOW.day, tzinfo=UTC)
    days_in = {(today - timedelta(days=back)).date() for back in range(days)}
    wins = games = kills = deaths = assists = fights = gold = gold_games = 0
    for row in rows:
        if datetime.fromtimestamp(row.start_time, UTC).date() not in days_in:
            continue
        if row.duration < 600 or row.lobby_type == 4 or (row.won is None and not row.abandoned):
            continue
        games += 1
        if row.won and not row.abandoned:
            wins += 1
        if row.kills is not None:
            fights, kills = fights + 1, kills + row.kills
            deaths, assists = deaths + (row.deaths or 0), assists + (row.assists or 0)
        if row.game_mode != 23 and row.gold_per_min is not None:
            gold, gold_games = gold + row.gold_per_min, gold_games + 1
    if metric == "gpm":
        return (
            (round(gold / gold_games), round(gold / gold_games), gold_games) if gold_games else None
        )
    if metric == "kda":
        value = round((kills + assists) / max(1, deaths), 2)
        return (value, value, fights) if fights else None
    if not games:
        return None
    # Wilson's lower bound as the smaller root of (p - q)^2 = z^2 q (1 - q) / n.
    p, z2n = wins / games, 1.96**2 / games
    a, b, c = 1 + z2n, -(2 * p + z2n), p * p
    bound = (-b - math.sqrt(max(0.0, b * b - 4 * a * c))) / (2 * a)
    return round(bound, 12), round(100 * p, 1), games
