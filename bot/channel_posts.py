"""Posts to channels that no interaction waits for: digests, alerts, a card that took its time."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.entries import Destination, Entry, EntryState, snowflake_at
from jobs.api import JobRequest

if TYPE_CHECKING:
    from locales import Locale

UPLOAD_LIMIT: Final = 10 * 1024 * 1024
"""What Discord takes in bytes everywhere; servers may have earned more."""

_NO_JOB: Final = JobRequest(queue="", actor="", payload={}, job_id="")


@dataclass(frozen=True, slots=True)
class ChannelPost:
    """A message to be posted to a channel, once.

    Either ``job`` makes it, or ``words`` are it.
    """

    key: str
    """What it is about, such as ``digest:33``. While a post is owed to a channel, another of the
    same key is none."""
    due_ms: int
    """When it became due, in milliseconds of the Unix epoch: the same key and moment are the same
    post, for every bot process and after every restart. Not longer ago than half an hour."""
    channel_id: int
    guild_id: int | None
    locale: Locale
    job: JobRequest | None = None
    words: str = ""
    """Up to 2,000 characters."""
    quiet: bool = False
    """Whether an error is only logged, because nobody in the channel has asked for anything."""
    upload_limit: int = UPLOAD_LIMIT
    """Largest file, in bytes, that Discord takes there."""

    def __post_init__(self) -> None:
        if (self.job is None) != bool(self.words):
            raise ValueError("a post has a job or words")


def entry_of(post: ChannelPost) -> Entry:
    """The journal's entry of a post."""
    digest = hashlib.blake2s(f"{post.channel_id} {post.key}".encode(), digest_size=4).digest()
    job = post.job if post.job is not None else _NO_JOB
    return Entry(
        interaction_id=snowflake_at(post.due_ms, int.from_bytes(digest) & 0x3FFFFF),
        application_id=0,
        token="",
        channel_id=post.channel_id,
        guild_id=post.guild_id,
        user_id=0,
        locale=post.locale,
        private=False,
        channel_fallback=True,
        upload_limit=post.upload_limit,
        job=job,
        job_id=job.job_id,
        # There is nobody to acknowledge it to: it is owed from the start.
        state=EntryState.ACKNOWLEDGED,
        destination=Destination.CHANNEL,
        key=post.key,
        words=post.words,
        quiet=post.quiet,
    )
