"""Who comes next: priorities, tenants, caps, pause."""

from __future__ import annotations


def test_priorities_are_strict(hand):
    hand.add("low", priority=10)
    hand.add("normal", priority=5)
    hand.add("high", priority=2)
    hand.add("critical", priority=1)
    assert hand.claimed_ids(4) == ["critical", "high", "normal", "low"]


def test_within_a_tenant_first_come_first_served(hand):
    ids = [f"j{n}" for n in range(20)]
    hand.add(*ids, tenant="t")
    assert hand.claimed_ids(20) == ids


def test_a_newcomer_does_not_wait_behind_a_crowd(hand):
    hand.add(*(f"crowd{n}" for n in range(500)), tenant="crowd")
    assert len(hand.claimed_ids(100)) == 100
    hand.add(*(f"new{n}" for n in range(10)), tenant="newcomer")
    order = hand.claimed_ids(200)
    last = max(place for place, job_id in enumerate(order) if job_id.startswith("new"))
    assert last < 25


def test_a_tenant_gains_nothing_by_having_been_away(hand):
    hand.add(*(f"a{n}" for n in range(50)), tenant="a")
    hand.claimed_ids(40)
    hand.add(*(f"b{n}" for n in range(50)), tenant="b")
    first_twenty = hand.claimed_ids(20)
    assert 8 <= sum(job_id.startswith("b") for job_id in first_twenty) <= 12


def test_a_tenants_cap_leaves_room_for_others(hand):
    hand.change_policy(tenant_cap=2)
    hand.add(*(f"a{n}" for n in range(6)), tenant="a")
    hand.add("b0", tenant="b")
    first = hand.claim(10).jobs
    assert sorted(job.job_id for job in first) == ["a0", "a1", "b0"]
    assert hand.claimed_ids(10) == []
    assert hand.engine.counts("work").waiting == 4
    hand.finish(next(job for job in first if job.job_id == "a0"))
    assert hand.claimed_ids(10) == ["a2"]


def test_capped_jobs_come_back_by_priority(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("first", tenant="a")
    running = hand.claim(10).jobs[0]
    hand.add("low", tenant="a", priority=10)
    hand.add("high", tenant="a", priority=2)
    assert hand.claimed_ids(10) == []
    hand.finish(running)
    assert hand.claimed_ids(10) == ["high"]


def test_a_cluster_wide_limit_holds_for_all_workers(hand):
    hand.change_policy(cluster_concurrency=3)
    hand.add(*(f"j{n}" for n in range(10)))
    assert len(hand.claimed_ids(2, worker="w1")) == 2
    assert len(hand.claimed_ids(5, worker="w2")) == 1
    assert hand.claimed_ids(5, worker="w3") == []


def test_a_paused_queue_gives_nothing_until_resumed(hand):
    hand.add("a")
    assert hand.engine.pause("work", paused=True)
    assert hand.claim().paused
    assert hand.claimed_ids() == []
    assert hand.engine.pause("work", paused=False)
    assert hand.claimed_ids() == ["a"]


def test_pausing_twice_changes_nothing(hand):
    hand.engine.pause("work", paused=True)
    assert not hand.engine.pause("work", paused=True)
