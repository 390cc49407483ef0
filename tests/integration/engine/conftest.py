"""An engine on an empty Valkey, and a hand to drive its transitions one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

import dramatiq
import pytest

from jobs.engine import Engine, EngineBroker, NewJob, QueuePolicy, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.process import working
from jobs.engine.records import JobError as Error
from jobs.engine.records import JobStatus, encode_error, encode_result
from jobs.engine.requests import Claim, ClaimedJob, Finish

NAMESPACE = "test"
QUEUE = "work"


@dataclass
class Hand:
    """Drives one queue's transitions as workers would."""

    engine: Engine
    queue: str = QUEUE
    lease: LeasePolicy = field(default_factory=LeasePolicy)
    _requests: Iterator[int] = field(default_factory=count)

    @property
    def policy(self) -> QueuePolicy:
        return self.engine.queues.policies[self.queue]

    def change_policy(self, **changes: int) -> None:
        self.engine.queues.policies[self.queue] = replace(self.policy, **changes)

    def add(self, *job_ids: str, **options: object) -> None:
        jobs = [NewJob(job_id, b"{}", **options) for job_id in job_ids]
        self.engine.enqueue(self.queue, jobs)

    def claim(
        self, most: int = 1, *, worker: str = "w1", idle: bool = False, request: str | None = None
    ) -> Claim:
        return self.engine.run(
            requests.claim(
                self.engine.queues.space(self.queue),
                self.policy,
                self.lease,
                worker=worker,
                consumer=worker,
                request=request or str(next(self._requests)),
                most=most,
                idle=idle,
            )
        )

    def claimed_ids(self, most: int = 1, **options: object) -> list[str]:
        return [job.job_id for job in self.claim(most, **options).jobs]

    def finish(
        self,
        job: ClaimedJob,
        outcome: str = "c",
        *,
        result: object = None,
        error: str = "internal",
        delay_ms: int = 0,
        ran_ms: int = 3,
    ) -> int:
        payload = encode_result(result) if outcome == "c" else encode_error(Error(error, error))
        run = Finish(job.job_id, job.token, outcome, ran_ms, delay_ms, payload)
        space = self.engine.queues.space(self.queue)
        return self.engine.run(requests.finish(space, self.policy, [run]))[0]

    def status(self, job_id: str) -> JobStatus:
        return self.engine.statuses(self.queue, [job_id])[0]

    def expire_leases(self) -> None:
        """Let every lease be over, as if its time had passed."""
        active = self.engine.queues.space(self.queue)["active"]
        for job_id in self.engine.client.zrange(active, 0, -1):
            self.engine.client.zadd(active, {job_id: 1})

    def let_delays_pass(self) -> None:
        """Let every delayed job be due, as if its time had passed."""
        delayed = self.engine.queues.space(self.queue)["delayed"]
        for job_id in self.engine.client.zrange(delayed, 0, -1):
            self.engine.client.zadd(delayed, {job_id: 1})


@pytest.fixture
def engine(clean_valkey: str) -> Iterator[Engine]:
    engine = Engine.from_url(
        clean_valkey, namespace=NAMESPACE, policies={QUEUE: QueuePolicy(QUEUE)}, timeout=5.0
    )
    yield engine
    engine.close()


@pytest.fixture
def hand(engine: Engine) -> Hand:
    return Hand(engine)


@pytest.fixture
def make_broker(clean_valkey: str) -> Iterator[Callable[..., EngineBroker]]:
    """Yield a way to make brokers, each with a default queue that retries soon."""
    brokers: list[EngineBroker] = []

    def make(**options: Any) -> EngineBroker:
        options.setdefault("policies", {"default": QueuePolicy("default", backoff_ms=(20, 40, 80))})
        broker = EngineBroker(clean_valkey, namespace=NAMESPACE, threads=4, **options)
        dramatiq.set_broker(broker)
        brokers.append(broker)
        return broker

    yield make
    for broker in brokers:
        broker.close()


@pytest.fixture
def broker(make_broker: Callable[..., EngineBroker]) -> EngineBroker:
    return make_broker()


@pytest.fixture
def work() -> Iterator[Callable[[EngineBroker], dramatiq.Worker]]:
    """Yield a way to start a broker's worker, which ends with the test."""
    with ExitStack() as workers:

        def start(broker: EngineBroker) -> dramatiq.Worker:
            running = working(broker, threads=4, grace=5.0, idle_wait=0.1)
            return workers.enter_context(running)

        yield start
