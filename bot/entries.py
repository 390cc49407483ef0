"""What the bot owes, to one accepted interaction or to a channel: an entry of the journal."""

from __future__ import annotations

import base64
import enum
import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from jobs.api import JobRequest
    from locales import Locale

TOKEN_LIFETIME_MS: Final = 15 * 60 * 1000
"""How long Discord lets an interaction's token be used, from the interaction's own time on."""

_DISCORD_EPOCH_MS: Final = 1_420_070_400_000


class EntryState(enum.StrEnum):
    """How far an entry is known to have come; it only ever moves down this list."""

    WRITTEN = "written"
    """In the journal. Whether Discord took the acknowledgement is not known."""
    ACKNOWLEDGED = "acknowledged"
    """Discord took the acknowledgement: an answer is owed. The job is not known to be enqueued."""
    ENQUEUED = "enqueued"
    """The job system took the job."""
    CLOSED = "closed"
    """Nothing is owed any more; kept a while so that a replayed interaction is recognised."""


class Destination(enum.StrEnum):
    """Where the answer of an entry goes."""

    INTERACTION = "interaction"
    """To the original response of an interaction."""
    CHANNEL = "channel"
    """To a channel, as a message of the bot's own: nobody pressed for it just now."""


class Outcome(enum.StrEnum):
    """Why an entry was closed."""

    ANSWERED = "answered"
    """The result, or an error, was posted."""
    NEVER_ACCEPTED = "never_accepted"
    """Discord did not take the acknowledgement, so that it told the member itself."""
    UNREACHABLE = "unreachable"
    """Discord offers no way to answer any more (message deleted, token dead, no permission)."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One interaction, or one post to a channel, and the whole job that answers it.

    Times are Discord's own, in milliseconds of the Unix epoch.
    """

    interaction_id: int
    """Of a post to a channel, an id made like Discord's own; see `bot.channel_posts`."""
    application_id: int
    token: str = field(repr=False)
    channel_id: int | None
    guild_id: int | None
    user_id: int
    locale: Locale
    private: bool
    """Whether only the member sees the answer. Fixed at the acknowledgement."""
    channel_fallback: bool
    """Whether the answer may go to the channel once the token is dead."""
    upload_limit: int
    """Largest file, in bytes, that Discord takes here."""
    job: JobRequest
    """The job as it was, or would have been, enqueued."""
    job_id: str
    """The job that brings the answer: another's where requests were coalesced."""
    state: EntryState = EntryState.WRITTEN
    notified: bool = False
    """Whether the member was told that the answer will come in the channel."""
    renewals: int = 0
    """How often the job was asked for anew because its picture was gone."""
    destination: Destination = Destination.INTERACTION
    key: str = ""
    """Of a post to a channel: what it is about. The same is owed to a channel once at a time."""
    words: str = ""
    """Of a post to a channel: its whole text, where no job has to make it."""
    quiet: bool = False
    """Whether an error is logged only: nobody in the channel has asked for anything."""

    @property
    def to_channel(self) -> bool:
        """Whether the answer has no interaction to go to."""
        return self.destination is Destination.CHANNEL

    @property
    def created_ms(self) -> int:
        """When Discord made the interaction."""
        return snowflake_ms(self.interaction_id)

    @property
    def expires_ms(self) -> int:
        """When Discord stops taking the token."""
        return self.created_ms + TOKEN_LIFETIME_MS

    @property
    def reference(self) -> str:
        """A short id that a member can tell an operator, and that stands in the log."""
        return reference_of(self.interaction_id)

    @property
    def nonce(self) -> str:
        """What makes Discord recognise a channel post of this entry as the same post."""
        return f"a{self.interaction_id}"

    @property
    def request_key(self) -> tuple[int, int | None, str, str]:
        """The same for a member who asks for the same once more in the same place."""
        if self.to_channel:
            return 0, self.channel_id, "", self.key
        payload = json.dumps(self.job.payload, sort_keys=True, separators=(",", ":"))
        return self.user_id, self.channel_id, self.job.actor, payload


def reference_of(interaction_id: int) -> str:
    """A short id of an interaction, for people to read out."""
    digest = hashlib.blake2s(str(interaction_id).encode(), digest_size=4).digest()
    return base64.b32encode(digest).decode()[:6]


def snowflake_at(milliseconds: int, tail: int) -> int:
    """An id like Discord's own, of a moment; ``tail`` are its lower 22 bits."""
    return (milliseconds - _DISCORD_EPOCH_MS) << 22 | tail


def snowflake_ms(snowflake: int) -> int:
    """When Discord made an id, in milliseconds of the Unix epoch."""
    return (snowflake >> 22) + _DISCORD_EPOCH_MS
