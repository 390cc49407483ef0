"""How a player's figures stand among games of the same position, as OpenDota's ``benchmarks``."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from apolo.sandbox.opendota_data import roles

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.scoreboard import Line
    from apolo.sandbox.opendota_data.spec import MatchSpec


def benchmarks(spec: MatchSpec, line: Line) -> dict[str, object]:
    """Return every benchmark with its figure and percentiles (0.0 to 1.0)."""
    minutes = spec.duration / 60
    place = line.position
    kill_rate = 0.19
    typical: dict[str, tuple[float, float]] = {
        "gold_per_min": (line.gold_per_min, 2250 * roles.GOLD_SHARE[place]),
        "xp_per_min": (line.xp_per_min, 2565 * roles.XP_SHARE[place]),
        "kills_per_min": (line.kills / minutes, kill_rate * 5 * roles.KILL_WEIGHT[place]),
        "deaths_per_min": (line.deaths / minutes, kill_rate * 5 * roles.DEATH_WEIGHT[place]),
        "assists_per_min": (line.assists / minutes, kill_rate * 11 * roles.ASSIST_WEIGHT[place]),
        "last_hits_per_min": (line.last_hits / minutes, roles.LAST_HITS_PER_MINUTE[place]),
        "denies_per_min": (line.denies / minutes, roles.DENIES_PER_MINUTE[place]),
        "hero_damage_per_min": (line.hero_damage / minutes, roles.HERO_DAMAGE_PER_MINUTE[place]),
        "hero_healing_per_min": (line.hero_healing / minutes, roles.HEALING[place] / 35),
        "tower_damage": (line.tower_damage, roles.TOWER_DAMAGE[place] * 0.65),
    }
    found: dict[str, object] = {}
    for name, (raw, usual) in typical.items():
        above = raw / usual - 1
        if name == "deaths_per_min":
            above = -above
        percentile = 1 / (1 + math.exp(-3.2 * above))
        found[name] = {"raw": raw, "pct": percentile, "pct_bracket": percentile**1.08}
    return found
