"""Threads of a process are granted, kept back and given again as the engine promises."""

from __future__ import annotations

from jobs.engine.slots import Slots


def taken(slots: Slots, queue: str, most: int) -> int:
    grant = slots.acquire(queue, 0)
    if grant is None:
        return 0
    slots.confirm(queue, grant, min(grant.count, most))
    return min(grant.count, most)


def test_a_queue_that_prefetches_asks_again_at_half_its_stock():
    slots = Slots(2)
    slots.declare("q", limit=2, weight=1, prefetch=10)
    assert taken(slots, "q", 12) == 12
    for _ in range(4):
        slots.release("q")
    assert taken(slots, "q", 12) == 0
    slots.release("q")
    assert taken(slots, "q", 12) == 5


def test_a_queue_without_prefetch_gets_every_free_thread():
    slots = Slots(2)
    slots.declare("q", limit=2, weight=1)
    assert taken(slots, "q", 2) == 2
    slots.release("q")
    assert taken(slots, "q", 2) == 1


def test_while_a_process_is_emptied_nothing_is_granted():
    slots = Slots(2)
    slots.declare("q", limit=2, weight=1)
    assert taken(slots, "q", 1) == 1
    slots.drain_for("q", 60)
    assert taken(slots, "q", 1) == 0
    slots.release("q")
    grant = slots.acquire("q", 0)
    assert grant is not None
    assert grant.idle


def test_emptying_a_process_ends_by_itself():
    slots = Slots(2)
    slots.declare("q", limit=2, weight=1)
    assert taken(slots, "q", 1) == 1
    slots.drain_for("q", 0.05)
    # The other thread is free, yet granted only once the time is over.
    assert slots.acquire("q", 0) is None
    assert slots.acquire("q", 5) is not None
