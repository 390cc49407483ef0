"""What every package behind a model has to hold to, against Gemini's wire."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.gemini_faults import FaultKind
from jobs.actors.coaching import MODELS, errors
from jobs.actors.coaching.generativeai import without_thoughts
from jobs.actors.coaching.model import Prompt

if TYPE_CHECKING:
    from apolo.sandbox.gemini import SandboxGemini
    from jobs.actors.coaching.model import Model

PROMPT = Prompt(
    system="Write in Spanish.",
    user='<facts>{"hero": "Axe", "won": true, "kills": 3, "deaths": 2, "assists": 1}</facts>',
)


def test_a_text_comes_back_from_the_model_that_was_named(
    model: Model, gemini: SandboxGemini
) -> None:
    assert model.ask(PROMPT, 10.0).startswith("Buena victoria con Axe")
    (asked,) = gemini.requests
    assert (asked.model, asked.key) == ("gemini-3.5-flash-lite", "sandbox-key")
    assert asked.prompt == f"{PROMPT.system}\n{PROMPT.user}"


def test_thoughts_are_no_text(model: Model, gemini: SandboxGemini) -> None:
    gemini.fail(FaultKind.THOUGHTS)
    assert model.ask(PROMPT, 10.0).startswith("Buena victoria con Axe")


@pytest.mark.parametrize(
    ("fault", "error", "pause"),
    [
        (FaultKind.DOWN, errors.ModelUnavailable, 30),
        (FaultKind.RATE_LIMITED, errors.ModelLimited, 17),
        (FaultKind.DAY_SPENT, errors.ModelLimited, 3600),
        (FaultKind.OVERLOADED, errors.ModelUnavailable, 30),
        (FaultKind.SERVER_ERROR, errors.ModelUnavailable, 30),
        (FaultKind.BAD_KEY, errors.ModelMisconfigured, 300),
        (FaultKind.FORBIDDEN, errors.ModelMisconfigured, 300),
        (FaultKind.NO_MODEL, errors.ModelMisconfigured, 300),
        (FaultKind.BLOCKED, errors.ModelRefused, 0),
        (FaultKind.SAFETY, errors.ModelRefused, 0),
        (FaultKind.MAX_TOKENS, errors.AnswerRejected, 0),
        (FaultKind.EMPTY, errors.AnswerRejected, 0),
        (FaultKind.NOTHING, errors.AnswerRejected, 0),
        (FaultKind.HTML_PAGE, errors.AnswerRejected, 0),
        (FaultKind.HUGE, errors.AnswerRejected, 0),
    ],
)
def test_every_fault_is_one_of_ours_after_one_request(
    model: Model,
    gemini: SandboxGemini,
    fault: FaultKind,
    error: type[errors.CoachError],
    pause: float,
) -> None:
    gemini.fail(fault, seconds=17)
    with pytest.raises(error) as raised:
        model.ask(PROMPT, 10.0)
    assert raised.value.pause == pause
    assert len(gemini.requests) == 1


@pytest.mark.parametrize("fault", [FaultKind.SILENT, FaultKind.DRIP])
def test_the_deadline_holds_for_the_whole_answer(
    model: Model, gemini: SandboxGemini, fault: FaultKind
) -> None:
    model.ask(PROMPT, 10.0)
    gemini.fail(fault, seconds=60)
    began = time.monotonic()
    with pytest.raises(errors.ModelSilent):
        model.ask(PROMPT, 0.5)
    assert time.monotonic() - began < 30


def test_a_wrong_key_is_a_matter_of_settings(sdk: str, gemini: SandboxGemini) -> None:
    with pytest.raises(errors.ModelMisconfigured) as raised:
        MODELS[sdk]("another-key", gemini.url, "gemini-x").ask(PROMPT, 10.0)
    assert "another-key" not in str(raised.value)


def test_nobody_listens(sdk: str) -> None:
    with pytest.raises(errors.ModelUnavailable):
        MODELS[sdk]("key", "http://127.0.0.1:1", "gemini-x").ask(PROMPT, 10.0)


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{}", b'{"candidates": 5}', b'{"candidates": [{"content": null}]}', b"<html>"],
)
def test_a_body_without_thoughts_stays_as_it_is(body: bytes) -> None:
    assert without_thoughts(body) == body
