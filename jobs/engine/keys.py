"""The names of a queue's keys: a fixed set under one hash tag, so that scripts can declare all."""

from __future__ import annotations

from functools import cached_property

#: Script-local name -> suffix of the key. What each holds is said where it is written, in lua/.
QUEUE_KEYS = (
    "jobs",
    "progress",
    "waiting1",
    "waiting2",
    "waiting5",
    "waiting10",
    "tenants1",
    "tenants2",
    "tenants5",
    "tenants10",
    "delayed",
    "active",
    "suspects",
    "parked",
    "inflight",
    "completed",
    "failed",
    "marker",
    "coalesce",
    "aliases",
    "askers",
    "claims",
    "starts",
    "minutes",
    "meta",
)
BLOB_KEYS = ("blobs", "blob_times", "blob_meta")
WORKER_KEYS = ("registry", "beats")
SCHEDULE_KEYS = ("schedules",)
AGREEMENT_KEYS = ("told",)
ALL_KEYS = frozenset(QUEUE_KEYS + BLOB_KEYS + WORKER_KEYS + SCHEDULE_KEYS + AGREEMENT_KEYS)


class KeySpace:
    """All keys that share one hash tag.

    Parameters
    ----------
    namespace : str
        Sets one engine's keys apart from everything else in the same Redis.
    name : str
        The queue (or store) whose keys these are.
    """

    def __init__(self, namespace: str, name: str) -> None:
        self.name = name
        self._prefix = f"{{{namespace}:{name}}}:"
        self._several: dict[tuple[str, ...], tuple[str, ...]] = {}

    def __getitem__(self, key: str) -> str:
        return self._prefix + key

    def several(self, keys: tuple[str, ...]) -> tuple[str, ...]:
        """The full names of several keys, in their order."""
        found = self._several.get(keys)
        if found is None:
            found = self._several[keys] = tuple(self[key] for key in keys)
        return found

    @cached_property
    def channel(self) -> str:
        """Where finished jobs that asked for it are announced."""
        return self._prefix + "events"

    @cached_property
    def all(self) -> tuple[str, ...]:
        """Every key that a queue may have."""
        return self.several(QUEUE_KEYS)
