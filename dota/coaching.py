"""What is known about one player's match, computed and rounded once, for coaching to speak of.

Whoever writes the text, a model or rules, gets these facts and adds no number of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

from dota.constants import TURBO
from dota.eligibility import counts, is_turbo, kda, outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dota.models import AdvantageKind, Match, MatchPlayer, PlayerMatch

FORM_GAMES: Final = 20
"""The most recent games that make the form."""

_KDA_DIGITS: Final = 2


@dataclass(frozen=True, slots=True)
class BenchmarkFact:
    """A figure among recent games of the same hero."""

    name: str
    """OpenDota's, such as ``last_hits_per_min``."""
    value: float
    percentile: int
    """0 to 100; 70 means better than 70 % of the games."""


@dataclass(frozen=True, slots=True)
class FormFacts:
    """The player's games before this one, of the same kind (Turbo or not)."""

    games: int
    wins: int
    win_rate: int
    """Percent."""
    kda: float | None
    deaths: float | None
    """Per game."""
    gold_per_min: int | None
    xp_per_min: int | None
    hero_games: int
    """How many of them with this match's hero."""
    hero_wins: int
    kda_change: float | None
    """This match's figure less the form's, both as shown here; so are the others."""
    deaths_change: float | None
    gold_per_min_change: int | None
    xp_per_min_change: int | None


@dataclass(frozen=True, slots=True)
class SwingFacts:
    """How the lead went, seen from the player's side. Only of a parsed match."""

    kind: AdvantageKind
    best: int
    """The largest lead; negative where the side was always behind."""
    best_minute: int
    worst: int
    worst_minute: int
    final: int


@dataclass(frozen=True, slots=True)
class CoachingFacts:
    """Everything a coaching text may say. None is unknown, and then isn't spoken of."""

    match_id: int
    hero_id: int
    won: bool | None
    abandoned: bool
    turbo: bool
    minutes: int
    """Whole minutes played."""
    kills: int | None
    deaths: int | None
    assists: int | None
    kda: float | None
    kill_participation: int | None
    """Percent of the side's kills that the player had a part in."""
    damage_share: int | None
    """Percent of the side's damage to heroes."""
    gold_per_min: int | None
    xp_per_min: int | None
    net_worth: int | None
    net_worth_rank: int | None
    """1 is the richest of the side."""
    last_hits: int | None
    last_hits_per_min: float | None
    denies: int | None
    hero_damage: int | None
    tower_damage: int | None
    hero_healing: int | None
    level: int | None
    benchmarks: tuple[BenchmarkFact, ...]
    form: FormFacts | None
    swing: SwingFacts | None

    def numbers(self) -> frozenset[float]:
        """Return the size of every number in the facts: a text may hold these and no others."""
        return frozenset(_numbers(self))


def coaching_facts(
    match: Match, player: MatchPlayer, history: Iterable[PlayerMatch] = ()
) -> CoachingFacts:
    """Compute the facts of one player's match.

    Parameters
    ----------
    match : Match
    player : MatchPlayer
        One of its players.
    history : iterable of PlayerMatch
        The player's games in any order; this match and later ones are ignored.

    Returns
    -------
    CoachingFacts
    """
    mates = match.side(player.side)
    ratio = _rounded(kda(player.kills, player.deaths, player.assists), _KDA_DIGITS)
    return CoachingFacts(
        match_id=match.match_id,
        hero_id=player.hero_id,
        won=None if match.winner is None else match.winner is player.side,
        abandoned=player.abandoned,
        turbo=match.game_mode == TURBO,
        minutes=match.duration // 60,
        kills=player.kills,
        deaths=player.deaths,
        assists=player.assists,
        kda=ratio,
        kill_participation=_kill_participation(mates, player),
        damage_share=_share(player.hero_damage, [mate.hero_damage for mate in mates]),
        gold_per_min=player.gold_per_min,
        xp_per_min=player.xp_per_min,
        net_worth=player.net_worth,
        net_worth_rank=_net_worth_rank(mates, player),
        last_hits=player.last_hits,
        last_hits_per_min=_per_minute(player.last_hits, match.duration),
        denies=player.denies,
        hero_damage=player.hero_damage,
        tower_damage=player.tower_damage,
        hero_healing=player.hero_healing,
        level=player.level,
        benchmarks=tuple(
            BenchmarkFact(mark.name, round(mark.raw, 2), round(100 * mark.percentile))
            for mark in player.benchmarks
            if mark.raw is not None and mark.percentile is not None
        ),
        form=_form(match, player, ratio, history),
        swing=_swing(match, player),
    )


