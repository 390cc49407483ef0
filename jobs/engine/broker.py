"""The Dramatiq broker over the engine."""

from __future__ import annotations

import math
import os
import platform
import time
import uuid
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import TYPE_CHECKING, Any

import dramatiq
from dramatiq.broker import Broker
from dramatiq.errors import QueueJoinTimeout
from dramatiq.middleware import (
    AgeLimit,
    Callbacks,
    Middleware,
    MiddlewareError,
    Pipelines,
    ShutdownNotifications,
    TimeLimit,
)
from dramatiq.results import Results

from jobs.engine import requests, wire
from jobs.engine.client import Engine
from jobs.engine.consumer import EngineConsumer
from jobs.engine.errors import EngineUnavailable, QueueUnknown
from jobs.engine.hooks import Hooks
from jobs.engine.lifecycle import Lifecycle
from jobs.engine.policy import LeasePolicy, Priority, QueuePolicy
from jobs.engine.requests import NewJob
from jobs.engine.results import EngineResults
from jobs.engine.session import Session

if TYPE_CHECKING:
    from jobs.engine.consumer import JobMessage

_PRIORITIES = frozenset(Priority)
#: A worker waits this long for an answer of Redis, in seconds.
WORKER_TIMEOUT = 5.0


def default_middleware() -> list[Middleware]:
    """Dramatiq's own, without ``Retries``: retries are the engine's.

    A broker that is given no list adds ``Results``, over what the engine keeps.
    """
    return [AgeLimit(), TimeLimit(), ShutdownNotifications(), Callbacks(), Pipelines()]


