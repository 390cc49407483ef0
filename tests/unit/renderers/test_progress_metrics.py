"""The progress chart with another figure large, and with medals."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dota.progress import Metric
from dota.rank import MedalSeen, ladder
from locales import Locale
from renderers import emblem, png, theme
from renderers.progress.compose import compose_medals
from renderers.progress.grid import LARGE, STRIP
from renderers.progress.medal import Climb
from renderers.progress.trend import Trend
from renderers.progress_chart import chart_facts, render_medal_chart, render_progress_chart
from tests.factories import history, player_match
from tests.pictures import assert_golden

from .test_progress_chart import HISTORIES, NAMES, assert_orderly, drawn, words_of
from .test_progress_chart_golden import GOLDEN

DAY = 86_400
FIRST = 20_600 * DAY
TIERS = [10 * medal + stars for medal in range(1, 8) for stars in range(1, 6)] + [80]


def medals(*tiers: int, every: int = 3, place: int | None = None) -> list[MedalSeen]:
    return [
        MedalSeen(FIRST + DAY * every * at, tier, place if tier == 80 else None)
        for at, tier in enumerate(tiers)
    ]


CLIMBS = {
    "one": medals(54),
    "up": medals(*TIERS),
    "down": medals(*reversed(TIERS), place=412),
    "same": medals(*[33] * 200, every=1),
    "immortal": medals(75, 80, 80, place=2**53),
    "herald": medals(11),
    "older-seasons": medals(57, 47),
}
OTHERS = [metric for metric in Metric if metric is not Metric.GOLD_PER_MIN]


@pytest.mark.parametrize("metric", OTHERS)
@pytest.mark.parametrize(
    "kind", ["three", "eighty", "five-hundred", "gaps", "nothing-known", "all-won", "huge"]
)
def test_the_layout_holds_for_every_metric(kind: str, metric: Metric) -> None:
    locale = list(Locale)[len(kind) % 3]
    rows = HISTORIES[kind]
    assert_orderly(drawn(rows, name=NAMES["scripts"], locale=locale, metric=metric))


@pytest.mark.parametrize("metric", OTHERS)
def test_a_chart_of_every_metric_is_a_small_png_with_alternative_text(metric: Metric) -> None:
    rows = HISTORIES["five-hundred"]
    picture = render_progress_chart(NAMES["wide"], rows, locale=Locale.PT, metric=metric)
    assert len(picture.data) <= png.MAX_BYTES
    assert 0 < len(picture.alt) <= 1024


def test_a_win_rate_is_followed_by_its_means() -> None:
    rows = [replace(row, won=at < 10 or at == 39) for at, row in enumerate(history(40))]
    shown = words_of(drawn(rows, metric=Metric.WIN_RATE))
    assert shown[shown.index("Win rate") + 2 : shown.index("Win rate") + 4] == ["▲ +90", "100%"]
    assert {"Best 100%", "Worst 0%"} <= set(shown)


def test_the_worst_match_is_named_unless_it_is_no_worse() -> None:
    rows = list(history(20))
    rows[7] = replace(rows[7], gold_per_min=101, hero_id=74)
    assert "Worst 101 · Invoker" in words_of(drawn(rows))
    flat = history(20, gold_per_min=500)
    assert not any(word.startswith(("Worst", "Best")) for word in words_of(drawn(flat)))
    lone = [replace(row, gold_per_min=None) if at else row for at, row in enumerate(flat)]
    assert any(word.startswith("Best 500") for word in words_of(drawn(lone)))


def test_net_worth_is_written_out_and_without_turbo() -> None:
    rows = [
        replace(row, net_worth=90_000 if at == 3 else 20_000, game_mode=23 if at == 3 else 22)
        for at, row in enumerate(history(20))
    ]
    shown = words_of(drawn(rows, metric=Metric.NET_WORTH, locale=Locale.ES))
    assert "20.000" in shown
    assert not any("90" in word for word in shown if "Mejor" in word)
    said = render_progress_chart("x", rows, locale=Locale.EN, metric=Metric.NET_WORTH).alt
    assert "Net worth, GPM without 1 Turbo match." in said


def test_the_highest_level_keeps_clear_of_what_is_written_above() -> None:
    # Given figures from 0 to 34, so that 40 would be two pixels below the top
    rows = history(9, deaths=1, assists=0)
    facts = chart_facts([replace(row, kills=34 * (at % 2)) for at, row in enumerate(rows)])
    trend = Trend.of(facts, facts.series[Metric.KDA], LARGE)
    assert trend.pane is not None
    # Then no level stands at the very top of the pane
    assert trend.levels
    assert min(trend.pane.y(level) for level in trend.levels) >= trend.pane.box.top + 12


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("kind", CLIMBS)
def test_medals_keep_the_layout(kind: str, locale: Locale) -> None:
    facts = chart_facts(HISTORIES["twenty"])
    canvas = compose_medals(facts, CLIMBS[kind], name=NAMES["wide"], locale=locale)
    assert_orderly(canvas)


@settings(max_examples=15, deadline=None)
@given(
    tiers=st.lists(st.sampled_from(TIERS), min_size=1, max_size=30),
    every=st.integers(1, 400),
    locale=st.sampled_from(Locale),
)
def test_any_medals_keep_the_layout(tiers: list[int], every: int, locale: Locale) -> None:
    seen = medals(*tiers, every=every)
    assert_orderly(compose_medals(chart_facts(history(9)), seen, name="x", locale=locale))
    climb = Climb.of(seen)
    # The line of at least one medal tells how high it all is.
    assert climb.lines
    assert all(climb.pane.bottom < step < climb.pane.top for step in climb.steps)


def test_medals_are_told_as_they_were_seen() -> None:
    facts = chart_facts(HISTORIES["twenty"])
    seen = medals(52, 53, 62)
    canvas = compose_medals(facts, seen[::-1], name="Aurora", locale=Locale.EN)
    shown = words_of(canvas)
    assert {"Ancient II", "▲ +5 ★", "since May 27, 2026", "Legend", "Ancient"} <= set(shown)
    picture = render_medal_chart("x", HISTORIES["twenty"], seen, locale=Locale.EN)
    assert len(picture.data) <= png.MAX_BYTES
    said = picture.alt
    assert "Medal now: Ancient II. On May 27, 2026 it was Legend II: up 5 stars." in said
    climb = Climb.of(seen)
    pixel = canvas.image.getpixel(
        (round(climb.pane.x(seen[0].day / DAY)) + 20, round(climb.pane.y(22)))
    )
    assert pixel == emblem.COLOURS[6]


def test_wins_and_losses_stand_under_the_days_they_were_played_on() -> None:
    # Given medals of ten days, and on the second of them two wins and a loss
    seen = medals(52, 53, every=10)
    at = FIRST + DAY + 3_600
    days = {0: True, 1: True, 2: False, 40 * DAY: True, -DAY * 60: False}
    rows = tuple(
        player_match(match_id=1 + number, start_time=at + later, won=won)
        for number, (later, won) in enumerate(days.items())
    )
    # When the climb is drawn
    canvas = compose_medals(chart_facts(rows), seen, name="x", locale=Locale.EN)
    # Then there is one bar on that day, up for the wins and half as far down for the loss
    pane = Climb.of(seen).pane
    strip = canvas.image.crop((pane.box.left, STRIP.top, pane.box.right, STRIP.bottom))
    lit = {
        colour: [
            (x, y) for x in range(strip.width) for y in range(strip.height)
            if strip.getpixel((x, y)) == colour
        ]
        for colour in (theme.RADIANT, theme.DIRE)
    }  # fmt: skip
    up, down = ({y for _, y in lit[colour]} for colour in (theme.RADIANT, theme.DIRE))
    assert max(up) < min(down)
    assert len(down) == pytest.approx(len(up) / 2, abs=2)
    day = pane.x(FIRST / DAY + 1) - pane.box.left
    assert {round((x - day) / 10) for pixels in lit.values() for x, _ in pixels} == {-1, 0, 1}


def test_without_a_match_on_the_days_of_the_medals_there_is_no_strip() -> None:
    canvas = compose_medals(chart_facts(history(9)), medals(52, 53), name="x", locale=Locale.EN)
    assert not {"W", "L"} & set(words_of(canvas))


def test_what_is_no_medal_is_left_out() -> None:
    with pytest.raises(ValueError, match="no medal"):
        Climb.of([MedalSeen(FIRST, 95)])


@pytest.mark.parametrize(
    ("tier", "step"), [(11, 1), (15, 5), (21, 6), (57, 25), (80, 36), (None, None)]
)
def test_the_ladder_goes_up_evenly(tier: int | None, step: int | None) -> None:
    assert ladder(tier) == step


def test_a_climb_looks_as_it_looked() -> None:
    seen = medals(42, 43, 44, 43, 45, 51, 52, 51, 53, 54, 55, 61, every=6)
    rows = tuple(
        replace(row, start_time=FIRST + DAY * number * 66 // 80)
        for number, row in enumerate(reversed(history(80)))
    )
    picture = render_medal_chart("Ñandú Feliz", rows, seen, locale=Locale.PT)
    assert_golden(picture.data, GOLDEN / "progress_medals_pt.png")


def test_a_win_rate_looks_as_it_looked() -> None:
    luck = Random(7)
    rows = [replace(row, won=luck.random() < 0.65 - at / 200) for at, row in enumerate(history(60))]
    picture = render_progress_chart("你好", rows, locale=Locale.ES, metric=Metric.WIN_RATE)
    assert_golden(picture.data, GOLDEN / "progress_win_rate_es.png")
