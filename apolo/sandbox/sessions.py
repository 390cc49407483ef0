"""Gateway sessions: what each has been sent, kept so that a resume can replay it."""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from apolo.sandbox.snowflake import shard_of
from apolo.sandbox.wire import encode

if TYPE_CHECKING:
    from apolo.sandbox.wire import JsonObject

REPLAY = 5_000
RESUMABLE = 120.0

GUILDS = 1 << 0
GUILD_MEMBERS = 1 << 1
GUILD_MESSAGES = 1 << 9
DIRECT_MESSAGES = 1 << 12
PRIVILEGED = (1 << 1) | (1 << 8) | (1 << 15)
_ALWAYS = {"INTERACTION_CREATE", "GUILD_MEMBERS_CHUNK", "READY", "RESUMED"}


@dataclass(eq=False, slots=True)
class Session:
    """One shard of one bot process.

    Attributes
    ----------
    outbox
        Frames on their way to the socket; ``None`` while no socket is attached.
    sent
        The latest events with their sequence numbers, for a resume.
    """

    shard: int
    shards: int
    intents: int
    id: str = field(default_factory=lambda: secrets.token_hex(16))
    sequence: int = 0
    sent: deque[tuple[int, str]] = field(default_factory=lambda: deque(maxlen=REPLAY), repr=False)
    outbox: asyncio.Queue[str | None] | None = field(default=None, repr=False)
    detached_at: float | None = None

    def hears(self, event: str, guild_id: int | None) -> bool:
        """Tell whether an event of this server goes to this session."""
        if shard_of(guild_id, self.shards) != self.shard:
            return False
        if event in _ALWAYS:
            return True
        if event.startswith("MESSAGE_"):
            needed = DIRECT_MESSAGES if guild_id is None else GUILD_MESSAGES
            return bool(self.intents & needed)
        if event.startswith("GUILD_MEMBER_"):
            return bool(self.intents & GUILD_MEMBERS)
        return bool(self.intents & GUILDS)

    def send(self, event: str, data: bytes) -> None:
        """Number an event, keep it for a resume, and send it when a socket is attached."""
        self.sequence += 1
        frame = f'{{"op":0,"s":{self.sequence},"t":"{event}","d":{data.decode()}}}'
        self.sent.append((self.sequence, frame))
        if self.outbox is not None:
            self.outbox.put_nowait(frame)

    def missed_after(self, sequence: int) -> list[str] | None:
        """Return the frames after a sequence number, ``None`` when they are not all kept."""
        if sequence > self.sequence:
            return None
        missed = [frame for number, frame in self.sent if number > sequence]
        return missed if len(missed) == self.sequence - sequence else None

    def detach(self) -> None:
        """Note that the socket is gone; events are kept for a resume."""
        self.outbox = None
        self.detached_at = time.monotonic()


class Sessions:
    """All sessions, attached or waiting for a resume."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def add(self, session: Session) -> None:
        """Begin a session."""
        self.forget_old()
        self._sessions[session.id] = session

    def get(self, session_id: str) -> Session | None:
        """Return a session that can be resumed."""
        self.forget_old()
        return self._sessions.get(session_id)

    def remove(self, session: Session) -> None:
        """End a session for good."""
        self._sessions.pop(session.id, None)

    def attached(self) -> list[Session]:
        """Return the sessions with a socket."""
        return [one for one in self._sessions.values() if one.outbox is not None]

    def forget_all(self) -> None:
        """End all sessions, so that no resume succeeds."""
        self._sessions.clear()

    def forget_old(self) -> None:
        """End the sessions that nobody came back to."""
        now = time.monotonic()
        for session in list(self._sessions.values()):
            if session.detached_at is not None and now - session.detached_at > RESUMABLE:
                del self._sessions[session.id]

    def dispatch(self, event: str, data: JsonObject, guild_id: int | None) -> int:
        """Send an event to every session of its shard; return how many have a socket."""
        body: bytes | None = None
        reached = 0
        for session in self._sessions.values():
            if session.hears(event, guild_id):
                body = body or encode(data)
                session.send(event, body)
                reached += session.outbox is not None
        return reached
