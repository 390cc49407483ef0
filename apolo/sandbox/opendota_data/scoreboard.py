"""The figures of the ten players at the end of a match, consistent with each other.

Every death is someone's kill, every kill's assists go to the killer's own side, net worth is what
the items cost plus the gold left, and gold per minute times the minutes is the gold earned.
"""

from __future__ import annotations

import bisect
import functools
import random
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from apolo.sandbox.opendota_data import roles
from dota import constants

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.spec import MatchSpec

_GOLD_PER_MINUTE: Final = 4500
"""Of all ten players together."""

_XP_PER_GOLD: Final = 1.14


@dataclass(frozen=True, slots=True)
class Kill:
    """One hero killing another; seats are 0 to 9."""

    time: int
    killer: int
    victim: int


@dataclass(slots=True)
class Line:
    """What one player has at the end."""

    seat: int
    kills: int = 0
    deaths: int = 0
    assists: int = 0
    gold_per_min: int = 0
    xp_per_min: int = 0
    total_gold: int = 0
    total_xp: int = 0
    level: int = 1
    last_hits: int = 0
    denies: int = 0
    hero_damage: int = 0
    tower_damage: int = 0
    hero_healing: int = 0
    gold: int = 0
    net_worth: int = 0
    items: list[str] = field(default_factory=list)
    backpack: list[str] = field(default_factory=list)
    neutral: str = ""
    enhancement: str = ""
    scepter: bool = False
    shard: bool = False
    stuns: float = 0.0

    @property
    def radiant(self) -> bool:
        """True for the first five seats."""
        return self.seat < 5

    @property
    def position(self) -> int:
        """0 to 4, the carry first."""
        return self.seat % 5


@functools.cache
def prices() -> dict[str, int]:
    """Return what each item costs, by slug."""
    return {item.slug: item.cost or 0 for item in constants.bundled().items.values()}


def scoreboard(spec: MatchSpec) -> tuple[list[Line], list[Kill]]:
    """Make the ten lines and all kills of a match; the same spec always gives the same."""
    rng = random.Random(spec.match_id)
    lines = [Line(seat) for seat in range(10)]
    kills = _kills(spec, rng, lines)
    _gold_and_xp(spec, rng, lines)
    for line in lines:
        _figures(spec, rng, line)
        _purchases(rng, line)
    return lines, kills


def lead_at(spec: MatchSpec, part: float) -> float:
    """Return Radiant's lead when `part` (0.0 to 1.0) of the match is gone, eased between knots."""
    knots = ((0.0, 0), *spec.lead)
    place = max(1, bisect.bisect_left([at for at, _ in knots], part))
    (left, low), (right, high) = knots[place - 1], knots[min(place, len(knots) - 1)]
    if right <= left:
        return high
    x = min(1.0, (part - left) / (right - left))
    return low + (high - low) * x * x * (3 - 2 * x)


