"""Puts a worker together: the supervisor's side, and what one of its processes runs."""

from __future__ import annotations

import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

import dramatiq
import structlog

from apolo.telemetry import configure_logging
from jobs.engine import Engine, EngineBroker, QueuePolicy
from jobs.engine.policy import LeasePolicy
from jobs.engine.process import working
from jobs.engine.supervisor import Supervisor, end_with_parent
from jobs.queues import IMAGE_GENERATION, NAMESPACE, QUEUES

if TYPE_CHECKING:
    from apolo.services import Services
    from apolo.settings import Settings

#: Seconds that a worker's jobs have to end after SIGTERM; the supervisor waits a little longer.
GRACE = 20.0
#: Seconds the supervisor waits for Redis when it hands leases back.
RECOVERY_TIMEOUT = 2.0

_log = structlog.get_logger("apolo.worker")


@dataclass(frozen=True, slots=True)
class WorkerPlan:
    """All that a worker process has to know; crosses to it when it is started."""

    settings: Settings
    services: Services
    queues: frozenset[str]
    threads: int
    policies: Mapping[str, QueuePolicy]


def plan(
    settings: Settings,
    services: Services,
    *,
    queues: frozenset[str] | None = None,
    threads: int | None = None,
) -> WorkerPlan:
    """What the workers of this machine are to run.

    Parameters
    ----------
    settings : Settings
        Gives the queues that are switched off here, and each one's policy.
    services : Services
        Where Redis and PostgreSQL are.
    queues : frozenset[str], optional
        Only these queues.
    threads : int, optional
        Instead of ``WORKER_THREADS``.
    """
    policies = settings.queue_policies()
    wanted = queues if queues is not None else frozenset(QUEUES)
    enabled = frozenset(name for name in wanted if settings.queue(name).enabled)
    return WorkerPlan(settings, services, enabled, threads or settings.worker_threads, policies)


def supervise(worker_plan: WorkerPlan, processes: int) -> Supervisor:
    """A supervisor of worker processes; its ``run`` blocks until its ``stop``."""
    engine = Engine.from_url(
        worker_plan.services.redis_url,
        namespace=NAMESPACE,
        policies=worker_plan.policies,
        timeout=RECOVERY_TIMEOUT,
    )
    return Supervisor(
        partial(run_process, worker_plan),
        processes=processes,
        engine=engine,
        lease=LeasePolicy(),
        grace=GRACE + 5.0,
    )


def run_process(worker_plan: WorkerPlan, worker: str) -> None:
    """Be one worker process until SIGTERM, or until the supervisor is gone."""
    stopped = Event()
    # Ctrl-C reaches the whole group; the supervisor alone decides.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    Thread(target=end_with_parent, name="parent-watch", daemon=True).start()
    configure_logging(worker_plan.settings)
    # Imported here: only a worker process draws.
    from apolo.actors import actor_context, keep_constants, keep_drawing_caches
    from jobs.actors import declare_actors
    from jobs.actors.picture_store import PictureStore

    keep_drawing_caches(worker_plan.settings.data_dir)
    broker = EngineBroker(
        worker_plan.services.redis_url,
        namespace=NAMESPACE,
        policies=worker_plan.policies,
        worker=worker,
        threads=worker_plan.threads,
    )
    dramatiq.set_broker(broker)
    opened = actor_context(
        worker_plan.settings,
        worker_plan.services.database_url,
        pictures=PictureStore(broker.engine),
        progress=broker.progress,
        engine=broker.engine,
    )
    queues, threads = set(worker_plan.queues), worker_plan.threads
    with opened as context:
        declare_actors(broker, context)
        context.loop.start_soon(
            keep_constants(context.opendota, worker_plan.settings.data_dir / "constants")
        )
        with working(broker, queues=queues, threads=threads, grace=GRACE):
            _log.info("worker_ready", worker=worker, queues=sorted(queues))
            if IMAGE_GENERATION in queues:
                # Beside the first jobs: one that needs what is being loaded waits for it alone.
                Thread(target=_warm_up, args=(worker,), name="warm-up").start()
            stopped.wait()
    broker.close()


def _warm_up(worker: str) -> None:
    from renderers.warm_up import warm_up

    began = time.monotonic()
    try:
        warm_up()
    except Exception:
        # Whoever asks for a picture is told what is wrong; jobs that draw nothing go on.
        _log.exception("not_warmed_up", worker=worker)
    else:
        _log.info("warmed_up", worker=worker, seconds=round(time.monotonic() - began, 1))
