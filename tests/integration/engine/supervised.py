"""What the worker processes of the supervisor's tests run."""

from __future__ import annotations

import os
import signal
import time
from functools import partial
from threading import Event, Thread

import dramatiq

from jobs.engine import EngineBroker
from jobs.engine.process import working
from jobs.engine.supervisor import end_with_parent


def target(url: str):
    """A picklable target for a supervisor."""
    return partial(run, url)


def declare(broker: EngineBroker) -> None:
    def die_once(key: str) -> str:
        if broker.engine.client.incr(key) == 1:
            os.kill(os.getpid(), signal.SIGKILL)
        return "survived"

    def die_always() -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    def slow(seconds: float) -> int:
        time.sleep(seconds)
        return os.getpid()

    for actor in (die_once, die_always, slow):
        dramatiq.actor(broker=broker, actor_name=actor.__name__)(actor)


def run(url: str, worker: str) -> None:
    """Be a worker process until SIGTERM."""
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    Thread(target=end_with_parent, daemon=True).start()
    broker = EngineBroker(url, namespace="test", worker=worker, threads=2)
    dramatiq.set_broker(broker)
    declare(broker)
    with working(broker, threads=2, grace=5.0, idle_wait=0.1):
        stopped.wait()
    broker.close()
