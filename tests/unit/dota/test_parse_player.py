"""A player's matches and profile."""

from __future__ import annotations

from typing import Any

import orjson
import pytest

from dota.errors import BadResponse
from dota.models import Side
from dota.parse import parse_player_matches, parse_profile

ROW: dict[str, Any] = {
    "match_id": 8_000_000_001,
    "player_slot": 130,
    "radiant_win": False,
    "hero_id": 74,
    "start_time": 1_771_618_840,
    "duration": 2551,
    "game_mode": 22,
    "lobby_type": 7,
    "kills": 23,
    "deaths": 2,
    "assists": 8,
    "average_rank": 54,
    "xp_per_min": 829,
    "gold_per_min": 982,
    "hero_damage": 44_608,
    "tower_damage": 7_649,
    "hero_healing": 0,
    "last_hits": 596,
    "leaver_status": 0,
    "party_size": 2,
}


def test_a_row_of_recent_matches() -> None:
    (row,) = parse_player_matches(orjson.dumps([ROW]))
    assert (row.match_id, row.side, row.won) == (8_000_000_001, Side.DIRE, True)
    assert (row.kills, row.deaths, row.assists) == (23, 2, 8)
    assert (row.gold_per_min, row.xp_per_min, row.last_hits) == (982, 829, 596)
    assert (row.net_worth, row.denies) == (None, None)  # recentMatches has neither
    assert (row.average_rank, row.party_size, row.abandoned) == (54, 2, False)


@pytest.mark.parametrize(
    ("slot", "radiant_win", "won"),
    [(0, True, True), (4, False, False), (128, True, False), (132, False, True), (0, None, None)],
)
def test_who_won(slot: int, radiant_win: bool | None, won: bool | None) -> None:
    (row,) = parse_player_matches([{**ROW, "player_slot": slot, "radiant_win": radiant_win}])
    assert row.won is won


@pytest.mark.parametrize("missing", ["match_id", "player_slot", "start_time", "duration"])
def test_an_unusable_row_is_left_out(missing: str, caplog: pytest.LogCaptureFixture) -> None:
    broken = {name: value for name, value in ROW.items() if name != missing}
    rows = parse_player_matches([broken, ROW, None, "x"])
    assert [row.match_id for row in rows] == [ROW["match_id"]]
    assert "left out 3" in caplog.text


def test_nobody_without_matches_is_an_error() -> None:
    assert parse_player_matches(b"[]") == ()


@pytest.mark.parametrize("payload", [b"{}", b"null", b"x", b"[1,2]", b'[{"match_id":1}]'])
def test_what_is_no_history(payload: bytes) -> None:
    with pytest.raises(BadResponse):
        parse_player_matches(payload)


def test_a_profile() -> None:
    profile = parse_profile(
        {
            "profile": {
                "account_id": 101695162,
                "personaname": "fy",
                "avatarfull": "https://avatars.example/x.jpg",
                "fh_unavailable": True,
            },
            "rank_tier": 80,
            "leaderboard_rank": 32,
        }
    )
    assert (profile.account_id, profile.name, profile.private) == (101695162, "fy", True)
    assert (profile.rank_tier, profile.leaderboard_rank) == (80, 32)
    assert profile.avatar_url == "https://avatars.example/x.jpg"


def test_a_profile_that_says_little() -> None:
    profile = parse_profile({"profile": {"account_id": 5, "avatarfull": "javascript:x"}})
    assert (profile.name, profile.avatar_url, profile.rank_tier) == (None, None, None)
    assert not profile.private


@pytest.mark.parametrize(
    "payload", [b"[]", b"{}", b'{"profile":null}', b'{"profile":{"account_id":"1"}}', b"<html>"]
)
def test_what_is_no_profile(payload: bytes) -> None:
    with pytest.raises(BadResponse):
        parse_profile(payload)
