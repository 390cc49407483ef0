"""A member's language is stored by a worker, the youngest choice for good."""

from __future__ import annotations

import pytest

from jobs.actors.languages import choose
from jobs.payloads import LanguagePayload
from store.member_settings import languages_since

from .conftest import Stage


def chosen(language: str | None, at_ms: int) -> LanguagePayload:
    return LanguagePayload(
        discord_user_id=7, guild_id=None, locale="en", language=language, chosen_ms=at_ms
    )


def stored(stage: Stage) -> dict[int, str | None]:
    rows = stage.run(languages_since(stage.context.pool, None))
    return {row.discord_user_id: row.language for row in rows}


@pytest.mark.parametrize(
    ("language", "message"),
    [("pt", "language-set"), ("es", "language-set"), (None, "language-automatic")],
)
def test_a_choice_is_stored_and_confirmed(stage: Stage, language: str | None, message: str) -> None:
    assert choose(stage.context, chosen(language, 1)) == {
        "kind": "text",
        "message": message,
        "args": {},
    }
    assert stored(stage) == {7: language}


def test_a_job_that_was_overtaken_does_not_undo_the_younger_choice(stage: Stage) -> None:
    choose(stage.context, chosen("es", 2_000))
    choose(stage.context, chosen("pt", 1_000))
    assert stored(stage) == {7: "es"}
