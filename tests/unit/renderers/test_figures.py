"""Figures mean on the card what they are said to mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dota.models import Side
from locales import Locale
from renderers import figures
from renderers.figures import GoldKind
from tests.factories import match, player, team


@pytest.mark.parametrize(
    ("number", "english"),
    [
        (None, "–"),
        (0, "0"),
        (7, "7"),
        (850, "850"),
        (999, "999"),
        (1_000, "1.0k"),
        (18_749, "18.7k"),
        (99_949, "99.9k"),
        (99_950, "100k"),
        (123_456, "123k"),
        (999_499, "999k"),
        (999_500, "1.0M"),
        (1_250_000, "1.2M"),
        (2_000_000_000, "2.0B"),
        (5 * 10**12, "5.0T"),
        (10**40, "999T"),
        (-500, "−500"),
        (-7_200, "−7.2k"),
    ],
)
def test_short(number: int | None, english: str) -> None:
    assert figures.short(number, Locale.EN) == english


def test_short_uses_the_decimal_comma() -> None:
    assert figures.short(18_700, Locale.PT) == "18,7k"
    assert figures.short(18_700, Locale.ES) == "18,7k"


def test_short_says_giga_where_a_billion_is_not_that_of_english() -> None:
    assert figures.short(2_000_000_000, Locale.PT) == "2,0G"
    assert figures.short(2_000_000_000, Locale.ES) == "2,0G"


@given(st.integers(-(10**30), 10**30))
def test_short_is_short(number: int) -> None:
    assert len(figures.short(number, Locale.EN).lstrip("−")) <= 5


def test_net_worth_is_shown_where_the_source_has_it() -> None:
    found = figures.gold(match())
    assert found.kind is GoldKind.NET_WORTH
    assert found.values[0] == 24_800


def test_earned_gold_stands_in_for_all_players_or_none() -> None:
    players = team(Side.RADIANT, net_worth=None) + team(Side.DIRE, net_worth=None)
    found = figures.gold(match(players=players, duration=1_800))
    assert found.kind is GoldKind.EARNED
    assert found.values[0] == 640 * 30


def test_one_player_without_net_worth_does_not_change_the_kind() -> None:
    players = (player(net_worth=None), *team(Side.DIRE))
    found = figures.gold(match(players=players))
    assert found.kind is GoldKind.NET_WORTH
    assert found.values[0] is None


def test_without_any_gold_nothing_is_made_up() -> None:
    players = team(Side.RADIANT, net_worth=None, gold_per_min=None)
    found = figures.gold(match(players=players))
    assert set(found.values) == {None}


def test_a_missing_score_is_the_sum_of_the_kills() -> None:
    kills = sum(each.kills or 0 for each in team(Side.RADIANT))
    assert figures.score(match(radiant_score=None), Side.RADIANT) == kills
    assert figures.score(match(), Side.RADIANT) == 42
    unknown = match(radiant_score=None, players=team(Side.RADIANT, kills=None))
    assert figures.score(unknown, Side.RADIANT) is None


def test_totals_leave_out_what_one_side_lacks() -> None:
    players = team(Side.RADIANT, tower_damage=None) + team(Side.DIRE)
    names = [total.name for total in figures.totals(match(players=players))]
    assert names == ["gold", "hero-damage", "last-hits", "kills"]
    assert figures.totals(match(players=team(Side.RADIANT))) == ()


def test_the_mvp_is_on_the_winning_side() -> None:
    weak = team(Side.RADIANT, kills=0, assists=1, hero_damage=10)
    strong = team(Side.DIRE, kills=30, hero_damage=90_000)
    chosen = figures.mvp(match(players=weak + strong, radiant_win=True))
    assert chosen is not None
    assert chosen.side is Side.RADIANT


def test_the_mvp_did_most_and_did_not_leave() -> None:
    best = player(slot=1, kills=25, assists=20, deaths=1, hero_damage=60_000)
    others = tuple(player(slot=slot) for slot in (0, 2, 3, 4))
    assert figures.mvp(match(players=(*others, best))) is best
    gone = player(slot=1, kills=25, assists=20, deaths=1, abandoned=True)
    assert figures.mvp(match(players=(*others, gone))) is not gone


def test_nobody_is_mvp_of_nothing() -> None:
    assert figures.mvp(match(players=())) is None
    assert figures.mvp(match(players=(player(),))) is None
