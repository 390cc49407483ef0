"""The profile card keeps its layout and tells the truth, whoever it is about."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from dota.models import PlayerMatch, PlayerProfile, WinLoss
from locales import Locale
from renderers.profile_card import MOST_MATCHES, WIDTH, compose, render_profile_card
from tests.factories import history, player_match
from tests.pictures import assert_golden, assert_tidy

from .conftest import HOSTILE

GOLDEN = Path(__file__).with_name("golden")
AURORA = PlayerProfile(4_100_000_001, "Aurora", None, 54, None, private=False)
RECORD = WinLoss(1_234, 1_150)
ROWS = tuple(sorted(history(12), key=lambda row: -row.start_time))
UNKNOWN = player_match(
    match_id=1, hero_id=99_999, won=None, kills=None, deaths=None, assists=None, game_mode=0,
    start_time=2**60,
)  # fmt: skip


@pytest.mark.parametrize("locale", Locale)
@pytest.mark.parametrize(
    ("profile", "record", "rows"),
    [
        (AURORA, RECORD, ROWS),
        (AURORA, WinLoss(0, 5), ROWS[:1]),
        (AURORA, WinLoss(9_999_999, 1), (UNKNOWN,) * 2),
        (AURORA, WinLoss(0, 0), ROWS),
        (replace(AURORA, rank_tier=None, private=True), None, ()),
        (replace(AURORA, rank_tier=80, leaderboard_rank=123_456), RECORD, ()),
    ],
    ids=["usual", "lost", "strange", "never", "hidden", "immortal"],
)
def test_the_layout_holds(
    profile: PlayerProfile, record: WinLoss | None, rows: tuple[PlayerMatch, ...], locale: Locale
) -> None:
    assert_tidy(compose(profile, record, rows[:MOST_MATCHES], locale=locale))


@pytest.mark.parametrize("name", HOSTILE)
def test_any_name_stays_in_its_place(name: str) -> None:
    assert_tidy(compose(replace(AURORA, name=name), RECORD, ROWS[:1], locale=Locale.EN))


def test_it_is_a_picture_with_words() -> None:
    picture = render_profile_card(AURORA, RECORD, ROWS, locale=Locale.EN)

    with Image.open(io.BytesIO(picture.data)) as image:
        assert image.width == WIDTH == picture.width
    assert len(picture.data) < 400 * 1024
    assert picture.alt.startswith("Aurora: Legend IV. 52% wins (1,234 W, 1,150 L). ")
    assert picture.alt.count(", Win, ") + picture.alt.count(", Loss, ") == MOST_MATCHES


def test_what_is_not_known_is_not_made_up() -> None:
    canvas = compose(AURORA, None, (UNKNOWN,), locale=Locale.EN)
    words = [placed.line.text for placed in canvas.texts]

    assert "No result" in words
    assert "Hero #99999" in words
    assert not any("%" in word for word in words)


def test_it_looks_as_it_did() -> None:
    picture = render_profile_card(AURORA, RECORD, ROWS[:3], locale=Locale.PT)
    assert_golden(picture.data, GOLDEN / "profile_card_pt.png")
