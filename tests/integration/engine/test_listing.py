"""Reading jobs by state, and the worker processes."""

from __future__ import annotations

import time
from itertools import chain

import msgspec
import pytest

from jobs.engine import EngineBroker, JobFilter, JobState, requests
from jobs.engine.process import working
from jobs.engine.records import decode_record, encode_record
from jobs.engine.session import WORKERS
from jobs.engine.statistics import over_last


def listed(hand, state, *, offset=0, limit=100):
    space = hand.engine.queues.space("work")
    page = hand.engine.run(requests.list_jobs(space, state, offset=offset, limit=limit))
    return [job.job_id for job in page.jobs]


def paged(hand, state, *, where=None, limit=2, most=5_000):
    """All pages of a listing, each as ids."""
    space = hand.engine.queues.space("work")
    pages, offset = [], 0
    while offset is not None:
        request = requests.list_jobs(
            space, state, offset=offset, limit=limit, where=where, most=most
        )
        page = hand.engine.run(request)
        pages.append([job.job_id for job in page.jobs])
        offset = page.next_offset
    return pages


def test_waiting_jobs_are_listed_as_they_will_run(hand):
    hand.add("n1", "n2")
    hand.add("high", priority=2)
    assert listed(hand, JobState.WAITING) == ["high", "n1", "n2"]


def test_pages_follow_each_other_across_priorities(hand):
    hand.add("a", "b", priority=2)
    hand.add("c", "d", priority=5)
    hand.add("e", priority=10)
    pages = [listed(hand, JobState.WAITING, offset=start, limit=2) for start in (0, 2, 4, 6)]
    assert pages == [["a", "b"], ["c", "d"], ["e"], []]


def test_suspect_and_parked_jobs_wait_too(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("crashed")
    hand.claim(worker="dead")
    hand.engine.recover(hand.lease, "dead", blame=True)
    hand.add("running", "parked", tenant="t")
    hand.claim(5)
    assert listed(hand, JobState.WAITING) == ["crashed", "parked"]
    assert listed(hand, JobState.ACTIVE) == ["running"]


def test_ended_jobs_are_listed_newest_first(hand):
    hand.add("a", "b", "c")
    for job in hand.claim(3).jobs:
        hand.finish(job, "f")
    space = hand.engine.queues.space("work")
    for place, job_id in enumerate(("a", "b", "c")):
        hand.engine.client.zadd(space["failed"], {job_id: 1000 + place})
    assert listed(hand, JobState.FAILED, limit=2) == ["c", "b"]
    assert listed(hand, JobState.COMPLETED) == []


def test_pages_lead_on_to_each_other_until_the_last(hand):
    hand.add("a", "b", priority=2)
    hand.add("c", priority=5)
    assert paged(hand, JobState.WAITING) == [["a", "b"], ["c"]]
    assert paged(hand, JobState.WAITING, limit=3) == [["a", "b", "c"], []]
    assert paged(hand, JobState.FAILED) == [[]]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (JobFilter(), ["d", "c", "b", "a"]),
        (JobFilter(actor="draw"), ["c", "a"]),
        (JobFilter(tenant="t1"), ["b", "a"]),
        (JobFilter(error="timeout"), ["d", "c"]),
        (JobFilter(since_ms=2_000), ["d", "c", "b"]),
        (JobFilter(until_ms=2_000), ["a"]),
        (JobFilter(actor="draw", error="timeout", since_ms=3_000, until_ms=3_001), ["c"]),
        (JobFilter(actor="nobody"), []),
    ],
)
def test_failed_jobs_are_filtered(hand, where, found):
    hand.change_policy(failed_age_ms=10**13)
    for place, job_id in enumerate("abcd"):
        hand.add(job_id, actor="draw" if place % 2 == 0 else "write", tenant=f"t{1 + place // 2}")
        hand.finish(hand.claim().jobs[0], "f", error="internal" if place < 2 else "timeout")
        finished(hand, job_id, 1_000 * (place + 1))
    assert list(chain(*paged(hand, JobState.FAILED, where=where))) == found


def finished(hand, job_id, at_ms):
    """Let a failed job have ended at another time."""
    space = hand.engine.queues.space("work")
    record = decode_record(hand.engine.client.hget(space["jobs"], job_id))
    record = msgspec.structs.replace(record, finished_ms=at_ms)
    hand.engine.client.hset(space["jobs"], job_id, encode_record(record))
    hand.engine.client.zadd(space["failed"], {job_id: at_ms})


def test_a_filter_looks_at_so_many_jobs_a_call(hand):
    hand.add(*(f"other{n}" for n in range(7)), actor="other")
    hand.add("wanted", actor="wanted")
    wanted = JobFilter(actor="wanted")
    assert paged(hand, JobState.WAITING, where=wanted, most=3) == [[], [], ["wanted"]]


def test_a_damaged_job_fits_no_filter_and_is_in_the_whole_list(hand):
    hand.add("a", "b", actor="draw")
    hand.engine.client.hset(hand.engine.queues.space("work")["jobs"], "a", b"\xc1")
    assert paged(hand, JobState.WAITING, where=JobFilter(actor="draw")) == [["b"]]
    assert listed(hand, JobState.WAITING) == ["a", "b"]


def test_the_longest_wait_is_told(hand):
    hand.add("a")
    assert hand.engine.counts("work").oldest_ms < 5_000
    hand.finish(hand.claim().jobs[0])
    assert hand.engine.counts("work").oldest_ms == 0


def test_percentiles_come_from_the_runs(hand):
    hand.add(*(f"j{n}" for n in range(10)))
    for place, job in enumerate(hand.claim(10).jobs):
        hand.finish(job, ran_ms=1_000 if place == 9 else 10)
    figures = over_last(hand.engine.counts("work"), 10)
    assert figures.completed == 10
    assert 10 <= figures.run_p50_ms <= 12.5
    assert 1_000 <= figures.run_p95_ms <= 1_250


def test_a_worker_process_is_known_while_it_runs(clean_valkey):
    broker = EngineBroker(clean_valkey, namespace="test", worker="me", threads=3)
    broker.declare_queue("default")
    space = broker.engine.queues.named(WORKERS)
    with working(broker, threads=3, grace=1.0, idle_wait=0.05):
        deadline = time.monotonic() + 30
        while not (known := broker.engine.run(requests.workers(space))):
            assert time.monotonic() < deadline
            time.sleep(0.01)
    assert (known[0].worker, known[0].threads) == ("me", 3)
    assert known[0].rss > 1_000_000
    assert broker.engine.run(requests.workers(space)) == []
    broker.close()
