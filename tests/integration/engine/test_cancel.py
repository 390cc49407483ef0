"""Cancelling: one job, one asker of several, all that waits; and moving a job forward."""

from __future__ import annotations

import time
from threading import Event

import dramatiq
import msgspec
import pytest

from jobs.engine import Cancelled, EngineBroker, JobState, Priority, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.process import working
from jobs.engine.statistics import over_last

NOW, TOLD, LEFT, UNKNOWN, OVER = 1, 2, 3, 0, -1


def cancel(hand, *job_ids, everybody=False):
    return hand.engine.cancel("work", job_ids, everybody=everybody)


def drain(hand, *, most=100, delayed=True):
    space = hand.engine.queues.space("work")
    return hand.engine.run(requests.drain(space, hand.policy, most=most, delayed=delayed))


def raise_priority(hand, job_id, priority):
    space = hand.engine.queues.space("work")
    return hand.engine.run(requests.raise_priority(space, [job_id], priority))[0]


def renew(hand, job, ran_ms=10):
    lease = [(job.job_id, job.record.token, ran_ms)]
    return hand.engine.run(requests.renew(hand.engine.queues.space("work"), hand.lease, lease))[0]


def is_cancelled(status):
    return status.state is JobState.FAILED and status.error.code == "cancelled"


def test_a_waiting_and_a_delayed_job_are_cancelled_at_once(hand):
    hand.add("waiting")
    hand.add("delayed", delay_ms=60_000)
    assert cancel(hand, "waiting", "delayed", "nobody") == [NOW, NOW, UNKNOWN]
    assert is_cancelled(hand.status("waiting"))
    assert is_cancelled(hand.status("delayed"))
    assert hand.claimed_ids(5) == []


