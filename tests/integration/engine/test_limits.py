"""Limits that hold across all workers: jobs at once, and jobs per period."""

from __future__ import annotations

import dramatiq
import pytest

from jobs.engine import EngineBroker, QueuePolicy
from jobs.engine.process import working


def let_the_period_pass(hand):
    """Let every start that counts for the rate limit be long ago."""
    starts = hand.engine.queues.space(hand.queue)["starts"]
    for token in hand.engine.client.zrange(starts, 0, -1):
        hand.engine.client.zadd(starts, {token: 1})


def marker_is_set(hand):
    return hand.engine.client.exists(hand.engine.queues.space(hand.queue)["marker"]) == 1


def take_the_marker(hand):
    hand.engine.client.delete(hand.engine.queues.space(hand.queue)["marker"])


def test_no_more_jobs_begin_in_a_period_than_the_rate_allows(hand):
    hand.change_policy(rate_limit=3, rate_period_ms=60_000)
    hand.add(*"abcdef")
    assert hand.claimed_ids(2, worker="w1") == ["a", "b"]
    assert hand.claimed_ids(2, worker="w2") == ["c"]
    assert hand.claimed_ids(2, worker="w1") == []
    let_the_period_pass(hand)
    assert hand.claimed_ids(6) == ["d", "e", "f"]


def test_who_is_held_back_learns_when_the_next_may_begin(hand):
    hand.change_policy(rate_limit=1, rate_period_ms=60_000)
    hand.add("a", "b")
    assert 59_000 < hand.claim().slot_ms <= 60_000
    assert 58_000 < hand.claim().slot_ms <= 60_000
    let_the_period_pass(hand)
    hand.claim()
    hand.change_policy(rate_limit=5)
    assert hand.claim().slot_ms == -1


def test_a_lowered_rate_counts_what_has_begun(hand):
    hand.change_policy(rate_limit=3, rate_period_ms=60_000)
    hand.add(*"abcde")
    hand.claim(3)
    hand.change_policy(rate_limit=2)
    assert hand.claim().slot_ms > 0
    starts = hand.engine.queues.space("work")["starts"]
    for token in hand.engine.client.zrange(starts, 0, 1):
        hand.engine.client.zadd(starts, {token: 1})
    assert hand.claimed_ids(5) == ["d"]


def test_a_held_back_job_costs_no_attempt_and_is_not_delayed(hand):
    hand.change_policy(rate_limit=1, rate_period_ms=60_000)
    hand.add("a", "b")
    hand.claim(2)
    counts = hand.engine.counts("work")
    assert (counts.active, counts.waiting, counts.delayed) == (1, 1, 0)
    assert hand.status("b").attempts == 0


def test_a_repeated_claim_takes_nothing_more_of_the_rate(hand):
    hand.change_policy(rate_limit=2, rate_period_ms=60_000)
    hand.add("a", "b", "c")
    assert hand.claimed_ids(1, request="r1") == ["a"]
    assert hand.claimed_ids(1, request="r1") == ["a"]
    assert hand.claimed_ids(5) == ["b"]


def test_no_more_jobs_run_at_once_than_the_cluster_may(hand):
    hand.change_policy(cluster_concurrency=2)
    hand.add(*"abcd")
    first = hand.claim(1, worker="w1").jobs[0]
    assert hand.claimed_ids(5, worker="w2") == ["b"]
    assert hand.claimed_ids(5, worker="w1") == []
    hand.finish(first)
    assert hand.claimed_ids(5, worker="w2") == ["c"]


def test_at_the_limit_nobody_is_woken_until_a_run_ends(hand):
    hand.change_policy(cluster_concurrency=1)
    hand.add("a", "b")
    take_the_marker(hand)
    job = hand.claim().jobs[0]
    hand.claim()
    assert not marker_is_set(hand)
    hand.finish(job)
    assert marker_is_set(hand)


@pytest.mark.parametrize("limit", [{"rate_limit": 5}, {"cluster_concurrency": 5}])
def test_prefetch_is_refused_where_it_would_break_a_limit(limit):
    with pytest.raises(ValueError, match="no prefetch"):
        QueuePolicy("work", prefetch=10, **limit)


@pytest.mark.parametrize("rate", [{"rate_limit": -1}, {"rate_limit": 1, "rate_period_ms": 0}])
def test_a_rate_that_is_none_is_refused(rate):
    with pytest.raises(ValueError, match="rate limit"):
        QueuePolicy("work", **rate)


def test_a_worker_sleeps_until_the_next_slot(clean_valkey):
    policy = QueuePolicy("mail", rate_limit=2, rate_period_ms=200)
    broker = EngineBroker(clean_valkey, namespace="test", policies={"mail": policy}, threads=4)
    claims = []

    @dramatiq.actor(broker=broker, queue_name="mail")
    def send():
        pass

    messages = [send.message() for _ in range(6)]
    broker.enqueue_many(messages)
    run = broker.engine.run

    def counted(request):
        if request.script.name == "claim":
            claims.append(request)
        return run(request)

    broker.engine.run = counted
    with working(broker, threads=4, grace=5.0, idle_wait=0.05):
        broker.join("mail", timeout=30_000)
    jobs = broker.engine.statuses("mail", [message.message_id for message in messages])
    broker.close()
    claimed = sorted(job.claimed_ms for job in jobs)
    assert all(third - first >= 200 for first, third in zip(claimed, claimed[2:], strict=False))
    assert len(claims) < 15, "it asked again and again instead of sleeping"
