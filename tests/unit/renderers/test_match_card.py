"""The match card keeps its layout whatever the match."""

from __future__ import annotations

import importlib
import io
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dota.models import Advantage, AdvantageKind, Side
from dota.parse import parse_match
from locales import Locale, message_ids
from renderers import figures, png, theme
from renderers.card import words
from renderers.card.alt import alt_text
from renderers.card.backdrop import backdrop
from renderers.card.grid import HEIGHT, WIDTH, Grid
from renderers.match_card import compose, render_match_card
from renderers.text import layout, paint
from tests.factories import match, player, team
from tests.pictures import assert_tidy

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dota.models import Match
    from renderers.canvas import Canvas


def words_of(canvas: Canvas) -> list[str]:
    return [placed.line.text for placed in canvas.texts]


@pytest.mark.parametrize("locale", Locale)
def test_the_layout_holds(strange: Match, locale: Locale) -> None:
    assert_tidy(compose(strange, locale=locale, player=1003))


def test_every_score_is_on_record() -> None:
    shown = match()
    written = Counter(words_of(compose(shown, locale=Locale.EN)))
    scores = Counter(
        figures.short(value, Locale.EN)
        for player in shown.players
        for value in (player.kills, player.deaths, player.assists)
    )
    assert scores <= written


def test_a_card_is_a_small_png(strange: Match) -> None:
    picture = render_match_card(strange, locale=Locale.PT, player=1001)
    assert (picture.width, picture.height, picture.mime) == (WIDTH, HEIGHT, "image/png")
    assert len(picture.data) <= png.MAX_BYTES
    assert picture.alt == alt_text(strange, figures.gold(strange), Locale.PT)
    with Image.open(io.BytesIO(picture.data)) as image:
        image.load()
        assert image.size == (WIDTH, HEIGHT)


@pytest.mark.parametrize("locale", Locale)
def test_a_card_has_a_short_alternative_text(strange: Match, locale: Locale) -> None:
    assert 0 < len(alt_text(strange, figures.gold(strange), locale)) <= 1024


def test_every_player_is_on_the_card() -> None:
    shown = words_of(compose(match(), locale=Locale.EN))
    for each in match().players:
        name = each.name or ""
        assert any(word == name or (word[:-1] and name.startswith(word[:-1])) for word in shown)
    assert "Radiant Victory" in shown
    assert "42:17" in shown
    assert "Ancient III" in shown
    assert "Ranked · All Pick" in shown
    assert "MVP" in shown


def test_the_asking_player_is_outlined_in_gold() -> None:
    plain = compose(match(), locale=Locale.EN).image
    marked = compose(match(), locale=Locale.EN, player=1003).image
    row = Grid.of(match()).row(Side.RADIANT, 2)
    spot = (row.left + 200, row.top)
    assert marked.getpixel(spot) == theme.GOLD
    assert plain.getpixel(spot) != theme.GOLD
    other = Grid.of(match()).row(Side.DIRE, 2)
    assert marked.crop(other).tobytes() == plain.crop(other).tobytes()


def test_portraits_leave_the_round_corners_of_their_panels() -> None:
    drawn = match()
    image, empty = compose(drawn, locale=Locale.EN).image, backdrop(drawn.winner, 5, 5)
    for side in Side:
        left, top, _, bottom = Grid.of(drawn).row(side, 1)
        for corner in ((left, top), (left, bottom - 1)):
            assert image.getpixel(corner) == empty.getpixel(corner)
        assert image.getpixel((left, top + 35)) != empty.getpixel((left, top + 35))


def test_one_who_did_not_play_marks_nobody() -> None:
    plain = compose(match(), locale=Locale.EN).image
    assert compose(match(), locale=Locale.EN, player=424242).image.tobytes() == plain.tobytes()


