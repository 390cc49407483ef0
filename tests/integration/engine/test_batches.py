"""Many jobs in one call come to the same as each in a call of its own."""

from __future__ import annotations

from jobs.engine import JobState, NewJob, requests
from jobs.engine.records import encode_result
from jobs.engine.requests import Finish


def finish(hand, *runs):
    space = hand.engine.queues.space(hand.queue)
    return hand.engine.run(requests.finish(space, hand.policy, runs))


def completed(job, *, token=None, result="ok"):
    return Finish(job.job_id, token or job.token, "c", 1, 0, encode_result(result))


def test_more_jobs_than_one_redis_command_takes(hand):
    ids = [f"job-{number}" for number in range(2_500)]
    hand.add(*ids)
    claim = hand.claim(2_500)
    assert [job.job_id for job in claim.jobs] == ids
    assert finish(hand, *map(completed, claim.jobs)) == [1] * 2_500
    counts = hand.engine.counts(hand.queue)
    assert (counts.completed, counts.completed_total, counts.active) == (2_500, 2_500, 0)
    assert all(status.result == "ok" for status in hand.engine.statuses(hand.queue, ids))


def test_the_same_id_twice_in_a_call_is_one_job(hand):
    first, again = hand.engine.enqueue(hand.queue, [NewJob("a", b"one"), NewJob("a", b"two")])
    assert (first.created, again.created, again.working_id) == (True, False, "a")
    assert [job.message for job in hand.claim(5).jobs] == [b"one"]


def test_equal_keys_in_a_call_share_a_job_and_its_highest_priority(hand):
    asked = [
        NewJob("other", b"{}", priority=2),
        NewJob("a", b"{}", priority=10, coalesce="k"),
        NewJob("b", b"{}", priority=1, coalesce="k"),
        NewJob("b", b"{}", priority=1, coalesce="k"),
    ]
    accepted = hand.engine.enqueue(hand.queue, asked)
    assert [one.working_id for one in accepted] == ["other", "a", "a", "a"]
    assert [one.joined for one in accepted] == [False, False, True, False]
    assert hand.claimed_ids(5) == ["a", "other"]


def test_tenants_of_one_call_take_turns(hand):
    jobs = [NewJob(f"{tenant}{n}", b"{}", tenant=tenant) for tenant in "ab" for n in range(3)]
    hand.engine.enqueue(hand.queue, jobs)
    assert hand.claimed_ids(6) == ["a0", "b0", "a1", "b1", "a2", "b2"]


def test_a_stale_and_a_current_end_of_one_job_in_a_call(hand):
    hand.add("a")
    stale = hand.claim().jobs[0]
    hand.expire_leases()
    hand.claim(0)
    current = hand.claim(idle=True).jobs[0]
    ends = [completed(stale, result="old"), completed(current, result="new"), completed(current)]
    assert finish(hand, *ends) == [0, 1, 2]
    assert hand.status("a").result == "new"
    assert hand.engine.counts(hand.queue).completed_total == 1


def test_a_damaged_record_amid_a_claim_fails_alone(hand):
    hand.add("a", "b", "c")
    hand.engine.client.hset(hand.engine.queues.space(hand.queue)["jobs"], "b", b"\xc1")
    assert hand.claimed_ids(3) == ["a", "c"]
    assert hand.status("b").state is JobState.FAILED


def test_retention_forgets_many_at_once_with_all_they_left(hand):
    hand.change_policy(completed_count=1)
    hand.engine.enqueue(hand.queue, [NewJob(str(n), b"{}", coalesce=f"k{n}") for n in range(5)])
    hand.engine.enqueue(hand.queue, [NewJob("asker", b"{}", coalesce="k0")])
    finish(hand, *map(completed, hand.claim(5).jobs))
    client, space = hand.engine.client, hand.engine.queues.space(hand.queue)
    assert hand.engine.counts(hand.queue).completed == 1
    kept = {name: client.hlen(space[name]) for name in ("jobs", "progress")}
    assert kept == {"jobs": 1, "progress": 0}
    assert client.hlen(space["aliases"]) == client.hlen(space["askers"]) == 0
