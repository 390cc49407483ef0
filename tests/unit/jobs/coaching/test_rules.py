"""Coaching by rules: true, of one mind, and the same every time."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dota.coaching import BenchmarkFact, CoachingFacts, FormFacts, SwingFacts
from dota.models import AdvantageKind
from jobs.actors.coaching.answer import MAX_ANSWER, answer_text
from jobs.actors.coaching.desk import Advice, Author
from jobs.actors.coaching.numbers import foreign_numbers
from jobs.actors.coaching.points import Topic, points_of
from jobs.actors.coaching.role import Role, role_of
from jobs.actors.coaching.rules import rule_text
from locales import Locale, text
from tests.coaching_facts import facts, form, real_facts, sandbox_facts

MARKS = (
    "gold_per_min",
    "xp_per_min",
    "last_hits_per_min",
    "hero_damage_per_min",
    "hero_healing_per_min",
    "tower_damage",
    "lhten",
    "new_one",
)


def count(most: int) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(0, most)


def ratio(most: float, digits: int) -> st.SearchStrategy[float | None]:
    return st.none() | st.floats(0, most).map(lambda value: round(value, digits))


ANY_FORM = st.builds(
    FormFacts,
    games=st.integers(1, 20),
    wins=st.integers(0, 20),
    win_rate=st.integers(0, 100),
    kda=ratio(60, 2),
    deaths=ratio(30, 1),
    gold_per_min=count(2000),
    xp_per_min=count(2000),
    hero_games=st.integers(0, 20),
    hero_wins=st.integers(0, 20),
    kda_change=st.none() | st.floats(-60, 60).map(lambda value: round(value, 2)),
    deaths_change=st.none() | st.floats(-30, 30).map(lambda value: round(value, 1)),
    gold_per_min_change=st.none() | st.integers(-2000, 2000),
    xp_per_min_change=st.none() | st.integers(-2000, 2000),
)
ANY_SWING = st.builds(
    SwingFacts,
    kind=st.sampled_from(AdvantageKind),
    best=st.integers(-90_000, 90_000),
    best_minute=st.integers(0, 120),
    worst=st.integers(-90_000, 90_000),
    worst_minute=st.integers(0, 120),
    final=st.integers(-90_000, 90_000),
)
ANY_FACTS = st.builds(
    CoachingFacts,
    match_id=st.integers(1, 2**53),
    hero_id=st.integers(0, 300),
    won=st.sampled_from([True, False, None]),
    abandoned=st.booleans(),
    turbo=st.booleans(),
    minutes=st.integers(0, 180),
    kills=count(60),
    deaths=count(60),
    assists=count(90),
    kda=ratio(150, 2),
    kill_participation=count(100),
    damage_share=count(100),
    gold_per_min=count(3000),
    xp_per_min=count(3000),
    net_worth=count(10**9),
    net_worth_rank=st.none() | st.integers(1, 5),
    last_hits=count(2000),
    last_hits_per_min=ratio(30, 1),
    denies=count(200),
    hero_damage=count(10**6),
    tower_damage=count(10**5),
    hero_healing=count(10**6),
    level=count(30),
    benchmarks=st.lists(
        st.builds(
            BenchmarkFact,
            name=st.sampled_from(MARKS),
            value=st.floats(0, 10**6).map(lambda value: round(value, 2)),
            percentile=st.integers(0, 100),
        ),
        max_size=8,
        unique_by=lambda mark: mark.name,
    ).map(tuple),
    form=st.none() | ANY_FORM,
    swing=st.none() | ANY_SWING,
)


def whole(given_facts: CoachingFacts, locale: Locale) -> str:
    advice = Advice(rule_text(given_facts, locale), Author.RULES)
    return answer_text(given_facts, advice, locale)


@given(ANY_FACTS, st.sampled_from(Locale))
def test_any_facts_make_a_true_text_that_fits(some: CoachingFacts, locale: Locale) -> None:
    shown = whole(some, locale)
    assert foreign_numbers(shown, some.numbers(), locale) == []
    assert len(shown) <= MAX_ANSWER
    assert not shown.endswith("…")
    assert whole(some, locale) == shown
    assert "{" not in shown
    assert "None" not in shown.replace("None of them", "")


@given(ANY_FACTS)
def test_no_two_points_contradict_each_other(some: CoachingFacts) -> None:
    points = points_of(some, role_of(some))
    topics = [point.topic for point in points]
    assert len(topics) == len(set(topics))
    assert len(set(topics) & {Topic.FARM, Topic.LAST_HITS, Topic.EXPERIENCE}) <= 1
    assert len(set(topics) & {Topic.DEATHS, Topic.KDA}) <= 1
    assert all(0 < point.weight <= 1 for point in points)
    said = some.numbers()
    assert all(abs(value) in said for point in points for value in point.args.values())
    if some.turbo:
        assert not any("percentile" in point.args for point in points)


def all_facts() -> dict[str, CoachingFacts]:
    return sandbox_facts() | real_facts()


@pytest.mark.parametrize("locale", Locale)
def test_every_number_of_every_match_is_one_of_its_facts(locale: Locale) -> None:
    assert len(all_facts()) >= 20
    for name, some in all_facts().items():
        shown = whole(some, locale)
        assert foreign_numbers(shown, some.numbers(), locale) == [], name
        assert text(locale, "coach-mark-rules", match=str(some.match_id)) in shown


def test_every_number_by_a_reader_of_its_own() -> None:
    """The same with nothing of the guard's: English digits, groups and decimals."""
    for some in all_facts().values():
        known = {f"{number:g}" for number in some.numbers()} | {
            f"{number:.0f}" for number in some.numbers() if number == int(number)
        }
        for written in re.findall(r"\d[\d,]*(?:\.\d+)?", whole(some, Locale.EN)):
            assert written.replace(",", "") in known, written


