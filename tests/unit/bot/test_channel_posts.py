"""What a channel is owed without an interaction: made once, tried long, quiet where told."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from bot.channel_posts import ChannelPost, entry_of
from bot.entries import EntryState, snowflake_ms
from jobs.api import JobRequest
from locales import Locale

if TYPE_CHECKING:
    from bot.entries import Entry

NOW_MS = 1_800_000_000_000
JOB = JobRequest(queue="notification", actor="digest", payload={"guild_id": 33}, job_id="digest:33")


def post(**changes: object) -> ChannelPost:
    made = ChannelPost("digest:33", NOW_MS, 22, 33, Locale.PT, job=JOB)
    return dataclasses.replace(made, **changes)  # type: ignore[arg-type]


def test_the_same_post_has_the_same_id_everywhere() -> None:
    assert entry_of(post()) == entry_of(post())
    ids = {
        entry.interaction_id
        for entry in (
            entry_of(post()),
            entry_of(post(key="digest:34")),
            entry_of(post(channel_id=23)),
            entry_of(post(due_ms=NOW_MS + 1)),
        )
    }
    assert len(ids) == 4
    assert {snowflake_ms(one) for one in ids} == {NOW_MS, NOW_MS + 1}


def test_a_post_is_owed_from_the_start_and_to_nobody() -> None:
    entry: Entry = entry_of(post())
    assert entry.state is EntryState.ACKNOWLEDGED
    assert entry.to_channel
    assert (entry.token, entry.job, entry.private) == ("", JOB, False)


@pytest.mark.parametrize("changes", [{"job": None}, {"words": "done already"}])
def test_a_post_has_either_a_job_or_words(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="job or words"):
        post(**changes)
