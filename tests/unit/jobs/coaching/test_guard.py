"""What of a model's answer a member gets to see."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.actors.coaching.errors import AnswerRejected
from jobs.actors.coaching.guard import MAX_TEXT, guarded
from jobs.actors.coaching.numbers import foreign_numbers, numbers_of
from locales import Locale

GOOD = "You played well and your team was with you, but the deaths were too many. Keep it up!"


def test_a_good_text_comes_through_as_it_is() -> None:
    text = f"{GOOD}\n\n- **Farm:** 512 GPM\n- next time, keep the map in view"
    assert guarded(text, {512}, Locale.EN) == text


@pytest.mark.parametrize(
    "wrong",
    ["513 GPM", "51.2 GPM", "5.12 GPM", "1 512 GPM", "5120", "twelve deaths", "½", "５１３"],
)
def test_a_number_that_nobody_gave_is_found(wrong: str) -> None:
    with pytest.raises(AnswerRejected, match="numbers"):
        guarded(f"{GOOD} {wrong}", {512}, Locale.EN)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("25412", 25412),
        ("25,412", 25412),
        ("25.412", 25412),
        ("25\u00a0412", 25412),
        ("1.234.567", 1234567),
        ("3.25", 3.25),
        ("3,25", 3.25),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("-9800", 9800),
        ("62%", 62),
        ("8.0", 8),
        ("doze", 12),
    ],
)
def test_a_number_is_read_in_every_way_of_writing_it(written: str, number: float) -> None:
    assert foreign_numbers(f"x {written} x", {number}, Locale.PT) == []
    assert foreign_numbers(f"x {written} x", {number + 1}, Locale.PT) != []


@given(st.floats(0, 1e9, allow_nan=False).map(lambda size: round(size, 2)))
def test_a_copied_number_is_known(number: float) -> None:
    assert foreign_numbers(f"{number:.2f}", {number}, Locale.EN) == []
    assert foreign_numbers(f"{number:,.2f}", {number}, Locale.EN) == []


def test_numbers_of_data_are_those_of_every_depth_and_not_of_strings() -> None:
    data = {"a": 1, "b": [2.5, {"c": -3}], "d": "4", "e": True, "f": None}
    assert numbers_of(data) == {1, 2.5, 3}


def test_pings_and_links_are_taken_out_with_their_numbers() -> None:
    text = (
        f"@everyone {GOOD} <@&123456> <@99> <#12> <:kek:77> [see 9](https://evil.invalid/8) "
        "https://evil.invalid/7 www.evil.invalid/6 discord.gg/abc5 <t:1700000000:R>"
    )
    shown = guarded(text.replace("[see 9]", "[see]"), set(), Locale.EN)
    assert "everyone" not in shown
    assert not any(part in shown for part in ("evil", "<@", "<#", "discord.gg", "http", "77", "]("))
    assert GOOD in shown


@pytest.mark.parametrize("hidden", ["@\u200beveryone", "@every`one`", "@her~~e~~", "<@\u200b1>"])
def test_a_ping_does_not_come_to_be_by_what_is_taken_out(hidden: str) -> None:
    known = {1}
    shown = guarded(f"{GOOD} {hidden}", known, Locale.EN)
    assert "@everyone" not in shown
    assert "@here" not in shown
    assert "<@" not in shown


def test_light_markdown_is_all_that_stays() -> None:
    text = f"# Title here\n```py\n{GOOD}\n```\n> * one\n1. two\n---\n||spoiler||\n-# small"
    shown = guarded(text, set(), Locale.EN)
    assert shown.startswith("**Title here**\n")
    assert "- one\n- two" in shown
    assert not any(part in shown for part in ("```", "||", "-#", "---", "\n#", ">"))


@pytest.mark.parametrize("text", ["", " \n ", "ok", "https://evil.invalid/only-a-link"])
def test_hardly_any_text_is_none(text: str) -> None:
    with pytest.raises(AnswerRejected, match="hardly"):
        guarded(text, set(), Locale.EN)


@pytest.mark.parametrize("html", ["<b>{}</b>", "<script>x</script>{}", "{}<br/>", "<!-- -->{}"])
def test_html_is_refused(html: str) -> None:
    with pytest.raises(AnswerRejected, match="html"):
        guarded(html.format(GOOD), set(), Locale.EN)


def test_a_long_text_ends_with_a_whole_sentence() -> None:
    shown = guarded("\n".join([GOOD] * 40), set(), Locale.EN)
    assert MAX_TEXT - len(GOOD) <= len(shown) <= MAX_TEXT
    assert shown.endswith("!")
    with pytest.raises(AnswerRejected, match="long"):
        guarded("and the ".replace(" ", "-") * 1000, set(), Locale.EN)


SPOKEN = {
    Locale.EN: GOOD,
    Locale.PT: "Você jogou bem com a sua equipe, mas as mortes foram muitas. Não pare de treinar!",
    Locale.ES: "Jugaste bien con tu equipo, pero las muertes fueron muchas y el mapa quedó solo.",
}


@pytest.mark.parametrize("wanted", Locale)
@pytest.mark.parametrize("spoken", Locale)
def test_an_answer_in_another_language_is_refused(wanted: Locale, spoken: Locale) -> None:
    if wanted is spoken:
        assert guarded(SPOKEN[spoken], set(), wanted) == SPOKEN[spoken]
        return
    with pytest.raises(AnswerRejected, match="not in"):
        guarded(SPOKEN[spoken], set(), wanted)


def test_an_answer_in_another_script_is_refused() -> None:
    with pytest.raises(AnswerRejected, match="not in"):
        guarded("Хорошая игра, но слишком много смертей на линии.", set(), Locale.EN)


@given(st.text(max_size=400), st.sampled_from(Locale))
def test_whatever_comes_is_refused_or_harmless(text: str, locale: Locale) -> None:
    try:
        shown = guarded(text, set(), locale)
    except AnswerRejected:
        return
    assert len(shown) <= MAX_TEXT
    assert "@everyone" not in shown
    assert not any(sign.isdecimal() for sign in shown)
