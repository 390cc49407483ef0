"""Dramatiq's worker with threads that do only what the engine's jobs need.

The signals to the middleware, their order and what an exception means are Dramatiq's
(``dramatiq.worker``). What is left out is what a job of the engine never has: an eta, a delay
queue, a result that nobody keeps, and a log line per step. That is a third of what a worker costs.
Dramatiq's own ``Worker`` works on the engine as well.
"""

from __future__ import annotations

import time
from queue import Empty
from typing import TYPE_CHECKING, Any, cast

import dramatiq
import structlog
from dramatiq.errors import RateLimitExceeded, Retry
from dramatiq.middleware import MiddlewareError, SkipMessage
from dramatiq.worker import ConsumerThread, WorkerThread

from jobs.engine.consumer import JobMessage
from jobs.engine.lanes import Lanes
from jobs.engine.outcome import describe

if TYPE_CHECKING:
    from queue import PriorityQueue

    from dramatiq import Actor
    from dramatiq.broker import MessageProxy

    from jobs.engine.broker import EngineBroker
    from jobs.engine.consumer import EngineConsumer

_log = structlog.get_logger("jobs.engine.threads")


class EngineWorker(dramatiq.Worker):
    """The worker of one process over the engine's broker.

    Parameters
    ----------
    broker : EngineBroker
        With all actors declared.
    queues : set[str], optional
        Only these; all declared ones where absent.
    threads : int
        Worker threads.
    idle_wait : float
        Seconds after which an idle thread looks whether it is to end.
    """

    def __init__(
        self, broker: EngineBroker, *, queues: set[str] | None, threads: int, idle_wait: float
    ) -> None:
        super().__init__(
            broker, queues=queues, worker_threads=threads, worker_timeout=int(idle_wait * 1000)
        )
        self.work_queue = cast("PriorityQueue[Any]", Lanes[JobMessage]())

    def _add_consumer(self, queue_name: str, *, delay: bool = False) -> None:
        if queue_name in self.consumers:
            return
        if self.consumer_whitelist and queue_name not in self.consumer_whitelist:
            return
        consumer = self.consumers[queue_name] = _ConsumerThread(
            broker=self.broker,
            queue_name=queue_name,
            prefetch=0,  # the queue's policy has it
            work_queue=self.work_queue,
            worker_timeout=self.worker_timeout,
        )
        consumer.start()

    def _add_worker(self) -> None:
        worker = _WorkerThread(
            broker=self.broker,
            consumers=self.consumers,
            work_queue=self.work_queue,
            worker_timeout=self.worker_timeout,
        )
        worker.start()
        self.workers.append(worker)


class _ConsumerThread(ConsumerThread):
    """Takes one queue's jobs from its consumer to the worker threads."""

    def handle_message(self, message: MessageProxy) -> None:
        job = cast("JobMessage", message)
        actor = self.broker.actors.get(job.actor_name)
        if actor is None:
            # It fails, by Dramatiq's way for it.
            super().handle_message(job)
            return
        job.priority = actor.priority
        cast("Lanes[JobMessage]", self.work_queue).put(job)

    def handle_delayed_messages(self) -> None:
        """Nothing to do: what is delayed lies in Redis."""

    def post_process_message(self, message: MessageProxy) -> None:
        """End the run; its end is written by the committer, so nothing here fails for Redis."""
        broker = cast("EngineBroker", self.broker)
        signal = "nack" if message.failed else "ack"
        try:
            broker.emit_before(signal, message)
        except MiddlewareError:
            # The run has ended all the same: unwritten, it would be held, and its lease renewed.
            _log.exception("end_unwanted", queue=self.queue_name, job_id=message.message_id)
        consumer = cast("EngineConsumer", self.consumer)
        if message.failed:
            consumer.nack(message)
        else:
            consumer.ack(message)
        broker.emit_after(signal, message)


class _WorkerThread(WorkerThread):
    """Runs jobs, one at a time."""

    def run(self) -> None:
        self.running = True
        self.broker.emit_after("worker_thread_boot", self)
        ready = cast("Lanes[JobMessage]", self.work_queue)
        while self.running:
            if self.paused:
                self.paused_event.set()
                time.sleep(self.timeout)
                continue
            try:
                job = ready.get(timeout=self.timeout)
            except Empty:
                continue
            self.process_message(job)
        self.broker.emit_before("worker_thread_shutdown", self)

    def process_message(self, message: MessageProxy) -> None:
        job, broker = cast("JobMessage", message), cast("EngineBroker", self.broker)
        actor: Actor[..., Any] | None = None
        try:
            broker.emit_before("process_message", job)
            result = None
            if not job.failed:
                actor = broker.get_actor(job.actor_name)
                result = actor(*job.args, **job.kwargs)
            broker.emit_after_run(job, result=result)
        except SkipMessage as skip:
            if job.failed:
                job.stuff_exception(skip)
            _log.warning("run_skipped", job_id=job.message_id, actor=job.actor_name)
            broker.emit_after("skip_message", job)
        except BaseException as error:
            job.stuff_exception(error)
            _log_failure(job, actor, error)
            broker.emit_after_run(job, exception=error)
        finally:
            self.consumers[job.queue_name].post_process_message(job)
            self.work_queue.task_done()
            # A traceback holds on to all that the actor had.
            job.clear_exception()


def _log_failure(job: JobMessage, actor: Actor[..., Any] | None, error: BaseException) -> None:
    said = {"job_id": job.message_id, "actor": job.actor_name}
    throws = job.options.get("throws") or (actor and actor.options.get("throws"))
    if isinstance(error, (Retry, RateLimitExceeded)):
        _log.debug("run_again", reason=type(error).__name__, **said)
    elif throws and isinstance(error, throws):
        _log.info("run_threw", reason=type(error).__name__, **said)
    elif getattr(error, "retryable", True) is False:
        # It fails by its own word, which is no error of the worker's.
        _log.info("job_declined", reason=describe(error).message, **said)
    else:
        _log.error("run_failed", exc_info=error, **said)
