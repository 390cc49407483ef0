"""Accepting jobs: own ids, coalescing, refusals."""

from __future__ import annotations

import pytest

from jobs.engine import InvalidJob, JobState, NewJob, QueueUnknown
from jobs.engine.requests import MAX_MESSAGE_BYTES


def test_an_accepted_job_waits(hand):
    hand.add("a")
    status = hand.status("a")
    assert status.state is JobState.WAITING
    assert (status.attempts, status.max_attempts) == (0, 4)
    assert hand.engine.counts("work").waiting == 1


def test_the_same_id_is_the_same_job(hand):
    first = hand.engine.enqueue("work", [NewJob("a", b"one")])[0]
    again = hand.engine.enqueue("work", [NewJob("a", b"two", priority=1)])[0]
    assert first.created
    assert not again.created
    assert hand.claim(5).jobs[0].message == b"one"
    assert hand.engine.counts("work").accepted_total == 1


def test_a_known_id_is_not_run_again_after_it_ended(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], result={"n": 1})
    assert not hand.engine.enqueue("work", [NewJob("a", b"{}")])[0].created
    assert hand.claimed_ids() == []


def test_equal_coalescing_keys_share_one_job(hand):
    hand.add("a", coalesce="card:1")
    joined = hand.engine.enqueue("work", [NewJob("b", b"{}", coalesce="card:1")])[0]
    assert joined.joined
    assert joined.working_id == "a"
    assert hand.claimed_ids(5) == ["a"]


def test_who_joined_reads_the_shared_job(hand):
    hand.add("a", coalesce="k")
    hand.add("b", coalesce="k")
    hand.finish(hand.claim().jobs[0], result={"n": 7})
    status = hand.status("b")
    assert (status.job_id, status.state, status.result) == ("b", JobState.COMPLETED, {"n": 7})


def test_joining_twice_with_the_same_id_is_once(hand):
    hand.add("a", coalesce="k")
    hand.add("b", coalesce="k")
    hand.add("b", coalesce="k")
    assert hand.claimed_ids(5) == ["a"]
    askers = hand.engine.queues.space("work")["askers"]
    assert hand.engine.client.hget(askers, "a") == b"\x91\xa1b"


def test_the_highest_askers_priority_counts(hand):
    hand.add("slow", coalesce="k", priority=10)
    hand.add("other", priority=5)
    hand.add("urgent", coalesce="k", priority=1)
    assert hand.claimed_ids(1) == ["slow"]
    assert hand.status("urgent").priority == 1


def test_a_finished_job_is_joined_no_more(hand):
    hand.add("a", coalesce="k")
    hand.finish(hand.claim().jobs[0])
    hand.add("b", coalesce="k")
    assert hand.claimed_ids() == ["b"]


def test_a_job_that_waits_for_its_retry_is_joined(hand):
    hand.add("a", coalesce="k")
    hand.finish(hand.claim().jobs[0], "r", delay_ms=60_000)
    assert hand.engine.enqueue("work", [NewJob("b", b"{}", coalesce="k")])[0].working_id == "a"


@pytest.mark.parametrize(
    ("field", "job"),
    [
        ("id", NewJob("", b"{}")),
        ("id", NewJob("a b", b"{}")),
        ("id", NewJob("x" * 201, b"{}")),
        ("tenant", NewJob("a", b"{}", tenant="t\0")),
        ("payload", NewJob("a", b"x" * (MAX_MESSAGE_BYTES + 1))),
        ("priority", NewJob("a", b"{}", priority=3)),
        ("delay", NewJob("a", b"{}", delay_ms=-1)),
        ("coalesce", NewJob("a", b"{}", coalesce="k" * 401)),
    ],
)
def test_what_is_refused_names_the_field_and_writes_nothing(hand, field, job):
    with pytest.raises(InvalidJob) as refused:
        hand.engine.enqueue("work", [NewJob("good", b"{}"), job])
    assert refused.value.field == field
    assert hand.engine.client.keys("*") == []


def test_an_unknown_queue_is_refused(hand):
    with pytest.raises(QueueUnknown, match="nowhere"):
        hand.engine.enqueue("nowhere", [NewJob("a", b"{}")])