def test_the_stand_in_for_net_worth_is_named() -> None:
    old = match(players=team(Side.RADIANT, net_worth=None) + team(Side.DIRE, net_worth=None))
    shown = words_of(compose(old, locale=Locale.EN))
    assert "Earned gold" in shown
    assert "Net worth" not in shown
    assert "Net worth" in words_of(compose(match(), locale=Locale.EN))


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (AdvantageKind.GOLD, "Gold advantage (earned)"),
        (AdvantageKind.NET_WORTH, "Net worth advantage"),
    ],
)
def test_the_graph_says_what_it_shows(kind: AdvantageKind, title: str) -> None:
    lead = Advantage(kind, (0, 500, -800, 2_000))
    shown = words_of(compose(match(advantage=lead), locale=Locale.EN))
    assert title in shown
    assert "▲ 2.0k" in shown


def test_without_a_graph_the_teams_are_compared() -> None:
    shown = words_of(compose(match(advantage=None), locale=Locale.EN))
    assert "Team totals" in shown
    assert "Not parsed, so there is no graph over time" in shown
    assert "Hero damage" in shown


def test_anonymous_players_are_named_in_the_language() -> None:
    hidden = match(players=(player(name=None, account_id=None), *team(Side.DIRE)))
    assert "Anónimo" in words_of(compose(hidden, locale=Locale.ES))
    assert "Anônimo" in words_of(compose(hidden, locale=Locale.PT))


def test_a_known_account_without_a_name_goes_by_its_hero() -> None:
    nameless = match(players=(player(name=None, hero_id=74), *team(Side.DIRE)))
    shown = words_of(compose(nameless, locale=Locale.EN))
    assert "Invoker" in shown
    assert "Anonymous" not in shown


def test_a_new_hero_goes_by_its_number() -> None:
    new = match(players=(player(hero_id=900), *team(Side.DIRE)))
    assert "Hero #900" in words_of(compose(new, locale=Locale.EN))


def test_a_hero_whose_name_no_font_has_goes_without(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "hero", lambda *_: "\u0378")
    written = [placed.line.text for placed in compose(match(), locale=Locale.EN).texts]
    assert "Aurora" in written
    assert "\u0378" not in written


def test_who_left_is_marked() -> None:
    left = match(players=(player(abandoned=True), *team(Side.DIRE)))
    assert "LEFT" in words_of(compose(left, locale=Locale.EN))


def test_parties_are_lettered_but_not_across_the_sides() -> None:
    two = tuple(player(slot=slot, party_id=7, party_size=2) for slot in (0, 1))
    assert words_of(compose(match(players=two), locale=Locale.EN)).count("A") == 2
    all_zero = match(players=team(Side.RADIANT, party_id=0) + team(Side.DIRE, party_id=0))
    assert "A" not in words_of(compose(all_zero, locale=Locale.EN))


def test_an_unknown_result_is_said_to_be_unknown() -> None:
    shown = words_of(compose(match(radiant_win=None), locale=Locale.EN))
    assert "No result" in shown
    assert "WINNER" not in shown


def test_the_same_match_gives_the_same_bytes() -> None:
    first = render_match_card(match(), locale=Locale.PT, player=1001)
    assert render_match_card(match(), locale=Locale.PT, player=1001) == first


def test_threads_do_not_disturb_each_other() -> None:
    cards = [
        (replace(match(), match_id=number), locale) for number in range(2) for locale in Locale
    ]
    alone = [render_match_card(each, locale=locale).data for each, locale in cards]
    with ThreadPoolExecutor(6) as pool:
        together = pool.map(lambda card: render_match_card(card[0], locale=card[1]).data, cards * 2)
        assert list(together) == alone * 2


def test_every_mode_lobby_and_medal_has_a_name() -> None:
    kinds = [(mode, 0) for mode in range(26)] + [(22, lobby) for lobby in range(16)]
    for (mode, lobby), locale in product(kinds, Locale):
        words.setting(match(game_mode=mode, lobby_type=lobby), locale)
    medals = {key for key in message_ids(Locale.EN) if key.startswith("card-medal-")}
    assert len(medals) == 8


FIGURES = st.none() | st.integers(-10, 60) | st.integers(-(2**40), 2**40)
NAMES = st.none() | st.text(st.characters(exclude_categories=()), max_size=40)


