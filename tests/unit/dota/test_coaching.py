"""The facts a coaching text is made from."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from apolo.sandbox.opendota_data import accounts, wire
from apolo.sandbox.opendota_data.archive import PARSED_MATCH, Archive
from dota.coaching import FORM_GAMES, coaching_facts
from dota.models import Advantage, AdvantageKind, Match, MatchPlayer, Side
from dota.parse import parse_match, parse_player_matches

if TYPE_CHECKING:
    from pathlib import Path

WORLD = Archive(1_795_000_000)


@pytest.fixture
def match(opendota_match: dict[str, Any]) -> Match:
    """The sandbox's parsed match."""
    return parse_match(opendota_match)


def _mine(match: Match, seat: int = 0, **changed: object) -> tuple[Match, MatchPlayer]:
    """Change the player in a seat; return the match with it, and the player."""
    player = replace(match.players[seat], **changed)  # type: ignore[arg-type]
    players = (*match.players[:seat], player, *match.players[seat + 1 :])
    return replace(match, players=players), player


def test_figures_by_hand(match: Match) -> None:
    facts = coaching_facts(match, match.players[0])
    assert (facts.kills, facts.deaths, facts.assists, facts.kda) == (18, 3, 6, 8.0)
    assert facts.won is True
    assert facts.minutes == 47
    assert facts.kill_participation == round(100 * 24 / 41)
    assert facts.last_hits_per_min == round(facts.last_hits * 60 / 2853, 1)  # type: ignore[operator]
    assert facts.net_worth_rank == 1
    assert facts.form is None
    shares = [coaching_facts(match, mate).damage_share or 0 for mate in match.side(Side.RADIANT)]
    assert sum(shares) == pytest.approx(100, abs=3)
    ranks = [coaching_facts(match, mate).net_worth_rank or 0 for mate in match.side(Side.DIRE)]
    assert sorted(ranks) == [1, 2, 3, 4, 5]


def test_benchmarks_are_whole_percentiles(match: Match) -> None:
    facts = coaching_facts(match, match.players[0])
    marks = {mark.name: mark for mark in facts.benchmarks}
    source = {mark.name: mark for mark in match.players[0].benchmarks}
    assert marks["gold_per_min"].value == match.players[0].gold_per_min
    assert marks["gold_per_min"].percentile == round(100 * (source["gold_per_min"].percentile or 0))
    assert all(0 <= mark.percentile <= 100 for mark in facts.benchmarks)


def test_the_swing_is_seen_from_the_players_side(match: Match) -> None:
    leads = Advantage(AdvantageKind.GOLD, (0, 500, -3000, 200, 9000))
    swung = replace(match, advantage=leads)
    radiant = coaching_facts(swung, match.players[0]).swing
    dire = coaching_facts(swung, match.players[9]).swing
    assert radiant is not None
    assert dire is not None
    assert (radiant.best, radiant.best_minute, radiant.worst, radiant.worst_minute) == (
        9000,
        4,
        -3000,
        2,
    )
    assert (dire.best, dire.best_minute, dire.worst, dire.final) == (3000, 2, -9000, -9000)
    assert coaching_facts(replace(match, advantage=None), match.players[0]).swing is None


def test_what_is_unknown_stays_unknown(match: Match) -> None:
    bare, player = _mine(
        match, kills=None, net_worth=None, last_hits=None, hero_damage=None, benchmarks=()
    )
    facts = coaching_facts(replace(bare, radiant_win=None, duration=0), player)
    assert (facts.kda, facts.kill_participation, facts.net_worth_rank) == (None, None, None)
    assert (facts.last_hits_per_min, facts.damage_share, facts.won) == (None, None, None)
    assert facts.benchmarks == ()
    mate = coaching_facts(bare, bare.players[1])
    assert (mate.kill_participation, mate.net_worth_rank, mate.damage_share) == (None, None, None)


def test_form_is_the_games_before_of_the_same_kind(match: Match) -> None:
    account_id = accounts.MID.account_id
    rows = parse_player_matches(
        [wire.recent_row(spec, account_id) for spec in WORLD.history(account_id)]
    )
    assert any(row.game_mode == 23 for row in rows)
    now = max(row.start_time for row in rows)
    match, player = _mine(replace(match, start_time=now - 1, match_id=5), hero_id=74, deaths=9)
    form = coaching_facts(match, player, reversed(rows)).form
    assert form is not None
    kept = [row for row in rows if row.game_mode != 23 and row.start_time < now - 1][:FORM_GAMES]
    assert form.games == len(kept) == 20
    assert form.wins == sum(row.won is True and not row.abandoned for row in kept)
    assert form.hero_games == sum(row.hero_id == 74 for row in kept)
    assert form.gold_per_min == round(sum(row.gold_per_min or 0 for row in kept) / 20)
    assert form.deaths == round(sum(row.deaths or 0 for row in kept) / 20, 1)
    assert form.deaths_change == round(9 - form.deaths, 1)
    assert form.gold_per_min_change == (player.gold_per_min or 0) - form.gold_per_min


def test_the_match_itself_is_not_its_form(match: Match) -> None:
    spec = WORLD.match(PARSED_MATCH)
    assert spec is not None
    account_id = accounts.CARRY.account_id
    rows = parse_player_matches([wire.recent_row(spec, account_id)])
    assert coaching_facts(match, match.players[0], rows).form is None


def test_numbers_hold_every_figure_and_nothing_else(match: Match) -> None:
    facts = coaching_facts(match, match.players[0])
    numbers = facts.numbers()
    assert {18, 3, 6, 8.0, 47, facts.gold_per_min, facts.level} <= numbers
    assert facts.swing is not None
    assert abs(facts.swing.worst) in numbers
    assert 123_456_789 not in numbers
    assert all(number >= 0 for number in numbers)


@pytest.mark.parametrize("seat", range(10))
@pytest.mark.parametrize(
    "name",
    [
        "opendota/match_2472899185_parsed_4anon_2016.json",
        "opendota/match_4080856812_parsed_TI8_2018.json",
        "opendota/match_1781962623_parsed_nonames_2015.json",
        "opendota/match_8699074995_unparsed_2026_reduced.json",
        "stratz/match_8946228107_2026.json",
    ],
)
def test_real_matches(shared_data: Path, name: str, seat: int) -> None:
    match = parse_match((shared_data / name).read_bytes())
    player = match.players[seat]
    facts = coaching_facts(match, player)
    assert (facts.hero_id, facts.minutes) == (player.hero_id, match.duration // 60)
    assert facts.kda == round(
        ((player.kills or 0) + (player.assists or 0)) / max(1, player.deaths or 0), 2
    )
    assert (facts.net_worth_rank is None) is (player.net_worth is None)
    assert facts.won is (match.winner is player.side)
