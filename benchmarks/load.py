"""Open-loop load: ``python -m benchmarks.load [--rate R] [--duration S] [--json]``.

Jobs arrive by a schedule, in ticks of 10 ms, whether or not the engine keeps up; a job's latency
counts from its scheduled arrival to its end, so time that the producer loses counts too. Two
worker processes, prefetch on, no middleware beyond results, 10,000 completed jobs kept.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path

import dramatiq
from rich.console import Console
from rich.table import Table

from apolo.embedded import Embedded
from benchmarks.engines import brokers
from benchmarks.engines.loaded import bucket_ms, make_broker
from jobs.engine import EngineBroker

_ROOT = Path(__file__).resolve().parent.parent
_TICK_NS = 10_000_000
_PROCESSES = 2
_SENDERS = 2
#: After the last arrival all work has to be done within this time, in seconds.
_LAST_WAIT = 60.0


@dataclass(frozen=True, slots=True)
class Load:
    """What was offered, and what became of it; latencies from the scheduled arrival."""

    rate: int
    duration: float
    offered: int
    done: int
    failed: int
    lost: int
    p50_ms: float | None
    p95_ms: float | None
    p99_ms: float | None
    late_max_ms: float
    """How far the producer was behind its schedule at worst."""
    load_average: float


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--rate", type=int, default=2_000, help="jobs per second")
    parser.add_argument("--duration", type=float, default=20.0, help="seconds")
    options = parser.parse_args()
    if options.rate < 1 or options.duration <= 0:
        parser.error("--rate and --duration must be positive")
    found = run(options.rate, options.duration)
    console = Console(file=sys.stderr if options.json else sys.stdout)
    table = Table("figure", "value")
    for name, value in asdict(found).items():
        table.add_row(name, "–" if value is None else f"{value:,g}")
    console.print(table)
    if options.json:
        print(json.dumps(asdict(found)))
    if found.lost:
        sys.exit(1)


def run(rate: int, duration: float) -> Load:
    """Offer jobs for a while, wait until all are done, then count.

    Parameters
    ----------
    rate : int
        Jobs per second.
    duration : float
        Seconds.
    """
    with (
        tempfile.TemporaryDirectory(prefix="apolo-load-") as folder,
        Embedded(Path(folder), postgres=False, appendfsync="everysec") as services,
    ):
        command = (sys.executable, "-m", "benchmarks.engines.loaded", services.redis_url)
        workers = [
            subprocess.Popen(
                command, cwd=_ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            for _ in range(_PROCESSES)
        ]
        broker = make_broker(services.redis_url)
        try:
            for worker in workers:
                if worker.stdout is None or worker.stdout.readline().strip() != "ready":
                    raise RuntimeError("a worker did not start")
            offered, late_ns = _offer(broker, rate, duration)
            _wait_until_done(broker)
        finally:
            answers = [worker.communicate(timeout=30)[0] for worker in workers]
        counts = broker.engine.counts(brokers.QUEUE)
        broker.close()
    latencies = [sum(column) for column in zip(*map(json.loads, answers), strict=True)]
    return Load(
        rate=rate,
        duration=duration,
        offered=offered,
        done=counts.completed_total,
        failed=counts.failed_total,
        lost=offered - counts.completed_total - counts.failed_total,
        p50_ms=_percentile(latencies, 0.50),
        p95_ms=_percentile(latencies, 0.95),
        p99_ms=_percentile(latencies, 0.99),
        late_max_ms=round(late_ns / 1e6, 1),
        load_average=round(os.getloadavg()[0], 1),
    )


def _offer(broker: EngineBroker, rate: int, duration: float) -> tuple[int, int]:
    """Send what is due at each tick; how many in all, and how late the latest was, in ns.

    A call that waits for Redis doesn't hold up the next tick's: arrivals don't know each other.
    """
    noop = brokers.declare(broker)
    began = time.monotonic_ns()
    jobs = round(rate * duration)
    calls: list[Future[int]] = []

    def send(count: int, due_ns: int) -> int:
        one = noop.message(due_ns)
        fields = one.queue_name, one.actor_name, one.args, one.kwargs, one.options
        # Names that are counted: random ones cost as much as the enqueuing of them.
        names = (f"{one.message_id}-{number}" for number in range(count))
        broker.enqueue_many(
            [dramatiq.Message(*fields, name, one.message_timestamp) for name in names]
        )
        return time.monotonic_ns() - due_ns

    offered, tick = 0, 0
    with ThreadPoolExecutor(_SENDERS) as senders:
        while offered < jobs:
            tick += 1
            due_ns = began + tick * _TICK_NS
            time.sleep(max(0, due_ns - time.monotonic_ns()) / 1e9)
            due = min(jobs, round(rate * tick * _TICK_NS / 1e9))
            if due > offered:
                calls.append(senders.submit(send, due - offered, due_ns))
                offered = due
    return offered, max(call.result() for call in calls)


def _wait_until_done(broker: EngineBroker) -> None:
    deadline = time.monotonic() + _LAST_WAIT
    while time.monotonic() < deadline:
        counts = broker.engine.counts(brokers.QUEUE)
        if counts.waiting + counts.delayed + counts.active == 0:
            return
        time.sleep(0.05)


def _percentile(histogram: Sequence[int], share: float) -> float | None:
    total = sum(histogram)
    seen = 0
    for bucket, count in enumerate(histogram):
        seen += count
        if total and seen >= share * total:
            return round(bucket_ms(bucket), 2)
    return None


if __name__ == "__main__":
    main()
