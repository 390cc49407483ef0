"""Matches of both sources, whole and damaged."""

from __future__ import annotations

import time
from typing import Any

import orjson
import pytest

from dota.errors import BadResponse
from dota.models import AdvantageKind, Side, Source
from dota.parse import parse_match


def test_a_parsed_opendota_match(opendota_match: dict[str, Any]) -> None:
    match = parse_match(orjson.dumps(opendota_match))

    assert (match.match_id, match.source) == (opendota_match["match_id"], Source.OPENDOTA)
    assert (match.duration, match.start_time) == (2853, opendota_match["start_time"])
    assert match.winner is Side.RADIANT
    assert (match.radiant_score, match.dire_score) == (41, 36)
    assert (match.game_mode, match.lobby_type, match.patch) == (22, 7, 60)
    assert match.advantage is not None
    assert match.advantage.kind is AdvantageKind.GOLD
    assert list(match.advantage.values) == opendota_match["radiant_gold_adv"]
    assert len(match.advantage.values) == 48
    assert [(player.side, player.slot) for player in match.players] == [
        (side, slot) for side in Side for slot in range(5)
    ]
    raw, player = opendota_match["players"][9], match.players[9]
    for ours, theirs in {
        "account_id": "account_id", "name": "personaname", "pro_name": "name", "hero_id": "hero_id",
        "level": "level", "kills": "kills", "deaths": "deaths", "assists": "assists",
        "last_hits": "last_hits", "denies": "denies", "gold_per_min": "gold_per_min",
        "xp_per_min": "xp_per_min", "net_worth": "net_worth", "hero_damage": "hero_damage",
        "tower_damage": "tower_damage", "hero_healing": "hero_healing",
        "neutral_item": "item_neutral", "rank_tier": "rank_tier", "party_size": "party_size",
        "party_id": "party_id",
    }.items():  # fmt: skip
        assert getattr(player, ours) == raw[theirs], ours
    assert player.items == tuple(raw[f"item_{slot}"] for slot in range(6))
    assert player.backpack == tuple(raw[f"backpack_{slot}"] for slot in range(3))
    marks = {mark.name: mark for mark in player.benchmarks}
    assert marks["gold_per_min"].raw == raw["gold_per_min"]
    assert marks["gold_per_min"].percentile == raw["benchmarks"]["gold_per_min"]["pct"]


def test_a_stratz_match(stratz_match: dict[str, Any]) -> None:
    match = parse_match(orjson.dumps(stratz_match))

    assert (match.match_id, match.source) == (8_946_000_000, Source.STRATZ)
    assert (match.game_mode, match.lobby_type) == (22, 7)
    assert (match.league_name, match.radiant_name, match.dire_name) == ("Some League", "Left", None)
    assert (match.radiant_score, match.dire_score) == (3, 1)  # not radiantKills' 27
    assert match.advantage is not None
    assert match.advantage.kind is AdvantageKind.NET_WORTH
    assert match.advantage.values == (
        10,
        -20,
        30,
        40,
    )  # the first value is a minute before the horn
    first = match.players[0]
    assert (first.account_id, first.name, first.rank_tier) == (4_100_000_100, "player 0", 55)
    assert first.items == (1, 0, 0, 0, 0, 36)
    assert (first.backpack, first.neutral_item) == ((0, 188, 0), 840)
    assert [player.abandoned for player in match.players] == [False] * 7 + [True] + [False] * 2


def test_a_stratz_match_without_its_envelope(stratz_match: dict[str, Any]) -> None:
    assert parse_match(stratz_match["data"]["match"]) == parse_match(stratz_match)


def test_a_hidden_stratz_player_stays_hidden(stratz_match: dict[str, Any]) -> None:
    rows = stratz_match["data"]["match"]["players"]
    rows[0]["steamAccount"]["isAnonymous"] = True
    rows[1] |= {"steamAccountId": None, "steamAccount": None}
    players = parse_match(stratz_match).players
    assert [player.anonymous for player in players[:3]] == [True, True, False]


@pytest.mark.parametrize("hidden", [None, 4294967295, 0, "missing", -5, 2**40, "7", True])
def test_anonymous_players(opendota_match: dict[str, Any], hidden: object) -> None:
    row = opendota_match["players"][0]
    del row["account_id"], row["personaname"]
    if hidden != "missing":
        row["account_id"] = hidden
    player = parse_match(opendota_match).players[0]
    assert player.account_id is None
    assert player.anonymous


@pytest.mark.parametrize(
    ("field", "attribute"),
    [("net_worth", "net_worth"), ("kills", "kills"), ("level", "level"), ("personaname", "name")],
)
@pytest.mark.parametrize("value", [None, "text", [], {}, True, -1, 1.5, 2**53, 10**400, "missing"])
def test_a_wrong_optional_field_is_none(
    opendota_match: dict[str, Any], field: str, attribute: str, value: object
) -> None:
    row = opendota_match["players"][3]
    if value == "missing":
        del row[field]
    else:
        row[field] = value
    found = getattr(parse_match(opendota_match).players[3], attribute)
    assert found == ("text" if field == "personaname" and value == "text" else None)


def test_a_whole_float_is_an_int(opendota_match: dict[str, Any]) -> None:
    opendota_match["players"][0]["kills"] = 7.0
    kills = parse_match(opendota_match).players[0].kills
    assert kills == 7
    assert type(kills) is int


def test_long_text_is_cut_and_surrogates_are_replaced(opendota_match: dict[str, Any]) -> None:
    opendota_match["players"][0]["personaname"] = "é" * 10_000
    opendota_match["players"][1]["personaname"] = "a\ud800b"
    players = parse_match(opendota_match).players
    assert players[0].name == "é" * 512
    assert players[1].name == "a?b"


