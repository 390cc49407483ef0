"""How runs end: results, retries, retention, statistics, events."""

from __future__ import annotations

import msgspec
import pytest

from jobs.engine import JobState, requests
from jobs.engine.statistics import over_last


def conserved(counts) -> bool:
    kept = counts.waiting + counts.delayed + counts.active + counts.completed + counts.failed
    return counts.accepted_total == kept + counts.removed_total


def test_a_completed_job_keeps_its_result_and_times(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], result={"kind": "text"}, ran_ms=5)
    status = hand.status("a")
    assert (status.state, status.result) == (JobState.COMPLETED, {"kind": "text"})
    assert (status.attempts, status.progress) == (1, 100)
    assert status.finished_ms - status.started_ms == 5
    assert status.created_ms <= status.claimed_ms <= status.finished_ms


def test_a_failed_run_is_retried_after_exactly_its_delay(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], "r", error="flaky", delay_ms=2_000)
    status = hand.status("a")
    assert status.state is JobState.DELAYED
    now = hand.engine.counts("work").now_ms
    assert now - 1_000 < status.due_ms - 2_000 <= now
    assert status.error.code == "flaky"
    claim = hand.claim()
    assert claim.jobs == ()
    assert 0 < claim.next_delayed_ms <= 2_000


def test_a_due_retry_runs_again_and_counts_its_failures(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], "r", delay_ms=2_000)
    hand.let_delays_pass()
    job = hand.claim().jobs[0]
    assert job.record.failures == 1
    assert hand.status("a").attempts == 2


def test_the_repeat_of_a_retry_does_not_retry_twice(hand):
    hand.add("a")
    job = hand.claim().jobs[0]
    assert hand.finish(job, "r", delay_ms=60_000) == 1
    assert hand.finish(job, "r", delay_ms=60_000) == 2
    assert hand.engine.counts("work").delayed == 1


def test_a_job_failed_for_good_keeps_its_error(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], "f", error="match_not_found")
    status = hand.status("a")
    assert (status.state, status.error.code) == (JobState.FAILED, "match_not_found")


def test_a_job_handed_back_is_next_and_has_no_failure(hand):
    hand.add("a", "b")
    hand.finish(hand.claim().jobs[0], "b", ran_ms=-1)
    assert hand.claimed_ids(2) == ["a", "b"]
    assert hand.status("a").attempts == 1


def test_completed_jobs_are_kept_by_count(hand):
    hand.change_policy(completed_count=3)
    hand.add(*(f"j{n}" for n in range(6)))
    for job in hand.claim(6).jobs:
        hand.finish(job)
    counts = hand.engine.counts("work")
    assert counts.completed == 3
    assert hand.status("j0").state is JobState.UNKNOWN
    assert hand.status("j5").state is JobState.COMPLETED
    assert conserved(counts)


def test_completed_jobs_are_kept_by_age(hand):
    hand.add("old", "new")
    old, new = hand.claim(2).jobs
    hand.finish(old)
    hand.engine.client.zadd(hand.engine.queues.space("work")["completed"], {"old": 1})
    hand.finish(new)
    assert hand.status("old").state is JobState.UNKNOWN
    assert hand.status("new").state is JobState.COMPLETED


def test_a_forgotten_job_takes_who_joined_it_along(hand):
    hand.add("a", coalesce="k")
    hand.add("b", coalesce="k")
    hand.finish(hand.claim().jobs[0])
    requests_made = requests.remove(hand.engine.queues.space("work"), ["a"])
    assert hand.engine.run(requests_made) == [1]
    assert hand.status("b").state is JobState.UNKNOWN
    space = hand.engine.queues.space("work")
    for key in ("jobs", "aliases", "askers", "coalesce"):
        assert hand.engine.client.hlen(space[key]) == 0, key


def test_every_accepted_job_is_somewhere(hand):
    hand.add(*(f"j{n}" for n in range(10)))
    hand.add("later", delay_ms=60_000)
    jobs = hand.claim(6).jobs
    hand.finish(jobs[0])
    hand.finish(jobs[1], "f")
    hand.finish(jobs[2], "r", delay_ms=60_000)
    hand.finish(jobs[3], "b", ran_ms=-1)
    counts = hand.engine.counts("work")
    assert (counts.waiting, counts.delayed, counts.active) == (5, 2, 2)
    assert (counts.completed, counts.failed) == (1, 1)
    assert conserved(counts)


