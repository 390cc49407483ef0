"""The progress chart keeps its layout and tells the truth, whatever the history."""

from __future__ import annotations

import gc
import hashlib
import io
import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import cycle
from typing import TYPE_CHECKING

import psutil
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dota.parse import parse_player_matches
from dota.progress import Metric
from locales import Locale
from renderers import png, theme
from renderers.progress.alt import alt_text
from renderers.progress.compose import BESIDE, compose
from renderers.progress.grid import HEIGHT, MAIN, SMALL, STRIP, WIDTH
from renderers.progress_chart import (
    MIN_MATCHES,
    TooFewMatches,
    chart_facts,
    render_progress_chart,
)
from tests.factories import history, player_match
from tests.pictures import assert_tidy

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dota.models import PlayerMatch
    from renderers.canvas import Canvas

TURBO = 23


def drawn(
    matches: Sequence[PlayerMatch],
    *,
    name: str | None = "Aurora",
    locale: Locale = Locale.EN,
    metric: Metric = Metric.GOLD_PER_MIN,
) -> Canvas:
    return compose(chart_facts(matches), name=name, locale=locale, metric=metric)


def words_of(canvas: Canvas) -> list[str]:
    return [placed.line.text for placed in canvas.texts]


def assert_orderly(canvas: Canvas) -> None:
    """Assert that every text is in the header or wholly inside one panel, clear of its edges."""
    assert_tidy(canvas)
    header = canvas.box._replace(bottom=MAIN.top)
    rooms = [header, *(panel.inset(6) for panel in (MAIN, *SMALL))]
    for placed in canvas.texts:
        box = placed.box
        assert any(
            room.left <= box.left
            and room.top <= box.top
            and box.right <= room.right
            and box.bottom <= room.bottom
            for room in rooms
        ), placed.line.text


def some(count: int, which: slice, **changes: object) -> list[PlayerMatch]:
    """Return a history in which the matches in `which` are changed."""
    rows = list(history(count))
    rows[which] = [replace(row, **changes) for row in rows[which]]
    return rows


NOTHING = dict.fromkeys(("kills", "deaths", "assists", "gold_per_min", "xp_per_min"))
HISTORIES = {
    "three": history(3),
    "nine": history(9),
    "ten": history(10),
    "twenty": history(20),
    "eighty": history(80),
    "one-each": history(130),
    "grouped": history(131),
    "five-hundred": history(500),
    "oldest-first": history(40)[::-1],
    "gaps": some(40, slice(3, 30, 2), **NOTHING),
    "newest-unknown": some(40, slice(0, 6), **NOTHING),
    "nothing-known": history(12, **NOTHING),
    "one-known": some(12, slice(0, 11), **NOTHING),
    "some-turbo": some(80, slice(0, 80, 4), game_mode=TURBO),
    "all-turbo": history(30, game_mode=TURBO, gold_per_min=1_240, xp_per_min=1_630),
    "flat": history(25, gold_per_min=500, xp_per_min=0, kills=0, assists=0),
    "negative": history(25, gold_per_min=-500, xp_per_min=-1, kills=-9),
    "million": some(25, slice(4, 5), gold_per_min=10_000_000, xp_per_min=10_000_000, kills=10**7),
    "huge": history(25, gold_per_min=2**53, xp_per_min=2**40, kills=2**50, deaths=1),
    "rising-steeply": [
        replace(row, gold_per_min=99_999 * at, xp_per_min=-99_999 * at, kills=99 * at)
        for at, row in enumerate(history(24)[::-1])
    ],
    "leap": [
        replace(row, gold_per_min=88_888 * (at < 12), xp_per_min=88_888 * (at < 12))
        for at, row in enumerate(history(24))
    ],
    "all-won": history(40, won=True),
    "all-lost": history(40, won=False),
    "one-day": history(10, start_time=1_795_000_000),
    "no-days": history(10, start_time=0),
    "odd-days": history(10, start_time=2**60),
    "new-heroes": history(20, hero_id=9_001),
    "best-is-first": some(20, slice(19, 20), gold_per_min=1_999, hero_id=90),
    "best-is-last": some(20, slice(0, 1), gold_per_min=1_999, hero_id=90),
}
NAMES = {
    "none": None,
    "spaces": "   ",
    "scripts": "Привет 你好 مرحبا 쌈디 สวัสดี",
    "wide": "W" * 200,
    "zalgo": "a" + "\u0301" * 10_000,
    "override": "\u202eevil\u202c $x^2$ {0}",
    "surrogate": "\ud800bad",
    "emoji": "👨‍👩‍👧‍👦" * 30,
    "fancy": "꧁༒☬ＬＥＧＥＮＤ☬༒꧂ 𝕱𝖆𝖓𝖈𝖞",
    "newline": "two\nlines",
}


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("kind", HISTORIES)
def test_the_layout_holds(kind: str, locale: Locale) -> None:
    assert_orderly(drawn(HISTORIES[kind], name=NAMES["wide"], locale=locale))


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_any_name_can_stand_above(name: str | None) -> None:
    assert_orderly(drawn(history(20), name=name, locale=Locale.ES))


