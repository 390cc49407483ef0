"""Iterates over one queue's jobs: waits for the marker, claims for free threads, ends runs."""

from __future__ import annotations

import random
import time
from collections import deque
from collections.abc import Iterable
from itertools import count
from typing import TYPE_CHECKING, Any, cast

import dramatiq
import structlog
from dramatiq.broker import Consumer, MessageProxy
from dramatiq.errors import DecodeError
from dramatiq.middleware import Shutdown

from jobs.engine import requests, wire
from jobs.engine.doorbell import Doorbell
from jobs.engine.errors import EngineUnavailable
from jobs.engine.outcome import describe
from jobs.engine.records import JobError, encode_error, encode_result
from jobs.engine.runs import Run

if TYPE_CHECKING:
    from jobs.engine.records import ClaimedJob
    from jobs.engine.requests import Claim
    from jobs.engine.session import Session
    from jobs.engine.slots import Grant

#: A queue is claimed from at least this often, in seconds: it finds expired leases, and work
#: whose marker was lost with the worker that took it.
CLAIM_EVERY = 2.0
#: A job that outlived a crash runs when a process is idle. Short jobs make one so soon: for a
#: moment no more is claimed, again and again; after its patience a process is emptied for it.
SUSPECT_PAUSE, SUSPECT_PAUSE_EVERY = 0.3, 3.0
SUSPECT_PATIENCE_MS, SUSPECT_DRAIN = 10_000, 3_600.0
_consumers = count(1)
_log = structlog.get_logger("jobs.engine.consumer")


class JobMessage(MessageProxy):
    """A message with the run that it belongs to.

    ``result`` is what the actor returned, kept until the run is ended. It is an item of the work
    queue, too, as Dramatiq knows them: with the actor's ``priority``, and itself the ``message``.
    """

    priority = 0

    def __init__(self, message: dramatiq.Message[Any], run: Run) -> None:
        super().__init__(message)
        # Kept here too: through the proxy each look costs a failed one first.
        self.queue_name = message.queue_name
        self.actor_name = message.actor_name
        self.message_id = message.message_id
        self.args = message.args
        self.kwargs = message.kwargs
        self.options = message.options
        self.run = run
        self.result: object = None

    @property
    def message(self) -> JobMessage:
        """Itself."""
        return self

    @property
    def error(self) -> BaseException | None:
        """What ended the run, where it did not return."""
        return self._exception