class EngineBroker(Broker):
    """A broker whose queues live in Redis as a state machine of atomic scripts.

    A message may carry these options of the engine: ``priority`` (1, 2, 5 or 10), ``tenant``,
    ``coalesce``, ``notify``, ``max_retries``, ``time_limit`` (ms). Its ``message_id`` is the
    job's id: sent twice, it runs once.

    Parameters
    ----------
    url : str
        Where Redis is.
    namespace : str
        Sets this engine's keys apart.
    policies : Mapping[str, QueuePolicy], optional
        Queues with a policy of their own; any other declared queue gets the default.
    middleware : list[Middleware], optional
        Instead of `default_middleware`.
    worker : str, optional
        This process's name as a worker; made up where absent.
    threads : int
        Worker threads that this process will run.
    lease : LeasePolicy, optional
        How long a job is owned without a sign of life.
    timeout : float
        Seconds to wait for an answer of Redis.
    """

    def __init__(
        self,
        url: str,
        *,
        namespace: str = "dramatiq",
        policies: Mapping[str, QueuePolicy] | None = None,
        middleware: list[Middleware] | None = None,
        worker: str | None = None,
        threads: int = 8,
        lease: LeasePolicy | None = None,
        timeout: float = WORKER_TIMEOUT,
    ) -> None:
        self._hooks = Hooks()
        super().__init__(default_middleware() if middleware is None else middleware)
        self._lifecycle = Lifecycle()
        self.middleware.insert(0, self._lifecycle)
        self.actor_options |= Lifecycle.actor_options
        self.queues: dict[str, None] = {}
        self.engine = Engine.from_url(
            url, namespace=namespace, policies=policies or {}, timeout=timeout
        )
        if middleware is None:
            results = Results(backend=EngineResults(self.engine), store_results=True)
            self.add_middleware(results)
        self.worker = worker or f"{platform.node()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._threads = threads
        self._lease = lease or LeasePolicy()
        self._session: Session | None = None
        self._session_lock = Lock()

    @property
    def session(self) -> Session:
        """This process at work; begins when it is first asked for."""
        with self._session_lock:  # every consumer thread asks as it starts
            if self._session is None:
                self._session = Session(
                    self.engine, worker=self.worker, threads=self._threads, lease=self._lease
                )
            return self._session

    def emit_before(self, signal: str, *args: Any, **kwargs: Any) -> None:
        """Tell the middleware of a signal, in its order; its mistakes are logged, as Dramatiq's."""
        for middleware, hook in self._hooks.before(self.middleware, signal):
            try:
                hook(self, *args, **kwargs)
            except MiddlewareError:
                raise
            except Exception:
                self.logger.critical("failure before %s in %r", signal, middleware, exc_info=True)

    def emit_after(self, signal: str, *args: Any, **kwargs: Any) -> None:
        """Tell the middleware of a signal, in the opposite order."""
        if signal == "process_message":
            self.emit_after_run(*args, **kwargs)
            return
        for middleware, hook in self._hooks.after(self.middleware, signal):
            try:
                hook(self, *args, **kwargs)
            except Exception:
                self.logger.critical("failure after %s in %r", signal, middleware, exc_info=True)

    def emit_after_run(
        self, job: JobMessage, *, result: object = None, exception: BaseException | None = None
    ) -> None:
        """Tell the middleware that an actor has ended; no interrupt can come any more."""
        run = job.run
        # What is raised from outside from here on would end the thread.
        run.leave()
        for middleware, hook in self._hooks.after(self.middleware, "process_message"):
            try:
                hook(self, job, result=result, exception=exception)
            except Exception as error:
                self.logger.critical("failure after a run in %r", middleware, exc_info=True)
                if isinstance(error, EngineUnavailable):
                    # The next of a pipeline, or a callback, would be lost without a word.
                    run.undone = error

    def declare_queue(self, queue_name: str) -> None:
        """Make a queue known; twice is the same as once."""
        if queue_name in self.queues:
            return
        self.emit_before("declare_queue", queue_name)
        self.queues[queue_name] = None
        self.engine.queues.policies.setdefault(queue_name, QueuePolicy(queue_name))
        self.emit_after("declare_queue", queue_name)

    def consume(self, queue_name: str, prefetch: int = 1, timeout: int = 30_000) -> EngineConsumer:
        """Iterate over a queue's jobs. ``prefetch`` is ignored: the queue's policy has it.

        Raises
        ------
        QueueUnknown
        """
        if queue_name not in self.queues:
            raise QueueUnknown(queue_name)
        return EngineConsumer(self.session, queue_name, timeout / 1000)

    def enqueue(
        self, message: dramatiq.Message[Any], *, delay: int | None = None
    ) -> dramatiq.Message[Any]:
        """Accept a message, after ``delay`` milliseconds where given.

        A message that this process is running just now is no new job: it asks to be retried,
        and the retry is written together with the end of the run.

        Raises
        ------
        QueueUnknown, InvalidJob
            Nothing was written.
        EngineUnavailable
            It may have been written; sending the same message again is harmless.
        """
        if message.queue_name not in self.queues:
            raise QueueUnknown(message.queue_name)
        running = self._session and self._session.runs.get(message.queue_name, message.message_id)
        if running:
            running.retry_ms = delay or 0
            return message
        self.emit_before("enqueue", message, delay)
        self.engine.enqueue(message.queue_name, [self._new_job(message, delay)])
        self.emit_after("enqueue", message, delay)
        return message

    def enqueue_many(self, messages: Sequence[dramatiq.Message[Any]]) -> None:
        """Accept many messages, one call per queue. Raises what `enqueue` raises."""
        by_queue: dict[str, list[NewJob]] = {}
        for message in messages:
            self.emit_before("enqueue", message, None)
            by_queue.setdefault(message.queue_name, []).append(self._new_job(message, None))
        for queue, jobs in by_queue.items():
            self.engine.enqueue(queue, jobs)
        for message in messages:
            self.emit_after("enqueue", message, None)

    def progress(self, percent: int, text: str = "") -> bool:
        """Note how far the job is that this thread is running.

        Parameters
        ----------
        percent : int
            0 to 100.
        text : str
            What is being done.

        Returns
        -------
        bool
            False where no job runs here, or it has a new owner.

        Raises
        ------
        Cancelled
            The job was cancelled; otherwise it would be raised when the lease is renewed.
        EngineUnavailable
        """
        run = self._lifecycle.current()
        if run is None:
            return False
        space = self.engine.queues.space(run.queue)
        percent = min(max(percent, 0), 100)
        answer = self.engine.run(
            requests.progress(space, run.job_id, run.token, percent, text[:200])
        )
        if answer == 2:
            run.cancel()
        return answer != 0

    def get_declared_queues(self) -> set[str]:
        """The names of all declared queues."""
        return set(self.queues)

    def flush(self, queue_name: str) -> None:
        """Drop everything that a queue holds."""
        self.engine.client.delete(*self.engine.queues.space(queue_name).all)

    def flush_all(self) -> None:
        """Drop everything that every declared queue holds."""
        for queue_name in self.queues:
            self.flush(queue_name)

    def join(self, queue_name: str, *, timeout: int | None = None) -> None:
        """Wait until a queue has nothing left to do; for tests.

        Raises
        ------
        QueueJoinTimeout
            When that takes longer than ``timeout`` milliseconds.
        """
        deadline = None if timeout is None else time.monotonic() + timeout / 1000
        while True:
            counts = self.engine.counts(queue_name)
            if counts.waiting + counts.delayed + counts.active == 0:
                return
            if deadline is not None and time.monotonic() >= deadline:
                raise QueueJoinTimeout(queue_name)
            time.sleep(0.01)

    def _new_job(self, message: dramatiq.Message[Any], delay: int | None) -> NewJob:
        options = message.options
        actor = self.actors.get(message.actor_name)
        declared = actor.options if actor is not None else {}
        limit = options.get("time_limit", declared.get("time_limit"))
        # An actor's own priority counts where it is one of ours; Dramatiq's default, 0, is none.
        declared_priority = actor.priority if actor and actor.priority in _PRIORITIES else None
        return NewJob(
            job_id=message.message_id,
            message=wire.encode(message),
            actor=message.actor_name,
            priority=options.get("priority", declared_priority),
            tenant=options.get("tenant", ""),
            delay_ms=delay or 0,
            max_retries=options.get("max_retries", declared.get("max_retries")),
            timeout_ms=0 if limit == math.inf else limit,
            coalesce=options.get("coalesce", ""),
            notify=bool(options.get("notify", False)),
        )

    def close(self) -> None:
        """Close all connections."""
        if self._session is not None:
            self._session.close()
        self.engine.close()


__all__ = ["EngineBroker", "default_middleware"]
