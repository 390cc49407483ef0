"""A worker process under open load: ``python -m benchmarks.engines.loaded URL``.

It prints "ready", works until standard input ends, then prints one line of JSON: how often each
bucket of latency occurred, from a job's scheduled arrival to its end.
"""

from __future__ import annotations

import json
import math
import sys
import time

import dramatiq

from benchmarks.engines import brokers
from jobs.engine import EngineBroker, QueuePolicy
from jobs.engine.process import working

#: Buckets of 2 %: bucket b holds latencies up to 1.02^b microseconds.
_STEP = math.log(1.02)
_BUCKETS = 1_000
POLICY = QueuePolicy(
    brokers.QUEUE,
    concurrency=brokers.APOLO_THREADS,
    prefetch=256,
    completed_count=10_000,
)


def make_broker(url: str) -> EngineBroker:
    """The broker of the load's workers and of its producer."""
    return brokers.engine_broker(url, POLICY)


def bucket_ms(bucket: int) -> float:
    """The longest latency that a bucket holds, in ms."""
    return math.exp(bucket * _STEP) / 1000


def main() -> None:
    """Work until standard input ends."""
    broker = make_broker(sys.argv[1])
    dramatiq.set_broker(broker)
    buckets = [0] * _BUCKETS

    @dramatiq.actor(broker=broker, actor_name="noop", queue_name=brokers.QUEUE)
    def noop(due_ns: int) -> str:
        microseconds = (time.monotonic_ns() - due_ns) / 1000
        # Two threads may lose a count of each other: the engine's totals say how many are done.
        buckets[min(_BUCKETS - 1, max(0, math.ceil(math.log(microseconds) / _STEP)))] += 1
        return "ok"

    with working(broker, threads=brokers.APOLO_THREADS, grace=5.0):
        print("ready", flush=True)
        sys.stdin.read()
    broker.close()
    print(json.dumps(buckets), flush=True)


if __name__ == "__main__":
    main()