class EngineConsumer(Consumer):
    """One queue's consumer in one worker process.

    Parameters
    ----------
    session : Session
        The process's session.
    queue : str
        The queue.
    timeout : float
        Seconds that one step of the iteration may take when there is nothing to do.
    """

    def __init__(self, session: Session, queue: str, timeout: float) -> None:
        engine = session.engine
        self._session = session
        self._queue = queue
        self._timeout = timeout
        self._policy = engine.queues.policies[queue]
        self._space = engine.queues.space(queue)
        self._doorbell = Doorbell(engine, self._space)
        self._name = f"{session.worker}:{queue}:{next(_consumers)}"
        self._requests = count(1)
        self._request = self._next_request()
        self._claimed: deque[JobMessage] = deque()
        self._claim_at = 0.0
        self._pause_at = 0.0
        self._slot_at = 0.0
        self._backoff = 0.0
        session.slots.declare(
            queue,
            limit=self._policy.concurrency,
            weight=self._policy.weight,
            prefetch=self._policy.prefetch,
        )

    def __next__(self) -> JobMessage | None:
        """The next job, or None where there was none within the timeout."""
        if self._claimed:
            return self._claimed.popleft()
        deadline = time.monotonic() + self._timeout
        try:
            if self._wait(deadline):
                self._claim(deadline)
                self._backoff = 0.0
        except EngineUnavailable as error:
            self._away(error, deadline)
        return self._claimed.popleft() if self._claimed else None

    def ack(self, message: MessageProxy) -> None:
        """End a run that returned, or that failed and is to be retried."""
        job = cast("JobMessage", message)
        run, error = job.run, job.error
        if isinstance(error, Shutdown):
            self._session.end(run, "b", ran=False)
        elif run.retry_ms is not None:
            failure = describe(error or RuntimeError("asked for a retry"))
            self._session.end(run, "r", encode_error(failure), delay_ms=run.retry_ms)
        elif error is not None:
            self._session.end(run, "f", encode_error(describe(error)))
        else:
            self._complete(run, job.result)

    def nack(self, message: MessageProxy) -> None:
        """End a run that failed for good."""
        job = cast("JobMessage", message)
        error = job.error or RuntimeError("rejected")
        # An error that is final by its own word is no fault of the system.
        outcome = "e" if getattr(error, "retryable", True) is False else "f"
        self._session.end(job.run, outcome, encode_error(describe(error)))

    def requeue(self, messages: Iterable[MessageProxy]) -> None:
        """Hand back jobs that were claimed and not begun."""
        for message in messages:
            if isinstance(message, JobMessage):
                self._session.end(message.run, "b", ran=False)

    def close(self) -> None:
        """Hand back what is left, and close the connection."""
        self.requeue(self._claimed)
        self._claimed.clear()
        try:
            if self._doorbell.withdraw():
                self._ring()
        except EngineUnavailable as error:
            _log.info("not_withdrawn", queue=self._queue, reason=str(error))
        self._doorbell.close()

    def _complete(self, run: Run, result: object) -> None:
        try:
            payload = encode_result(result)
        except (TypeError, ValueError, OverflowError, RecursionError) as error:
            failure = JobError("unserialisable_result", f"{type(error).__name__}: {error}")
            self._session.end(run, "f", encode_error(failure))
        else:
            self._session.end(run, "c", payload)

    def _wait(self, deadline: float) -> bool:
        """Wait until there is reason to claim and a thread to run it on."""
        slots = self._session.slots
        if self._session.draining:
            time.sleep(max(0.0, min(0.05, deadline - time.monotonic())))
            return False
        if not slots.wait_free(self._queue, 0):
            # A marker that came here now would wake nobody.
            if self._doorbell.withdraw():
                self._ring()
            if not slots.wait_free(self._queue, deadline - time.monotonic()):
                return False
        now = time.monotonic()
        if now < self._slot_at:
            # No worker may begin a job of this queue: a marker taken now would be wasted.
            if self._doorbell.withdraw():
                self._ring()
            time.sleep(max(0.0, min(deadline, self._slot_at) - now))
            return time.monotonic() >= self._slot_at
        if now >= self._claim_at:
            return True
        # An early return here is either the deadline, or the time to claim again.
        rung = self._doorbell.wait(min(deadline, self._claim_at) - now)
        return rung or time.monotonic() >= self._claim_at

    def _claim(self, deadline: float) -> None:
        slots = self._session.slots
        # There is reason to claim; should the thread be gone meanwhile, the reason stays.
        self._claim_at = 0.0
        grant = slots.acquire(self._queue, max(0.0, deadline - time.monotonic()))
        if grant is None:
            self._ring()
            return
        try:
            # A job that outlived a crash may end this process: what has ended must be written
            # before it is given one, or the dead process seems to have died of that as well.
            idle = grant.idle and self._session.written(max(0.0, deadline - time.monotonic()))
            claim = self._session.engine.run(
                requests.claim(
                    self._space,
                    self._policy,
                    self._session.lease,
                    worker=self._session.worker,
                    consumer=self._name,
                    request=self._request,
                    most=grant.count,
                    idle=idle,
                )
            )
        except BaseException:
            slots.confirm(self._queue, grant, 0)
            raise
        self._request = self._next_request()
        self._take(claim, grant, idle=idle)

    def _take(self, claim: Claim, grant: Grant, *, idle: bool) -> None:
        slots = self._session.slots
        alone = any(job.crashes for job in claim.jobs)
        # A repeated claim can give more than is free now; the surplus goes back.
        taken, surplus = claim.jobs[: grant.count], claim.jobs[grant.count :]
        slots.confirm(self._queue, grant, len(taken), alone=alone)
        if claim.unreadable:
            _log.error("records_damaged", queue=self._queue, job_ids=claim.unreadable)
            self._session.engine.run(requests.condemn(self._space, claim.unreadable))
        runs = [
            Run(self._queue, job.job_id, job.token, job.timeout_ms, alone=alone) for job in taken
        ]
        self._session.begin(runs)
        for job, run in zip(taken, runs, strict=True):
            self._accept(job, run)
        for job in surplus:
            _log.warning("claim_surplus", queue=self._queue, job_id=job.job_id)
        if claim.suspect_ms >= 0 and not idle:
            self._make_room_for_suspect(claim.suspect_ms)
        wait = CLAIM_EVERY * random.uniform(0.75, 1.25)
        if claim.next_delayed_ms >= 0:
            wait = min(wait, claim.next_delayed_ms / 1000 + 0.001)
        if taken and not claim.paused and (len(taken) == grant.count or claim.suspect_ms >= 0):
            wait = 0.0
        self._claim_at = time.monotonic() + wait
        if claim.slot_ms >= 0:
            self._claim_at = self._slot_at = time.monotonic() + claim.slot_ms / 1000

    def _make_room_for_suspect(self, waited_ms: int) -> None:
        now = time.monotonic()
        if waited_ms > SUSPECT_PATIENCE_MS:
            self._session.slots.drain_for(self._queue, SUSPECT_DRAIN)
        elif now >= self._pause_at:
            self._pause_at = now + SUSPECT_PAUSE_EVERY
            self._session.slots.drain_for(self._queue, SUSPECT_PAUSE)

    def _accept(self, job: ClaimedJob, run: Run) -> None:
        try:
            message = wire.decode(
                job.message, queue=self._queue, job_id=job.job_id, failures=job.failures
            )
        except DecodeError as error:
            failure = JobError("poison", f"the message can't be read: {type(error).__name__}")
            self._session.end(run, "f", encode_error(failure))
            return
        self._claimed.append(JobMessage(message, run))

    def _away(self, error: EngineUnavailable, deadline: float) -> None:
        if not self._backoff:
            _log.warning("redis_away", queue=self._queue, reason=str(error))
        self._backoff = min(max(self._backoff * 2, 0.05), 1.0)
        pause = self._backoff * random.uniform(0.5, 1.5)
        time.sleep(max(0.0, min(pause, deadline - time.monotonic())))
        self._claim_at = 0.0

    def _ring(self) -> None:
        self._session.engine.run(requests.ring(self._space))

    def _next_request(self) -> str:
        return str(next(self._requests))
