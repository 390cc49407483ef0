"""What Dramatiq's guide promises, held against the engine's broker."""

from __future__ import annotations

import asyncio
import time
from threading import Event

import dramatiq
import pytest
from dramatiq.errors import ActorNotFound, QueueJoinTimeout, Retry
from dramatiq.middleware import (
    AgeLimit,
    AsyncIO,
    CurrentMessage,
    GroupCallbacks,
    Retries,
    Shutdown,
)
from dramatiq.rate_limits import Barrier, ConcurrentRateLimiter
from dramatiq.rate_limits.backends import RedisBackend
from dramatiq.results import ResultFailure, Results

from jobs.engine import EngineUnavailable, JobState, QueueUnknown
from jobs.engine.process import working

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")


def status(broker, message):
    return broker.engine.statuses(message.queue_name, [message.message_id])[0]


@pytest.fixture
def limits(clean_valkey):
    """Dramatiq's own backend for barriers and limiters, on the same server."""
    backend = RedisBackend(url=clean_valkey)
    yield backend
    backend.client.close()


# --- actors and messages


def test_results_are_dramatiqs_own_class(broker):
    # A subclass would not do: Dramatiq looks for this very class, and warns at each result.
    assert [type(one) for one in broker.middleware].count(Results) == 1


def test_actors_and_queues_are_declared(broker):
    actor = dramatiq.actor(broker=broker, actor_name="noop", queue_name="other")(lambda: None)
    assert broker.get_actor("noop") is actor
    assert broker.get_declared_actors() == {"noop"}
    assert broker.get_declared_queues() == {"other"}
    with pytest.raises(ActorNotFound):
        broker.get_actor("stranger")
    with pytest.raises(QueueUnknown):
        broker.enqueue(dramatiq.Message("nowhere", "noop", (), {}, {}))


def test_a_message_carries_arguments_and_options(broker, work):
    seen = []
    note = dramatiq.actor(broker=broker, actor_name="note")(lambda *a, **k: seen.append((a, k)))
    work(broker)
    note.send_with_options(args=(1, "two"), kwargs={"three": [3]}, priority=2, anything="else")
    broker.join("default", timeout=30_000)
    assert seen == [((1, "two"), {"three": [3]})]


def test_an_actors_priority_is_that_of_its_messages_where_they_have_none(broker):
    low = dramatiq.actor(broker=broker, actor_name="low", priority=10)(lambda: None)
    usual = dramatiq.actor(broker=broker, actor_name="usual")(lambda: None)
    sent = [low.send(), usual.send(), low.send_with_options(priority=1)]
    assert [status(broker, message).priority for message in sent] == [10, 5, 1]


def test_the_current_message_is_known_to_its_actor(broker, work):
    broker.add_middleware(CurrentMessage())
    known = dramatiq.actor(broker=broker, actor_name="known")(
        lambda: CurrentMessage.get_current_message().message_id
    )
    work(broker)
    message = known.send()
    assert message.get_result(block=True, timeout=30_000) == message.message_id


def test_an_async_actor_is_awaited(broker, work):
    broker.add_middleware(AsyncIO())

    @dramatiq.actor(broker=broker)
    async def add(x, y):
        await asyncio.sleep(0)
        return x + y

    work(broker)
    assert add.send(1, 2).get_result(block=True, timeout=30_000) == 3


# --- the queue as a whole


def test_join_waits_for_what_is_delayed_and_gives_up_in_time(broker, work):
    ran = []
    note = dramatiq.actor(broker=broker, actor_name="note")(lambda: ran.append(1))
    note.send_with_options(delay=100)
    with pytest.raises(QueueJoinTimeout):
        broker.join("default", timeout=10)
    work(broker)
    broker.join("default", timeout=30_000)
    assert ran == [1]


