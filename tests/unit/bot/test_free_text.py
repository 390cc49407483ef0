"""Texts that workers write reach the channel whole, bounded and without a mention."""

from __future__ import annotations

import pytest

from bot.answers import MAX_FREE_TEXT, answer_of, error_answer, free_text
from bot.entries import Entry
from jobs.api import JobState, JobStatus


def completed(result: object) -> JobStatus:
    return JobStatus("i1", "ai-analysis", JobState.COMPLETED, result=result)


def test_a_free_text_keeps_its_lines_and_markdown(entry: Entry) -> None:
    answer = answer_of(entry, completed({"kind": "text", "text": "**Farm**\n- 41 last hits\n"}))
    assert answer.content == "**Farm**\n- 41 last hits"
    assert answer.picture is None


def test_a_picture_may_come_with_words(entry: Entry) -> None:
    result = {"kind": "image", "picture": "r", "filename": "a.png", "alt": "A", "text": "Well done"}
    answer = answer_of(entry, completed(result))
    assert answer.content == "Well done"
    assert answer.picture is not None


@pytest.mark.parametrize(
    "mention", ["@everyone", "@here", "<@80351110224678912>", "<@&80351110224678912>", "<#12>"]
)
def test_a_free_text_mentions_nobody(mention: str) -> None:
    words = free_text(f"Hi {mention}!")
    assert mention not in words
    assert words.replace("\u200b", "") == f"Hi {mention}!"


@pytest.mark.parametrize("filling", ["x", "@", "é", "<#"])
def test_a_free_text_is_cut_to_what_a_message_holds(filling: str) -> None:
    words = free_text(filling * 5_000_000)
    assert len(words) <= MAX_FREE_TEXT
    assert words.endswith("…")


def test_what_nobody_sees_is_left_out() -> None:
    assert free_text("a\x00b\u202ec\r\nd\te") == "abc\nd\te"


@pytest.mark.parametrize("nothing", ["", "  \n", 7, None, ["a"], "\x00"])
def test_a_text_without_words_is_an_error(entry: Entry, nothing: object) -> None:
    answer = answer_of(entry, completed({"kind": "text", "text": nothing}))
    assert answer == error_answer(entry, "internal")
