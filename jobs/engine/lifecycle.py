"""The middleware that ties Dramatiq's worker to the engine: begin, result, retry, shutdown."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, cast

from dramatiq.middleware import Middleware, Shutdown

from jobs.engine.errors import Cancelled
from jobs.engine.outcome import retry_delay

if TYPE_CHECKING:
    from dramatiq import Broker, Worker
    from dramatiq.broker import MessageProxy

    from jobs.engine.broker import EngineBroker
    from jobs.engine.consumer import JobMessage
    from jobs.engine.runs import Run


class Lifecycle(Middleware):
    """Always the broker's first middleware, so the last to see a run's end.

    It takes the place of Dramatiq's ``Retries``: the retry is decided here and is written
    together with the end of the run, so that it can't get lost. An actor may set
    ``max_retries`` and ``throws`` (exceptions that are final); a message too.
    """

    actor_options = {"max_retries", "throws"}  # noqa: RUF012 - Dramatiq declares it so

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
        limits = [run.timeout_ms, actor.options.get("time_limit") if actor else None]
        known = [limit for limit in limits if limit]
        if known:
            job.options.setdefault("time_limit", min(known))
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
        if exception is None:
            job.result = result
            return
        if job.failed or job.run.retry_ms is not None:
            return  # another middleware has decided
        if isinstance(exception, Shutdown):
            return  # it is handed back
        if isinstance(exception, Cancelled):
            job.fail()
            return
        options = broker.get_actor(job.actor_name).options
        throws = job.options.get("throws") or options.get("throws")
        policy = cast("EngineBroker", broker).engine.queues.policies[job.queue_name]
        delay = None
        if not (throws and isinstance(exception, throws)):
            delay = retry_delay(
                exception,
                failures=job.options.get("retries", 0) + 1,
                max_retries=_max_retries(job.options, options, policy.max_retries),
                policy=policy,
            )
        if delay is None:
            job.fail()
        else:
            job.run.retry_ms = delay

    def after_worker_boot(self, broker: Broker, worker: Worker) -> None:
        """Have an eye on the worker's threads."""
        cast("EngineBroker", broker).session.watch(worker.workers)

    def before_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Claim nothing more while the threads finish."""
        cast("EngineBroker", broker).session.drain()

    def after_worker_shutdown(self, broker: Broker, worker: Worker) -> None:
        """Write the last ends."""
        cast("EngineBroker", broker).session.close()


def _max_retries(message: dict[str, Any], actor: dict[str, Any], default: int) -> int:
    for options in (message, actor):
        value = options.get("max_retries")
        if isinstance(value, int):
            return value
    return default
