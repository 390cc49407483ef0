"""A queue's ring of minutes, as Redis holds it."""

from __future__ import annotations

import struct

from jobs.engine.minutes import Minute, decode_minutes


def _row(minute: int, *counts: int, waits: dict[int, int] | None = None) -> bytes:
    buckets = [0] * 192
    for bucket, count in (waits or {}).items():
        buckets[bucket] = count
    return struct.pack(">198I", minute, *(counts or [0] * 5), *buckets)


def test_minutes_come_oldest_first_and_unused_rows_are_none() -> None:
    raw = _row(102, 1, 2, 3, 4, 5, waits={0: 7, 95: 8, 96: 9}) + _row(0) + _row(101)
    assert decode_minutes(raw) == (
        Minute(101, 0, 0, 0, 0, 0, {}, {}),
        Minute(102, 1, 2, 3, 4, 5, {0: 7, 95: 8}, {0: 9}),
    )


def test_what_is_cut_off_is_left_out() -> None:
    assert [one.minute for one in decode_minutes((_row(7) + _row(8))[:-1])] == [7]
    assert decode_minutes(b"") == ()