def test_suspect_and_parked_jobs_are_cancelled_too(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("suspect")
    hand.claim(worker="dead")
    hand.engine.recover(hand.lease, "dead", blame=True)
    hand.add("running", "parked", tenant="t")
    hand.claim(5)
    assert cancel(hand, "suspect", "parked") == [NOW, NOW]
    assert hand.engine.counts("work").waiting == 0


def test_what_is_over_stays_as_it_is(hand):
    hand.add("a")
    hand.finish(hand.claim().jobs[0], result=1)
    assert cancel(hand, "a") == [OVER]
    assert hand.status("a").result == 1


def test_a_cancelled_job_is_no_fault_of_the_system(hand):
    hand.add("a")
    cancel(hand, "a")
    figures = over_last(hand.engine.counts("work"), 10)
    assert (figures.failed, figures.declined) == (0, 1)


def test_the_run_of_an_active_job_is_told_when_its_lease_is_renewed(hand):
    hand.add("a")
    job = hand.claim().jobs[0]
    assert renew(hand, job) == 1
    assert cancel(hand, "a") == [TOLD]
    assert hand.status("a").cancelling
    assert renew(hand, job) == 3


def test_a_run_that_ends_before_it_is_told_has_done_its_work(hand):
    hand.add("a")
    job = hand.claim().jobs[0]
    cancel(hand, "a")
    hand.finish(job, result="done")
    assert (hand.status("a").state, hand.status("a").result) == (JobState.COMPLETED, "done")


@pytest.mark.parametrize("outcome", ["r", "b"])
def test_a_cancelled_job_is_neither_retried_nor_handed_back(hand, outcome):
    hand.add("a")
    job = hand.claim().jobs[0]
    cancel(hand, "a")
    hand.finish(job, outcome, delay_ms=5)
    assert is_cancelled(hand.status("a"))


@pytest.mark.parametrize("blame", [True, False])
def test_a_cancelled_job_whose_worker_died_is_not_run_again(hand, blame):
    hand.add("a")
    hand.claim(worker="dead")
    cancel(hand, "a")
    hand.engine.recover(hand.lease, "dead", blame=blame)
    assert is_cancelled(hand.status("a"))


def test_a_cancelled_job_can_be_run_again(hand):
    hand.add("a")
    job = hand.claim().jobs[0]
    cancel(hand, "a")
    hand.finish(job, "r")
    space = hand.engine.queues.space("work")
    assert hand.engine.run(requests.retry(space, ["a"])) == [1]
    again = hand.claim().jobs[0]
    assert renew(hand, again) == 1


def test_a_shared_job_goes_on_until_its_last_asker_has_left(hand):
    hand.add("first", coalesce="k")
    hand.add("second", "third", coalesce="k")
    assert cancel(hand, "second") == [LEFT]
    assert cancel(hand, "first") == [LEFT]
    assert hand.status("third").state is JobState.WAITING
    assert cancel(hand, "third") == [NOW]
    assert is_cancelled(hand.status("first"))
    assert is_cancelled(hand.status("third"))


def test_leaving_twice_is_leaving_once(hand):
    hand.add("first", coalesce="k")
    hand.add("second", coalesce="k")
    assert cancel(hand, "first", "first") == [LEFT, LEFT]
    assert hand.status("second").state is JobState.WAITING


def test_an_operator_cancels_for_everybody(hand):
    hand.add("first", coalesce="k")
    hand.add("second", coalesce="k")
    assert cancel(hand, "second", everybody=True) == [NOW]
    assert is_cancelled(hand.status("first"))
    assert is_cancelled(hand.status("second"))


def test_nobody_joins_a_job_that_is_being_cancelled(hand):
    hand.add("a", coalesce="k")
    hand.claim()
    cancel(hand, "a")
    hand.add("b", coalesce="k")
    assert hand.claimed_ids() == ["b"]


def test_who_left_is_told_nothing_and_who_stays_is(hand):
    space = hand.engine.queues.space("work")
    with hand.engine.client.pubsub(ignore_subscribe_messages=True) as listener:
        listener.subscribe(space.channel)
        listener.get_message(timeout=30)
        hand.add("first", coalesce="k", notify=True)
        hand.add("second", "third", coalesce="k", notify=True)
        cancel(hand, "first", "second")
        cancel(hand, "third", everybody=True)
        message = listener.get_message(timeout=30)
    assert msgspec.msgpack.decode(message["data"]) == ["third"]


def test_draining_cancels_what_waits_and_lets_run_what_runs(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("running", "parked", tenant="t")
    hand.claim(5)
    hand.add("waiting")
    hand.add("delayed", delay_ms=60_000)
    assert drain(hand, most=2) == 2
    assert drain(hand, most=2) == 1
    counts = hand.engine.counts("work")
    assert (counts.active, counts.waiting, counts.delayed, counts.failed) == (1, 0, 0, 3)
    assert all(is_cancelled(hand.status(one)) for one in ("parked", "waiting", "delayed"))


def test_draining_may_leave_what_is_delayed(hand):
    hand.add("waiting")
    hand.add("delayed", delay_ms=60_000)
    assert drain(hand, delayed=False) == 1
    assert hand.status("delayed").state is JobState.DELAYED


def test_a_raised_job_overtakes(hand):
    hand.add("a", "b")
    hand.add("late", delay_ms=60_000)
    assert raise_priority(hand, "b", Priority.HIGH) == 1
    assert raise_priority(hand, "late", Priority.CRITICAL) == 1
    assert hand.claimed_ids(1) == ["b"]
    hand.let_delays_pass()
    assert hand.claimed_ids(1) == ["late"]


def test_a_priority_is_never_lowered_nor_that_of_a_running_job_changed(hand):
    hand.add("high", priority=2)
    assert raise_priority(hand, "high", Priority.LOW) == 2
    hand.claim()
    assert raise_priority(hand, "high", Priority.CRITICAL) == OVER
    assert raise_priority(hand, "nobody", Priority.HIGH) == UNKNOWN


def test_a_raised_parked_job_is_next_of_its_tenant_and_can_still_be_found(hand):
    hand.change_policy(tenant_cap=1)
    hand.add("running", "parked", tenant="t")
    running = hand.claim(5).jobs[0]
    assert raise_priority(hand, "parked", Priority.HIGH) == 1
    hand.add("other", priority=Priority.HIGH)
    hand.add("last")
    hand.finish(running)
    assert raise_priority(hand, "parked", Priority.CRITICAL) == 1
    assert hand.claimed_ids(3) == ["parked", "other", "last"]


def test_an_actor_that_says_how_far_it_is_hears_of_it_at_once(make_broker, work):
    broker = make_broker(lease=LeasePolicy(lease_ms=180_000, renew_ms=60_000))
    begun, cancelled = Event(), Event()

    @dramatiq.actor(broker=broker)
    def draw():
        begun.set()
        cancelled.wait(30)
        broker.progress(50, "half way")
        return "drawn"

    work(broker)
    message = draw.send()
    assert begun.wait(30)
    broker.engine.cancel("default", [message.message_id])
    cancelled.set()
    broker.join("default", timeout=30_000)  # before any lease is renewed
    assert is_cancelled(broker.engine.statuses("default", [message.message_id])[0])


@pytest.mark.parametrize("damage", [b"\xc1", b"\x05", b"\x92\xc0\x01", b""])
def test_a_damaged_list_of_askers_keeps_no_job_from_ending(hand, damage):
    hand.add("a", coalesce="k", notify=True)
    hand.add("b", coalesce="k", notify=True)
    askers = hand.engine.queues.space("work")["askers"]
    hand.engine.client.hset(askers, "a", damage)
    hand.add("c", coalesce="k")
    assert cancel(hand, "c") == [LEFT]
    hand.engine.client.hset(askers, "a", damage)
    assert hand.finish(hand.claim().jobs[0]) == 1
    space = hand.engine.queues.space("work")
    assert hand.engine.run(requests.remove(space, ["a"])) == [1]


def test_an_actor_is_interrupted_and_its_thread_lives(clean_valkey):
    broker = EngineBroker(clean_valkey, namespace="test", threads=1, lease=LeasePolicy(renew_ms=20))
    begun, cleaned = Event(), []

    @dramatiq.actor(broker=broker)
    def endless():
        begun.set()
        try:
            while True:
                time.sleep(0.005)
        except Cancelled:
            cleaned.append("up")
            raise

    next_job = dramatiq.actor(broker=broker, actor_name="next")(lambda: "ran")
    message = endless.send()
    with working(broker, threads=1, grace=5.0, idle_wait=0.05):
        assert begun.wait(30)
        assert broker.engine.cancel("default", [message.message_id]) == [TOLD]
        after = next_job.send()
        broker.join("default", timeout=30_000)
    assert broker.engine.statuses("default", [after.message_id])[0].result == "ran"
    status = broker.engine.statuses("default", [message.message_id])[0]
    broker.close()
    assert is_cancelled(status)
    assert status.attempts == 1
    assert cleaned == ["up"]