def test_the_texts_of_many_matches_are_not_all_the_same() -> None:
    texts = [rule_text(some, Locale.EN) for some in all_facts().values()]
    assert len(set(texts)) > 0.9 * len(texts)


def test_the_text_names_good_and_bad_and_one_goal() -> None:
    shown = rule_text(
        facts(
            deaths=13,
            benchmarks=(
                BenchmarkFact("gold_per_min", 520, 81),
                BenchmarkFact("tower_damage", 3000, 12),
            ),
            form=form(deaths=6.1, deaths_change=6.9),
        ),
        Locale.EN,
    )
    good, bad = shown.split("**Work on**")
    assert "**Farm:** 520 GPM, better than 81% of recent games with Phantom Assassin" in good
    assert "**Deaths:** 13, where your usual is 6.1" in bad
    assert "better than only 12%" in bad
    assert "**For the next match:** before you show yourself on a lane" in bad


@pytest.mark.parametrize(
    ("pace", "rank", "role"),
    [
        (6.0, 1, Role.CORE),
        (4.5, 5, Role.CORE),
        (3.3, 3, Role.CORE),
        (3.3, 4, Role.SUPPORT),
        (1.0, 5, Role.SUPPORT),
        (1.0, None, Role.SUPPORT),
        (1.0, 1, Role.UNKNOWN),
        (3.3, None, Role.UNKNOWN),
        (None, None, Role.UNKNOWN),
        (None, 2, Role.CORE),
    ],
)
def test_role(pace: float | None, rank: int | None, role: Role) -> None:
    assert role_of(facts(last_hits_per_min=pace, net_worth_rank=rank)) is role


def test_a_support_is_not_told_to_farm() -> None:
    poor = tuple(
        BenchmarkFact(name, 1, 3)
        for name in ("gold_per_min", "last_hits_per_min", "lhten", "tower_damage")
    )
    support = facts(last_hits_per_min=1.2, net_worth_rank=5, benchmarks=poor)
    topics = {point.topic for point in points_of(support, role_of(support))}
    assert topics.isdisjoint({Topic.FARM, Topic.LAST_HITS, Topic.LANING, Topic.BUILDINGS})
    core = replace(support, last_hits_per_min=6.0)
    assert Topic.BUILDINGS in {point.topic for point in points_of(core, role_of(core))}


def test_turbo_is_not_measured_against_normal_matches() -> None:
    marks = (BenchmarkFact("gold_per_min", 999, 99), BenchmarkFact("xp_per_min", 999, 99))
    turbo = facts(turbo=True, benchmarks=marks)
    shown = whole(turbo, Locale.EN)
    assert "99%" not in shown
    assert text(Locale.EN, "coach-note-turbo") in shown
    assert "Turbo" in text(Locale.EN, "coach-form-none-turbo")
    assert text(Locale.EN, "coach-form-none-turbo") in shown


@pytest.mark.parametrize("locale", Locale)
def test_little_data_is_said_to_be_little(locale: Locale) -> None:
    figures = (
        "kills deaths assists kda kill_participation damage_share gold_per_min xp_per_min "
        "net_worth net_worth_rank last_hits last_hits_per_min hero_damage tower_damage "
        "hero_healing level"
    )
    nothing = dict.fromkeys(figures.split())
    assert text(locale, "coach-thin") in rule_text(facts(**nothing), locale)
    assert text(locale, "coach-even") in rule_text(facts(), locale)
    assert text(locale, "coach-note-unparsed") in whole(facts(), locale)
    left = whole(facts(abandoned=True, deaths=20), locale)
    assert text(locale, "coach-abandoned") in left
    assert text(locale, "coach-work-on") not in left
    short = whole(facts(minutes=9, deaths=7), locale)
    assert text(locale, "coach-short", minutes=9) in short
    assert text(locale, "coach-work-on") not in short
    assert text(locale, "coach-short", minutes=0) in whole(facts(minutes=0), locale)


@pytest.mark.parametrize("locale", Locale)
def test_one_and_two_games_before_are_no_form(locale: Locale) -> None:
    for games in (1, 2):
        few = rule_text(facts(form=form(games=games, wins=1, win_rate=50)), locale)
        assert text(locale, "coach-form-few-normal", games=games, wins=1) in few
        assert text(locale, "coach-form-bad-run") not in few
    assert text(locale, "coach-form-none-normal") in rule_text(facts(), locale)


def test_a_change_against_so_few_games_is_no_change() -> None:
    few = form(games=2, deaths=1.0, deaths_change=8.0, kda=9.0, kda_change=-6.0)
    assert points_of(facts(form=few, deaths=6), Role.CORE) == ()


def test_an_unknown_hero_has_no_name_and_the_text_still_reads() -> None:
    shown = whole(facts(hero_id=0), Locale.EN)
    assert shown.startswith("**Your hero: victory**")
    assert "None" not in shown.replace("None of them", "")
