"""Damaged payloads of every kind end in a model or in `BadResponse`, and in nothing else."""

from __future__ import annotations

import copy
import dataclasses
import math
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dota.errors import BadResponse
from dota.models import Match, MatchPlayer, PlayerMatch, PlayerProfile
from dota.parse import parse_match, parse_player_matches, parse_profile

_SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.integers(-(2**53) - 2, 2**53 + 2),
    st.floats(),
    st.text(st.characters(), max_size=40),
    st.just("x" * 2000),
    st.just(10**400),
    st.just("\ud800"),
)
_JSON = st.recursive(
    _SCALARS,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=8,
)

_RELAXED = settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _mutate(data: st.DataObject, payload: Any) -> Any:
    """Replace, remove or repeat values at a few random places of a copy."""
    payload = copy.copy(payload)
    for _ in range(data.draw(st.integers(1, 4))):
        node = payload
        while True:
            if isinstance(node, dict) and node:
                key: Any = data.draw(st.sampled_from(sorted(node, key=str)))
            elif isinstance(node, list) and node:
                key = data.draw(st.integers(0, len(node) - 1))
            else:
                break
            deeper = isinstance(node[key], dict | list) and node[key] and data.draw(st.booleans())
            if deeper:
                # Only what lies on the way is copied: a parsed match has a hundred thousand values.
                node[key] = copy.copy(node[key])
                node = node[key]
                continue
            act = data.draw(st.sampled_from(("replace", "remove", "repeat")))
            if act == "replace":
                node[key] = data.draw(_JSON)
            elif act == "remove":
                del node[key]
            elif isinstance(node, list):
                node.append(node[key])
            break
    return payload


def _short(payload: Any) -> Any:
    """The same payload with a few entries of every long list: all it is made of, parsed sooner."""
    if isinstance(payload, dict):
        return {key: _short(value) for key, value in payload.items()}
    if isinstance(payload, list):
        return [_short(entry) for entry in payload[:10]]
    return payload


def _check_bounds(value: object) -> None:
    """Every figure is an int below 2**53 or a finite float; every text can be written out."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            _check_bounds(getattr(value, field.name))
    elif isinstance(value, tuple):
        for entry in value:
            _check_bounds(entry)
    elif isinstance(value, str):
        assert len(value) <= 512
        value.encode()
    elif isinstance(value, float):
        assert math.isfinite(value)
    elif isinstance(value, int):
        assert abs(value) < 2**53


@_RELAXED
@given(data=st.data())
@pytest.mark.parametrize("source", ["opendota", "stratz"])
def test_mutated_matches(
    source: str,
    opendota_match: dict[str, Any],
    stratz_match: dict[str, Any],
    data: st.DataObject,
) -> None:
    whole = opendota_match if source == "opendota" else stratz_match
    payload = _mutate(data, _short(whole))
    try:
        match = parse_match(payload)
    except BadResponse:
        return
    assert isinstance(match, Match)
    _check_bounds(match)
    for player in match.players:
        assert isinstance(player, MatchPlayer)
        assert match.side(player.side)[player.slot] == player
        for figure in (player.kills, player.gold_per_min, player.net_worth, player.level):
            assert figure is None or (type(figure) is int and figure >= 0)


@_RELAXED
@given(payload=_JSON)
def test_any_json(payload: Any) -> None:
    for parse in (parse_match, parse_player_matches, parse_profile):
        try:
            _check_bounds(parse(payload))
        except BadResponse:
            continue


@_RELAXED
@given(garbage=st.binary(max_size=200))
def test_any_bytes(garbage: bytes) -> None:
    for parse in (parse_match, parse_player_matches, parse_profile):
        try:
            parse(garbage)
        except BadResponse:
            continue


@_RELAXED
@given(cut=st.floats(0, 1, exclude_max=True))
def test_a_truncated_match(opendota_match: dict[str, Any], cut: float) -> None:
    whole = orjson.dumps(opendota_match)
    with pytest.raises(BadResponse):
        parse_match(whole[: int(len(whole) * cut)])


@_RELAXED
@given(data=st.data())
def test_mutated_rows_and_profiles(data: st.DataObject) -> None:
    row = {"match_id": 1, "player_slot": 0, "radiant_win": True, "start_time": 1, "duration": 1,
           "kills": 1, "average_rank": 50}  # fmt: skip
    profile = {"profile": {"account_id": 1, "personaname": "x"}, "rank_tier": 50}
    try:
        rows = parse_player_matches(_mutate(data, [row, row]))
        assert all(isinstance(found, PlayerMatch) for found in rows)
        _check_bounds(rows)
    except BadResponse:
        pass
    try:
        found = parse_profile(_mutate(data, profile))
        assert isinstance(found, PlayerProfile)
        _check_bounds(found)
    except BadResponse:
        pass
