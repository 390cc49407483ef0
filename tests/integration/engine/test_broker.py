"""Dramatiq's own behaviours on the engine's broker."""

from __future__ import annotations

import threading
import time
from itertools import pairwise
from threading import Event

import dramatiq
import msgspec
import pytest
from dramatiq.errors import Retry
from dramatiq.middleware import Retries, SkipMessage
from dramatiq.results import ResultFailure, ResultMissing

from jobs.engine import JobState
from jobs.engine.broker import default_middleware
from jobs.engine.process import working
from jobs.engine.records import decode_record, encode_record

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


def status(broker, message):
    return broker.engine.statuses(message.queue_name, [message.message_id])[0]


def test_an_actor_runs_and_its_result_is_kept(broker, work):
    add = dramatiq.actor(broker=broker, actor_name="add")(lambda x, y: x + y)
    work(broker)
    message = add.send(1, 2)
    assert message.get_result(block=True, timeout=30_000) == 3
    assert status(broker, message).state is JobState.COMPLETED


def test_a_result_that_is_not_there_yet_is_missing(broker):
    add = dramatiq.actor(broker=broker, actor_name="add")(lambda x, y: x + y)
    with pytest.raises(ResultMissing):
        add.send(1, 2).get_result()


def test_a_failing_actor_runs_four_times_with_the_queues_backoff(broker, work):
    runs = []

    def fail():
        runs.append(time.monotonic())
        raise RuntimeError("no luck")

    failing = dramatiq.actor(broker=broker, actor_name="fail")(fail)
    work(broker)
    message = failing.send()
    broker.join("default", timeout=30_000)
    gaps = [later - earlier for earlier, later in pairwise(runs)]
    assert len(runs) == 4
    assert all(gap >= least for gap, least in zip(gaps, (0.020, 0.040, 0.080), strict=True))
    ended = status(broker, message)
    assert (ended.state, ended.attempts) == (JobState.FAILED, 4)
    assert ended.error.code == "internal"
    assert "no luck" in ended.error.traceback
    with pytest.raises(ResultFailure):
        message.get_result()


def test_what_an_actor_throws_on_purpose_is_final(broker, work):
    runs = []

    def fail():
        runs.append(1)
        raise LookupError("gone")

    failing = dramatiq.actor(broker=broker, actor_name="fail", throws=LookupError)(fail)
    work(broker)
    message = failing.send()
    broker.join("default", timeout=30_000)
    assert runs == [1]
    assert status(broker, message).state is JobState.FAILED


def test_an_error_that_says_so_is_final_and_keeps_its_code(broker, work):
    class MatchNotFound(Exception):
        code = "match_not_found"
        retryable = False
        params = {"match_id": 7}  # noqa: RUF012

    def fail():
        raise MatchNotFound("7")

    failing = dramatiq.actor(broker=broker, actor_name="fail")(fail)
    work(broker)
    message = failing.send()
    broker.join("default", timeout=30_000)
    error = status(broker, message).error
    assert (error.code, error.params, error.traceback) == ("match_not_found", {"match_id": 7}, None)
    minutes = broker.engine.counts("default").minutes
    assert [sum(getattr(one, kind) for one in minutes) for kind in ("failed", "declined")] == [0, 1]
    assert status(broker, message).attempts == 1


def test_retry_with_a_delay_is_heeded(broker, work):
    runs = []

    def again():
        runs.append(time.monotonic())
        if len(runs) == 1:
            raise Retry("not yet", delay=150)

    retrying = dramatiq.actor(broker=broker, actor_name="again")(again)
    work(broker)
    message = retrying.send()
    broker.join("default", timeout=30_000)
    assert runs[1] - runs[0] >= 0.150
    assert status(broker, message).state is JobState.COMPLETED


