"""What a queue did, minute by minute, as `lua/settle.lua` notes it."""

from __future__ import annotations

import math
import struct
from dataclasses import dataclass

_BUCKETS = 96
#: Which minute, five counters, two histograms; big-endian.
_ROW = struct.Struct(f">6I{2 * _BUCKETS}I")
_HISTOGRAMS = 6


@dataclass(frozen=True, slots=True)
class Minute:
    """What a queue did within one minute.

    ``declined`` jobs failed for good by an error that says so itself (an unknown match, a private
    profile): nothing is wrong with the system. ``failed`` are all others.

    Histograms map bucket b to a count; bucket b holds times up to 1.25^b - 1 ms.
    """

    minute: int
    completed: int
    failed: int
    declined: int
    retried: int
    crashed: int
    waits: dict[int, int]
    runs: dict[int, int]


def decode_minutes(raw: bytes) -> tuple[Minute, ...]:
    """Read a queue's ring of minutes, oldest first; one that is not whole is left out."""
    minutes = []
    whole = len(raw) - len(raw) % _ROW.size
    for row in _ROW.iter_unpack(memoryview(raw)[:whole]):
        if row[0]:
            minute, completed, failed, declined, retried, crashed = row[:_HISTOGRAMS]
            runs_at = _HISTOGRAMS + _BUCKETS
            waits, runs = _histogram(row[_HISTOGRAMS:runs_at]), _histogram(row[runs_at:])
            one = Minute(minute, completed, failed, declined, retried, crashed, waits, runs)
            minutes.append(one)
    return tuple(sorted(minutes, key=lambda minute: minute.minute))


def bucket_ceiling(bucket: int) -> float:
    """The longest time in ms that a histogram bucket holds."""
    return math.pow(1.25, bucket) - 1


def _histogram(counts: tuple[int, ...]) -> dict[int, int]:
    return {bucket: count for bucket, count in enumerate(counts) if count}
