"""Windows, sums, places; and a board recomputed another way."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from apolo.sandbox.opendota_data import accounts, wire
from apolo.sandbox.opendota_data.archive import Archive
from dota.leaderboard import (
    BoardMetric,
    Period,
    Totals,
    board,
    totals,
    wilson_lower_bound,
    window,
)
from dota.models import PlayerMatch, Side
from dota.parse import parse_player_matches

NOW = int(datetime(2026, 11, 23, 15, 30, tzinfo=UTC).timestamp())

GAME = PlayerMatch(
    match_id=1, start_time=NOW - 3600, duration=2400, hero_id=1, side=Side.RADIANT, won=True,
    kills=10, deaths=4, assists=6, gold_per_min=500, xp_per_min=600, net_worth=20_000,
    last_hits=200, denies=5, hero_damage=20_000, tower_damage=1_000, hero_healing=0,
    game_mode=22, lobby_type=7, party_size=1, average_rank=50, abandoned=False,
)  # fmt: skip


@pytest.mark.parametrize(("period", "days"), [(Period.WEEK, 7), (Period.MONTH, 30)])
def test_a_window_is_whole_utc_days_up_to_today(period: Period, days: int) -> None:
    span = window(period, NOW)
    assert datetime.fromtimestamp(span.end, UTC) == datetime(2026, 11, 24, tzinfo=UTC)
    assert span.end - span.start == days * 86_400
    assert span.holds(span.start)
    assert span.holds(NOW)
    assert not span.holds(span.end)
    assert not span.holds(span.start - 1)


def test_midnight_begins_a_new_window() -> None:
    midnight = NOW - NOW % 86_400
    assert window(Period.WEEK, midnight - 1).end == midnight
    assert window(Period.WEEK, midnight).end == midnight + 86_400


@pytest.mark.parametrize(
    ("wins", "games", "bound"),
    [
        (0, 0, 0.0),
        (0, 10, 0.0),
        (5, 5, 0.5655),
        (10, 10, 0.7225),
        (50, 100, 0.4038),
        (1, 1, 0.2065),
    ],
)
def test_wilson(wins: int, games: int, bound: float) -> None:
    assert wilson_lower_bound(wins, games) == pytest.approx(bound, abs=1e-4)


def test_totals_leave_out_what_does_not_count() -> None:
    span = window(Period.WEEK, NOW)
    games = [
        GAME,
        GAME,  # the same match twice
        replace(GAME, match_id=2, won=False, deaths=None),
        replace(GAME, match_id=3, game_mode=23, gold_per_min=1500),
        replace(GAME, match_id=4, abandoned=True),
        replace(GAME, match_id=5, won=None),
        replace(GAME, match_id=6, lobby_type=4),
        replace(GAME, match_id=7, duration=400),
        replace(GAME, match_id=8, start_time=span.start - 1),
        replace(GAME, match_id=9, start_time=span.end),
    ]
    found = totals(games, span, rank_tier=54)
    assert (found.games, found.wins) == (4, 2)
    assert (found.kills, found.deaths, found.assists, found.kda_games) == (30, 12, 18, 3)
    assert (found.gold_per_min_sum, found.gold_games) == (1500, 3)
    assert found.rank_tier == 54


def test_a_sure_rate_beats_a_lucky_one() -> None:
    members = {1: Totals(games=5, wins=5), 2: Totals(games=60, wins=50), 3: Totals(games=4, wins=4)}
    entries = board(members, BoardMetric.WIN_RATE, Period.WEEK)
    assert [(entry.place, entry.member_id, entry.value, entry.games) for entry in entries] == [
        (1, 2, 83.3, 60),
        (2, 1, 100.0, 5),
    ]


def test_ties_share_a_place_and_more_games_stand_first() -> None:
    members = {
        10: Totals(games=6, wins=3, gold_per_min_sum=3000, gold_games=6),
        11: Totals(games=8, wins=3, gold_per_min_sum=4001, gold_games=8),
        12: Totals(games=7, wins=3, gold_per_min_sum=700, gold_games=7),
        13: Totals(games=9, wins=3, gold_per_min_sum=6300, gold_games=9),
    }
    entries = board(members, BoardMetric.GOLD_PER_MIN, Period.WEEK)
    assert [(entry.place, entry.member_id, entry.value) for entry in entries] == [
        (1, 13, 700),
        (2, 11, 500),
        (2, 10, 500),
        (4, 12, 100),
    ]


@pytest.mark.parametrize(("period", "needed"), [(Period.WEEK, 5), (Period.MONTH, 10)])
@pytest.mark.parametrize(
    "metric", [BoardMetric.WIN_RATE, BoardMetric.KDA, BoardMetric.GOLD_PER_MIN]
)
def test_minimum_games(metric: BoardMetric, period: Period, needed: int) -> None:
    members = {
        games: Totals(games=games, wins=1, kda_games=games, gold_games=games)
        for games in (0, needed - 1, needed)
    }
    assert [entry.member_id for entry in board(members, metric, period)] == [needed]


def test_turbo_games_do_not_open_the_gold_board() -> None:
    members = {1: Totals(games=20, wins=10, kda_games=20, gold_games=4, gold_per_min_sum=2000)}
    assert board(members, BoardMetric.GOLD_PER_MIN, Period.WEEK) == ()
    assert len(board(members, BoardMetric.KDA, Period.WEEK)) == 1


def test_medals_need_no_games_and_immortals_go_by_their_position() -> None:
    members = {
        1: Totals(rank_tier=80),
        2: Totals(rank_tier=80, leaderboard_rank=900),
        3: Totals(rank_tier=80, leaderboard_rank=12),
        4: Totals(rank_tier=54, games=3),
        5: Totals(rank_tier=54),
        6: Totals(games=50),
    }
    entries = board(members, BoardMetric.MEDAL, Period.WEEK)
    assert [(entry.place, entry.member_id) for entry in entries] == [
        (1, 3), (2, 2), (3, 1), (4, 4), (4, 5),
    ]  # fmt: skip


def test_nobody() -> None:
    assert board({}, BoardMetric.KDA, Period.MONTH) == ()


@pytest.mark.parametrize("period", Period)
@pytest.mark.parametrize(
    "metric", [BoardMetric.WIN_RATE, BoardMetric.KDA, BoardMetric.GOLD_PER_MIN]
)
def test_against_a_recomputation_from_the_wire(metric: BoardMetric, period: Period) -> None:
    world = Archive(NOW)
    columns = ("start_time", "duration", "kills", "deaths", "assists", "gold_per_min", "game_mode",
               "lobby_type", "leaver_status", "hero_id")  # fmt: skip
    wires = {
        account.account_id: [
            wire.history_row(spec, account.account_id, columns)
            for spec in world.history(account.account_id)
        ]
        for account in accounts.FOCAL
    }
    span = window(period, NOW)
    members = {who: totals(parse_player_matches(rows), span) for who, rows in wires.items()}
    shuffled = list(members.items())
    random.Random(3).shuffle(shuffled)
    entries = board(dict(shuffled), metric, period)

    today = datetime.fromtimestamp(NOW, UTC).replace(hour=0, minute=0)
    expected = []
    for who, rows in wires.items():
        kept = []
        for row in rows:
            start, length, mode = row["start_time"], row["duration"], row["game_mode"]
            assert isinstance(start, int)
            assert isinstance(length, int)
            age = (
                today - datetime.fromtimestamp(start, UTC).replace(hour=0, minute=0, second=0)
            ).days
            days = 7 if period is Period.WEEK else 30
            rated = metric is not BoardMetric.GOLD_PER_MIN or mode != 23
            if 0 <= age < days and length >= 600 and rated:
                kept.append(row)
        n = len(kept)
        if n < (5 if period is Period.WEEK else 10):
            continue
        won = sum(
            row["radiant_win"] == (int(str(row["player_slot"])) < 128) and row["leaver_status"] == 0
            for row in kept
        )
        k, d, a, gold = (
            sum(int(str(row[name])) for row in kept)
            for name in ("kills", "deaths", "assists", "gold_per_min")
        )
        value = {
            BoardMetric.WIN_RATE: round(won / n * 100, 1),
            BoardMetric.KDA: round((k + a) / max(d, 1), 2),
            BoardMetric.GOLD_PER_MIN: round(gold / n),
        }[metric]
        p, z = won / n, 1.96
        wilson = (p + z * z / (2 * n) - z * ((p * (1 - p) + z * z / (4 * n)) / n) ** 0.5) / (
            1 + z * z / n
        )
        expected.append((wilson if metric is BoardMetric.WIN_RATE else value, n, who, value))
    expected.sort(key=lambda row: (-row[0], -row[1]))
    assert [(entry.member_id, entry.value, entry.games) for entry in entries] == [
        (who, value, n) for _, n, who, value in expected
    ]
    assert len(entries) >= 3
