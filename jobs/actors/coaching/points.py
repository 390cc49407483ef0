"""What stands out of a match, for good or bad: at most one point per topic, by fixed thresholds."""

from __future__ import annotations

import enum
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jobs.actors.coaching.role import Role

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts

#: Percentiles from which a figure stands out.
_HIGH, _LOW, _LOW_SUPPORT = 70, 30, 20
#: How far from the usual a figure has to be, as a part of it, and how many games make a usual.
_NOTABLE_CHANGE: Final = 0.12
_USUAL_GAMES: Final = 3
#: Deaths a minute that are few, and many; fights come faster in Turbo.
_FEW_DEATHS, _MANY_DEATHS, _TURBO_PACE = 0.1, 0.22, 1.4
_DEATHS_CHANGE: Final = 2.0
_KDA_CHANGE: Final = 1.5
#: Gold of a lead that should decide a match, in normal games.
_DECISIVE_LEAD: Final = 6_000


class Topic(enum.StrEnum):
    """What a point is about."""

    FARM = "farm"
    LAST_HITS = "last-hits"
    EXPERIENCE = "experience"
    LANING = "laning"
    DEATHS = "deaths"
    KDA = "kda"
    PARTICIPATION = "participation"
    DAMAGE = "damage"
    BUILDINGS = "buildings"
    HEALING = "healing"
    LEAD = "lead"


#: Of topics that tell of the same thing, only the point with the most weight is made.
_SAME: Final = (
    frozenset({Topic.FARM, Topic.LAST_HITS, Topic.EXPERIENCE}),
    frozenset({Topic.DEATHS, Topic.KDA}),
)


@dataclass(frozen=True, slots=True)
class Point:
    """Something worth saying.

    ``message`` is a Fluent id, ``args`` its variables besides the hero; every number among them
    is one of the facts. ``weight`` is 0 to 1.
    """

    topic: Topic
    good: bool
    weight: float
    message: str
    args: Mapping[str, float]


def points_of(facts: CoachingFacts, role: Role) -> tuple[Point, ...]:
    """Return what stands out, weightiest first."""
    found = [point for judge in _JUDGES if (point := judge(facts, role)) is not None]
    found.sort(key=lambda point: (-point.weight, point.topic))
    kept: list[Point] = []
    for point in found:
        rivals = next((group for group in _SAME if point.topic in group), frozenset())
        if not any(other.topic in rivals for other in kept):
            kept.append(point)
    return tuple(kept)


def _benchmark(facts: CoachingFacts, name: str) -> tuple[float, int] | None:
    """Return value and percentile; Turbo is measured against normal games and says nothing."""
    if facts.turbo:
        return None
    return next((((m.value, m.percentile)) for m in facts.benchmarks if m.name == name), None)


def _ranked(
    facts: CoachingFacts, topic: Topic, name: str, shown: float | None, *, low: bool, high: bool
) -> Point | None:
    """Judge a figure by its percentile; `low` and `high` tell which end is spoken of."""
    mark = _benchmark(facts, name)
    if mark is None:
        return None
    value, percentile = mark
    args = {"value": value if shown is None else shown, "percentile": percentile}
    if high and percentile >= _HIGH:
        return Point(topic, True, (percentile - 50) / 50, f"coach-{topic}-good", args)
    if low and percentile <= _LOW:
        return Point(topic, False, (50 - percentile) / 50, f"coach-{topic}-bad", args)
    return None


def _farm(facts: CoachingFacts, role: Role) -> Point | None:
    core = role is Role.CORE
    gold, form = facts.gold_per_min, facts.form
    ranked = _ranked(
        facts, Topic.FARM, "gold_per_min", gold, low=core, high=role is not Role.UNKNOWN
    )
    if ranked is not None:
        if ranked.good and not core:
            return Point(
                Topic.FARM, True, ranked.weight * 0.8, "coach-farm-good-support", ranked.args
            )
        return ranked
    if gold is None or form is None or not form.gold_per_min or not form.gold_per_min_change:
        return None
    if not core or form.games < _USUAL_GAMES:
        return None
    part = form.gold_per_min_change / form.gold_per_min
    if abs(part) < _NOTABLE_CHANGE:
        return None
    args = {
        "value": gold,
        "change": abs(form.gold_per_min_change),
        "usual": form.gold_per_min,
    }
    end = "good" if part > 0 else "bad"
    weight = min(0.8, 0.3 + abs(part))
    return Point(Topic.FARM, part > 0, weight, f"coach-farm-{end}-form", args)


def _last_hits(facts: CoachingFacts, role: Role) -> Point | None:
    core = role is Role.CORE
    pace = facts.last_hits_per_min
    return _ranked(facts, Topic.LAST_HITS, "last_hits_per_min", pace, low=core, high=core)


def _experience(facts: CoachingFacts, role: Role) -> Point | None:
    point = _ranked(facts, Topic.EXPERIENCE, "xp_per_min", facts.xp_per_min, low=True, high=True)
    if point is None or point.good or role is Role.CORE:
        return point
    # Whoever is not a core gives levels away; only the very lowest are worth a word.
    return point if point.args["percentile"] <= _LOW_SUPPORT else None


def _laning(facts: CoachingFacts, role: Role) -> Point | None:
    core = role is Role.CORE
    return _ranked(facts, Topic.LANING, "lhten", None, low=core, high=core)


