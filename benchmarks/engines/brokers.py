"""The brokers of the Python systems, as lean as the figures allow."""

from __future__ import annotations

from collections.abc import Callable

import dramatiq
from dramatiq.brokers.redis import RedisBroker
from dramatiq.results import Results
from dramatiq.results.backends import RedisBackend

from jobs.engine import EngineBroker, QueuePolicy
from jobs.engine.results import EngineResults

QUEUE = "bench"
NAMESPACE = "bench"
STOCK_THREADS = 8
APOLO_THREADS = 1
"""Of each process: jobs that wait for nothing would only wait for each other."""
#: Every ended job is kept by all systems: nothing is measured of their forgetting.
_KEPT = 10_000_000
POLICY = QueuePolicy(
    QUEUE,
    concurrency=APOLO_THREADS,
    prefetch=256,
    completed_count=_KEPT,
    failed_count=_KEPT,
)


def make(system: str, url: str) -> dramatiq.Broker:
    """The broker of ``apolo``, ``apolo_default_middleware`` or ``dramatiq``.

    Parameters
    ----------
    system : str
        One of the three.
    url : str
        Of Redis; a unix socket.
    """
    if system == "dramatiq":
        stock = RedisBroker(url=url, middleware=[])
        stock.add_middleware(
            Results(
                backend=RedisBackend(url=url, use_namespace_prefix_keys=True), store_results=True
            )
        )
        return stock
    if system == "apolo":
        return engine_broker(url, POLICY)
    return EngineBroker(url, namespace=NAMESPACE, policies={QUEUE: POLICY}, threads=APOLO_THREADS)


def engine_broker(url: str, policy: QueuePolicy) -> EngineBroker:
    """Apolo's broker with no middleware beyond what keeps results."""
    broker = EngineBroker(
        url, namespace=NAMESPACE, policies={QUEUE: policy}, threads=APOLO_THREADS, middleware=[]
    )
    broker.add_middleware(Results(backend=EngineResults(broker.engine), store_results=True))
    return broker


def declare(
    broker: dramatiq.Broker, job: Callable[[int], str] | None = None
) -> dramatiq.Actor[[int], str]:
    """Declare the one actor of the benchmark; without a job where it is only sent."""

    @dramatiq.actor(broker=broker, actor_name="noop", queue_name=QUEUE)
    def noop(sent_ns: int) -> str:
        return job(sent_ns) if job else "ok"

    return noop
