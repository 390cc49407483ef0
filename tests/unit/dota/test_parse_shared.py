"""Real payloads, every figure read a second time without our parser."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from dota.models import AdvantageKind, Side
from dota.parse import parse_match, parse_player_matches, parse_profile

if TYPE_CHECKING:
    from pathlib import Path

OPENDOTA = [
    "match_2472899185_parsed_4anon_2016.json",
    "match_4080856812_parsed_TI8_2018.json",
    "match_1781962623_parsed_nonames_2015.json",
    "match_8699074995_unparsed_2026_reduced.json",
]


@pytest.mark.parametrize("name", OPENDOTA)
def test_every_figure_of_an_opendota_match(shared_data: Path, name: str) -> None:
    body = (shared_data / "opendota" / name).read_bytes()
    raw: dict[str, Any] = json.loads(body)
    match = parse_match(body)

    assert match.match_id == raw["match_id"] == int(name.split("_")[1])
    assert match.duration == raw["duration"]
    assert match.start_time == raw["start_time"]
    assert match.radiant_win is raw["radiant_win"]
    assert match.radiant_score == raw.get("radiant_score")
    assert match.dire_score == raw.get("dire_score")
    assert (match.game_mode, match.lobby_type) == (raw["game_mode"], raw["lobby_type"])
    assert match.patch == raw["patch"]
    minutes = raw.get("radiant_gold_adv")
    if minutes is None:
        assert match.advantage is None
    else:
        assert match.advantage is not None
        assert match.advantage.kind is AdvantageKind.GOLD
        assert list(match.advantage.values) == minutes[: raw["duration"] // 60 + 1]
    rows = sorted(raw["players"], key=lambda row: row["player_slot"])
    assert len(match.players) == len(rows) == 10
    for row, player in zip(rows, match.players, strict=True):
        assert (player.side is Side.RADIANT) is row["isRadiant"]
        assert player.account_id == row.get("account_id")
        assert player.name == row.get("personaname")
        assert player.pro_name == row.get("name")
        for field in (
            "hero_id", "level", "kills", "deaths", "assists", "last_hits", "denies", "gold_per_min",
            "xp_per_min", "net_worth", "hero_damage", "tower_damage", "hero_healing", "party_id",
            "rank_tier",
        ):  # fmt: skip
            assert getattr(player, field) == row.get(field), field
        assert player.items == tuple(row[f"item_{slot}"] for slot in range(6))
        assert player.backpack == tuple(row.get(f"backpack_{slot}", 0) for slot in range(3))
        assert player.neutral_item == row.get("item_neutral", 0)
        assert player.abandoned is (row["leaver_status"] >= 2)
        marks = {mark.name: (mark.raw, mark.percentile) for mark in player.benchmarks}
        wanted = {
            mark: (value["raw"], value["pct"]) for mark, value in row.get("benchmarks", {}).items()
        }
        assert marks == wanted


def test_names_and_teams_of_real_matches(shared_data: Path) -> None:
    folder = shared_data / "opendota"
    final = parse_match((folder / OPENDOTA[1]).read_bytes())
    assert final.league_name == "The International 2018"
    assert (final.radiant_name, final.dire_name) == ("PSG.LGD", "OG")
    assert final.winner is Side.DIRE
    newest = parse_match((folder / OPENDOTA[3]).read_bytes())
    assert (newest.radiant_name, newest.dire_name) == ("Eye Gaming", "Teiko")
    hidden = parse_match((folder / OPENDOTA[0]).read_bytes())
    assert sum(player.anonymous for player in hidden.players) == 4


def test_every_figure_of_a_stratz_match(shared_data: Path) -> None:
    body = (shared_data / "stratz" / "match_8946228107_2026.json").read_bytes()
    raw: dict[str, Any] = json.loads(body)["data"]["match"]
    match = parse_match(body)

    assert (match.match_id, match.duration) == (8946228107, 1102)
    assert match.winner is Side.RADIANT
    assert (match.radiant_score, match.dire_score) == (21, 5)
    assert match.advantage is not None
    assert match.advantage.kind is AdvantageKind.NET_WORTH
    assert list(match.advantage.values) == raw["radiantNetworthLeads"][1:]
    for row, player in zip(raw["players"], match.players, strict=True):
        assert (player.side is Side.RADIANT) is row["isRadiant"]
        assert (
            player.account_id, player.hero_id, player.kills, player.deaths, player.assists,
            player.last_hits, player.denies, player.net_worth, player.gold_per_min,
            player.xp_per_min, player.abandoned,
        ) == (
            row["steamAccountId"], row["heroId"], row["kills"], row["deaths"], row["assists"],
            row["numLastHits"], row["numDenies"], row["networth"], row["goldPerMinute"],
            row["experiencePerMinute"], False,
        )  # fmt: skip


def test_a_real_history_and_profile(shared_data: Path) -> None:
    folder = shared_data / "opendota"
    body = (folder / "player_101695162_recentMatches_2018.json").read_bytes()
    raw = json.loads(body)
    rows = parse_player_matches(body)
    assert len(rows) == len(raw) == 20
    for row, found in zip(raw, rows, strict=True):
        assert found.won is (row["radiant_win"] == (row["player_slot"] < 128))
        for field in (
            "match_id", "start_time", "duration", "hero_id", "kills", "deaths", "assists",
            "gold_per_min", "xp_per_min", "last_hits", "hero_damage", "tower_damage",
            "hero_healing", "game_mode", "lobby_type",
        ):  # fmt: skip
            assert getattr(found, field) == row[field], field
        assert found.abandoned is (row["leaver_status"] >= 2)
    assert [row["leaver_status"] for row in raw].count(1) == 1  # left safely: no abandon
    assert not any(found.abandoned for found in rows)
    profile = parse_profile((folder / "player_101695162_profile_2018.json").read_bytes())
    assert (profile.account_id, profile.name) == (101695162, "Mbappé")
    assert (profile.rank_tier, profile.leaderboard_rank, profile.private) == (80, 32, False)