@pytest.mark.parametrize("name", [None, "  ", "\u202e"])
def test_a_player_without_a_visible_name_has_a_title(name: str | None) -> None:
    assert words_of(drawn(history(5), name=name, locale=Locale.PT))[1] == "Progresso"


@pytest.mark.parametrize(("kind", "locale"), list(zip(HISTORIES, cycle(Locale), strict=False)))
def test_a_chart_is_a_small_png_with_alternative_text(kind: str, locale: Locale) -> None:
    picture = render_progress_chart(NAMES["zalgo"], HISTORIES[kind], locale=locale)
    assert (picture.width, picture.height, picture.mime) == (WIDTH, HEIGHT, "image/png")
    assert len(picture.data) <= png.MAX_BYTES
    assert 0 < len(picture.alt) <= 1024
    with Image.open(io.BytesIO(picture.data)) as image:
        image.load()
        assert image.size == (WIDTH, HEIGHT)


def test_what_is_said_is_what_was_played() -> None:
    gold = [400, 500, 600] * 10
    rows = [
        player_match(
            match_id=at, start_time=1_795_000_000 + at * 90_000, gold_per_min=value,
            xp_per_min=700, kills=3, deaths=2, assists=2, won=at % 3 == 0,
        )
        for at, value in enumerate(gold, 1)
    ]  # fmt: skip
    rows[16] = replace(rows[16], gold_per_min=1_230, hero_id=74)
    shown = words_of(drawn(rows))
    assert "Last 30 matches · 10-match rolling average" in shown
    assert "33% wins" in shown
    assert {"10 W", "20 L"} <= set(shown)
    # The last ten: 3 x (400 + 500 + 600) + 600; the first ten: 3 x (400 + 500 + 600) + 400.
    assert shown[shown.index("GPM") + 3] == "510"
    assert "▲ +20" in shown
    assert shown[shown.index("XPM") + 1 : shown.index("XPM") + 3] == ["±0", "700"]
    assert "2.5" in shown
    assert "Best 1,230 · Invoker" in shown
    assert {"Nov 19, 2026", "Dec 19, 2026"} <= set(shown)


def test_the_order_of_the_rows_does_not_matter() -> None:
    rows = history(40)
    shuffled = [*rows[1::2], *rows[::2]]
    first = render_progress_chart("x", rows, locale=Locale.EN)
    assert render_progress_chart("x", shuffled, locale=Locale.EN) == first


@pytest.mark.parametrize(
    ("locale", "wanted"),
    [
        (
            Locale.PT,
            ("Últimas 80 partidas · média móvel de 10 partidas", "60% de vitórias", "48 V"),
        ),
        (Locale.ES, ("Últimas 80 partidas · media móvil de 10 partidas", "60\u00a0% de victorias")),
    ],
)
def test_it_speaks_the_language(locale: Locale, wanted: tuple[str, ...]) -> None:
    shown = words_of(drawn(history(80), locale=locale))
    assert set(wanted) <= set(shown)
    kda = shown[shown.index("KDA") + 2]
    assert "," in kda


@pytest.mark.parametrize(
    ("count", "window"), [(3, 3), (9, 3), (10, 5), (19, 5), (20, 10), (299, 10), (300, 25)]
)
def test_the_mean_is_over_more_the_more_there_is(count: int, window: int) -> None:
    assert chart_facts(history(count)).window == window


@pytest.mark.parametrize("count", range(MIN_MATCHES))
def test_too_few_are_refused_before_drawing(count: int) -> None:
    bots = history(5, lobby_type=4, match_id=1)
    with pytest.raises(TooFewMatches) as caught:
        render_progress_chart("x", [*history(count), *bots], locale=Locale.EN)
    assert (caught.value.have, caught.value.need) == (count, 3)


def test_turbo_is_left_out_of_gold_and_said_so() -> None:
    rows = some(40, slice(0, 40, 4), game_mode=TURBO, gold_per_min=9_000, won=True)
    canvas = drawn(rows)
    shown = words_of(canvas)
    assert shown.count("without 10 Turbo matches") == 2
    assert not any("9,000" in word for word in shown)
    assert "TURBO" not in shown
    assert len(bars(canvas, theme.RADIANT)) + len(bars(canvas, theme.DIRE)) == 40