@st.composite
def any_players(draw: st.DrawFn) -> tuple[object, ...]:
    def one(side: Side, slot: int) -> object:
        figures = (
            "level",
            "kills",
            "deaths",
            "assists",
            "gold_per_min",
            "net_worth",
            "hero_damage",
        )
        return player(
            side,
            slot,
            name=draw(NAMES),
            hero_id=draw(st.integers(-5, 200)),
            items=tuple(draw(st.lists(st.integers(-3, 2_000), min_size=6, max_size=6))),
            abandoned=draw(st.booleans()),
            party_id=draw(st.none() | st.integers(0, 3)),
            **{figure: draw(FIGURES) for figure in figures},
        )

    return tuple(one(side, slot) for side in Side for slot in range(draw(st.integers(0, 5))))


@given(
    players=any_players(),
    duration=st.integers(0, 20_000),
    lead=st.none() | st.lists(st.integers(-(2**40), 2**40), max_size=400),
    radiant_win=st.none() | st.booleans(),
    rank_tier=st.none() | st.integers(-5, 120),
    start_time=st.none() | st.integers(-(2**60), 2**60),
    team_name=NAMES,
    locale=st.sampled_from(Locale),
)
@settings(max_examples=25)
def test_any_figures_make_a_tidy_card(
    players: tuple[object, ...],
    duration: int,
    lead: list[int] | None,
    radiant_win: bool | None,
    rank_tier: int | None,
    start_time: int | None,
    team_name: str | None,
    locale: Locale,
) -> None:
    strange = match(
        players=players,
        duration=duration,
        advantage=None if lead is None else Advantage(AdvantageKind.GOLD, tuple(lead)),
        radiant_win=radiant_win,
        rank_tier=rank_tier,
        start_time=start_time,
        radiant_name=team_name,
        league_name=team_name,
    )
    assert_tidy(compose(strange, locale=locale, player=1001))


@pytest.mark.parametrize("locale", Locale)
def test_real_matches(shared_data: Path, locale: Locale) -> None:
    files = [*shared_data.glob("opendota/match_*.json"), *shared_data.glob("stratz/match_*.json")]
    assert files
    for file in files:
        real = parse_match(file.read_bytes())
        marked = next((each.account_id for each in real.players if each.account_id), None)
        canvas = compose(real, locale=locale, player=marked)
        assert_tidy(canvas)
        assert len(png.encode(canvas.image)) <= png.MAX_BYTES
        assert len(alt_text(real, figures.gold(real), locale)) <= 1024


@pytest.mark.parametrize(
    "name",
    ["x" + "\u0335" * 10_000, "\u202e" * 10_000, "W" * 100_000, "👨‍👩‍👧‍👦" * 5_000, "﷽" * 600],
    ids=["marks", "overrides", "long", "emoji", "phrases"],
)
def test_hostile_names_cost_little_more(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    done = Counter[str]()

    def counted(module: object, function: str, size: Callable[..., int]) -> None:
        original = getattr(module, function)

        def call(*arguments: object, **named: object) -> object:
            done[function] += size(*arguments)
            return original(*arguments, **named)

        monkeypatch.setattr(module, function, call)

    counted(layout, "shape", lambda text, *_: len(text))
    counted(layout, "_drawable", lambda *_: 1)
    counted(importlib.import_module("renderers.text.clean"), "_without_piled_marks", len)
    counted(paint, "_paint", lambda line: len(line.glyphs))

    players = tuple(player(side, n, name=f"{n}{name}") for side in Side for n in range(5))
    render_match_card(match(players=players), locale=Locale.EN)
    # What is left of such a name is 32 clusters at most, set a few times to find what fits. A
    # phrase that counts as one character becomes up to 18 letters.
    assert done["_without_piled_marks"] <= 10 * 33 * 16
    assert done["_drawable"] <= 10 * 32 * 24
    assert done["shape"] <= 10 * 32 * 24
    assert done["_paint"] <= 10 * 128
