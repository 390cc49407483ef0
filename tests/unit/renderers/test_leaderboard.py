"""The leaderboard's picture: its layout, words and marks, for boards of every kind."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PIL import Image

from dota.leaderboard import BoardMetric, Period, window
from locales import Locale
from renderers import avatars, theme
from renderers.art import Art
from renderers.board.grid import Grid
from renderers.boards import Leaderboard, Standing
from renderers.leaderboard import compose, render_leaderboard
from tests.pictures import assert_golden

from .conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from renderers.canvas import Canvas

YESTERDAY = 1_795_435_200 - 86_400
GOLDEN = Path(__file__).with_name("golden")
METRICS = (BoardMetric.WIN_RATE, BoardMetric.KDA, BoardMetric.GOLD_PER_MIN)
NAMES = (
    "Aurora",
    "Тихий Лес",
    "你好世界",
    "مرحبا يا بطل",
    "xX_VeryLongPlayerName_ThatNeverEnds_Xx",
)
_VALUES = {BoardMetric.WIN_RATE: 61.5, BoardMetric.KDA: 4.25, BoardMetric.GOLD_PER_MIN: 612.0}


def board(
    count: int = 3,
    metric: BoardMetric = BoardMetric.WIN_RATE,
    names: Sequence[str | None] = NAMES,
    **changes: object,
) -> Leaderboard:
    """A board of so many places."""
    standings = tuple(
        Standing(
            rank=place,
            previous_rank=(None, place, place + 1, max(1, place - 1))[place % 4],
            account_id=1000 + place,
            name=names[place % len(names)],
            value=max(0.0, _VALUES[metric] - place * 2),
            games=30 - place,
            played=30 - place,
            wins=15,
        )
        for place in range(1, count + 1)
    )
    whole = Leaderboard(
        metric, Period.WEEK, window(Period.WEEK, 1_795_435_200), 5, standings, count + 2
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


EXTREME = tuple(
    Standing(999_999, 1, 2**32 - 2, "W" * 200, value, 99_999, 99_999, 0)
    for value in (1e15, 0.0, -5.0, 100.0)
)
BOARDS = {
    **{f"{n} places": board(n) for n in (0, 1, 2, 3, 10, 25)},
    "hostile": board(10, names=HOSTILE),
    "nameless": board(3, names=(None, "", "\u200b")),
    "marked": board(10, marked=1004, compared_at=YESTERDAY),
    "marked below": board(25, marked=1022, compared_at=YESTERDAY, hidden=12, outdated=34),
    "marked elsewhere": board(3, marked=5),
    "extreme": board(0, standings=EXTREME, compared_at=YESTERDAY, hidden=9_999, outdated=9_999),
}


def texts(canvas: Canvas) -> list[str]:
    return [placed.line.text for placed in canvas.texts]


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("metric", METRICS)
@pytest.mark.parametrize("name", BOARDS)
def test_every_text_is_inside_and_on_no_other(
    name: str, metric: BoardMetric, locale: Locale
) -> None:
    canvas = compose(replace(BOARDS[name], metric=metric), locale=locale)

    assert canvas.image.width == 1000
    inside = canvas.box
    for placed in canvas.texts:
        assert placed.box.left >= inside.left, placed
        assert placed.box.right <= inside.right, placed
        assert placed.box.top >= inside.top, placed
        assert placed.box.bottom <= inside.bottom, placed
        assert all(number != 0 for _, number, _, _ in placed.line.glyphs), placed
    for number, first in enumerate(canvas.texts):
        for second in canvas.texts[number + 1 :]:
            assert not first.box.overlaps(second.box), (first, second)


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize("name", BOARDS)
def test_alternative_text_is_short_and_says_who_leads(name: str, locale: Locale) -> None:
    picture = render_leaderboard(BOARDS[name], locale=locale)

    assert 20 < len(picture.alt) <= 1024
    assert "UTC" in picture.alt
    assert "\n" not in picture.alt
    assert Image.open(io.BytesIO(picture.data)).size == (picture.width, picture.height)


def test_ten_places_are_shown_and_the_asking_member_below_them() -> None:
    assert len(Grid.of(board(25)).shown) == 10
    below = Grid.of(board(25, marked=1022))
    assert [standing.rank for standing in below.shown] == [*range(1, 11), 22]
    assert below.apart
    among = Grid.of(board(25, marked=1010))
    assert len(among.shown) == 10
    assert not among.apart


def test_height_grows_by_the_row() -> None:
    heights = [compose(board(count), locale=Locale.EN).image.height for count in (1, 2, 3, 10)]
    assert [height - heights[0] for height in heights] == [0, 84, 168, 9 * 84]


def test_ranks_are_shown_as_they_are_tied() -> None:
    tied = tuple(
        replace(s, rank=rank) for s, rank in zip(board(3).standings, (1, 1, 3), strict=True)
    )
    shown = texts(compose(replace(board(3), standings=tied), locale=Locale.EN))
    assert [text for text in shown if text in {"1", "2", "3"}] == ["1", "1", "3"]


@pytest.mark.parametrize(
    ("rank", "before", "expected"),
    [(3, 5, "▲\u20092"), (5, 3, "▼\u20092"), (4, 4, "–"), (4, None, "NEW")],
)
def test_movement(rank: int, before: int | None, expected: str) -> None:
    standing = replace(board(1).standings[0], rank=rank, previous_rank=before)
    moved = replace(board(1), standings=(standing,), compared_at=YESTERDAY)
    assert expected in texts(compose(moved, locale=Locale.EN))
    assert expected not in texts(compose(replace(moved, compared_at=None), locale=Locale.EN))


@pytest.mark.parametrize(
    ("metric", "locale", "expected"),
    [
        (BoardMetric.WIN_RATE, Locale.EN, "59.5%"),
        (BoardMetric.WIN_RATE, Locale.PT, "59,5%"),
        (BoardMetric.WIN_RATE, Locale.ES, "59,5\u00a0%"),
        (BoardMetric.KDA, Locale.EN, "2.25"),
        (BoardMetric.KDA, Locale.ES, "2,25"),
        (BoardMetric.GOLD_PER_MIN, Locale.PT, "610"),
    ],
)
def test_figures_in_the_readers_language(
    metric: BoardMetric, locale: Locale, expected: str
) -> None:
    assert expected in texts(compose(board(1, metric), locale=locale))


def test_the_window_the_minimum_and_who_is_missing_are_stated() -> None:
    shown = " ".join(texts(compose(board(3, hidden=2, outdated=1), locale=Locale.EN)))
    for part in (
        "Nov 17, 2026 – Nov 23, 2026 (UTC)",
        "At least 5 games",
        "5 linked members · 2 hidden · 1 not up to date",
    ):
        assert part in shown


def test_the_asking_member_is_marked_in_gold() -> None:
    plain = compose(board(3), locale=Locale.EN).image
    marked = compose(board(3, marked=1002), locale=Locale.EN).image
    row = Grid.of(board(3)).row(1)
    corner = (row.left + row.width // 2, row.top)
    assert marked.getpixel(corner) == theme.GOLD
    assert plain.getpixel(corner) != theme.GOLD


def test_an_account_keeps_its_colours_and_has_its_letter() -> None:
    first = avatars.monogram(7, "Aurora", 52)
    assert first.tobytes() == avatars.monogram(7, "Angel", 52).tobytes()
    assert first.tobytes() != avatars.monogram(8, "Aurora", 52).tobytes()
    assert first.tobytes() != avatars.monogram(7, "Boris", 52).tobytes()
    for name in (*HOSTILE, "", "🔥", "﷽"):
        assert avatars.monogram(7, name, 52).size == (52, 52)


@pytest.mark.parametrize(
    ("golden", "metric", "locale", "changes"),
    [
        (
            "leaderboard_win_rate_en",
            BoardMetric.WIN_RATE,
            Locale.EN,
            {"compared_at": YESTERDAY, "marked": 1012, "hidden": 1},
        ),
        ("leaderboard_kda_pt", BoardMetric.KDA, Locale.PT, {"marked": 1002}),
        ("leaderboard_empty_es", BoardMetric.GOLD_PER_MIN, Locale.ES, {}),
    ],
)
def test_golden(
    golden: str, metric: BoardMetric, locale: Locale, changes: dict[str, object]
) -> None:
    count = {"en": 12, "pt": 3, "es": 0}[locale.value]
    picture = render_leaderboard(board(count, metric, **changes), locale=locale)
    assert_golden(picture.data, GOLDEN / f"{golden}.png")


def test_a_players_own_picture_stands_in_the_place_of_the_monogram() -> None:
    whole = board(2)
    face = io.BytesIO()
    Image.new("RGB", (184, 184), (12, 200, 90)).save(face, "PNG")
    first = replace(whole.standings[0], avatar="a" * 40)
    whole = replace(whole, standings=(first, *whole.standings[1:]), compared_at=YESTERDAY)
    canvas = compose(whole, locale=Locale.EN, art=Art(avatars={"a" * 40: face.getvalue()}))
    colours = []
    for index in range(2):
        row = Grid.of(whole).row(index)
        colours.append(canvas.image.getpixel((row.left + 168, (row.top + row.bottom) // 2)))
    close = [abs(a - b) <= 4 for a, b in zip(colours[0], (12, 200, 90), strict=True)]
    assert all(close)
    assert colours[1] != colours[0]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        (YESTERDAY, "▲▼ since Nov 22, 2026"),
        (YESTERDAY + 90_000, "▲▼ since 13:00 UTC"),
        (2**60, None),
    ],
)
def test_what_places_are_compared_with_is_told(moment: int, said: str | None) -> None:
    shown = texts(compose(board(3, compared_at=moment), locale=Locale.EN))
    assert any(said in word for word in shown) if said else not any("▲▼" in word for word in shown)
