"""Coaching from the member's request to the message, whatever the model does."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from apolo.sandbox.gemini_faults import FaultKind
from apolo.sandbox.opendota_data.accounts import CARRY, NEWCOMER, PRIVATE, SUPPORT, TURBO
from apolo.sandbox.opendota_data.archive import ABANDONED_MATCH, PARSED_MATCH
from dota.coaching import coaching_facts
from dota.errors import MatchNotFound, NoMatches, PrivateProfile, SourceUnavailable
from jobs.actors.coaching.answer import MAX_ANSWER
from jobs.actors.coaching.numbers import foreign_numbers
from jobs.actors.errors import NotInMatch, NotLinked
from locales import Locale, text

if TYPE_CHECKING:
    from apolo.sandbox.gemini import SandboxGemini
    from jobs.actors.coaching.model import Model

EVERY_FAULT = [fault for fault in FaultKind if fault not in (FaultKind.THOUGHTS, FaultKind.PINGS)]


@pytest.fixture(autouse=True)
def _linked(stage: Any) -> None:
    stage.link(1, CARRY.account_id)


def by_gemini(shown: str, locale: str = "en") -> bool:
    """Who wrote a text, by its mark; it has exactly one."""
    end = shown.splitlines()[-1]
    number = end.split()[2]
    marks = {
        kind: "-# " + text(Locale(locale), f"coach-mark-{kind}", match=number)
        for kind in ("gemini", "rules")
    }
    assert end in marks.values()
    return end == marks["gemini"]


@pytest.mark.parametrize("locale", ["en", "pt", "es"])
def test_a_model_that_answers_is_given_to_the_member(
    coaching: Any, gemini: SandboxGemini, locale: str
) -> None:
    shown = coaching.ask(PARSED_MATCH, locale=locale)
    assert by_gemini(shown, locale)
    title = text(Locale(locale), "coach-title-won", hero="Phantom Assassin")
    assert shown.startswith(f"{title} · 18/3/6 · ")
    assert "18/3/6" in shown.split("\n\n", 1)[1]
    assert len(gemini.requests) == 1


def test_a_member_whose_share_is_used_up_costs_no_call(
    coaching: Any, gemini: SandboxGemini
) -> None:
    assert not by_gemini(coaching.ask(PARSED_MATCH, by_rules=True))
    assert gemini.requests == []


def test_a_member_whose_share_is_used_up_is_given_what_was_written_before(
    coaching: Any, gemini: SandboxGemini
) -> None:
    written = coaching.ask(PARSED_MATCH)
    assert by_gemini(written)
    assert coaching.ask(PARSED_MATCH, by_rules=True) == written
    assert len(gemini.requests) == 1


def test_without_a_match_it_is_about_the_last_one(coaching: Any) -> None:
    assert f"Match {PARSED_MATCH}" in coaching.ask()


@pytest.mark.parametrize("fault", EVERY_FAULT)
def test_whatever_the_model_does_the_member_has_an_answer_in_time(
    coaching: Any, impatient_coaching: Any, gemini: SandboxGemini, fault: FaultKind
) -> None:
    coaching.ask(ABANDONED_MATCH)
    gemini.fail(fault, seconds=60)
    began = time.monotonic()
    with capture_logs() as logs:
        shown = impatient_coaching.ask(PARSED_MATCH)
    assert time.monotonic() - began < 30
    assert not by_gemini(shown)
    assert text(Locale.EN, "coach-went-well") in shown
    assert len(gemini.requests) == 2
    (reason,) = [entry for entry in logs if entry["event"] == "rules_instead"]
    assert reason["match_id"] == PARSED_MATCH
    assert not any(entry["event"] == "model_failed" for entry in logs)


def test_thoughts_and_pings_do_not_reach_the_member(coaching: Any, gemini: SandboxGemini) -> None:
    gemini.fail(FaultKind.THOUGHTS, times=1)
    gemini.fail(FaultKind.PINGS)
    first, second = coaching.ask(PARSED_MATCH), coaching.ask(ABANDONED_MATCH)
    assert by_gemini(first)
    assert by_gemini(second)
    assert "999" not in first
    assert not any(part in second for part in ("@everyone", "evil", "<@", "]("))


def test_the_same_match_costs_one_call(coaching: Any, gemini: SandboxGemini) -> None:
    first = coaching.ask(PARSED_MATCH)
    assert coaching.ask(PARSED_MATCH) == first
    assert coaching.ask() == first
    assert len(gemini.requests) == 1
    assert coaching.ask(PARSED_MATCH, locale="pt") != first
    assert len(gemini.requests) == 2


def test_a_rejected_text_is_not_kept(coaching: Any, gemini: SandboxGemini) -> None:
    gemini.fail(FaultKind.WRONG_NUMBERS, times=1)
    assert not by_gemini(coaching.ask(PARSED_MATCH))
    assert by_gemini(coaching.ask(PARSED_MATCH))


@pytest.mark.parametrize("fault", [FaultKind.RATE_LIMITED, FaultKind.SILENT, FaultKind.BAD_KEY])
def test_after_a_refusal_nobody_asks_until_its_time_is_over(
    impatient_coaching: Any, gemini: SandboxGemini, fault: FaultKind
) -> None:
    gemini.fail(fault, seconds=34)
    impatient_coaching.ask(PARSED_MATCH)
    asked = len(gemini.requests)
    gemini.heal()
    assert not by_gemini(impatient_coaching.ask(PARSED_MATCH))
    assert len(gemini.requests) == asked


def test_over_the_budget_the_rules_write_at_once(
    make_coaching: Any, model: Model, gemini: SandboxGemini
) -> None:
    coaching = make_coaching(model, per_day=1)
    assert by_gemini(coaching.ask(PARSED_MATCH))
    assert not by_gemini(coaching.ask(ABANDONED_MATCH))
    assert by_gemini(coaching.ask(PARSED_MATCH))
    assert len(gemini.requests) == 1


def test_without_a_model_the_rules_write(make_coaching: Any) -> None:
    shown = make_coaching(None).ask(PARSED_MATCH, locale="pt")
    assert not by_gemini(shown, "pt")
    assert len(shown) <= MAX_ANSWER


def test_a_model_that_breaks_in_a_way_nobody_listed(make_coaching: Any) -> None:
    class Broken:
        name = "broken"

        def ask(self, prompt: object, timeout: float) -> str:
            raise KeyError("candidates")

    with capture_logs() as logs:
        shown = make_coaching(Broken()).ask(PARSED_MATCH)
    assert not by_gemini(shown)
    assert any(entry["event"] == "model_failed" for entry in logs)


@pytest.mark.parametrize("locale", ["en", "pt", "es"])
@pytest.mark.parametrize("match_id", [None, PARSED_MATCH, ABANDONED_MATCH])
def test_every_number_that_a_member_reads_is_one_of_the_facts(
    make_coaching: Any, model: Model, stage: Any, match_id: int | None, locale: str
) -> None:
    rows = stage.run(stage.context.opendota.recent_matches(CARRY.account_id))
    match = stage.run(stage.context.opendota.match(match_id or rows[0].match_id))
    player = match.player(CARRY.account_id)
    assert player is not None
    known = coaching_facts(match, player, rows).numbers()
    for chosen in (None, model):
        shown = make_coaching(chosen).ask(match_id, locale=locale)
        assert foreign_numbers(shown, known, Locale(locale)) == []


def test_a_member_who_is_not_linked(coaching: Any) -> None:
    with pytest.raises(NotLinked):
        coaching.ask(PARSED_MATCH, member=2)


def test_a_match_of_others(coaching: Any, stage: Any, gemini: SandboxGemini) -> None:
    stage.link(2, NEWCOMER.account_id)
    with pytest.raises(NotInMatch) as raised:
        coaching.ask(PARSED_MATCH, member=2)
    assert raised.value.params == {"match_id": PARSED_MATCH}
    assert gemini.requests == []


def test_a_match_that_does_not_exist(coaching: Any) -> None:
    with pytest.raises(MatchNotFound):
        coaching.ask(8_600_999_999)


def test_a_member_without_matches_and_one_who_hides_them(coaching: Any, stage: Any) -> None:
    stage.link(2, NEWCOMER.account_id)
    stage.link(3, PRIVATE.account_id)
    with pytest.raises(NoMatches):
        coaching.ask(member=2)
    with pytest.raises(PrivateProfile):
        coaching.ask(member=3)


def test_a_named_match_needs_no_history(make_coaching: Any, stage: Any) -> None:
    stage.server.fail("server_error", path="/recentMatches")
    shown = make_coaching(None).ask(PARSED_MATCH)
    assert text(Locale.EN, "coach-form-none-normal") in shown
    with pytest.raises(SourceUnavailable):
        make_coaching(None).ask()


def test_a_member_with_nothing_but_turbo(make_coaching: Any, stage: Any) -> None:
    stage.link(4, TURBO.account_id)
    shown = make_coaching(None).ask(member=4)
    assert text(Locale.EN, "coach-note-turbo") in shown
    assert "Turbo matches before this one" in shown


def test_a_support_gets_a_supports_text(make_coaching: Any, stage: Any) -> None:
    stage.link(5, SUPPORT.account_id)
    shown = make_coaching(None).ask(member=5)
    assert "**Last hits:**" not in shown.split("**Work on**")[1]