def test_flushing_drops_everything(broker):
    noop = dramatiq.actor(broker=broker, actor_name="noop")(lambda: None)
    message = noop.send()
    noop.send_with_options(delay=60_000)
    broker.flush_all()
    assert status(broker, message).state is JobState.UNKNOWN
    assert broker.engine.client.keys("*") == []
    broker.join("default", timeout=30_000)


# --- retries


def test_an_actor_says_when_it_is_to_be_retried(broker, work):
    asked, runs = [], []

    def once_more(retries, error):
        asked.append((retries, str(error)))
        return retries < 1

    def fail():
        runs.append(1)
        raise ValueError("no")

    actor = dramatiq.actor(broker=broker, actor_name="fail", retry_when=once_more)(fail)
    work(broker)
    actor.send()
    broker.join("default", timeout=30_000)
    assert (len(runs), asked) == (2, [(0, "no"), (1, "no")])


def test_a_backoff_of_its_own_grows_from_there(broker, work):
    runs = []

    def fail():
        runs.append(time.monotonic())
        raise ValueError("no")

    options = {"min_backoff": 100, "max_backoff": 10_000, "max_retries": 1}
    actor = dramatiq.actor(broker=broker, actor_name="fail", **options)(fail)
    work(broker)
    actor.send()
    broker.join("default", timeout=30_000)
    assert runs[1] - runs[0] >= 0.1


def test_another_actor_is_told_that_the_retries_are_over(broker, work):
    told = []
    tell = dramatiq.actor(broker=broker, actor_name="tell")(lambda *args: told.append(args))

    def fail():
        raise ValueError("no")

    actor = dramatiq.actor(
        broker=broker, actor_name="fail", max_retries=1, on_retry_exhausted="tell"
    )(fail)
    work(broker)
    message = actor.send()
    broker.join("default", timeout=30_000)
    ((failed, how),) = told
    assert (failed["message_id"], how["retries"]) == (message.message_id, 1)
    assert tell.actor_name == "tell"


def test_a_retry_without_a_delay_takes_the_queues(broker, work):
    runs = []

    def again():
        runs.append(time.monotonic())
        if len(runs) == 1:
            raise Retry("not yet")

    actor = dramatiq.actor(broker=broker, actor_name="again")(again)
    work(broker)
    actor.send()
    broker.join("default", timeout=30_000)
    assert runs[1] - runs[0] >= 0.02


def test_dramatiqs_own_retries_go_before_the_engines(make_broker, work):
    runs = []

    def fail():
        runs.append(1)
        raise ValueError("no")

    broker = make_broker(middleware=[Retries(max_retries=1, min_backoff=5, max_backoff=10)])
    actor = dramatiq.actor(broker=broker, actor_name="fail")(fail)
    work(broker)
    actor.send()
    broker.join("default", timeout=30_000)
    assert len(runs) == 2


# --- limits


def test_a_message_that_is_too_old_is_not_run(make_broker, work):
    broker = make_broker(middleware=[AgeLimit()])
    ran = []
    old = dramatiq.actor(broker=broker, actor_name="old", max_age=50)(lambda: ran.append(1))
    message = old.message()
    broker.enqueue(message.copy(message_timestamp=message.message_timestamp - 1_000))
    work(broker)
    broker.join("default", timeout=30_000)
    assert ran == []
    assert status(broker, message).error.code == "skipped"


def test_an_actor_may_have_no_time_limit(broker, work):
    endless = dramatiq.actor(broker=broker, actor_name="endless", time_limit=float("inf"))(
        lambda: "done"
    )
    work(broker)
    assert endless.send().get_result(block=True, timeout=30_000) == "done"


def test_a_run_that_heeds_the_shutdown_is_handed_back(broker):
    begun, heeded = Event(), []

    @dramatiq.actor(broker=broker, notify_shutdown=True, max_retries=0)
    def long():
        begun.set()
        try:
            while True:
                time.sleep(0.005)
        except Shutdown:
            heeded.append(1)
            raise

    message = long.send()
    with working(broker, threads=1, grace=5.0, idle_wait=0.05):
        assert begun.wait(30)
    handed_back = status(broker, message)
    assert heeded == [1]
    assert (handed_back.state, handed_back.attempts) == (JobState.WAITING, 0)


