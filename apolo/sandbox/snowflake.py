"""Ids that carry their time of birth, as Discord makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apolo.sandbox.clock import Clock

DISCORD_EPOCH_MS = 1_420_070_400_000


class Snowflakes:
    """A source of unique, increasing ids."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> int:
        """Return an id whose upper 42 bits are the milliseconds since 2015."""
        fresh = (int(self._clock.now() * 1000) - DISCORD_EPOCH_MS) << 22
        self._last = max(fresh, self._last + 1)
        return self._last

    def next_for_shard(self, shard: int, shards: int) -> int:
        """Return a guild id that Discord's formula routes to ``shard`` of ``shards``."""
        identifier = self.next()
        step = (shard - (identifier >> 22)) % shards
        identifier += step << 22
        self._last = max(self._last, identifier)
        return identifier


def shard_of(guild_id: int | None, shards: int) -> int:
    """Return the shard that hears of a guild; direct messages (``None``) go to shard 0."""
    return 0 if guild_id is None else (guild_id >> 22) % shards
