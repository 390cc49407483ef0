"""The alternative text tells what the card shows, in the reader's language, at Discord's length."""

from __future__ import annotations

import pytest

from dota.models import Side
from locales import Locale
from renderers import figures
from renderers.card.alt import MAX_LENGTH, alt_text
from tests.factories import match, player, team


def alt(of: object, locale: Locale = Locale.EN) -> str:
    return alt_text(of, figures.gold(of), locale)  # type: ignore[arg-type]


def test_it_opens_with_the_result() -> None:
    start = "Dota 2 match 7812345678: Radiant Victory 42–31, after 42:17."
    assert alt(match()).startswith(start)


def test_all_players_are_in_it() -> None:
    said = alt(match())
    for name in ("Aurora (Anti-Mage) 13/2/4, 24.8k", "Привет мир", "你好世界", "😀 pogo"):
        assert name in said


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (Locale.PT, ("Vitória dos Iluminados", "patrimônio", "Ancestral III", "24,8k")),
        (Locale.ES, ("Victoria de Radiant", "patrimonio", "Elección libre", "Ancestral III")),
    ],
)
def test_it_speaks_the_language(locale: Locale, words: tuple[str, ...]) -> None:
    for word in words:
        assert word in alt(match(), locale)


def test_earned_gold_is_called_so() -> None:
    old = match(players=team(Side.RADIANT, net_worth=None))
    assert "earned gold" in alt(old)
    assert "net worth" not in alt(old)


@pytest.mark.parametrize("locale", Locale)
def test_long_names_are_shortened_to_fit(locale: Locale) -> None:
    long = tuple(
        player(side, slot, name="Ω" * 400, hero_id=90, kills=10**12)
        for side in Side
        for slot in range(5)
    )
    said = alt(match(players=long, radiant_name="N" * 300, league_name="L" * 300), locale)
    assert len(said) <= MAX_LENGTH
    assert said.count("Ω… (Keeper of the Light)") == 10


def test_it_is_cut_between_clusters_at_the_very_worst() -> None:
    family = "👨‍👩‍👧‍👦"
    crowd = tuple(player(side, slot, name=family * 40) for side in Side for slot in range(5))
    said = alt(match(players=crowd))
    assert len(said) <= MAX_LENGTH
    assert said.endswith("…")
    assert not said[:-1].endswith("\u200d")


def test_no_players_no_list() -> None:
    said = alt(match(players=(), radiant_score=None))
    assert "None" not in said
    assert said.endswith("Ancient III.")