def test_removing_leaves_active_jobs_alone(hand):
    hand.add("active", "waiting")
    hand.claim(1)
    request = requests.remove(hand.engine.queues.space("work"), ["active", "waiting", "nobody"])
    assert hand.engine.run(request) == [-1, 1, 0]
    assert hand.status("active").state is JobState.ACTIVE
    assert conserved(hand.engine.counts("work"))


def test_a_parked_job_can_be_removed(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("a:1", "b", "a:b", tenant="t")
    hand.claim(5)
    request = requests.remove(hand.engine.queues.space("work"), ["b"])
    assert hand.engine.run(request) == [1]
    assert hand.engine.counts("work").waiting == 1
    assert hand.status("a:b").state is JobState.WAITING


def test_a_failed_job_can_be_run_again(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], "f")
    space = hand.engine.queues.space("work")
    assert hand.engine.run(requests.retry(space, ["a", "nobody"])) == [1, 0]
    assert hand.status("a").error is None
    assert hand.claim().jobs[0].record.failures == 0


def test_the_minute_knows_what_happened(hand):
    hand.add("a", "b", "c")
    a, b, c = hand.claim(3).jobs
    hand.finish(a, ran_ms=100)
    hand.finish(b, "f", ran_ms=100)
    hand.finish(c, "r", delay_ms=5, ran_ms=100)
    minutes = hand.engine.counts("work").minutes
    assert sum(minute.completed for minute in minutes) == 1
    assert sum(minute.failed for minute in minutes) == 1
    assert sum(minute.retried for minute in minutes) == 1
    assert sum(sum(minute.runs.values()) for minute in minutes) == 3


def test_a_declined_job_is_failed_and_no_fault(hand):
    hand.add("a", "b")
    declined, broken = hand.claim(2).jobs
    hand.finish(declined, "e", error="match_not_found")
    hand.finish(broken, "f")
    assert hand.status("a").state is JobState.FAILED
    figures = over_last(hand.engine.counts("work"), 10)
    assert (figures.failed, figures.declined, figures.failure_rate) == (1, 1, 0.5)
    assert hand.engine.counts("work").failed_total == 2


def test_ends_are_announced_to_those_who_asked(hand):
    space = hand.engine.queues.space("work")
    with hand.engine.client.pubsub(ignore_subscribe_messages=True) as listener:
        listener.subscribe(space.channel)
        listener.get_message(timeout=30)
        hand.add("quiet")
        hand.add("told", coalesce="k", notify=True)
        hand.add("joined", coalesce="k", notify=True)
        for job in hand.claim(5).jobs:
            hand.finish(job)
        message = listener.get_message(timeout=30)
    assert msgspec.msgpack.decode(message["data"]) == ["told", "joined"]


@pytest.mark.parametrize("size", [10, 100_000])
def test_blobs_stay_within_their_budget_oldest_out_first(engine, size):
    space = engine.queues.named("pictures")
    for name in ("a", "b", "c"):
        request = requests.put_blob(space, name, b"x" * size, kept_ms=60_000, budget=2 * size)
        total = engine.run(request)
    assert total == 2 * size
    read = [engine.run(requests.get_blob(space, name, kept_ms=60_000)) for name in ("a", "b", "c")]
    assert read == [None, b"x" * size, b"x" * size]


def test_an_old_blob_is_gone(engine):
    space = engine.queues.named("pictures")
    engine.run(requests.put_blob(space, "a", b"x", kept_ms=60_000, budget=100))
    engine.client.zadd(space["blob_times"], {"a": 1})
    assert engine.run(requests.get_blob(space, "a", kept_ms=60_000)) is None


def test_a_minute_of_an_hour_ago_gives_its_row_to_the_present(hand):
    hand.add("a", "b")
    first, second = hand.claim(2).jobs
    hand.finish(first)
    (minute,) = hand.engine.counts("work").minutes
    key = hand.engine.queues.space("work")["minutes"]
    row = minute.minute % 64 * 198 * 4
    hand.engine.client.setrange(key, row, (minute.minute - 64).to_bytes(4, "big"))
    hand.finish(second)
    now = [one for one in hand.engine.counts("work").minutes if one.minute >= minute.minute]
    assert sum(one.completed for one in now) == 1
    assert sum(sum(one.runs.values()) for one in now) == 1
