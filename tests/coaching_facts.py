"""Facts of many matches: the sandbox's, and real ones where they are at hand."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import orjson

from apolo.sandbox.opendota_data import accounts, wire
from apolo.sandbox.opendota_data.archive import Archive
from dota.coaching import CoachingFacts, FormFacts, coaching_facts
from dota.parse import parse_match, parse_player_matches

_ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("APOLO_SHARED_DATA", _ROOT.parent / "shared" / "data"))


@cache
def sandbox_facts() -> dict[str, CoachingFacts]:
    """Facts of the newest matches of every player of the sandbox, by a name for the test."""
    world = Archive(1_795_000_000)
    found = {}
    for account in accounts.FOCAL:
        history = world.history(account.account_id)
        rows = parse_player_matches([wire.recent_row(one, account.account_id) for one in history])
        for spec in history[:8]:
            match = parse_match(orjson.dumps(wire.match(spec)))
            player = match.player(account.account_id)
            if player is not None:
                found[f"{account.name}-{spec.match_id}"] = coaching_facts(match, player, rows)
    return found


@cache
def real_facts() -> dict[str, CoachingFacts]:
    """Facts of every player of every real match, empty where there are none."""
    found = {}
    for file in sorted(SHARED.glob("*/match_*.json")):
        match = parse_match(file.read_bytes())
        for seat, player in enumerate(match.players):
            found[f"{file.stem}-{seat}"] = coaching_facts(match, player)
    return found


def facts(**changed: object) -> CoachingFacts:
    """An unremarkable match of a core in normal mode, changed as the test wants it."""
    plain: dict[str, object] = {
        "match_id": 8_600_000_000,
        "hero_id": 44,
        "won": True,
        "abandoned": False,
        "turbo": False,
        "minutes": 40,
        "kills": 7,
        "deaths": 6,
        "assists": 8,
        "kda": 2.5,
        "kill_participation": 50,
        "damage_share": 20,
        "gold_per_min": 520,
        "xp_per_min": 610,
        "net_worth": 19_000,
        "net_worth_rank": 2,
        "last_hits": 240,
        "last_hits_per_min": 6.0,
        "denies": 7,
        "hero_damage": 21_000,
        "tower_damage": 3_000,
        "hero_healing": 0,
        "level": 22,
        "benchmarks": (),
        "form": None,
        "swing": None,
    }
    return CoachingFacts(**(plain | changed))  # type: ignore[arg-type]


def form(**changed: object) -> FormFacts:
    """Twenty unremarkable games before."""
    plain: dict[str, object] = {
        "games": 20,
        "wins": 10,
        "win_rate": 50,
        "kda": 2.5,
        "deaths": 6.1,
        "gold_per_min": 515,
        "xp_per_min": 605,
        "hero_games": 4,
        "hero_wins": 2,
        "kda_change": 0.0,
        "deaths_change": -0.1,
        "gold_per_min_change": 5,
        "xp_per_min_change": 5,
    }
    return FormFacts(**(plain | changed))  # type: ignore[arg-type]
