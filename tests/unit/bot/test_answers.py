"""A job's end becomes words or a picture, whatever the job has sent."""

from __future__ import annotations

import dataclasses

import pytest

from bot.answers import MAX_ALT, answer_of, error_answer
from bot.entries import Entry
from jobs.api import JobError, JobState, JobStatus
from locales import Locale, text


def completed(result: object) -> JobStatus:
    return JobStatus("i1", "image-generation", JobState.COMPLETED, result=result)


def failed(error: JobError | None) -> JobStatus:
    return JobStatus("i1", "image-generation", JobState.FAILED, error=error)


def test_a_picture(entry: Entry) -> None:
    answer = answer_of(
        entry, completed({"kind": "image", "picture": "r", "filename": "m.webp", "alt": "A" * 5000})
    )
    assert answer.content == ""
    assert answer.picture is not None
    assert (answer.picture.ref, answer.picture.filename) == ("r", "m.webp")
    assert answer.picture.mime == "image/webp"
    assert len(answer.picture.alt) == MAX_ALT


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\r\nb.png", "", 5, None, "x" * 200])
def test_a_hostile_file_name_is_replaced(entry: Entry, name: object) -> None:
    answer = answer_of(entry, completed({"kind": "image", "picture": "r", "filename": name}))
    assert answer.picture is not None
    assert answer.picture.filename == "apolo.png"


def test_a_text_in_the_entrys_language_with_foreign_parts_escaped(entry: Entry) -> None:
    result = {
        "kind": "text",
        "message": "link-done",
        "args": {"name": "_x_ <@1>", "account": "5"},
    }
    answer = answer_of(dataclasses.replace(entry, locale=Locale.ES), completed(result))
    assert answer.content == text(Locale.ES, "link-done", name="\\_x\\_ \\<@\u200b1>", account="5")


@pytest.mark.parametrize(
    "result",
    [
        None,
        "text",
        {},
        {"kind": "image"},
        {"kind": "image", "picture": ""},
        {"kind": "image", "picture": 7},
        {"kind": "text"},
        {"kind": "text", "message": "no-such-message"},
        {"kind": "text", "message": "link-done"},
        {"kind": "text", "message": "link-done", "args": ["a"]},
        {"kind": "video", "picture": "r"},
    ],
)
def test_nonsense_becomes_the_generic_error(entry: Entry, result: object) -> None:
    assert answer_of(entry, completed(result)) == error_answer(entry, "internal")


def test_a_failure_is_told_by_its_code(entry: Entry) -> None:
    answer = answer_of(entry, failed(JobError("match_not_found", "detail", {"match_id": 74})))
    assert answer.content == text(Locale.EN, "error-match-not-found", match="74")


def test_a_failure_without_an_error_is_ours(entry: Entry) -> None:
    assert answer_of(entry, failed(None)) == error_answer(entry, "internal")


def test_details_for_operators_are_not_shown(entry: Entry) -> None:
    error = JobError("internal", "psycopg: password=hunter2", {}, "Traceback …")
    content = answer_of(entry, failed(error)).content
    assert "hunter2" not in content
    assert "Traceback" not in content
