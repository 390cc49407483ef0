"""A supervised worker to be killed: ``python -m benchmarks.chaotic.worker URL MARKS PROCESSES``."""

from __future__ import annotations

import signal
import sys
import time
from functools import partial
from pathlib import Path
from threading import Event, Thread

import dramatiq
from dramatiq.middleware import CurrentMessage

from benchmarks.chaotic.marks import Marker
from jobs.engine import Engine, EngineBroker, QueuePolicy
from jobs.engine.broker import default_middleware
from jobs.engine.policy import LeasePolicy
from jobs.engine.process import working
from jobs.engine.supervisor import Supervisor, end_with_parent

QUEUE = "chaos"
NAMESPACE = "chaos"
THREADS = 5
JOB_SECONDS = 0.02
POLICY = QueuePolicy(
    QUEUE, concurrency=THREADS, completed_count=10_000_000, failed_count=10_000_000
)


def make_broker(url: str, *, worker: str | None = None, timeout: float = 5.0) -> EngineBroker:
    """The broker of workers and producer; declares the benchmark's queue."""
    broker = EngineBroker(
        url,
        namespace=NAMESPACE,
        policies={QUEUE: POLICY},
        worker=worker,
        threads=THREADS,
        middleware=[*default_middleware(), CurrentMessage()],
        timeout=timeout,
    )
    broker.declare_queue(QUEUE)
    return broker


def run_process(url: str, marks: str, worker: str) -> None:
    """Be one worker process until SIGTERM."""
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    Thread(target=end_with_parent, daemon=True).start()
    broker = make_broker(url, worker=worker)
    dramatiq.set_broker(broker)
    marker = Marker(Path(marks))

    @dramatiq.actor(broker=broker, actor_name="work", queue_name=QUEUE)
    def work() -> None:
        message = CurrentMessage.get_current_message()
        assert message is not None
        with marker.run(message.message_id):
            # The job: twenty milliseconds of waiting, as for a database.
            time.sleep(JOB_SECONDS)

    with working(broker, threads=THREADS, grace=5.0, idle_wait=0.2):
        stopped.wait()
    broker.close()


def main() -> None:
    """Supervise until SIGTERM."""
    url, marks, processes = sys.argv[1:4]
    supervisor = Supervisor(
        partial(run_process, url, marks),
        processes=int(processes),
        engine=Engine.from_url(url, namespace=NAMESPACE, policies={QUEUE: POLICY}, timeout=2.0),
        lease=LeasePolicy(),
        grace=10.0,
    )
    signal.signal(signal.SIGTERM, lambda *_: supervisor.stop())
    supervisor.run()


if __name__ == "__main__":
    main()
