"""Series, rolling means, and the games that don't count."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dota.eligibility import counts, counts_for_rates, kda, outcome
from dota.models import PlayerMatch, Side
from dota.parse import parse_player_matches
from dota.progress import Metric, progress, rolling_means

if TYPE_CHECKING:
    from pathlib import Path

GAME = PlayerMatch(
    match_id=1, start_time=1_000, duration=2400, hero_id=1, side=Side.RADIANT, won=True,
    kills=10, deaths=4, assists=6, gold_per_min=500, xp_per_min=600, net_worth=20_000,
    last_hits=200, denies=5, hero_damage=20_000, tower_damage=1_000, hero_healing=0,
    game_mode=22, lobby_type=7, party_size=1, average_rank=50, abandoned=False,
)  # fmt: skip


def _games(*gold: int | None) -> list[PlayerMatch]:
    return [
        replace(GAME, match_id=number, start_time=1000 + number, gold_per_min=value)
        for number, value in enumerate(gold, 1)
    ]


@pytest.mark.parametrize(
    ("kills", "deaths", "assists", "expected"),
    [(10, 4, 6, 4.0), (3, 0, 2, 5.0), (3, 1, 2, 5.0), (0, 0, 0, 0.0), (None, 1, 1, None),
     (1, None, 1, None), (1, 1, None, None)],
)  # fmt: skip
def test_kda(
    kills: int | None, deaths: int | None, assists: int | None, expected: float | None
) -> None:
    assert kda(kills, deaths, assists) == expected


@pytest.mark.parametrize(
    ("game", "counted", "rated"),
    [
        (GAME, True, True),
        (replace(GAME, game_mode=23), True, False),
        (replace(GAME, duration=599), False, False),
        (replace(GAME, won=None), False, False),
        (replace(GAME, lobby_type=4), False, False),
        (replace(GAME, lobby_type=-1), True, True),
        (replace(GAME, won=None, abandoned=True), True, True),
    ],
)
def test_which_games_count(game: PlayerMatch, counted: bool, rated: bool) -> None:
    assert (counts(game), counts_for_rates(game)) == (counted, rated)


def test_an_abandon_is_a_loss_whoever_won() -> None:
    assert outcome(replace(GAME, abandoned=True, won=True)) is False


def test_rolling_means_by_hand() -> None:
    assert rolling_means([2, 4, 9, None, 5], 3) == (2, 3, 5, 5, 6)
    assert rolling_means([None, None, 4], 2) == (None, None, 4)
    assert rolling_means([], 5) == ()


@given(
    st.lists(st.none() | st.integers(0, 2000), max_size=60),
    st.integers(1, 25),
)
def test_rolling_means_against_a_slow_reading(values: list[int | None], window: int) -> None:
    for at, mean in enumerate(rolling_means(values, window)):
        known = [value for value in values[: at + 1] if value is not None][-window:]
        assert mean == (pytest.approx(sum(known) / len(known)) if known else None)


def test_oldest_first_and_each_match_once() -> None:
    games = _games(400, 500, 600)
    found = progress([games[2], games[0], games[1], games[2]])
    assert [match.match_id for match in found.matches] == [1, 2, 3]
    assert found.series[Metric.GOLD_PER_MIN].values == (400, 500, 600)
    assert found.series[Metric.GOLD_PER_MIN].means == (400, 450, 500)
    assert found.series[Metric.GOLD_PER_MIN].latest == 500


def test_the_change_is_from_the_first_full_window_to_now() -> None:
    found = progress(_games(100, 200, 300, 400), window=2)
    assert found.series[Metric.GOLD_PER_MIN].means == (100, 150, 250, 350)
    assert found.change(found.series[Metric.GOLD_PER_MIN]) == 350 - 150


@pytest.mark.parametrize("number", [0, 1, 2])
def test_few_matches(number: int) -> None:
    found = progress(_games(400, 500)[:number])
    assert len(found.matches) == number
    assert (found.wins, found.losses) == (number, 0)
    assert found.change(found.series[Metric.KDA]) is None
    assert (found.series[Metric.KDA].latest is None) is (number == 0)
    assert not found.turbo_only


def test_turbo_leaves_a_gap_in_gold_but_counts_as_a_game() -> None:
    games = _games(400, 1200, 500)
    games[1] = replace(games[1], game_mode=23, won=False)
    found = progress(games)
    assert found.series[Metric.GOLD_PER_MIN].values == (400, None, 500)
    assert found.series[Metric.GOLD_PER_MIN].means == (400, 400, 450)
    assert None not in found.series[Metric.KDA].values
    assert found.outcomes == (True, False, True)
    assert not found.turbo_only


def test_nothing_but_turbo_is_shown_as_such() -> None:
    found = progress([replace(game, game_mode=23) for game in _games(1000, 1200)])
    assert found.turbo_only
    assert found.series[Metric.GOLD_PER_MIN].values == (1000, 1200)


def test_short_and_unknown_games_are_left_out() -> None:
    games = _games(1, 2, 3, 4)
    games[0] = replace(games[0], duration=300)
    games[1] = replace(games[1], won=None)
    games[2] = replace(games[2], abandoned=True)
    found = progress(games)
    assert [match.match_id for match in found.matches] == [3, 4]
    assert (found.wins, found.losses) == (1, 1)


def test_a_window_holds_something() -> None:
    with pytest.raises(ValueError, match="at least one"):
        progress([], window=0)


def test_a_real_history(shared_data: Path) -> None:
    body = (shared_data / "opendota/player_101695162_recentMatches_2018.json").read_bytes()
    rows = [row for row in json.loads(body) if row["duration"] >= 600]
    found = progress(parse_player_matches(body), window=5)
    assert len(found.matches) == len(rows)
    assert found.wins == sum(row["radiant_win"] == (row["player_slot"] < 128) for row in rows)
    newest = [row["gold_per_min"] for row in rows if row["game_mode"] != 23][:5]
    assert found.series[Metric.GOLD_PER_MIN].latest == pytest.approx(sum(newest) / 5)


def test_a_win_is_a_hundred_percent_and_net_worth_leaves_turbo_out() -> None:
    games = [
        replace(GAME, match_id=1, won=True, net_worth=10_000),
        replace(GAME, match_id=2, won=False, net_worth=90_000, game_mode=23),
        replace(GAME, match_id=3, won=None, abandoned=True, net_worth=20_000),
    ]
    found = progress(games, window=2)
    assert found.series[Metric.WIN_RATE].values == (100, 0, 0)
    assert found.series[Metric.WIN_RATE].latest == 0
    assert found.series[Metric.NET_WORTH].values == (10_000, None, 20_000)
