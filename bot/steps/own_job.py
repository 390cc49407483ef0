"""The job of one entry: the same id is the same job, until its picture has to be drawn anew."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.ledger import Owed
    from jobs.api import JobRequest


def own_job_id(owed: Owed) -> str:
    """The id of the job that an entry asks for itself, whether it has joined another or not."""
    entry = owed.entry
    return f"{entry.job.job_id}-r{entry.renewals}" if entry.renewals else entry.job.job_id


def request_of(owed: Owed) -> JobRequest:
    """The job that an entry asks for."""
    return dataclasses.replace(owed.entry.job, job_id=own_job_id(owed))
