"""The hero-pool chart keeps its layout and tells the truth, whatever was played."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dota.hero_pool import hero_pool
from locales import Locale
from renderers import png, theme
from renderers.hero_pool_chart import NoHeroes, compose, render_hero_pool
from renderers.heroes.grid import SCALE_LEFT, SCALE_WIDTH, WIDTH, Grid
from tests.factories import history, player_match
from tests.pictures import assert_golden, assert_tidy

from .conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.models import PlayerMatch
    from renderers.canvas import Canvas

GOLDEN = Path(__file__).with_name("golden")


def pool_of(*records: tuple[int, int, int], **changes: object) -> list[PlayerMatch]:
    """Return matches: so many games and wins with each hero."""
    return [
        player_match(
            **{"match_id": 1000 * at + game, "hero_id": hero, "won": game < wins} | changes
        )
        for at, (hero, games, wins) in enumerate(records, 1)
        for game in range(games)
    ]


POOLS = {
    "one": pool_of((5, 1, 1)),
    "two": pool_of((5, 30, 30), (14, 3, 0)),
    "eight": pool_of(*((hero, 9, hero) for hero in range(1, 9))),
    "many": pool_of(*((hero, 1 + hero % 7, hero % 2) for hero in range(1, 70))),
    "longest": pool_of((66, 12, 6), (88, 100, 93), (120, 11, 11), (9_001, 100, 0), (99_999, 9, 1)),
    "unknown": pool_of((5, 6, 3), kills=None, start_time=2**60),
    "huge": pool_of((5, 6, 3), kills=10_000_000, deaths=0, start_time=0),
    "negative": pool_of((5, 6, 3), kills=-50),
    "five-hundred": [replace(row, hero_id=67) for row in history(500)],
}


def drawn(
    rows: Sequence[PlayerMatch], name: str | None = "Aurora", locale: Locale = Locale.EN
) -> Canvas:
    return compose(hero_pool(rows), name=name, locale=locale)


def words_of(canvas: Canvas) -> list[str]:
    return [placed.line.text for placed in canvas.texts]


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("kind", POOLS)
def test_the_layout_holds(kind: str, locale: Locale) -> None:
    assert_tidy(drawn(POOLS[kind], "W" * 80, locale))


@pytest.mark.parametrize("kind", POOLS)
def test_it_is_a_small_png_with_alternative_text(kind: str) -> None:
    picture = render_hero_pool("x", POOLS[kind], locale=Locale.ES)
    assert len(picture.data) <= png.MAX_BYTES
    assert 0 < len(picture.alt) <= 1024
    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.size == (WIDTH, picture.height)


@pytest.mark.parametrize("name", [None, *HOSTILE], ids=range(len(HOSTILE) + 1))
def test_any_name_can_stand_above(name: str | None) -> None:
    assert_tidy(drawn(POOLS["two"], name, Locale.ES))
    assert 0 < len(render_hero_pool(name, POOLS["many"], locale=Locale.PT).alt) <= 1024


@settings(max_examples=20, deadline=None)
@given(
    records=st.lists(
        st.tuples(st.integers(1, 200), st.integers(1, 60), st.integers(0, 60)),
        min_size=1, max_size=12,
    ),
    locale=st.sampled_from(Locale),
)  # fmt: skip
def test_any_pool_keeps_the_layout(records: list[tuple[int, int, int]], locale: Locale) -> None:
    assert_tidy(drawn(pool_of(*records), locale=locale))


def test_what_is_said_is_what_was_played() -> None:
    rows = pool_of((74, 10, 7), (8, 4, 1), *((hero, 1, 1) for hero in range(10, 20)))
    canvas = drawn(rows, locale=Locale.EN)
    shown = words_of(canvas)
    assert {"Last 24 matches · 12 heroes", "75% wins", "18 W", "6 L"} <= set(shown)
    assert {"Invoker", "BEST", "10 games · 7W – 3L", "70%", "4.5"} <= set(shown)
    assert "and 4 more heroes: 4 games, 100% won" in shown
    row = Grid(8).row(0)
    middle = (row.top + row.bottom) // 2
    dot = row.left + SCALE_LEFT + round(0.7 * SCALE_WIDTH)
    assert canvas.image.getpixel((dot, middle)) == theme.RADIANT
    said = render_hero_pool("Aurora", rows, locale=Locale.EN).alt
    assert said.startswith("Dota 2 heroes of Aurora in the last 24 matches")
    assert "Invoker 10 games, 70%, 4.5" in said


@pytest.mark.parametrize(
    ("locale", "said"),
    [(Locale.EN, "Last match"), (Locale.PT, "Última partida"), (Locale.ES, "Última partida")],
)
def test_one_match_is_spoken_of_as_one(locale: Locale, said: str) -> None:
    rows = pool_of((5, 1, 1))
    assert any(words.startswith(f"{said} · ") for words in words_of(drawn(rows, locale=locale)))
    assert said.lower() in render_hero_pool("Aurora", rows, locale=locale).alt


def test_nothing_that_counts_is_refused() -> None:
    with pytest.raises(NoHeroes):
        render_hero_pool("x", pool_of((5, 3, 1), duration=10), locale=Locale.EN)


def test_it_looks_as_it_looked() -> None:
    rows = pool_of(
        (44, 31, 19), (67, 22, 10), (94, 18, 9), (8, 9, 8), (95, 3, 0), (9_001, 2, 1), (5, 1, 1),
        (14, 1, 0), (26, 1, 0), start_time=1_795_000_000,
    )  # fmt: skip
    picture = render_hero_pool("Тихий Лес ✦", rows, locale=Locale.PT)
    assert_golden(picture.data, GOLDEN / "hero_pool_pt.png")
