"""The producer of a Python system: ``python -m benchmarks.engines.producer SYSTEM URL``.

Each line of standard input is a command, each answer one line of JSON:
"bulk JOBS BATCH" and "single JOBS" answer with the seconds taken (and each call's), "pickup JOBS
LEAST MOST" sends single jobs that far apart, in seconds, "kept" counts the ended jobs.
"""

from __future__ import annotations

import json
import random
import sys
import time
from typing import TYPE_CHECKING, Any

import dramatiq
import redis

from benchmarks.engines import brokers
from jobs.engine import EngineBroker

if TYPE_CHECKING:
    from collections.abc import Callable


class Producer:
    """Sends the benchmark's jobs."""

    def __init__(self, system: str, url: str) -> None:
        self._broker = brokers.make(system, url)
        self._client = redis.Redis.from_url(url)
        self._actor = brokers.declare(self._broker)

    def bulk(self, jobs: int, batch: int) -> dict[str, Any]:
        """Send many in as few calls as the system has for it."""
        began = time.perf_counter()
        if isinstance(self._broker, EngineBroker):
            for first in range(0, jobs, batch):
                count = min(batch, jobs - first)
                self._broker.enqueue_many([self._actor.message(0) for _ in range(count)])
        else:
            for _ in range(jobs):
                self._actor.send(0)
        return {"seconds": time.perf_counter() - began}

    def single(self, jobs: int) -> dict[str, Any]:
        """Send one by one."""
        send = self._actor.send
        calls = []
        began = time.perf_counter()
        for _ in range(jobs):
            start = time.perf_counter_ns()
            send(0)
            calls.append(time.perf_counter_ns() - start)
        return {"seconds": time.perf_counter() - began, "calls_ns": calls}

    def pickup(self, jobs: int, least: float, most: float) -> dict[str, Any]:
        """Send one job at a time to workers that have nothing to do."""
        chance = random.Random(1)
        for _ in range(jobs):
            time.sleep(chance.uniform(least, most))
            self._actor.send(time.monotonic_ns())
        return {}

    def kept(self) -> dict[str, Any]:
        """Count the jobs whose state or result can be read after their end."""
        if isinstance(self._broker, EngineBroker):
            return {"kept": self._broker.engine.counts(brokers.QUEUE).completed}
        return {"kept": sum(1 for _ in self._client.scan_iter("dramatiq-results:*", count=1000))}


def main() -> None:
    """Answer commands until standard input ends."""
    system, url = sys.argv[1:3]
    producer = Producer(system, url)
    dramatiq.set_broker(producer._broker)  # noqa: SLF001
    commands: dict[str, Callable[..., dict[str, Any]]] = {
        "bulk": producer.bulk,
        "single": producer.single,
        "pickup": producer.pickup,
        "kept": producer.kept,
    }
    print("ready", flush=True)
    for line in sys.stdin:
        name, *numbers = line.split()
        print(json.dumps(commands[name](*map(json.loads, numbers))), flush=True)


if __name__ == "__main__":
    main()