def test_nothing_but_turbo_is_labelled() -> None:
    shown = words_of(drawn(HISTORIES["all-turbo"], locale=Locale.ES))
    assert "Últimas 30 partidas Turbo · media móvil de 10 partidas" in shown
    assert shown.count("TURBO") == 2
    assert "1.240" in shown


def test_unknown_figures_are_said_to_be_unknown() -> None:
    shown = words_of(drawn(HISTORIES["nothing-known"]))
    assert shown.count("–") == 4
    assert shown.count("No figures for these matches") == 3
    assert not any(word.startswith("Best") for word in shown)


def bars(canvas: Canvas, colour: tuple[int, int, int]) -> list[int]:
    """Return the columns in which bars of the strip begin, read from the pixels."""
    middle = (STRIP.top + STRIP.bottom) // 2
    row = middle - 7 if colour == theme.RADIANT else middle + 7
    found = [canvas.image.getpixel((x, row)) == colour for x in range(STRIP.right + 4)]
    return [x for x in range(1, len(found)) if found[x] and not found[x - 1]]


def test_each_match_has_its_bar_in_order() -> None:
    outcomes = [True, True, False, True, False, False, False, True, False, True]
    rows = [
        player_match(match_id=at, start_time=1_795_000_000 + at, won=won)
        for at, won in enumerate(outcomes, 1)
    ]
    canvas = drawn(rows)
    up, down = bars(canvas, theme.RADIANT), bars(canvas, theme.DIRE)
    assert [x in up for x in sorted(up + down)] == outcomes


def test_many_matches_share_bars_by_their_share_of_wins() -> None:
    rows = history(400, won=False)
    canvas = drawn([replace(row, won=True) if at < 200 else row for at, row in enumerate(rows)])
    up, down = bars(canvas, theme.RADIANT), bars(canvas, theme.DIRE)
    assert len(up) == len(down) == 50
    assert max(down) < min(up)


def test_the_curve_follows_the_figures() -> None:
    rising = [replace(row, gold_per_min=400 + at) for at, row in enumerate(history(60)[::-1])]
    pixels = drawn(rising).image.load()
    assert pixels is not None
    rows = []
    for x in (200, 330, 480):
        column = [y for y in range(210, 444) if pixels[x, y] == theme.GOLD]
        assert column
        rows.append(min(column))
    assert rows[0] > rows[1] > rows[2]


def test_the_alternative_text_has_the_key_figures() -> None:
    said = render_progress_chart("Aurora", history(80), locale=Locale.EN).alt
    assert said.startswith("Dota 2 progress of Aurora: last 80 matches. From Nov 18, 2026 to ")
    assert "Wins: 48. Losses: 32. Win rate: 60%." in said
    assert "compared with the first 10: GPM 66" in said
    assert "XPM" in said
    assert "KDA" in said
    assert "Best GPM in one match: " in said


def test_the_alternative_text_tells_up_from_down() -> None:
    rows = [
        replace(row, gold_per_min=400 + at, xp_per_min=800 - at, kills=4, assists=4, deaths=2)
        for at, row in enumerate(history(20)[::-1])
    ]
    said = render_progress_chart("x", rows, locale=Locale.EN).alt
    assert "GPM 414 (up 10); XPM 786 (down 10); KDA 4.0 (unchanged)" in said


@pytest.mark.parametrize(
    ("won", "of", "rate"), [(0, 300, "0"), (1, 300, "1"), (299, 300, "99"), (300, 300, "100")]
)
def test_only_all_is_a_hundred_percent_and_only_none_is_zero(won: int, of: int, rate: str) -> None:
    rows = [replace(row, won=at < won) for at, row in enumerate(history(of))]
    assert f"{rate}% wins" in words_of(drawn(rows))


def test_the_alternative_text_of_too_little_to_compare() -> None:
    said = render_progress_chart(None, history(3), locale=Locale.PT).alt
    assert said.startswith("Progresso no Dota 2: últimas 3 partidas.")
    assert "Médias das últimas 3 partidas: GPM" in said
    assert "comparadas" not in said


def test_the_alternative_text_says_turbo_and_leaves_out_the_unknown() -> None:
    said = render_progress_chart("x", HISTORIES["all-turbo"], locale=Locale.EN).alt
    assert "last 30 Turbo matches" in said
    said = render_progress_chart("x", HISTORIES["nothing-known"], locale=Locale.EN).alt
    assert "GPM" not in said
    assert "None" not in said


def test_the_alternative_text_says_how_many_turbo_matches_are_left_out() -> None:
    said = render_progress_chart("x", HISTORIES["some-turbo"], locale=Locale.ES).alt
    assert "GPM, XPM sin 20 partidas Turbo." in said


