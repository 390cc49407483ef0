"""The player card keeps its layout and tells the truth, whatever the match."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dota.models import Benchmark, Side
from dota.parse import parse_match
from locales import Locale
from renderers import png, theme
from renderers.player.facts import Figure, Mark, player_facts
from renderers.player.grid import HEIGHT, TILES, VERDICT, WIDTH
from renderers.player_card import compose, render_player_card
from tests.factories import match, player, team
from tests.pictures import assert_golden, assert_tidy

from .conftest import HOSTILE, HUGE

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from renderers.canvas import Canvas

GOLDEN = Path(__file__).with_name("golden")
LEVELS = {
    "gold_per_min": 0.93,
    "xp_per_min": 0.71,
    "last_hits_per_min": 0.5,
    "hero_damage_per_min": 0.66,
    "hero_healing_per_min": 0.4,
    "tower_damage": 0.12,
}


def words_of(canvas: Canvas) -> list[str]:
    return [placed.line.text for placed in canvas.texts]


def compared(levels: dict[str, float | None] | None = None, **changes: object) -> MatchPlayer:
    """Return a player with percentiles."""
    marks = tuple(Benchmark(name, 1.0, pct) for name, pct in (levels or LEVELS).items())
    return player(benchmarks=marks, hero_id=44, **changes)


def with_player(one: MatchPlayer, **changes: object) -> Match:
    """Return a match in which Radiant's first player is this one."""
    others = team(Side.RADIANT)[1:] + team(Side.DIRE)
    return match(**{"players": (one, *others)} | changes)


@pytest.mark.parametrize("locale", Locale)
def test_the_layout_holds(strange: Match, locale: Locale) -> None:
    for one in strange.players[-1:]:
        canvas = compose(strange, one, locale=locale)
        assert_tidy(canvas)
        for placed in canvas.texts:
            inside = [box for box in (*TILES, VERDICT) if box.overlaps(placed.box)]
            for box in inside:
                assert box.left < placed.box.left, placed
                assert placed.box.right < box.right, placed


@pytest.mark.parametrize("at", range(len(HOSTILE)))
def test_any_name_with_every_figure(at: int) -> None:
    name, locale = HOSTILE[at], list(Locale)[at % 3]
    one = compared(name=name, abandoned=True, backpack=(1, 2, 3))
    assert_tidy(compose(with_player(one), one, locale=locale))
    picture = render_player_card(with_player(one), one, locale=locale)
    assert (picture.width, picture.height) == (WIDTH, HEIGHT)
    assert len(picture.data) <= png.MAX_BYTES
    assert 0 < len(picture.alt) <= 1024


FIGURES = st.none() | st.integers(-(10**7), 10**7) | st.just(2**53)


@settings(max_examples=25, deadline=None)
@given(
    figures=st.fixed_dictionaries(dict.fromkeys(HUGE, FIGURES)),
    level=st.none() | st.floats(0, 1),
    locale=st.sampled_from(Locale),
    turbo=st.booleans(),
)
@example(
    figures=dict.fromkeys(HUGE) | {"deaths": -9_951, "assists": -9_950_001},
    level=None,
    locale=Locale.EN,
    turbo=False,
)
def test_any_figures_keep_the_layout(
    figures: dict[str, int | None], level: float | None, locale: Locale, turbo: bool
) -> None:
    one = compared(dict.fromkeys(LEVELS, level), **figures)
    whole = with_player(one, game_mode=23 if turbo else 22)
    assert_tidy(compose(whole, one, locale=locale))


def test_the_figures_are_the_players() -> None:
    one = compared(kills=18, deaths=3, assists=6, hero_damage=73_900, name="Aurora")
    whole = with_player(one)
    shown = words_of(compose(whole, one, locale=Locale.EN))
    assert {"Victory", "Aurora", "18", "3", "6", "8.0", "73.9k", "24.8k"} <= set(shown)
    assert "Phantom Assassin · Level 25 · Ancient III" in shown
    assert "Compared with recent games as Phantom Assassin" in shown
    assert {"better than 93%", "better than 12%"} <= set(shown)
    assert shown[-2:] == [
        "A solid win",
        "Strongest: GPM, better than 93% · weakest: Tower damage, better than 12%",
    ]
    lost = replace(whole, radiant_win=False)
    assert "Derrota" in words_of(compose(lost, one, locale=Locale.PT))


def test_a_source_without_percentiles_compares_with_the_team() -> None:
    one = player(hero_damage=30_000)
    mates = tuple(player(slot=slot, hero_damage=5_000) for slot in range(1, 5))
    whole = match(players=(one, *mates, *team(Side.DIRE)))
    canvas = compose(whole, one, locale=Locale.EN)
    shown = words_of(canvas)
    assert "Compared with the team" in shown
    assert "60% of team" in shown
    assert not any(word.startswith("better") for word in shown)
    assert canvas.image.getpixel((TILES[3].left + 170, TILES[3].top + 63)) == theme.PARTIES[0]


def test_turbo_is_not_compared_with_other_games() -> None:
    one = compared()
    facts = player_facts(with_player(one, game_mode=23), one)
    assert not facts.compared
    assert all(tile.percentile is None for tile in facts.tiles)


def test_a_missing_percentile_is_left_out_alone() -> None:
    one = compared(LEVELS | {"gold_per_min": None})
    facts = player_facts(with_player(one), one)
    levels = {tile.figure: tile.percentile for tile in facts.tiles}
    assert levels[Figure.GPM] is None
    assert levels[Figure.XPM] == 71
    assert facts.best is not None
    assert facts.best.figure is Figure.XPM


@pytest.mark.parametrize(
    ("level", "mark"), [(0.9, Mark.STRONG), (0.5, Mark.MIXED), (0.1, Mark.WEAK)]
)
def test_the_verdict_follows_the_percentiles(level: float, mark: Mark) -> None:
    one = compared(dict.fromkeys(LEVELS, level))
    assert player_facts(with_player(one), one).mark is mark


@pytest.mark.parametrize("locale", Locale)
def test_a_real_match(shared_data: Path, locale: Locale) -> None:
    for file in sorted((shared_data / "opendota").glob("match_*.json")):
        whole = parse_match(file.read_bytes())
        for one in whole.players[::4]:
            assert_tidy(compose(whole, one, locale=locale))


def test_it_looks_as_it_looked() -> None:
    one = compared(kills=18, deaths=3, assists=6, name="مرحبا يا بطل 你好", backpack=(29, 0, 36))
    picture = render_player_card(with_player(one), one, locale=Locale.EN)
    assert_golden(picture.data, GOLDEN / "player_card_compared_en.png")


def test_it_looks_as_it_looked_without_percentiles() -> None:
    whole = match(radiant_win=True, players=team(Side.RADIANT) + team(Side.DIRE))
    picture = render_player_card(whole, whole.players[9], locale=Locale.ES)
    assert_golden(picture.data, GOLDEN / "player_card_team_es.png")


def test_who_left_is_shown_no_victory() -> None:
    one = compared(abandoned=True)
    shown = words_of(compose(with_player(one), one, locale=Locale.EN))
    assert "Abandoned" in shown
    assert shown[-1] == "Left before the end"
    assert "Victory" not in shown
