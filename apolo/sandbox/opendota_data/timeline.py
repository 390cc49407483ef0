"""What only a parsed match has: the figures minute by minute, and the logs of events."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from apolo.sandbox.opendota_data.scoreboard import lead_at, prices
from dota import constants

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.scoreboard import Kill, Line
    from apolo.sandbox.opendota_data.spec import MatchSpec

_FIGHT_GAP: Final = 25
_TOWERS: Final = ("tower1", "tower1", "tower1", "tower2", "tower2", "tower3")
_LANES: Final = ("top", "mid", "bot")


@dataclass(frozen=True, slots=True)
class Series:
    """Totals of each seat at every full minute, and Radiant's lead in them."""

    times: list[int]
    gold: list[list[int]]
    xp: list[list[int]]
    last_hits: list[list[int]]
    denies: list[list[int]]
    gold_lead: list[int]
    xp_lead: list[int]


def series(spec: MatchSpec, lines: list[Line]) -> Series:
    """Make the minutes so that they end in the scoreboard's totals and follow the spec's lead."""
    times = list(range(0, spec.duration + 1, 60))
    parts = [time / spec.duration for time in times]
    rng = random.Random(spec.match_id + 1)
    gold = _split(spec, parts, [line.total_gold for line in lines], rng)
    xp = _split(spec, parts, [line.total_xp for line in lines], rng)
    return Series(
        times=times,
        gold=gold,
        xp=xp,
        last_hits=[[round(line.last_hits * part**1.04) for part in parts] for line in lines],
        denies=[[round(line.denies * min(1.0, part * 2.5)) for part in parts] for line in lines],
        gold_lead=_lead(gold),
        xp_lead=_lead(xp),
    )


def _split(
    spec: MatchSpec, parts: list[float], totals: list[int], rng: random.Random
) -> list[list[int]]:
    """Give each seat its part of its side's curve; never falling, 0 at the horn."""
    radiant, dire = sum(totals[:5]), sum(totals[5:])
    planned = spec.lead[-1][1]
    drift = (radiant - dire) - planned
    curves: tuple[list[float], list[float]] = ([], [])
    for part in parts:
        both = (radiant + dire) * part**1.12
        wobble = rng.gauss(0, 130) * min(1.0, part * 8) * (1 - part)
        lead = lead_at(spec, part) + drift * part + wobble
        for curve, value in zip(curves, ((both + lead) / 2, (both - lead) / 2), strict=True):
            curve.append(max(curve[-1] + 60 if curve else 0.0, value if part else 0.0))
    return [
        [round(value * total / (radiant if seat < 5 else dire)) for value in curves[seat // 5]]
        for seat, total in enumerate(totals)
    ]


def _lead(values: list[list[int]]) -> list[int]:
    minutes = zip(*values, strict=True)
    return [sum(minute[:5]) - sum(minute[5:]) for minute in minutes]


def purchase_log(line: Line, gold: list[int]) -> list[dict[str, object]]:
    """Return when each item was bought: as soon as the gold earned covers it."""
    cost = prices()
    log: list[dict[str, object]] = [
        {"time": -89, "key": "tango"},
        {"time": -89, "key": "branches"},
    ]
    spent = 0
    for slug in line.items:
        spent += cost[slug]
        minute = next((at for at, earned in enumerate(gold) if earned >= spent), len(gold) - 1)
        log.append({"time": minute * 60 + 17, "key": slug})
    return log


def teamfights(spec: MatchSpec, kills: list[Kill]) -> list[dict[str, object]]:
    """Return the stretches with three deaths or more, less than 25 s apart."""
    groups: list[list[Kill]] = []
    for kill in kills:
        if groups and kill.time - groups[-1][-1].time <= _FIGHT_GAP:
            groups[-1].append(kill)
        else:
            groups.append([kill])
    return [
        {
            "start": max(0, group[0].time - 15),
            "end": group[-1].time + 15,
            "last_death": group[-1].time,
            "deaths": len(group),
            "players": [_in_fight(spec, seat, group) for seat in range(10)],
        }
        for group in groups
        if len(group) >= 3
    ]


def _in_fight(spec: MatchSpec, seat: int, group: list[Kill]) -> dict[str, object]:
    killed: dict[str, int] = {}
    for kill in group:
        if kill.killer == seat:
            name = npc(spec, kill.victim)
            killed[name] = killed.get(name, 0) + 1
    deaths = sum(kill.victim == seat for kill in group)
    won = sum(killed.values())
    return {
        "deaths_pos": {},
        "ability_uses": {},
        "ability_targets": {},
        "item_uses": {},
        "killed": killed,
        "deaths": deaths,
        "buybacks": 0,
        "damage": 900 * won + 400,
        "healing": 0,
        "gold_delta": 260 * won - 310 * deaths,
        "xp_delta": 420 * won,
    }


def objectives(spec: MatchSpec, kills: list[Kill]) -> list[dict[str, object]]:
    """Return first blood, Roshan and the buildings that fell, in order of time."""
    rng = random.Random(spec.match_id + 2)
    found: list[dict[str, object]] = []
    if kills:
        first = kills[0]
        found.append(
            {
                "time": first.time,
                "type": "CHAT_MESSAGE_FIRSTBLOOD",
                "slot": first.killer,
                "key": first.victim,
                "player_slot": player_slot(first.killer),
            }
        )
    for losing, seats, count in (
        ("badguys" if spec.radiant_win else "goodguys", range(5), 6),
        ("goodguys" if spec.radiant_win else "badguys", range(5, 10), 3),
    ):
        attackers = seats if spec.radiant_win else [(seat + 5) % 10 for seat in seats]
        for number, tower in enumerate(_TOWERS[:count]):
            seat = rng.choice(list(attackers))
            found.append(
                {
                    "time": round(spec.duration * (0.3 + 0.6 * (number + rng.random()) / 6)),
                    "type": "building_kill",
                    "unit": npc(spec, seat),
                    "key": f"npc_dota_{losing}_{tower}_{_LANES[number % 3]}",
                    "slot": seat,
                    "player_slot": player_slot(seat),
                }
            )
    for number in range(1, max(1, spec.duration // 900)):
        time = round(spec.duration * (0.35 + 0.2 * number))
        if time < spec.duration:
            team = 2 if lead_at(spec, time / spec.duration) > 0 else 3
            found.append({"time": time, "type": "CHAT_MESSAGE_ROSHAN_KILL", "team": team})
    loser = "badguys" if spec.radiant_win else "goodguys"
    found.append({"time": spec.duration, "type": "building_kill", "key": f"npc_dota_{loser}_fort"})
    return sorted(found, key=lambda event: str(event["time"]).zfill(6))


def npc(spec: MatchSpec, seat: int) -> str:
    """Return the game's own name of the hero in a seat."""
    hero = constants.bundled().heroes.get(spec.seats[seat].hero_id)
    return f"npc_dota_hero_{hero.slug if hero else 'unknown'}"


def player_slot(seat: int) -> int:
    """Return OpenDota's ``player_slot``: 0 to 4 Radiant, 128 to 132 Dire."""
    return seat if seat < 5 else 123 + seat