def test_a_limiter_of_dramatiqs_retries_and_the_job_ends(broker, work, limits):
    mutex = ConcurrentRateLimiter(limits, "mutex", limit=1)
    running, most = [], []

    @dramatiq.actor(broker=broker, max_retries=50, min_backoff=5, max_backoff=10)
    def careful():
        with mutex.acquire():
            running.append(1)
            most.append(len(running))
            time.sleep(0.01)
            running.pop()

    for _ in range(4):
        careful.send()
    work(broker)
    broker.join("default", timeout=30_000)
    assert most == [1, 1, 1, 1]


# --- what follows a job


def test_an_actor_is_told_of_a_failure(broker, work):
    told = []
    dramatiq.actor(broker=broker, actor_name="tell")(lambda *args: told.append(args))

    def fail():
        raise ValueError("no")

    actor = dramatiq.actor(broker=broker, actor_name="fail", max_retries=0)(fail)
    work(broker)
    message = actor.send_with_options(on_failure="tell")
    broker.join("default", timeout=30_000)
    ((failed, error),) = told
    assert failed["message_id"] == message.message_id
    assert error == {"type": "ValueError", "message": "no"}


def test_a_pipeline_ends_where_a_part_of_it_fails(broker, work):
    def fail(_):
        raise ValueError("no")

    one = dramatiq.actor(broker=broker, actor_name="one")(lambda: 1)
    broken = dramatiq.actor(broker=broker, actor_name="broken", max_retries=0)(fail)
    work(broker)
    pipeline = (one.message() | broken.message() | one.message()).run()
    broker.join("default", timeout=30_000)
    results = pipeline.get_results(block=True, timeout=30_000)
    assert next(results) == 1
    with pytest.raises(ResultFailure):
        next(results)
    assert status(broker, pipeline.messages[2]).state is JobState.UNKNOWN


def test_what_can_not_be_enqueued_after_a_job_makes_it_run_again(broker, work):
    """Redis can be away just between a job and the next of its pipeline."""
    add = dramatiq.actor(broker=broker, actor_name="add")(lambda x, y: x + y)
    enqueue, refused = broker.engine.enqueue, []

    def refuse_once(queue, jobs):
        if jobs[0].message.find(b"[3,3]") >= 0 and not refused:
            refused.append(1)
            raise EngineUnavailable("away")
        return enqueue(queue, jobs)

    pipeline = add.message(1, 2) | add.message(3)
    broker.engine.enqueue = refuse_once
    work(broker)
    assert pipeline.run().get_result(block=True, timeout=30_000) == 6
    assert refused == [1]
    assert status(broker, pipeline.messages[0]).attempts == 2


def test_a_group_is_waited_for_and_calls_back(broker, work, limits):
    broker.add_middleware(GroupCallbacks(limits))
    told = Event()
    double = dramatiq.actor(broker=broker, actor_name="double")(lambda x: 2 * x)
    done = dramatiq.actor(broker=broker, actor_name="done")(told.set)
    group = dramatiq.group([double.message(n) for n in range(4)])
    group.add_completion_callback(done.message())
    work(broker)
    group.run()
    group.wait(timeout=30_000)
    assert list(group.get_results()) == [0, 2, 4, 6]
    assert group.completed
    assert told.wait(30)


def test_a_barrier_lets_through_the_last(broker, work, limits):
    barrier = Barrier(limits, "three", ttl=30_000)
    barrier.create(parties=3)
    last = []
    arrive = dramatiq.actor(broker=broker, actor_name="arrive")(
        lambda: last.append(barrier.wait(block=False))
    )
    for _ in range(3):
        arrive.send()
    work(broker)
    broker.join("default", timeout=30_000)
    assert sorted(last) == [False, False, True]