def test_the_stock_retries_middleware_works_and_loses_nothing(make_broker, work):
    middleware = [*default_middleware(), Retries(max_retries=2, min_backoff=10, max_backoff=20)]
    broker = make_broker(middleware=middleware)
    runs = []

    def fail():
        runs.append(1)
        raise RuntimeError

    failing = dramatiq.actor(broker=broker, actor_name="fail")(fail)
    work(broker)
    message = failing.send()
    broker.join("default", timeout=30_000)
    assert len(runs) == 3
    assert status(broker, message).state is JobState.FAILED
    assert broker.engine.counts("default").accepted_total == 1


def test_a_skipped_message_is_done(make_broker, work):
    class Skip(dramatiq.Middleware):
        def before_process_message(self, broker, message):
            raise SkipMessage("not today")

    broker = make_broker(middleware=[*default_middleware()])
    broker.add_middleware(Skip())
    noop = dramatiq.actor(broker=broker, actor_name="noop")(lambda: None)
    work(broker)
    message = noop.send()
    broker.join("default", timeout=30_000)
    assert status(broker, message).state is JobState.COMPLETED


def test_an_unknown_actor_fails_and_its_neighbours_go_on(broker, work):
    known = dramatiq.actor(broker=broker, actor_name="known")(lambda: 1)
    stranger = dramatiq.Message("default", "stranger", (), {}, {})
    broker.enqueue(stranger)
    neighbour = known.send()
    work(broker)
    broker.join("default", timeout=30_000)
    assert status(broker, stranger).error.code == "unknown_actor"
    assert status(broker, neighbour).state is JobState.COMPLETED


def test_a_message_that_can_not_be_read_fails_as_poison(broker, work):
    known = dramatiq.actor(broker=broker, actor_name="known")(lambda: 1)
    jobs = broker.engine.queues.space("default")["jobs"]
    broken, neighbour = known.send(), known.send()
    record = decode_record(broker.engine.client.hget(jobs, broken.message_id))
    record = msgspec.structs.replace(record, message=b"\xff not json")
    broker.engine.client.hset(jobs, broken.message_id, encode_record(record))
    work(broker)
    broker.join("default", timeout=30_000)
    assert status(broker, broken).error.code == "poison"
    assert status(broker, neighbour).state is JobState.COMPLETED


def test_a_result_that_can_not_be_kept_fails_the_job(broker, work):
    odd = dramatiq.actor(broker=broker, actor_name="odd")(lambda: object())
    work(broker)
    message = odd.send()
    broker.join("default", timeout=30_000)
    assert status(broker, message).error.code == "unserialisable_result"


def test_pipelines_pass_results_on(broker, work):
    add = dramatiq.actor(broker=broker, actor_name="add")(lambda x, y: x + y)
    work(broker)
    pipeline = add.message(1, 2) | add.message(3)
    assert pipeline.run().get_result(block=True, timeout=30_000) == 6


def test_callbacks_are_called(broker, work):
    told = Event()
    noop = dramatiq.actor(broker=broker, actor_name="noop")(lambda: None)
    callback = dramatiq.actor(broker=broker, actor_name="callback")(lambda *_: told.set())
    work(broker)
    noop.send_with_options(on_success=callback)
    assert told.wait(30)


def test_a_delayed_message_waits(broker, work):
    ran = []
    note = dramatiq.actor(broker=broker, actor_name="note")(lambda: ran.append(time.monotonic()))
    work(broker)
    sent = time.monotonic()
    note.send_with_options(delay=200)
    broker.join("default", timeout=30_000)
    assert 0.195 <= ran[0] - sent < 1.0


def test_a_time_limit_ends_a_run(broker, work):
    def endless():
        while True:
            time.sleep(0.01)

    actor = dramatiq.actor(broker=broker, actor_name="endless", time_limit=100, max_retries=0)(
        endless
    )
    work(broker)
    message = actor.send()
    broker.join("default", timeout=30_000)
    assert status(broker, message).error.code == "timeout"