def test_the_side_goes_by_player_slot_then_by_is_radiant(opendota_match: dict[str, Any]) -> None:
    first, second = opendota_match["players"][0], opendota_match["players"][1]
    first["isRadiant"] = False
    del second["player_slot"]
    sides = parse_match(opendota_match).side(Side.RADIANT)
    assert {player.hero_id for player in sides} >= {first["hero_id"], second["hero_id"]}
    del second["isRadiant"]
    with pytest.raises(BadResponse):
        parse_match(opendota_match)


def test_players_in_any_order_are_seated_by_slot(opendota_match: dict[str, Any]) -> None:
    seated = parse_match(opendota_match).players
    opendota_match["players"].reverse()
    assert parse_match(opendota_match).players == seated


def test_abandons(opendota_match: dict[str, Any]) -> None:
    for status, row in enumerate(opendota_match["players"][:5]):
        row["leaver_status"] = status
    players = parse_match(opendota_match).players
    assert [player.abandoned for player in players[:5]] == [False, False, True, True, True]


@pytest.mark.parametrize(("size", "found"), [(1, 1), (5, 5), (10, None), (0, None), (None, None)])
def test_party_size_is_that_of_a_party(
    opendota_match: dict[str, Any], size: int | None, found: int | None
) -> None:
    opendota_match["players"][0]["party_size"] = size
    assert parse_match(opendota_match).players[0].party_size == found


def test_no_result_is_no_winner(opendota_match: dict[str, Any]) -> None:
    opendota_match["radiant_win"] = None
    assert parse_match(opendota_match).winner is None


def test_the_lead_ends_with_the_match(opendota_match: dict[str, Any]) -> None:
    whole = list(opendota_match["radiant_gold_adv"])
    opendota_match["radiant_gold_adv"] = [*whole, whole[-1], whole[-1]]
    advantage = parse_match(opendota_match).advantage
    assert advantage is not None
    assert list(advantage.values) == whole


@pytest.mark.parametrize("series", [None, [], "x", [1, None, 3], [1, "2"], [True], {"0": 1}, 5])
def test_a_damaged_lead_is_left_out(opendota_match: dict[str, Any], series: object) -> None:
    opendota_match["radiant_gold_adv"] = series
    match = parse_match(opendota_match)
    assert match.advantage is None
    assert not match.parsed


def test_an_unsaid_lobby_is_not_an_unranked_one(opendota_match: dict[str, Any]) -> None:
    del opendota_match["lobby_type"]
    assert parse_match(opendota_match).lobby_type == -1


@pytest.mark.parametrize("pct", [None, "x", 1.5, -0.1, True])
def test_a_benchmark_without_percentile(opendota_match: dict[str, Any], pct: object) -> None:
    opendota_match["players"][0]["benchmarks"] = {"gold_per_min": {"raw": 500, "pct": pct}, "x": 3}
    (mark,) = parse_match(opendota_match).players[0].benchmarks
    assert (mark.name, mark.raw, mark.percentile) == ("gold_per_min", 500.0, None)


@pytest.mark.parametrize("number", [0, 1, 4, 9])
def test_fewer_players_are_borne(opendota_match: dict[str, Any], number: int) -> None:
    del opendota_match["players"][number:]
    assert len(parse_match(opendota_match).players) == number


def test_an_eleventh_player_is_refused(opendota_match: dict[str, Any]) -> None:
    opendota_match["players"].append({**opendota_match["players"][9], "player_slot": 133})
    with pytest.raises(BadResponse):
        parse_match(opendota_match)


@pytest.mark.parametrize(
    "payload",
    [
        b"", b"{", b"null", b"[]", b"3", b'"x"', b"<html></html>", b"\xff\xfe", "{}", "NaN",
        b'{"error":"Not Found"}', b'{"data":{"match":null}}', b'{"data":null}', b'{"data":[]}',
        b'{"match_id":1,"duration":1}', b'{"match_id":1,"duration":1,"players":{}}',
        b'{"match_id":"1","duration":1,"players":[]}', b'{"match_id":1,"players":[]}',
        b'{"match_id":0,"duration":1,"players":[]}', b'{"match_id":1,"duration":-1,"players":[]}',
        b'{"match_id":1,"duration":99999999,"players":[]}',
        b'{"match_id":1,"duration":NaN,"players":[]}',
        b'{"match_id":1,"duration":1,"players":[null]}',
        b'{"match_id":1,"duration":1,"players":[{}]}',
        b"[" * 100_000, b'{"a":' * 50_000, None, 5, object(),
    ],
)  # fmt: skip
def test_what_is_no_match(payload: Any) -> None:
    with pytest.raises(BadResponse):
        parse_match(payload)


def test_the_least_of_a_match() -> None:
    match = parse_match(b'\xef\xbb\xbf{"match_id":1,"duration":1,"players":[]}')
    assert (match.match_id, match.players, match.winner, match.parsed) == (1, (), None, False)


def test_big_payloads_take_bounded_time(opendota_match: dict[str, Any]) -> None:
    opendota_match["players"][0]["personaname"] = "x" * 5_000_000
    big = orjson.dumps(opendota_match)
    many = orjson.dumps({**opendota_match, "players": [{"player_slot": 0}] * 250_000})
    began = time.perf_counter()
    assert len(parse_match(big).players[0].name or "") == 512
    with pytest.raises(BadResponse):
        parse_match(many)
    with pytest.raises(BadResponse):
        parse_match(b" " * (8 * 2**20 + 1))
    assert time.perf_counter() - began < 30