def _deaths(facts: CoachingFacts, role: Role) -> Point | None:
    deaths, form = facts.deaths, facts.form
    if deaths is None or facts.minutes <= 0:
        return None
    if deaths == 0:
        return Point(Topic.DEATHS, True, 0.9, "coach-deaths-none", {"minutes": facts.minutes})
    pace = deaths / facts.minutes / (_TURBO_PACE if facts.turbo else 1.0)
    usual = change = None
    if form is not None and form.games >= _USUAL_GAMES:
        usual, change = form.deaths, form.deaths_change
    args = {"value": deaths, "minutes": facts.minutes}
    against = {"value": deaths, "usual": usual or 0.0}
    if pace <= _FEW_DEATHS:
        return Point(Topic.DEATHS, True, 0.6, "coach-deaths-good", args)
    if pace >= _MANY_DEATHS:
        weight = min(1.0, pace / _MANY_DEATHS * 0.7)
        if usual and change is not None and change >= _DEATHS_CHANGE:
            return Point(Topic.DEATHS, False, weight, "coach-deaths-bad-form", against)
        return Point(Topic.DEATHS, False, weight, f"coach-deaths-bad-{_side(role)}", args)
    if usual and change is not None and change <= -_DEATHS_CHANGE:
        return Point(Topic.DEATHS, True, 0.5, "coach-deaths-good-form", against)
    return None


def _kda(facts: CoachingFacts, _role: Role) -> Point | None:
    form = facts.form
    if facts.kda is None or form is None or form.games < _USUAL_GAMES:
        return None
    if not form.kda or form.kda_change is None or abs(form.kda_change) < _KDA_CHANGE:
        return None
    good = form.kda_change > 0
    args = {"value": facts.kda, "usual": form.kda}
    return Point(Topic.KDA, good, 0.35, f"coach-kda-{'good' if good else 'bad'}", args)


def _participation(facts: CoachingFacts, role: Role) -> Point | None:
    part = facts.kill_participation
    if part is None:
        return None
    high, low = (70, 45) if role is Role.SUPPORT else (65, 35)
    if part >= high:
        weight = min(1.0, 0.4 + (part - high) / 60)
        return Point(Topic.PARTICIPATION, True, weight, "coach-participation-good", {"value": part})
    if part <= low:
        weight = min(1.0, 0.4 + (low - part) / 50)
        message = f"coach-participation-bad-{_side(role)}"
        return Point(Topic.PARTICIPATION, False, weight, message, {"value": part})
    return None


def _damage(facts: CoachingFacts, role: Role) -> Point | None:
    core = role is Role.CORE
    ranked = _ranked(
        facts, Topic.DAMAGE, "hero_damage_per_min", facts.hero_damage, low=core, high=True
    )
    if ranked is not None and facts.hero_damage is not None:
        return ranked
    share = facts.damage_share
    if share is None:
        return None
    if share >= 30:
        return Point(Topic.DAMAGE, True, 0.5, "coach-damage-good-share", {"value": share})
    if core and share <= 13:
        return Point(Topic.DAMAGE, False, 0.5, "coach-damage-bad-share", {"value": share})
    return None


def _buildings(facts: CoachingFacts, role: Role) -> Point | None:
    damage = facts.tower_damage
    if damage is None or role is Role.SUPPORT:
        return None
    ranked = _ranked(
        facts,
        Topic.BUILDINGS,
        "tower_damage",
        damage,
        low=role is Role.CORE and damage > 0,
        high=True,
    )
    if ranked is not None:
        return ranked
    if _benchmark(facts, "tower_damage") is None:
        if damage >= (12_000 if facts.turbo else 8_000):
            return Point(
                Topic.BUILDINGS, True, 0.5, "coach-buildings-good-plain", {"value": damage}
            )
        return None
    if damage == 0 and role is Role.CORE and facts.won is False:
        return Point(Topic.BUILDINGS, False, 0.5, "coach-buildings-bad-none", {})
    return None


def _healing(facts: CoachingFacts, _role: Role) -> Point | None:
    healing = facts.hero_healing
    if healing is None or healing < 2_000:
        return None
    return _ranked(facts, Topic.HEALING, "hero_healing_per_min", healing, low=False, high=True)


def _lead(facts: CoachingFacts, _role: Role) -> Point | None:
    swing = facts.swing
    if swing is None or facts.won is None:
        return None
    decisive = _DECISIVE_LEAD * (2 if facts.turbo else 1)
    if facts.won and swing.worst <= -decisive:
        weight = min(0.9, 0.4 + abs(swing.worst) / 40_000)
        args = {"value": abs(swing.worst), "minute": swing.worst_minute}
        return Point(Topic.LEAD, True, weight, "coach-lead-good", args)
    if not facts.won and swing.best >= decisive:
        weight = min(0.9, 0.4 + swing.best / 40_000)
        args = {"value": swing.best, "minute": swing.best_minute}
        return Point(Topic.LEAD, False, weight, "coach-lead-bad", args)
    return None


def _side(role: Role) -> str:
    return "support" if role is Role.SUPPORT else "core"


_JUDGES: Final[Iterable[Callable[[CoachingFacts, Role], Point | None]]] = (
    _farm,
    _last_hits,
    _experience,
    _laning,
    _deaths,
    _kda,
    _participation,
    _damage,
    _buildings,
    _healing,
    _lead,
)
