"""Every error code has a text in every language, and nothing foreign gets through unescaped."""

from __future__ import annotations

import inspect
from functools import cache
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast
from fluent.syntax.visitor import Visitor

import dota.errors
import jobs.engine.errors
import locales
import store.errors
from bot.errors import GENERIC, TABLE, error_text, minutes, shown
from bot.poster import _INSTEAD
from locales import Locale, message_ids

LOCALES = list(Locale)


class _Variables(Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


@cache
def _messages(locale: Locale) -> dict[str, ast.Message]:
    source = Path(locales.__file__).with_name(f"{locale.value}.ftl").read_text(encoding="utf-8")
    body = FluentParser().parse(source).body
    return {entry.id.name: entry for entry in body if isinstance(entry, ast.Message)}


def _variables_of(message_id: str, locale: Locale) -> set[str]:
    visitor = _Variables()
    visitor.visit(_messages(locale)[message_id])
    return visitor.names


def _codes(module: object) -> set[str]:
    return {
        str(cls.code)
        for _, cls in inspect.getmembers(module, inspect.isclass)
        if issubclass(cls, Exception) and isinstance(getattr(cls, "code", None), str)
    }


@pytest.mark.parametrize("module", [dota.errors, store.errors], ids=lambda m: m.__name__)
def test_every_code_of_the_domain_is_in_the_table(module: object) -> None:
    assert _codes(module)
    assert _codes(module) <= set(TABLE)


def test_every_code_of_the_job_system_that_reaches_a_member_is_in_the_table() -> None:
    wanted = {"timeout", "poison", "internal", "jobs_unavailable", "store_unavailable"}
    wanted |= {"not_linked", "invalid_job", "picture_expired"}
    wanted |= {jobs.engine.errors.EngineUnavailable.code, jobs.engine.errors.InvalidJob.code}
    assert wanted <= set(TABLE)


def test_what_is_told_instead_of_an_answer_is_in_the_table() -> None:
    assert set(_INSTEAD.values()) <= set(TABLE)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("code", sorted(TABLE))
def test_table_and_texts_agree_on_the_variables(code: str, locale: Locale) -> None:
    entry = TABLE[code]
    given = set(entry.variables) | ({"reference"} if entry.with_reference else set())
    assert _variables_of(entry.message_id, locale) == given


def test_no_error_text_is_unused() -> None:
    used = {entry.message_id for entry in TABLE.values()}
    assert {key for key in message_ids(Locale.EN) if key.startswith("error-")} == used


@pytest.mark.parametrize("locale", LOCALES)
def test_unknown_code_gets_the_generic_text_with_the_reference(locale: Locale) -> None:
    told = error_text(locale, "from_the_future", {}, reference="ABC123")
    assert told == error_text(locale, "internal", {}, reference="ABC123")
    assert "ABC123" in told


def test_a_missing_parameter_ends_in_the_generic_text() -> None:
    told = error_text(Locale.EN, "match_not_found", {}, reference="ABC123")
    assert told == error_text(Locale.EN, "internal", {}, reference="ABC123")


def test_ids_get_no_separators_and_foreign_text_no_markup() -> None:
    assert "7412345678" in error_text(
        Locale.EN, "match_not_found", {"match_id": 7412345678}, reference="R"
    )
    told = error_text(
        Locale.EN, "match_not_found", {"match_id": "**@everyone** <@1>\n`x`"}, reference="R"
    )
    assert "@everyone" not in told
    assert "<@1>" not in told
    assert r"\*\*" in told
    assert "\n" not in told


def test_shown_is_short() -> None:
    assert len(shown("x" * 5_000_000)) == 100


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(None, 1), (0, 1), (60, 1), (61, 2), (3600, 60), (1e12, 1440), ("soon", 1), (True, 1)],
)
def test_time_to_wait_is_told_in_whole_minutes(seconds: object, expected: int) -> None:
    assert minutes(seconds) == expected


def test_generic_is_the_one_for_operators() -> None:
    assert GENERIC.with_reference
