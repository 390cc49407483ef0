"""The worker's threads: what they log, and that Dramatiq's own worker does as well."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event
from typing import Any, ClassVar

import dramatiq
import pytest
from dramatiq.middleware import MiddlewareError
from structlog.testing import capture_logs

from jobs.engine import EngineBroker, QueuePolicy
from jobs.engine.records import JobState


class UnknownMatch(Exception):
    code = "unknown_match"
    retryable = False


@pytest.fixture
def stock() -> Iterator[Callable[[EngineBroker], dramatiq.Worker]]:
    """Yield a way to start Dramatiq's own worker, as its command does."""
    workers: list[dramatiq.Worker] = []

    def start(broker: EngineBroker) -> dramatiq.Worker:
        broker.emit_after("process_boot")
        worker = dramatiq.Worker(broker, worker_threads=4, worker_timeout=100)
        worker.start()
        workers.append(worker)
        return worker

    yield start
    for worker in workers:
        worker.stop(timeout=30_000)


def _failing(broker: EngineBroker, error: Exception, **options: Any) -> dramatiq.Actor[[], None]:
    def fail() -> None:
        raise error

    return dramatiq.actor(broker=broker, actor_name="fail", max_retries=0, **options)(fail)


def _logged(broker: EngineBroker, work: Callable[..., object]) -> list[dict[str, Any]]:
    with capture_logs() as logged:
        work(broker)
        broker.join("default", timeout=30_000)
    return [one for one in logged if one.get("actor") == "fail"]


def test_a_job_that_declines_is_one_line_of_news(broker, work):
    message = _failing(broker, UnknownMatch("no such match")).send()
    (line,) = _logged(broker, work)
    assert line == {
        "event": "job_declined",
        "log_level": "info",
        "job_id": message.message_id,
        "actor": "fail",
        "reason": "UnknownMatch: no such match",
    }


def test_any_other_failure_is_an_error_with_its_traceback(broker, work):
    error = ValueError("broken")
    _failing(broker, error).send()
    (line,) = _logged(broker, work)
    assert (line["event"], line["log_level"]) == ("run_failed", "error")
    assert line["exc_info"] is error


def test_what_an_actor_says_it_throws_is_news(broker, work):
    _failing(broker, ValueError("expected"), throws=ValueError).send()
    (line,) = _logged(broker, work)
    assert (line["event"], line["log_level"], line["reason"]) == ("run_threw", "info", "ValueError")


class Unprintable(Exception):
    code = "odd\ud800"
    params: ClassVar = {"large": 2**80, "lone": "\ud800", "fine": 7}
    retryable = False

    def __str__(self) -> str:
        raise RuntimeError("no words")


class Refuses(dramatiq.Middleware):
    def before_ack(self, broker, message):
        raise MiddlewareError("not this one")


def test_an_error_that_cannot_be_written_ends_its_run_all_the_same(broker, work):
    message = _failing(broker, Unprintable()).send()
    _logged(broker, work)
    (status,) = broker.engine.statuses("default", [message.message_id])
    assert status.state is JobState.FAILED
    assert status.error.message == "Unprintable: (can't be written)"
    assert status.error.params == {"lone": "?", "fine": 7}


def test_a_run_ends_whatever_middleware_says_of_its_end(broker, work):
    broker.add_middleware(Refuses())
    message = dramatiq.actor(broker=broker, actor_name="fine")(lambda: 5).send()
    _logged(broker, work)
    (status,) = broker.engine.statuses("default", [message.message_id])
    assert (status.state, status.result) == (JobState.COMPLETED, 5)


def test_dramatiqs_own_worker_runs_retries_and_fails(broker, stock):
    failures = []

    def sometimes(name: str) -> str:
        if name == "never" or (name == "second" and not failures):
            failures.append(name)
            raise ValueError(name)
        return name

    actor = dramatiq.actor(broker=broker, max_retries=1)(sometimes)
    names = ["first", "second", "never"]
    messages = [actor.send(name) for name in names]
    unknown = messages[0].copy(message_id="unknown", actor_name="nobody")
    broker.enqueue(unknown)
    stock(broker)
    broker.join("default", timeout=30_000)
    ids = [message.message_id for message in (*messages, unknown)]
    first, second, never, nobody = broker.engine.statuses("default", ids)
    assert (first.state, first.result) == (JobState.COMPLETED, "first")
    assert (second.state, second.result, second.attempts) == (JobState.COMPLETED, "second", 2)
    assert (never.state, never.attempts) == (JobState.FAILED, 2)
    assert nobody.error.code == "unknown_actor"


def test_dramatiqs_own_worker_hands_back_what_it_did_not_begin(make_broker, stock):
    broker = make_broker(policies={"default": QueuePolicy("default", prefetch=8)})
    begun, release = Event(), Event()

    def slow() -> None:
        begun.set()
        release.wait(30)

    actor = dramatiq.actor(broker=broker)(slow)
    for _ in range(8):
        actor.send()
    worker = stock(broker)
    assert begun.wait(30)
    for thread in worker.workers:
        thread.stop()
    release.set()
    worker.stop(timeout=30_000)
    counts = broker.engine.counts("default")
    assert counts.active == 0
    assert counts.completed + counts.waiting == 8
    assert counts.waiting > 0
