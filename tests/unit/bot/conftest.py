"""An entry to try things on."""

from __future__ import annotations

import time

import pytest

from bot.entries import Entry, EntryState
from jobs.api import JobRequest
from locales import Locale

EPOCH_MS = 1_420_070_400_000


@pytest.fixture
def entry() -> Entry:
    """An acknowledged press of just now, in a server that takes files up to 1 MB."""
    interaction_id = (int(time.time() * 1000) - EPOCH_MS) << 22
    job = JobRequest(
        queue="image-generation",
        actor="match_card",
        payload={"match_id": 74},
        job_id=f"i{interaction_id}",
    )
    return Entry(
        interaction_id=interaction_id,
        application_id=11,
        token="secret",
        channel_id=22,
        guild_id=33,
        user_id=44,
        locale=Locale.EN,
        private=False,
        channel_fallback=True,
        upload_limit=1_000_000,
        job=job,
        job_id=job.job_id,
        state=EntryState.ACKNOWLEDGED,
    )
