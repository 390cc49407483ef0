"""The middleware that ties Dramatiq's worker to the engine: begin, result, retry, shutdown."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast

import structlog
from dramatiq.middleware import Middleware, Shutdown

from jobs.engine.errors import Cancelled, EngineUnavailable
from jobs.engine.outcome import retry_delay
from jobs.engine.retrying import RETRY_OPTIONS, Options

if TYPE_CHECKING:
    from dramatiq import Broker, Worker
    from dramatiq.broker import MessageProxy

    from jobs.engine.broker import EngineBroker
    from jobs.engine.client import Engine
    from jobs.engine.consumer import JobMessage
    from jobs.engine.runs import Run

_log = structlog.get_logger("jobs.engine.lifecycle")


class Lifecycle(Middleware):
    """Always the broker's first middleware, so the last to see a run's end.

    It takes the place of Dramatiq's ``Retries``: the retry is decided here and is written
    together with the end of the run, so that it can't get lost. The options of actors and messages
    are those of ``Retries``; what they leave open the queue's policy says.
    """

    actor_options = RETRY_OPTIONS

    def __init__(self) -> None:
        self._thread = threading.local()

    def current(self) -> Run | None:
        """The run of the calling thread."""
        run: Run | None = getattr(self._thread, "run", None)
        return run

    def before_process_message(self, broker: Broker, message: MessageProxy) -> None:
        """Note when the run began, and give it its time limit."""
        job = cast("JobMessage", message)
        run = job.run
        actor = broker.actors.get(job.actor_name)
        limit = run.timeout_ms
        own = actor.options.get("time_limit") if actor else None
        if own and (not limit or own < limit):
            limit = own
        if limit:
            job.options.setdefault("time_limit", limit)
        self._thread.run = run
        run.begin()

    def after_process_message(
        self,
        broker: Broker,
        message: MessageProxy,
        *,
        result: object = None,
        exception: BaseException | None = None,
    ) -> None:
        """Keep the result, or decide whether the job runs again."""
        self._thread.run = None
        job = cast("JobMessage", message)
        if exception is None and job.run.undone is not None:
            exception = job.run.undone
            job.stuff_exception(exception)
        if exception is None:
            job.result = result
            return
        if job.failed or job.run.retry_ms is not None:
            return  # another middleware has decided
        if isinstance(exception, Shutdown):
            return  # it is handed back
        options = Options(broker.get_actor(job.actor_name).options, job.options)
        engine = cast("EngineBroker", broker).engine
        job.run.retry_ms = self._retry(broker, job, options, exception, engine)
        if job.run.retry_ms is None:
            job.fail()

    def _retry(
        self,
        broker: Broker,
        job: JobMessage,
        options: Options,
        error: BaseException,
        engine: Engine,
    ) -> int | None:
        """Milliseconds until the job runs again; None where it has failed for good."""
        throws = options.get("throws")
        if isinstance(error, Cancelled) or (throws and isinstance(error, throws)):
            return None
        policy = engine.queues.policies[job.queue_name]
        failures = job.options.get("retries", 0) + 1
        delay = retry_delay(
            error,
            failures=failures,
            max_retries=None,
            policy=policy,
            backoff_ms=options.backoff(failures, policy),
        )
        if delay is not None and options.exhausted(failures, error, policy):
            self._tell_exhausted(broker, job, options.get("on_retry_exhausted"), failures - 1)
            return None
        return delay

    def _tell_exhausted(
        self, broker: Broker, job: JobMessage, actor: str | None, retries: int
    ) -> None:
        if actor:
            told = {"retries": retries, "max_retries": retries}
            try:
                broker.get_actor(actor).send(job.asdict(), told)
            except EngineUnavailable as unavailable:
                _log.error("exhaustion_untold", job_id=job.message_id, reason=str(unavailable))

    def after_worker_boot(self, broker: Broker, worker: Worker) -> None:
        """Have an eye on the worker's threads."""
        cast("EngineBroker", broker).session.watch(worker.workers)

    def before_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Claim nothing more while the threads finish."""
        cast("EngineBroker", broker).session.drain()

    def after_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Write the last ends."""
        cast("EngineBroker", broker).session.close()
