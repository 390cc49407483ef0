"""Coaching by rules: the same facts always give the same text, without any model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.constants import hero
from jobs.actors.coaching.points import Point, Topic, points_of
from jobs.actors.coaching.role import Role, role_of
from locales import text

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts, FormFacts
    from locales import Locale

#: Points of each kind; more is not read.
_MOST: Final = 3
#: A match shorter than this (minutes, Turbo's) says little.
_SHORT, _SHORT_TURBO = 15, 10
#: Games that make a form, and the percentages of wins that are a run for good or bad.
_FORM_GAMES: Final = 5
_GOOD_RUN, _BAD_RUN = 60, 40

_FOCUS: Final = {
    Topic.LAST_HITS: Topic.FARM,
    Topic.LANING: Topic.FARM,
    Topic.KDA: Topic.DEATHS,
}


class RuleCoach:
    """Writes at once, in any language, and never fails."""

    def coach(self, facts: CoachingFacts, locale: Locale, timeout: float = 0.0) -> str:
        """Write the text; see `Coach.coach`."""
        return rule_text(facts, locale)


def rule_text(facts: CoachingFacts, locale: Locale) -> str:
    """Write what went well and what to work on.

    Parameters
    ----------
    facts : CoachingFacts
    locale : Locale

    Returns
    -------
    str
        Without title and mark; every number in it is one of the facts.
    """
    words = _Words(facts, locale)
    if facts.abandoned:
        parts = [words("coach-abandoned"), words("coach-abandoned-advice")]
    elif _is_short(facts):
        parts = [words("coach-short", minutes=facts.minutes), words("coach-short-advice")]
    else:
        parts = _review(facts, words)
    parts.append(_form(facts, words))
    return "\n\n".join(parts)


class _Words:
    """The messages of one text: its language and its hero."""

    def __init__(self, facts: CoachingFacts, locale: Locale) -> None:
        known = hero(facts.hero_id)
        self._locale = locale
        self._hero = known.name if known is not None else text(locale, "coach-some-hero")

    def __call__(self, message: str, **args: float) -> str:
        return text(self._locale, message, hero=self._hero, **args)


def _review(facts: CoachingFacts, words: _Words) -> list[str]:
    role = role_of(facts)
    points = points_of(facts, role)
    good = [point for point in points if point.good][:_MOST]
    bad = [point for point in points if not point.good][:_MOST]
    parts = [words(_opening(facts, good, bad))]
    if not good and not bad:
        thin = facts.kda is None and facts.gold_per_min is None
        return [*parts, words("coach-thin" if thin else "coach-even")]
    parts.append(_section(words, "coach-went-well", good, "coach-nothing-good"))
    parts.append(_section(words, "coach-work-on", bad, "coach-nothing-bad"))
    if bad:
        topic = _FOCUS.get(bad[0].topic, bad[0].topic)
        suffix = "-support" if topic is Topic.DEATHS and role is Role.SUPPORT else ""
        parts.append(words(f"coach-focus-{topic}{suffix}"))
    else:
        parts.append(words("coach-focus-none"))
    return parts


def _section(words: _Words, heading: str, points: list[Point], nothing: str) -> str:
    lines = [f"- {words(point.message, **point.args)}" for point in points]
    return "\n".join([f"**{words(heading)}**", *(lines or [words(nothing)])])


def _opening(facts: CoachingFacts, good: list[Point], bad: list[Point]) -> str:
    if facts.won is None:
        return "coach-opening-unknown"
    result = "won" if facts.won else "lost"
    balance = sum(point.weight for point in good) - sum(point.weight for point in bad)
    if good and balance > 0.6:
        mood = "strong"
    elif bad and balance < -0.6:
        mood = "weak"
    else:
        mood = "mixed" if good and bad else "even"
    # Two ways of saying it, so that two matches in a row don't read the same.
    return f"coach-opening-{result}-{mood}-{'ab'[facts.match_id % 2]}"


def _form(facts: CoachingFacts, words: _Words) -> str:
    form = facts.form
    kind = "turbo" if facts.turbo else "normal"
    if form is None:
        return words(f"coach-form-none-{kind}")
    if form.games < _FORM_GAMES:
        return words(f"coach-form-few-{kind}", games=form.games, wins=form.wins)
    parts = [
        words(f"coach-form-{kind}", games=form.games, wins=form.wins, rate=form.win_rate),
        *_run(form, words),
    ]
    if form.hero_games:
        parts.append(words("coach-form-hero", games=form.hero_games, wins=form.hero_wins))
    else:
        parts.append(words("coach-form-new-hero"))
    return " ".join(parts)


def _run(form: FormFacts, words: _Words) -> list[str]:
    if form.win_rate >= _GOOD_RUN:
        return [words("coach-form-good-run")]
    if form.win_rate <= _BAD_RUN:
        return [words("coach-form-bad-run")]
    return []


def _is_short(facts: CoachingFacts) -> bool:
    return facts.minutes < (_SHORT_TURBO if facts.turbo else _SHORT)


def notes_of(facts: CoachingFacts) -> tuple[str, ...]:
    """Return the messages that say what these facts can't tell, most important first."""
    if facts.abandoned or _is_short(facts):
        return ()
    notes = []
    if facts.turbo:
        notes.append("coach-note-turbo")
    elif not facts.benchmarks:
        notes.append("coach-note-no-benchmarks")
    if facts.swing is None:
        notes.append("coach-note-unparsed")
    return tuple(notes)