def test_no_more_is_claimed_than_threads_are_free(broker, work):
    release = Event()
    slow = dramatiq.actor(broker=broker, actor_name="slow")(lambda: release.wait(30) and None)
    for _ in range(10):
        slow.send()
    worker = work(broker)
    deadline = time.monotonic() + 30
    while broker.engine.counts("default").active < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    counts = broker.engine.counts("default")
    while worker.work_queue.qsize() and time.monotonic() < deadline:
        time.sleep(0.01)  # claimed for a free thread, which is about to take it
    in_memory = worker.work_queue.qsize()
    release.set()
    assert (counts.active, counts.waiting) == (4, 6)
    assert in_memory == 0
    broker.join("default", timeout=30_000)


def test_an_urgent_job_overtakes_all_that_wait(broker, work):
    order = []
    release = Event()

    def note(name):
        order.append(name)
        release.wait(30)

    actor = dramatiq.actor(broker=broker, actor_name="note")(note)
    for n in range(6):
        actor.send(f"normal{n}")
    broker.engine.pause("default", paused=True)
    work(broker)
    actor.send_with_options(args=("urgent",), priority=1)
    broker.engine.pause("default", paused=False)
    release.set()
    broker.join("default", timeout=30_000)
    assert order.index("urgent") < 4


def test_progress_can_be_noted_from_the_actor(broker, work):
    seen, release = Event(), Event()

    def slow():
        broker.progress(40, "half way")
        seen.set()
        release.wait(30)

    actor = dramatiq.actor(broker=broker, actor_name="slow")(slow)
    work(broker)
    message = actor.send()
    assert seen.wait(30)
    now = status(broker, message)
    release.set()
    assert (now.progress, now.progress_message) == (40, "half way")


def test_a_stopping_worker_hands_back_what_it_has_not_begun(broker):
    release, begun = Event(), Event()

    def slow():
        begun.set()
        release.wait(30)

    actor = dramatiq.actor(broker=broker, actor_name="slow")(slow)
    messages = [actor.send() for _ in range(8)]
    with working(broker, threads=4, grace=5.0, idle_wait=0.1):
        assert begun.wait(30)
        release.set()
    states = [status(broker, message) for message in messages]
    assert {one.state for one in states} <= {JobState.COMPLETED, JobState.WAITING}
    assert all(one.crashes == 0 for one in states)


def test_a_process_has_one_session_however_many_queues_it_takes(broker):
    for name in ("a", "b", "c", "d", "e", "f"):
        broker.declare_queue(name)

    def own_threads():
        names = [thread.name for thread in threading.enumerate()]
        return sorted(name for name in names if name in ("lease-keeper", "committer"))

    with working(broker, threads=2, grace=1.0, idle_wait=0.05):
        assert own_threads() == ["committer", "lease-keeper"]
    broker.close()
    deadline = time.monotonic() + 30
    while own_threads() and time.monotonic() < deadline:
        time.sleep(0.01)
    assert own_threads() == []


def test_no_job_is_claimed_as_the_only_one_while_an_end_is_unwritten(broker, work, monkeypatch):
    # One that outlived a crash would take the ended job's lease with it when it crashes again.
    ended, write, claims = Event(), Event(), []
    run = broker.engine.run

    def slow_to_write(request):
        if request.script.name == "finish":
            ended.set()
            write.wait(30)
        elif request.script.name == "claim":
            claims.append(bool(request.args[5]))
        return run(request)

    monkeypatch.setattr(broker.engine, "run", slow_to_write)
    quick = dramatiq.actor(broker=broker, actor_name="quick")(lambda: None)
    first = quick.send()
    work(broker)
    assert ended.wait(30)
    claims.clear()
    second = quick.send()
    deadline = time.monotonic() + 30
    while status(broker, second).state is JobState.WAITING and time.monotonic() < deadline:
        time.sleep(0.01)
    assert claims
    assert not any(claims)
    write.set()
    for message in (first, second):
        assert message.get_result(block=True, timeout=30_000) is None
