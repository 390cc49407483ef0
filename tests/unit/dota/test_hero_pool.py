"""Heroes summed up from a history."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dota.hero_pool import HeroRecord, hero_pool, surest
from tests.factories import history, player_match


def test_games_are_summed_up_by_hero() -> None:
    rows = [
        player_match(match_id=1, hero_id=5, won=True, kills=2, deaths=0, assists=4),
        player_match(match_id=2, hero_id=5, won=False, kills=3, deaths=3, assists=0),
        player_match(match_id=3, hero_id=5, won=False, kills=None),
        player_match(match_id=4, hero_id=9, won=True, kills=1, deaths=4, assists=1),
    ]
    pool = hero_pool([*rows, rows[0]])
    assert pool.heroes == (HeroRecord(5, 3, 1, 3.0), HeroRecord(9, 1, 1, 0.5))
    assert (len(pool.matches), pool.wins) == (4, 2)


def test_what_does_not_count_is_left_out() -> None:
    rows = [
        player_match(match_id=1, lobby_type=4),
        player_match(match_id=2, duration=599),
        player_match(match_id=3, hero_id=0),
        player_match(match_id=4, won=None),
    ]
    assert hero_pool(rows).heroes == ()


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = history(60)
    assert hero_pool(rows) == hero_pool(rows[::-1])


@pytest.mark.parametrize(("wins", "games"), [(0, 1), (1, 1), (0, 30), (30, 30), (7, 20)])
def test_the_interval_holds_the_rate_and_narrows(wins: int, games: int) -> None:
    low, high = HeroRecord(1, games, wins, None).interval
    assert 0 <= low <= wins / games <= high <= 1
    more_low, more_high = HeroRecord(1, games * 10, wins * 10, None).interval
    assert more_high - more_low < high - low


def test_one_lucky_win_is_not_the_best() -> None:
    lucky, proven = HeroRecord(1, 4, 4, 9.0), HeroRecord(2, 40, 28, 3.0)
    weaker = replace(proven, hero_id=3, wins=20)
    assert surest([lucky, weaker, proven]) == proven
    assert surest([lucky]) is None
