"""How ended runs get to Redis, and which of them are lost with their process."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from queue import Queue, SimpleQueue
from threading import Event, Thread, current_thread
from typing import Any

import pytest

from jobs.engine import Engine, QueuePolicy
from jobs.engine.committer import MAX_UNSENT, Committer
from jobs.engine.errors import EngineUnavailable
from jobs.engine.records import JobState, encode_result
from jobs.engine.requests import ClaimedJob, Finish, Request
from tests.integration.engine.conftest import NAMESPACE, QUEUE, Hand

_OTHER = "other"
_DIES_BEFORE_THE_ANSWER = """
import os, signal, sys
from redis.connection import AbstractConnection
from jobs.engine import Engine, QueuePolicy
from jobs.engine.committer import Committer
from jobs.engine.records import encode_result
from jobs.engine.requests import Finish

url, namespace, queue, *runs = sys.argv[1:]
policies = {queue: QueuePolicy(queue)}
engine = Engine.from_url(url, namespace=namespace, policies=policies, timeout=5.0)
engine.statuses(queue, ["none"])
committer = Committer(engine)
for run in runs:
    job_id, token = run.split("=")
    committer.submit(queue, Finish(job_id, int(token), "c", 1, 0, encode_result("done")))
AbstractConnection.read_response = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)
committer.start()
committer.flush(10.0)
"""


class Gate:
    """Lets the committer's calls through one by one, and knows of which queue each is."""

    def __init__(self, engine: Engine) -> None:
        self.queues: SimpleQueue[str] = SimpleQueue()
        """Of the calls that came, in their order."""
        self._passes: Queue[BaseException | None] = Queue()
        self._open = Event()
        self._run = engine.run

    def run(self, request: Request[Any]) -> Any:
        if not isinstance(current_thread(), Committer):
            return self._run(request)
        self.queues.put(_OTHER if any(_OTHER in key for key in request.keys) else QUEUE)
        if not self._open.is_set():
            failure = self._passes.get(timeout=10.0)
            if failure is not None:
                raise failure
        return self._run(request)

    def let_one_pass(self, failure: BaseException | None = None) -> None:
        self._passes.put(failure)

    def open(self) -> None:
        self._open.set()
        self._passes.put(None)


@pytest.fixture
def gate(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate(engine)
    monkeypatch.setattr(engine, "run", gate.run)
    return gate


@pytest.fixture
def committer(engine: Engine) -> Iterator[Committer]:
    engine.queues.policies[_OTHER] = QueuePolicy(_OTHER)
    committer = Committer(engine)
    committer.start()
    yield committer
    committer.close(5.0)
    committer.join(5.0)
    assert not committer.is_alive()


def _end(job: ClaimedJob) -> Finish:
    return Finish(job.job_id, job.token, "c", 1, 0, encode_result("done"))


def _claimed(hand: Hand, count: int) -> tuple[ClaimedJob, ...]:
    hand.add(*(f"j{number}" for number in range(count)))
    jobs = hand.claim(count).jobs
    assert len(jobs) == count
    return jobs


def _wait_until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10.0
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_what_was_sent_is_written_though_its_process_was_killed(
    hand: Hand, clean_valkey: str
) -> None:
    first, *others = _claimed(hand, 4)
    hand.finish(first)  # Redis knows the script now: the child's first call is the only one
    runs = [f"{job.job_id}={job.token}" for job in others]
    killed = subprocess.run(
        [sys.executable, "-c", _DIES_BEFORE_THE_ANSWER, clean_valkey, NAMESPACE, QUEUE, *runs],
        check=False,
        timeout=30,
    )
    assert killed.returncode == -signal.SIGKILL
    _wait_until(lambda: all(hand.status(job.job_id).state is JobState.COMPLETED for job in others))


def test_no_more_than_the_bound_is_unsent(hand: Hand, gate: Gate, committer: Committer) -> None:
    jobs = _claimed(hand, 1 + 2 * MAX_UNSENT)
    handed: list[ClaimedJob] = []

    def hand_over() -> None:
        for job in jobs:
            committer.submit(QUEUE, _end(job))
            handed.append(job)

    worker = Thread(target=hand_over)
    worker.start()
    gate.queues.get(timeout=10.0)  # the first group is on its way
    sent = len(handed)
    _wait_until(lambda: len(handed) >= MAX_UNSENT)
    time.sleep(0.1)
    assert worker.is_alive()
    assert len(handed) <= max(1, sent) + MAX_UNSENT
    assert not committer.flush(0.05)
    gate.open()
    worker.join(10.0)
    assert committer.flush(10.0)
    assert all(hand.status(job.job_id).state is JobState.COMPLETED for job in jobs)


def test_a_call_that_failed_counts_as_unsent(hand: Hand, gate: Gate, committer: Committer) -> None:
    jobs = _claimed(hand, 1 + MAX_UNSENT)
    committer.submit(QUEUE, _end(jobs[0]))
    gate.queues.get(timeout=10.0)
    for job in jobs[1:MAX_UNSENT]:
        committer.submit(QUEUE, _end(job))
    gate.let_one_pass(EngineUnavailable("away"))
    gate.queues.get(timeout=10.0)  # it comes again
    worker = Thread(target=committer.submit, args=(QUEUE, _end(jobs[MAX_UNSENT])))
    worker.start()
    worker.join(0.05)
    held_up = worker.is_alive()
    gate.open()
    worker.join(10.0)
    assert held_up
    assert committer.flush(10.0)
    assert all(hand.status(job.job_id).state is JobState.COMPLETED for job in jobs)


def test_queues_take_turns(gate: Gate, committer: Committer) -> None:
    nobody = Finish("nobody", 1, "c", 1, 0, encode_result("done"))
    committer.submit(QUEUE, nobody)
    calls = [gate.queues.get(timeout=10.0)]
    committer.submit(QUEUE, nobody)
    committer.submit(_OTHER, nobody)
    for _ in range(3):
        gate.let_one_pass()
        calls.append(gate.queues.get(timeout=10.0))
        if len(calls) == 2:
            committer.submit(QUEUE, nobody)
    gate.open()
    assert calls == [QUEUE, QUEUE, _OTHER, QUEUE]