FIGURES = st.none() | st.integers(-10, 1_500) | st.integers(-(2**53), 2**53)
ROWS = st.builds(
    player_match,
    match_id=st.integers(1, 2**40),
    start_time=st.integers(-(2**40), 2**40),
    won=st.none() | st.booleans(),
    hero_id=st.integers(-5, 200),
    kills=FIGURES,
    deaths=FIGURES,
    assists=FIGURES,
    gold_per_min=FIGURES,
    xp_per_min=FIGURES,
    game_mode=st.sampled_from([22, 22, TURBO]),
    abandoned=st.booleans(),
)


@given(
    rows=st.lists(ROWS, min_size=3, max_size=60),
    name=st.none() | st.text(st.characters(exclude_categories=()), max_size=40),
    locale=st.sampled_from(Locale),
)
@settings(max_examples=30)
def test_any_figures_make_an_orderly_chart(
    rows: list[PlayerMatch], name: str | None, locale: Locale
) -> None:
    try:
        facts = chart_facts(rows)
    except TooFewMatches:
        return
    assert_orderly(compose(facts, name=name, locale=locale))
    metrics = (Metric.GOLD_PER_MIN, *BESIDE[Metric.GOLD_PER_MIN])
    assert len(alt_text(facts, metrics, name, locale)) <= 1024


def test_threads_do_not_disturb_each_other() -> None:
    charts = [(history(count), locale) for count in (20, 90) for locale in Locale]
    alone = [render_progress_chart("x", rows, locale=locale) for rows, locale in charts]
    with ThreadPoolExecutor(6) as pool:
        together = pool.map(
            lambda chart: render_progress_chart("x", chart[0], locale=chart[1]), charts * 2
        )
        assert list(together) == alone * 2


@pytest.mark.slow
def test_memory_stays_flat() -> None:
    def draw(number: int) -> None:
        render_progress_chart("x", history(80, gold_per_min=number), locale=Locale.EN)

    for number in range(20):
        draw(number)
    gc.collect()
    before = psutil.Process().memory_info().rss
    for number in range(100):
        draw(number)
    # Without a collection: what waits for one is memory too. A picture is 2 MiB of pixels.
    assert psutil.Process().memory_info().rss - before < 16 * 2**20


_CODE = """
import hashlib, json, sys
from locales import Locale
from renderers.progress_chart import render_progress_chart
from tests.factories import history
early = "matplotlib" in sys.modules
data = render_progress_chart("x", history(20), locale=Locale.EN).data
loaded = [early, "matplotlib" in sys.modules, "matplotlib.pyplot" in sys.modules]
from matplotlib.artist import kwdoc
from matplotlib.lines import Line2D
tables = [(Line2D.set.__doc__ or "").count("antialiased"), kwdoc(Line2D).count("antialiased")]
print(json.dumps([loaded, hashlib.sha256(data).hexdigest(), tables]))
"""


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[bool], str, list[int]]:
    """Return what another process has loaded, its chart's hash, and of matplotlib's documentation.

    Its matplotlibrc is odd.
    """
    settings_file = tmp_path_factory.mktemp("matplotlib") / "matplotlibrc"
    settings_file.write_text("lines.markeredgewidth: 9\npath.sketch: 9, 20, 30\n")
    done = subprocess.run(
        [sys.executable, "-c", _CODE], env=os.environ | {"MATPLOTLIBRC": str(settings_file)},
        capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    loaded, digest, tables = json.loads(done.stdout)
    return loaded, digest, tables


def test_matplotlib_comes_with_the_first_chart_and_never_pyplot(
    elsewhere: tuple[list[bool], str, list[int]],
) -> None:
    assert elsewhere[0] == [False, True, False]


def test_matplotlib_comes_without_the_tables_of_its_properties_but_can_still_make_them(
    elsewhere: tuple[list[bool], str, list[int]],
) -> None:
    written, on_demand = elsewhere[2]
    assert written == 0
    assert on_demand > 0


def test_a_matplotlibrc_changes_nothing(elsewhere: tuple[list[bool], str, list[int]]) -> None:
    here = render_progress_chart("x", history(20), locale=Locale.EN).data
    assert elsewhere[1] == hashlib.sha256(here).hexdigest()


@pytest.mark.parametrize("locale", Locale)
def test_a_real_history(shared_data: Path, locale: Locale) -> None:
    body = (shared_data / "opendota/player_101695162_recentMatches_2018.json").read_bytes()
    canvas = drawn(parse_player_matches(body), locale=locale)
    assert_orderly(canvas)
    assert {"EN": "Best 982 · Anti-Mage", "PT": "Melhor: 982 · Anti-Mage"}.get(
        locale.name, "Mejor: 982 · Anti-Mage"
    ) in words_of(canvas)
