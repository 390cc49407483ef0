"""Leases, fencing, crashes: who owns a job, and what becomes of it when its owner is gone."""

from __future__ import annotations

from jobs.engine import JobState, requests


def space_of(hand):
    return hand.engine.queues.space("work")


def test_a_claimed_job_is_given_to_nobody_else(hand):
    hand.add("a")
    assert hand.claimed_ids(worker="w1") == ["a"]
    assert hand.claimed_ids(worker="w2") == []
    assert hand.status("a").worker == "w1"


def test_a_repeated_claim_gives_the_same_jobs(hand):
    hand.add("a", "b", "c")
    first = hand.claim(2, request="r1")
    again = hand.claim(2, request="r1")
    assert [job.job_id for job in again.jobs] == ["a", "b"]
    assert [job.record.token for job in again.jobs] == [job.record.token for job in first.jobs]
    assert hand.engine.counts("work").active == 2


def test_an_expired_lease_gives_the_job_to_another(hand):
    hand.add("a")
    lost = hand.claim(worker="w1").jobs[0]
    hand.expire_leases()
    found = hand.claim(worker="w2", idle=True).jobs[0]
    assert found.record.token > lost.record.token
    assert found.record.crashes == 1


def test_a_stale_finish_changes_nothing(hand):
    hand.add("a")
    stale = hand.claim(worker="w1").jobs[0]
    hand.expire_leases()
    hand.claim(worker="w2", idle=True)
    assert hand.finish(stale, result={"who": "w1"}) == 0
    assert hand.status("a").state is JobState.ACTIVE
    assert hand.status("a").result is None


def test_a_finish_repeated_with_its_own_token_succeeds(hand):
    hand.add("a")
    job = hand.claim().jobs[0]
    assert hand.finish(job, result={"n": 1}) == 1
    assert hand.finish(job, result={"n": 2}) == 2
    assert hand.status("a").result == {"n": 1}
    assert hand.engine.counts("work").completed_total == 1


def test_a_renewed_lease_holds(hand):
    hand.add("a")
    job = hand.claim(worker="w1").jobs[0]
    hand.expire_leases()
    lease = [("a", job.record.token, 10)]
    assert hand.engine.run(requests.renew(space_of(hand), hand.lease, lease)) == [1]
    assert hand.claimed_ids(worker="w2", idle=True) == []


def test_a_lost_lease_can_not_be_renewed(hand):
    hand.add("a")
    job = hand.claim(worker="w1").jobs[0]
    hand.expire_leases()
    hand.claim(worker="w2", idle=True)
    lease = [("a", job.record.token, 10)]
    assert hand.engine.run(requests.renew(space_of(hand), hand.lease, lease)) == [0]


def test_a_run_past_its_timeout_and_grace_is_renewed_no_more(hand):
    hand.add("a", timeout_ms=1_000)
    job = hand.claim().jobs[0]
    lease = [("a", job.record.token, 1_000 + hand.lease.grace_ms)]
    assert hand.engine.run(requests.renew(space_of(hand), hand.lease, lease)) == [2]


def test_a_dead_workers_jobs_are_handed_back_at_once(hand):
    hand.add("a", "b")
    hand.claim(1, worker="dead")
    hand.claim(1, worker="alive")
    assert hand.engine.recover(hand.lease, "dead", blame=True) == 1
    assert hand.status("a").state is JobState.WAITING
    assert hand.status("b").state is JobState.ACTIVE


def test_a_job_that_saw_a_crash_runs_alone(hand):
    hand.add("suspect", "innocent")
    hand.claim(1, worker="dead")
    hand.engine.recover(hand.lease, "dead", blame=True)
    busy = hand.claim(5, idle=False)
    assert [job.job_id for job in busy.jobs] == ["innocent"]
    assert busy.suspect_ms >= 0
    assert hand.claimed_ids(5, idle=True) == ["suspect"]


def test_a_job_that_outlives_too_many_crashes_is_poison(hand):
    hand.add("a")
    for _ in range(4):
        assert hand.claimed_ids(worker="dead", idle=True) == ["a"]
        hand.engine.recover(hand.lease, "dead", blame=True)
    status = hand.status("a")
    assert status.state is JobState.FAILED
    assert status.error.code == "poison"
    assert status.crashes == 4


def test_a_worker_stopped_on_purpose_is_no_crash(hand):
    hand.add("a")
    hand.claim(worker="stopped")
    hand.engine.recover(hand.lease, "stopped", blame=False)
    assert hand.claim(idle=False).jobs[0].record.crashes == 0


def test_a_run_that_had_not_begun_is_no_crash(hand):
    hand.add("begun", "unbegun")
    hand.claim(2, worker="dead")
    request = requests.recover(space_of(hand), hand.lease, worker="dead", unbegun=["unbegun"])
    assert hand.engine.run(request) == 2
    assert hand.claimed_ids(5, idle=False) == ["unbegun"]


def test_progress_is_taken_from_the_owner_only(hand):
    hand.add("a")
    job = hand.claim(worker="w1").jobs[0]
    space = space_of(hand)
    assert hand.engine.run(requests.progress(space, "a", job.record.token, 40, "drawing"))
    assert not hand.engine.run(requests.progress(space, "a", job.record.token + 1, 90, "mine"))
    assert (hand.status("a").progress, hand.status("a").progress_message) == (40, "drawing")


def test_a_damaged_record_fails_and_its_neighbours_go_on(hand):
    hand.add("a", "b", "c")
    hand.engine.client.hset(space_of(hand)["jobs"], "b", b"\xc1 nonsense")
    assert hand.claimed_ids(5) == ["a", "c"]
    status = hand.status("b")
    assert status.state is JobState.FAILED
    assert status.error.code == "poison"


def test_a_truncated_record_fails_and_its_neighbours_go_on(hand):
    hand.add("a", "b")
    jobs = space_of(hand)["jobs"]
    hand.engine.client.hset(jobs, "a", hand.engine.client.hget(jobs, "a")[:-1])
    assert hand.claimed_ids(5) == ["b"]
    assert hand.status("a").state is JobState.FAILED


def test_an_expired_lease_is_found_though_nobody_claims(hand):
    hand.add("a")
    hand.claim()
    hand.expire_leases()
    assert hand.engine.run(requests.tend(space_of(hand), hand.policy, hand.lease)) == 1
    assert hand.status("a").state is JobState.WAITING


def test_ended_jobs_are_forgotten_though_nothing_ends(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0])
    hand.engine.client.zadd(space_of(hand)["completed"], {"a": 1})
    hand.engine.run(requests.tend(space_of(hand), hand.policy, hand.lease))
    assert hand.status("a").state is JobState.UNKNOWN


def test_a_suspect_whose_tenant_has_its_fill_keeps_nobody_waiting(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("suspect", tenant="a")
    hand.add("running", "other", tenant="a")
    assert hand.claimed_ids() == ["suspect"]
    hand.expire_leases()
    running = hand.claim(1)
    assert [job.job_id for job in running.jobs] == ["running"]
    hand.add("next", tenant="b")
    assert hand.claimed_ids(1, idle=True) == ["next"]
    hand.finish(running.jobs[0])
    assert hand.claimed_ids(1, idle=True) == ["suspect"]
