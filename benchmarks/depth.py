"""What depth and idleness cost: ``python -m benchmarks.depth [--jobs N] [--json]``.

The drain rate of 10,000 no-op jobs with no more and with very many more waiting (the former before
and after the latter, as machines change their pace), Redis's bytes per waiting and per completed
job, the time that a queue's statistics take, and what two idle worker processes use.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil
import redis
from rich.console import Console
from rich.table import Table

from apolo.embedded import Embedded
from benchmarks.engines import brokers
from benchmarks.engines.processes import ProducerProcess, System, python_system, workers

_BATCH = 1_000
_FEW = 10_000
_STATISTICS_AT = 100_000
_IDLE_SECONDS = 10.0
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Depth:
    """The figures; memory of Redis in bytes, of a worker process in MiB (PSS)."""

    jobs: int
    drain_few_per_s: int
    drain_many_per_s: int
    bytes_per_waiting: int
    bytes_per_completed: int
    statistics_ms: float
    idle_core_percent: float
    idle_pss_mib: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.depth", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--jobs", type=int, default=1_000_000, help="how many wait at most")
    options = parser.parse_args()
    if options.jobs < _STATISTICS_AT:
        parser.error(f"--jobs must be at least {_STATISTICS_AT}")
    with (
        tempfile.TemporaryDirectory(prefix="apolo-depth-") as folder,
        Embedded(Path(folder), postgres=False, appendfsync="everysec") as services,
    ):
        found = measure(services.redis_url, options.jobs)
    console = Console(file=sys.stderr if options.json else sys.stdout)
    table = Table("figure", "value")
    for name, value in asdict(found).items():
        table.add_row(name, f"{value:,g}")
    console.print(table)
    if options.json:
        print(json.dumps(asdict(found)))


def measure(url: str, jobs: int) -> Depth:
    """Measure on an empty Redis.

    Parameters
    ----------
    url : str
        Of Redis.
    jobs : int
        How many wait at most.
    """
    system = python_system("apolo", url, "")
    client = redis.Redis.from_url(url)
    few, many = [], []
    idle_share, idle_pss = _idle(url)
    with ProducerProcess(system) as producer:
        few += [_drain_few(client, system, producer) for _ in range(3)]
        client.flushall()
        empty = _dataset(client)
        producer.ask("bulk", _STATISTICS_AT, _BATCH)
        waiting = (_dataset(client) - empty) / _STATISTICS_AT
        statistics_ms = _statistics_ms(url)
        with workers(system) as reports:
            reports.wait_for(_STATISTICS_AT, 120)
        completed = (_dataset(client) - empty) / _STATISTICS_AT
        client.flushall()
        producer.ask("bulk", jobs, _BATCH)
        _wait_for_rewrite(client)
        for _ in range(3):
            with workers(system) as reports:
                reports.wait_for(_FEW, 60)
            many.append(reports.rate(_FEW))
        few += [_drain_few(client, system, producer) for _ in range(3)]
    client.close()
    return Depth(
        jobs=jobs,
        drain_few_per_s=round(statistics.median(few)),
        drain_many_per_s=round(statistics.median(many)),
        bytes_per_waiting=round(waiting),
        bytes_per_completed=round(completed),
        statistics_ms=round(statistics_ms, 2),
        idle_core_percent=round(idle_share * 100, 2),
        idle_pss_mib=round(idle_pss / _MIB, 1),
    )


def _drain_few(client: redis.Redis, system: System, producer: ProducerProcess) -> float:
    client.flushall()
    _wait_for_rewrite(client)
    producer.ask("bulk", _FEW, _BATCH)
    with workers(system) as reports:
        reports.wait_for(_FEW, 60)
    return reports.rate(_FEW)


def _wait_for_rewrite(client: redis.Redis) -> None:
    # So much at once makes Redis rewrite its file; that is the price of the filling, not of depth.
    while True:
        state = client.info("persistence")
        if not (state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]):
            return
        time.sleep(0.1)


def _statistics_ms(url: str) -> float:
    broker = brokers.engine_broker(url, brokers.POLICY)
    times = []
    for _ in range(50):
        began = time.perf_counter()
        broker.engine.counts(brokers.QUEUE)
        times.append(time.perf_counter() - began)
    broker.close()
    return statistics.median(times) * 1000


def _idle(url: str) -> tuple[float, float]:
    """Share of a core and PSS in bytes of one idle worker process, the larger of two."""
    with workers(python_system("apolo", url, "")):
        children = [one for one in psutil.Process().children() if "worker" in str(one.cmdline())]
        time.sleep(2.0)
        before = [_cpu_seconds(one) for one in children]
        time.sleep(_IDLE_SECONDS)
        shares = [
            (_cpu_seconds(one) - cpu) / _IDLE_SECONDS
            for one, cpu in zip(children, before, strict=True)
        ]
        return max(shares), max(one.memory_full_info().pss for one in children)


def _cpu_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _dataset(client: redis.Redis) -> float:
    return float(client.info("memory")["used_memory_dataset"])


if __name__ == "__main__":
    main()
