"""Payloads that Dota tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import orjson
import pytest

from apolo.sandbox.opendota_data import wire
from apolo.sandbox.opendota_data.archive import PARSED_MATCH, Archive


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Real payloads; the place can be set by APOLO_SHARED_DATA."""
    root = Path(__file__).resolve().parents[3]
    folder = Path(os.environ.get("APOLO_SHARED_DATA", root.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip(f"no real payloads at {folder} (APOLO_SHARED_DATA names the place)")
    return folder


@pytest.fixture
def opendota_match() -> dict[str, Any]:
    """A parsed match in OpenDota's wire format."""
    spec = Archive(1_795_000_000).match(PARSED_MATCH)
    assert spec is not None
    payload: dict[str, Any] = orjson.loads(orjson.dumps(wire.match(spec)))
    return payload


@pytest.fixture
def stratz_match() -> dict[str, Any]:
    """A match in STRATZ's shape: radiant kills 3, dire 1; the player in seat 7 left for good."""
    players = [
        {
            "steamAccountId": 4_100_000_100 + seat,
            "steamAccount": {"name": f"player {seat}", "isAnonymous": False, "seasonRank": 55},
            "isRadiant": seat < 5,
            "playerSlot": seat if seat < 5 else 123 + seat,
            "heroId": 1 + seat,
            "kills": 3 if seat == 0 else 0,
            "deaths": 1,
            "assists": 2,
            "numLastHits": 200 - seat,
            "numDenies": seat,
            "goldPerMinute": 500,
            "experiencePerMinute": 600,
            "networth": 15_000,
            "level": 20,
            "heroDamage": 20_000,
            "towerDamage": 300,
            "heroHealing": 10,
            "item0Id": 1,
            "item5Id": 36,
            "backpack1Id": 188,
            "neutral0Id": 840,
            "leaverStatus": "ABANDONED" if seat == 7 else "DISCONNECTED",
            "stats": {"killEvents": [{"time": 100}] * {0: 3, 6: 1}.get(seat, 0)},
        }
        for seat in range(10)
    ]
    return {
        "data": {
            "match": {
                "id": 8_946_000_000,
                "didRadiantWin": True,
                "durationSeconds": 200,
                "startDateTime": 1_786_764_957,
                "gameMode": "ALL_PICK_RANKED",
                "lobbyType": "RANKED",
                "radiantNetworthLeads": [0, 10, -20, 30, 40],
                "radiantKills": [9, 9, 9],
                "league": {"displayName": "Some League"},
                "radiantTeam": {"name": "Left"},
                "direTeam": None,
                "players": players,
            }
        }
    }
