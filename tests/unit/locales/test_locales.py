"""The three languages say the same things, by the rules of each."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from threading import Thread

import pytest
from fluent.runtime import FluentResource
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import locales
from locales import (
    FormatError,
    Locale,
    format_age,
    format_date,
    format_duration,
    format_number,
    message_ids,
    negotiate,
    text,
)
from locales.cldr import dates, numbers
from locales.plain import Choice


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


@cache
def _parsed(locale: Locale) -> list[ast.EntryType]:
    """The entries of a whole file."""
    source = (Path(locales.__file__).parent / f"{locale.value}.ftl").read_text(encoding="utf-8")
    return FluentParser().parse(source).body


def _variables(locale: Locale) -> dict[str, set[str]]:
    found = {}
    for entry in _parsed(locale):
        if isinstance(entry, ast.Message):
            visitor = _Variables()
            visitor.visit(entry)
            found[entry.id.name] = visitor.names
    return found


@pytest.mark.parametrize("locale", Locale)
def test_file_has_no_junk_and_no_key_twice(locale: Locale) -> None:
    body = _parsed(locale)
    assert [entry.content for entry in body if isinstance(entry, ast.Junk)] == []
    keys = [entry.id.name for entry in body if isinstance(entry, ast.Message)]
    assert sorted(keys) == sorted(set(keys))
    # Apolo parses entry by entry, and finds the same ones.
    assert message_ids(locale) == set(keys)


@pytest.mark.parametrize("locale", [Locale.PT, Locale.ES])
def test_same_keys_with_the_same_variables_as_english(locale: Locale) -> None:
    assert _variables(locale) == _variables(Locale.EN)


@pytest.mark.parametrize("locale", Locale)
def test_every_message_can_be_formatted(locale: Locale) -> None:
    for message_id, names in _variables(locale).items():
        for count in (1, 5):
            formatted = text(locale, message_id, **dict.fromkeys(names, count))
            assert formatted.strip()
            assert "{" not in formatted
            assert not re.search("[\u2066-\u2069]", formatted), "isolation marks"


@pytest.mark.parametrize("locale", Locale)
def test_what_needs_no_fluent_reads_as_fluent_would_write_it(locale: Locale) -> None:
    texts = locales._texts(locale)
    without = 0
    for message_id, names in _variables(locale).items():
        args = {name: f" {name}  {{ $x }}" for name in names}
        formatted = text(locale, message_id, **args)
        assert formatted == texts._by_fluent(message_id, args)[0]
        without += texts._plain[message_id] is not None
    assert without > 500


@pytest.mark.parametrize("locale", Locale)
def test_counts_choose_and_are_written_as_by_fluent(locale: Locale) -> None:
    texts, without = locales._texts(locale), 0
    for message_id, names in _variables(locale).items():
        for count in (0, 1, 2, 999, 1000):
            args = dict.fromkeys(names, count)
            formatted = text(locale, message_id, **args)
            assert formatted == texts._by_fluent(message_id, args)[0], (message_id, count)
        without += isinstance(texts._plain[message_id], Choice)
    assert without > 30


def test_command_names_are_what_discord_allows() -> None:
    for locale in Locale:
        for message_id in message_ids(locale):
            if message_id.startswith("command-") and message_id.endswith("-name"):
                name = text(locale, message_id)
                assert re.fullmatch(r"[-_'\w]{1,32}", name), name
                assert name == name.lower()
            if message_id.startswith("command-") and message_id.endswith("-description"):
                assert 1 <= len(text(locale, message_id)) <= 100, (locale, message_id)


@pytest.mark.parametrize(
    ("tags", "chosen"),
    [
        (("pt-BR",), Locale.PT),
        (("es-419",), Locale.ES),
        (("es-ES", "pt-BR"), Locale.ES),
        (("en-GB",), Locale.EN),
        (("fr", "pt-BR"), Locale.PT),
        ((None, "es_MX"), Locale.ES),
        (("fr", "de"), Locale.EN),
        (("", None), Locale.EN),
        ((), Locale.EN),
        (("estonian",), Locale.EN),
    ],
)
def test_negotiate_takes_the_first_language_spoken(
    tags: tuple[str | None, ...], chosen: Locale
) -> None:
    assert negotiate(*tags) is chosen


def test_parse_refuses_what_is_not_spoken() -> None:
    with pytest.raises(ValueError, match="fr"):
        Locale.parse("fr")


def test_unknown_message_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        text(Locale.EN, "no-such-message")


def test_missing_variable_is_not_shown_to_anyone() -> None:
    with pytest.raises(FormatError):
        text(Locale.EN, "error-internal")


def test_plural_follows_the_number() -> None:
    one = text(Locale.PT, "error-source-rate-limited", minutes=1)
    many = text(Locale.PT, "error-source-rate-limited", minutes=7)
    assert "um minuto" in one
    assert "7 minutos" in many


def test_numbers_follow_the_locale() -> None:
    assert [format_number(locale, 1234567.5) for locale in Locale] == [
        "1,234,567.5",
        "1.234.567,5",
        "1.234.567,5",
    ]


@pytest.mark.parametrize("locale", Locale)
def test_whole_numbers_are_those_of_cldr(locale: Locale) -> None:
    tag = {Locale.EN: "en_US", Locale.PT: "pt_BR", Locale.ES: "es"}[locale]
    for number in (0, 7, -5, 999, 1_000, -1_234, 12_345, 2_000_000_000):
        assert format_number(locale, number) == numbers.format_decimal(number, locale=tag)


def test_dates_follow_the_locale() -> None:
    assert [format_date(locale, 1709424000) for locale in Locale] == [
        "Mar 3, 2024",
        "3 de mar. de 2024",
        "3 mar 2024",
    ]


@pytest.mark.parametrize("locale", Locale)
def test_dates_are_those_of_cldr(locale: Locale) -> None:
    tag = {Locale.EN: "en_US", Locale.PT: "pt_BR", Locale.ES: "es"}[locale]
    days = [dt.date(2024, month, day) for month in range(1, 13) for day in (1, 29)]
    for day in (dt.date.min, *days, dt.date.max):
        seconds = (day - dt.date(1970, 1, 1)).days * 86_400
        assert format_date(locale, seconds) == dates.format_date(day, "medium", tag)


def test_a_day_outside_the_calendar_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="no such day"):
        format_date(Locale.EN, 1e18)


@pytest.mark.parametrize(
    ("seconds", "clock"),
    [(0, "0:00"), (2537, "42:17"), (3723, "1:02:03"), (-90, "-1:30"), (59.9, "0:59")],
)
def test_duration_reads_like_a_match_clock(seconds: float, clock: str) -> None:
    assert format_duration(seconds) == clock


def test_threads_share_the_bundles() -> None:
    with ThreadPoolExecutor(8) as pool:
        texts = set(
            pool.map(
                lambda n: text(Locale.ES, "error-match-not-found", match=str(n % 2)), range(200)
            )
        )
    assert len(texts) == 2


def test_who_asks_while_another_thread_parses_waits_for_the_text(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Given a language of which nothing has been parsed
    monkeypatch.setattr(locales, "_texts", cache(locales._texts.__wrapped__))
    monkeypatch.setattr(locales, "_fixed", cache(locales._fixed.__wrapped__))
    message_ids(Locale.EN)
    answers: list[str] = []
    parse = FluentResource

    def ask() -> None:
        answers.append(text(Locale.EN, "error-not-linked"))

    # When a second thread asks while the first is at it
    second = Thread(target=ask)

    def slowly(source: str) -> FluentResource:
        if second.ident is None:
            second.start()
            second.join(0.1)
        return parse(source)

    monkeypatch.setattr("fluent.runtime.FluentResource", slowly)
    ask()
    second.join(60)

    # Then both have the text
    assert len(answers) == 2
    assert answers[0] == answers[1]


@pytest.mark.parametrize(
    ("seconds", "ages"),
    [
        (0, ["1 second ago", "há 1 segundo", "hace 1 segundo"]),
        (5400, ["2 hours ago", "há 2 horas", "hace 2 horas"]),
        (86_400 * 3, ["3 days ago", "há 3 dias", "hace 3 días"]),
    ],
)
def test_ages_follow_the_locale(seconds: float, ages: list[str]) -> None:
    assert [format_age(locale, seconds) for locale in Locale] == ages


def test_who_has_made_ready_loads_nothing_later() -> None:
    code = """
import sys, locales
from locales import Locale
locales.make_ready()
opened = []
sys.addaudithook(lambda event, args: opened.append(args[0]) if event == "open" else None)
for locale in Locale:
    locales.format_age(locale, 7200.0)
    locales.format_number(locale, 1.5)
    locales._texts(locale)._by_fluent("card-winner", {})
print(*opened)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
