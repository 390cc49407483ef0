"""The sandbox's matches hold together: sums, series and rows say the same everywhere."""

from __future__ import annotations

import itertools
from typing import Any

import orjson
import pytest

from apolo.sandbox.opendota_data import accounts, archive, wire
from dota import constants
from dota.parse import parse_match, parse_player_matches

NOW = 1_795_000_000
WORLD = archive.Archive(NOW)
NOTABLE = (
    archive.PARSED_MATCH,
    archive.UNPARSED_MATCH,
    archive.TURBO_MATCH,
    archive.ABANDONED_MATCH,
    archive.SCRIPTS_MATCH,
)
SOME = (*NOTABLE, *(spec.match_id for spec in WORLD.history(accounts.MID.account_id)[::9]))


def _match(match_id: int) -> dict[str, Any]:
    spec = WORLD.match(match_id)
    assert spec is not None
    payload: dict[str, Any] = orjson.loads(orjson.dumps(wire.match(spec)))
    return payload


@pytest.mark.parametrize("match_id", SOME)
def test_the_figures_of_a_match_agree(match_id: int) -> None:
    match = _match(match_id)
    sides = match["players"][:5], match["players"][5:]
    minutes = match["duration"] / 60
    for side, other, score in (
        (*sides, match["radiant_score"]),
        (*reversed(sides), match["dire_score"]),
    ):
        assert sum(row["kills"] for row in side) == score
        assert sum(row["deaths"] for row in other) == score
        assert sum(row["assists"] for row in side) <= 4 * score
    prices = {item.id: item.cost or 0 for item in constants.bundled().items.values()}
    for row in match["players"]:
        assert row["total_gold"] == row["gold_per_min"] * match["duration"] // 60
        carried = [row[f"item_{slot}"] for slot in range(6)]
        carried += [row[f"backpack_{slot}"] for slot in range(3)]
        eaten = 4200 * row["aghanims_scepter"] + 1400 * row["aghanims_shard"]
        assert row["net_worth"] == sum(prices.get(i, 0) for i in carried) + row["gold"] + eaten
        assert row["net_worth"] <= row["total_gold"]
        assert row["last_hits"] < 16 * minutes
        assert 1 <= row["level"] <= 30
        assert constants.hero(row["hero_id"]) is not None
        assert constants.item(row["item_neutral"]) is not None
        assert constants.item(row["item_neutral2"]) is not None
        assert all(0 < mark["pct"] < 1 for mark in row["benchmarks"].values())
    assert len({row["hero_id"] for row in match["players"]}) == 10
    winner = sides[0 if match["radiant_win"] else 1]
    assert {row["win"] for row in winner} == {1}


@pytest.mark.parametrize("match_id", [archive.PARSED_MATCH, archive.SCRIPTS_MATCH])
def test_the_series_of_a_parsed_match_end_in_its_totals(match_id: int) -> None:
    match = _match(match_id)
    rows = match["players"]
    lead = match["radiant_gold_adv"]
    assert len(lead) == match["duration"] // 60 + 1
    assert lead[0] == 0
    for minute, value in enumerate(lead):
        gold = [row["gold_t"][minute] for row in rows]
        assert value == sum(gold[:5]) - sum(gold[5:])
    for row in rows:
        for series, total in (
            ("gold_t", "total_gold"),
            ("xp_t", "total_xp"),
            ("lh_t", "last_hits"),
        ):
            assert row[series] == sorted(row[series])
            assert row[series][-1] <= row[total] * 1.03
            assert row[series][-1] >= row[total] * 0.93
        assert len(row["kills_log"]) == row["kills"]
        assert sum(row["killed_by"].values()) == row["deaths"]
    assert sum(fight["deaths"] for fight in match["teamfights"]) <= sum(r["deaths"] for r in rows)
    assert match["objectives"][-1]["key"].endswith("_fort")


def test_the_parsed_match_swings() -> None:
    lead = _match(archive.PARSED_MATCH)["radiant_gold_adv"]
    signs = [value > 0 for value in lead if abs(value) > 500]
    assert sum(a != b for a, b in itertools.pairwise(signs)) >= 4
    assert len(lead) > 40
    assert min(lead) < -8_000
    assert lead[-1] > 18_000


@pytest.mark.parametrize("match_id", SOME)
def test_every_match_is_read(match_id: int) -> None:
    match = parse_match(_match(match_id))
    spec = WORLD.match(match_id)
    assert spec is not None
    assert match.parsed is spec.parsed
    assert len(match.players) == 10
    assert None not in (match.winner, match.start_time, match.patch)


def test_what_the_notable_matches_show() -> None:
    abandoned = parse_match(_match(archive.ABANDONED_MATCH))
    assert sum(player.abandoned for player in abandoned.players) == 1
    assert sum(player.anonymous for player in abandoned.players) == 4
    forms = [row.get("account_id", "missing") for row in _match(archive.ABANDONED_MATCH)["players"]]
    assert {None, "missing", 4294967295} <= set(forms)
    scripts = _match(archive.SCRIPTS_MATCH)
    assert {row["personaname"] for row in scripts["players"]} == set(accounts.WORLD_NAMES)
    assert all("hero_variant" in row for row in scripts["players"])
    assert parse_match(scripts).league_name == "Copa Apolo 2026"
    assert parse_match(_match(archive.TURBO_MATCH)).game_mode == constants.TURBO


@pytest.mark.parametrize("account", [accounts.CARRY, accounts.SUPPORT, accounts.MID])
def test_a_history_says_what_its_matches_say(account: accounts.Account) -> None:
    specs = WORLD.history(account.account_id)
    assert len(specs) >= 80
    assert max(spec.start_time for spec in specs) < NOW
    week = [spec for spec in specs if spec.start_time > NOW - 7 * 86_400]
    assert len(week) >= 5
    columns = ("hero_id", "start_time", "duration", "gold_per_min", "net_worth", "leaver_status")
    rows = [wire.history_row(spec, account.account_id, columns) for spec in specs]
    for row, found in zip(rows[::7], parse_player_matches(rows)[::7], strict=True):
        match = parse_match(_match(found.match_id))
        mine = match.player(account.account_id)
        assert mine is not None
        assert (found.hero_id, found.side, found.net_worth, found.gold_per_min) == (
            mine.hero_id, mine.side, mine.net_worth, mine.gold_per_min,
        )  # fmt: skip
        assert found.won is (match.winner is mine.side)
        assert set(row) == {"match_id", "player_slot", "radiant_win", *columns}


def test_the_same_now_gives_the_same_world() -> None:
    again = archive.Archive(NOW)
    account_id = accounts.SUPPORT.account_id
    assert again.history(account_id) == WORLD.history(account_id)


def test_all_of_the_turbo_players_matches_are_turbo() -> None:
    assert all(spec.turbo for spec in WORLD.history(accounts.TURBO.account_id))
    assert WORLD.history(accounts.NEWCOMER.account_id) == []
