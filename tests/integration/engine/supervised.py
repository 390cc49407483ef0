"""What the worker processes of the supervisor's tests run."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import time
from functools import partial
from threading import Event, Thread

import dramatiq
import psutil

from jobs.engine import EngineBroker
from jobs.engine.policy import LeasePolicy
from jobs.engine.process import working
from jobs.engine.supervisor import end_with_parent


def target(url: str, lease: LeasePolicy | None = None, grace: float = 5.0):
    """A picklable target for a supervisor."""
    return partial(run, url, lease or LeasePolicy(), grace)


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

    def leave() -> None:
        os._exit(3)

    def crash() -> None:
        ctypes.string_at(0)

    def devour() -> None:
        # What is left is less than what is asked for.
        before = resource.getrlimit(resource.RLIMIT_AS)
        used = psutil.Process().memory_info().vms
        resource.setrlimit(resource.RLIMIT_AS, (used + 32 * 1024 * 1024, before[1]))
        try:
            bytearray(1024 * 1024 * 1024)
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)

    def hang() -> None:
        time.sleep(600)

    def hang_with_the_gil() -> None:
        ctypes.PyDLL(None).sleep(600)

    for actor in (die_once, die_always, slow, leave, crash, devour, hang, hang_with_the_gil):
        dramatiq.actor(broker=broker, actor_name=actor.__name__)(actor)


def run(url: str, lease: LeasePolicy, grace: float, worker: str) -> None:
    """Be a worker process until SIGTERM."""
    stopped = Event()
    signal.signal(signal.SIGTERM, lambda *_: stopped.set())
    Thread(target=end_with_parent, daemon=True).start()
    broker = EngineBroker(url, namespace="test", worker=worker, threads=2, lease=lease)
    dramatiq.set_broker(broker)
    declare(broker)
    with working(broker, threads=2, grace=grace, idle_wait=0.1):
        stopped.wait()
    broker.close()