def _form(
    match: Match, player: MatchPlayer, ratio: float | None, history: Iterable[PlayerMatch]
) -> FormFacts | None:
    before = [
        row
        for row in {row.match_id: row for row in history}.values()
        if row.match_id != match.match_id
        and (match.start_time is None or row.start_time < match.start_time)
        and counts(row)
        and is_turbo(row) is (match.game_mode == TURBO)
    ]
    before = sorted(before, key=lambda row: row.start_time, reverse=True)[:FORM_GAMES]
    if not before:
        return None
    wins = sum(outcome(row) is True for row in before)
    same_hero = [row for row in before if row.hero_id == player.hero_id and row.hero_id]
    usual_kda = _rounded(
        _mean([kda(row.kills, row.deaths, row.assists) for row in before]), _KDA_DIGITS
    )
    usual_deaths = _rounded(_mean([row.deaths for row in before]), 1)
    usual_gold = _whole(_mean([row.gold_per_min for row in before]))
    usual_xp = _whole(_mean([row.xp_per_min for row in before]))
    return FormFacts(
        games=len(before),
        wins=wins,
        win_rate=round(100 * wins / len(before)),
        kda=usual_kda,
        deaths=usual_deaths,
        gold_per_min=usual_gold,
        xp_per_min=usual_xp,
        hero_games=len(same_hero),
        hero_wins=sum(outcome(row) is True for row in same_hero),
        kda_change=_rounded(_difference(ratio, usual_kda), _KDA_DIGITS),
        deaths_change=_rounded(_difference(player.deaths, usual_deaths), 1),
        gold_per_min_change=_whole(_difference(player.gold_per_min, usual_gold)),
        xp_per_min_change=_whole(_difference(player.xp_per_min, usual_xp)),
    )


def _swing(match: Match, player: MatchPlayer) -> SwingFacts | None:
    if match.advantage is None:
        return None
    sign = 1 if player.side == "radiant" else -1
    leads = [sign * lead for lead in match.advantage.values]
    best, worst = max(leads), min(leads)
    return SwingFacts(
        kind=match.advantage.kind,
        best=best,
        best_minute=leads.index(best),
        worst=worst,
        worst_minute=leads.index(worst),
        final=leads[-1],
    )


def _kill_participation(mates: Sequence[MatchPlayer], player: MatchPlayer) -> int | None:
    if player.kills is None or player.assists is None:
        return None
    share = _share(player.kills + player.assists, [mate.kills for mate in mates])
    return None if share is None else min(100, share)


def _share(part: int | None, parts: Sequence[int | None]) -> int | None:
    """Return `part` in percent of all parts; None where one is unknown or there is nothing."""
    known = [value for value in parts if value is not None]
    if part is None or len(known) < len(parts) or not sum(known):
        return None
    return round(100 * part / sum(known))


def _net_worth_rank(mates: Sequence[MatchPlayer], player: MatchPlayer) -> int | None:
    known = [mate.net_worth for mate in mates if mate.net_worth is not None]
    if player.net_worth is None or len(known) < len(mates):
        return None
    return 1 + sum(worth > player.net_worth for worth in known)


def _per_minute(value: int | None, duration: int) -> float | None:
    return None if value is None or not duration else round(value * 60 / duration, 1)


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known else None


def _difference(value: float | None, usual: float | None) -> float | None:
    return None if value is None or usual is None else value - usual


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _whole(value: float | None) -> int | None:
    return None if value is None else round(value)


def _numbers(value: object) -> Iterable[float]:
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return
    if isinstance(value, int | float):
        yield abs(value)
    elif isinstance(value, tuple):
        for entry in value:
            yield from _numbers(entry)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _numbers(getattr(value, field.name))