def _kills(spec: MatchSpec, rng: random.Random, lines: list[Line]) -> list[Kill]:
    """Spread the kills over the match: more for a side while its lead grows."""
    found = []
    minutes = max(2, spec.duration // 60)
    slopes = [
        lead_at(spec, (minute + 1) / minutes) - lead_at(spec, minute / minutes)
        for minute in range(minutes)
    ]
    for first, count, sign in ((0, spec.kills[0], 1), (5, spec.kills[1], -1)):
        weights = [
            (0.2 if minute < 2 else 1.0) * (600 + max(0.0, sign * slope))
            for minute, slope in enumerate(slopes)
        ]
        seats = spec.seats
        attack = [roles.KILL_WEIGHT[p] * seats[first + p].skill ** 2 for p in roles.POSITIONS]
        other = 5 - first
        weak = [roles.DEATH_WEIGHT[p] / seats[other + p].skill ** 2 for p in roles.POSITIONS]
        for minute in rng.choices(range(minutes), weights, k=count):
            time = min(spec.duration - 1, minute * 60 + rng.randrange(60))
            killer = first + rng.choices(roles.POSITIONS, attack)[0]
            victim = other + rng.choices(roles.POSITIONS, weak)[0]
            found.append(Kill(time, killer, victim))
            lines[killer].kills += 1
            lines[victim].deaths += 1
            for position in roles.POSITIONS:
                helper = lines[first + position]
                if helper.seat != killer and rng.random() < roles.ASSIST_WEIGHT[position] * 2.6:
                    helper.assists += 1
    return sorted(found, key=lambda kill: (kill.time, kill.killer))


def _gold_and_xp(spec: MatchSpec, rng: random.Random, lines: list[Line]) -> None:
    minutes = spec.duration / 60
    pace = (1.9 if spec.turbo else 1.0) * rng.uniform(0.95, 1.05)
    whole = minutes * _GOLD_PER_MINUTE * pace
    final_lead = spec.lead[-1][1]
    for first, team in ((0, (whole + final_lead) / 2), (5, (whole - final_lead) / 2)):
        side = lines[first : first + 5]
        gold = [
            roles.GOLD_SHARE[line.position]
            * rng.uniform(0.93, 1.07)
            * spec.seats[line.seat].skill
            * min(1.25, max(0.8, 1 + 0.015 * (line.kills - line.deaths)))
            * (0.45 if spec.seats[line.seat].abandoned else 1.0)
            for line in side
        ]
        xp = [
            roles.XP_SHARE[line.position] * rng.uniform(0.94, 1.06) * (0.6 + 0.4 * share * 5)
            for line, share in zip(side, gold, strict=True)
        ]
        for line, gold_part, xp_part in zip(side, gold, xp, strict=True):
            line.gold_per_min = round(team * gold_part / sum(gold) / minutes)
            line.xp_per_min = round(team * _XP_PER_GOLD * xp_part / sum(xp) / minutes)
            line.total_gold = line.gold_per_min * spec.duration // 60
            line.total_xp = line.xp_per_min * spec.duration // 60
            line.level = bisect.bisect_right(roles.XP_OF_LEVEL, line.total_xp)


def _figures(spec: MatchSpec, rng: random.Random, line: Line) -> None:
    minutes = spec.duration / 60
    position = line.position
    wealth = line.total_gold / (
        minutes * _GOLD_PER_MINUTE / 2 * roles.GOLD_SHARE[position] * (1.9 if spec.turbo else 1.0)
    )
    won = line.radiant is spec.radiant_win
    line.last_hits = round(
        roles.LAST_HITS_PER_MINUTE[position] * minutes * wealth * rng.uniform(0.9, 1.1)
    )
    line.denies = round(roles.DENIES_PER_MINUTE[position] * minutes * rng.uniform(0.3, 1.7))
    fights = (line.kills * 2 + line.assists + 4) / (spec.kills[0] + spec.kills[1] + 20) * 7
    line.hero_damage = round(
        roles.HERO_DAMAGE_PER_MINUTE[position]
        * minutes
        * (0.45 + 0.55 * fights)
        * rng.uniform(0.85, 1.15)
    )
    line.tower_damage = round(
        roles.TOWER_DAMAGE[position] * (1.0 if won else 0.3) * wealth * rng.uniform(0.5, 1.5)
    )
    line.hero_healing = round(roles.HEALING[position] * minutes / 35 * rng.uniform(0.2, 1.8))
    line.stuns = round(rng.uniform(4, 70), 4)


def _purchases(rng: random.Random, line: Line) -> None:
    """Spend what a player of this position keeps in items; the rest stays as gold."""
    cost = prices()
    left = round(line.total_gold * (0.93, 0.93, 0.90, 0.80, 0.76)[line.position])
    line.net_worth = left
    later = list(roles.LATER_ITEMS[line.position])
    rng.shuffle(later)
    for slug in (*roles.FIRST_ITEMS[line.position], *later):
        if len(line.items) < 6 and cost[slug] <= left:
            line.items.append(slug)
            left -= cost[slug]
    for slug in later:
        cheapest = min(line.items[2:], key=cost.__getitem__, default=slug)
        if slug not in line.items and 0 < cost[slug] - cost[cheapest] <= left:
            line.items[line.items.index(cheapest)] = slug
            left -= cost[slug] - cost[cheapest]
    if left >= 6000:
        line.scepter = True
        left -= cost["ultimate_scepter"]
    if left >= 2200:
        line.shard = True
        left -= cost["aghanims_shard"]
    for slug in roles.BACKPACK_ITEMS[: rng.randrange(3) if line.position >= 3 else 0]:
        if cost[slug] <= left:
            line.backpack.append(slug)
            left -= cost[slug]
    line.gold = left
    line.neutral = rng.choice(roles.NEUTRAL_ITEMS)
    line.enhancement = rng.choice(roles.ENHANCEMENTS)
