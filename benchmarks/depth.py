"""What depth and idleness cost: ``python -m benchmarks.depth [--jobs N] [--json]``.

The drain rate of 10,000 no-op jobs with no more and with very many more waiting, Redis's bytes per
waiting and per completed job, the time that a queue's statistics take, how soon a newcomer's jobs
are given, and what two idle worker processes use. The two depths are two servers, drained in turn,
as machines change their pace; what a job costs each server in processor time is told too, which
other work on the machine changes less.
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
from benchmarks.engines.processes import ProducerProcess, python_system, workers
from jobs.engine import NewJob, requests
from jobs.engine.policy import LeasePolicy

_BATCH = 1_000
_FEW = 10_000
_STATISTICS_AT = 100_000
_IDLE_SECONDS = 10.0
_CROWD, _NEWCOMERS = 5_000, 10
_MIB = 2**20


@dataclass(frozen=True, slots=True)
class Depth:
    """The figures; memory of Redis in bytes, of a worker process in MiB (PSS)."""

    jobs: int
    drain_few_per_s: int
    drain_many_per_s: int
    drain_ratio: float
    """The median of the rounds' ratios of many to few."""
    redis_us_per_job_few: float
    redis_us_per_job_many: float
    bytes_per_waiting: int
    bytes_per_completed: int
    statistics_ms: float
    overtaken_by_tenant: int
    """How many of a tenant's 5,000 jobs are given while 10 of another, which came later, are."""
    idle_core_percent: float
    idle_pss_mib: float


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.depth", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--jobs", type=int, default=1_000_000, help="how many wait at most")
    parser.add_argument("--rounds", type=int, default=7, help="the median of so many is told")
    options = parser.parse_args()
    if options.jobs < _STATISTICS_AT or options.rounds < 1:
        parser.error(f"at least {_STATISTICS_AT} jobs and 1 round")
    with (
        tempfile.TemporaryDirectory(prefix="apolo-depth-") as folder,
        Embedded(Path(folder, "few"), postgres=False, appendfsync="everysec") as shallow,
        Embedded(Path(folder, "many"), postgres=False, appendfsync="everysec") as deep,
    ):
        found = measure(shallow.redis_url, deep.redis_url, options.jobs, options.rounds)
    console = Console(file=sys.stderr if options.json else sys.stdout)
    table = Table("figure", "value")
    for name, value in asdict(found).items():
        table.add_row(name, f"{value:,g}")
    console.print(table)
    if options.json:
        print(json.dumps(asdict(found)))


def measure(shallow_url: str, deep_url: str, jobs: int, rounds: int) -> Depth:
    """Measure on two empty servers.

    Parameters
    ----------
    shallow_url, deep_url : str
        Of the server with few and of that with many jobs.
    jobs : int
        How many wait at most.
    rounds : int
        How often each is drained.
    """
    shallow, deep = _Server(shallow_url), _Server(deep_url)
    idle_share, idle_pss = _idle(shallow_url)
    overtaken = _fairness(shallow)
    waiting, completed, statistics_ms = _sizes(shallow)
    deep.fill(jobs)
    few, many = [], []
    for _ in range(rounds):
        shallow.client.flushall()
        shallow.fill(_FEW)
        few.append(shallow.drain(_FEW))
        many.append(deep.drain(_FEW))
    for server in (shallow, deep):
        server.close()
    ratios = [deeper.per_s / one.per_s for one, deeper in zip(few, many, strict=True)]
    return Depth(
        jobs=jobs,
        drain_few_per_s=round(statistics.median(one.per_s for one in few)),
        drain_many_per_s=round(statistics.median(one.per_s for one in many)),
        drain_ratio=round(statistics.median(ratios), 3),
        redis_us_per_job_few=round(statistics.median(one.redis_us for one in few), 1),
        redis_us_per_job_many=round(statistics.median(one.redis_us for one in many), 1),
        bytes_per_waiting=round(waiting),
        bytes_per_completed=round(completed),
        statistics_ms=round(statistics_ms, 2),
        overtaken_by_tenant=overtaken,
        idle_core_percent=round(idle_share * 100, 2),
        idle_pss_mib=round(idle_pss / _MIB, 1),
    )


@dataclass(frozen=True, slots=True)
class _Drained:
    """Jobs per second, and the server's processor time for each in microseconds."""

    per_s: float
    redis_us: float


class _Server:
    """One server with the benchmark's queue, and its producer."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client = redis.Redis.from_url(url)
        self._system = python_system("apolo", url, "")
        self._producer = ProducerProcess(self._system)

    def fill(self, jobs: int) -> None:
        """Let so many more jobs wait."""
        self._producer.ask("bulk", jobs, _BATCH)
        _wait_for_rewrite(self.client)

    def drain(self, jobs: int) -> _Drained:
        """Run so many jobs, and a few more that the workers have claimed by then."""
        with workers(self._system) as reports:
            before, runs = self._cpu_seconds(), reports.runs
            reports.wait_for(jobs, 60)
            used = self._cpu_seconds() - before
            runs = reports.runs - runs
        return _Drained(reports.rate(jobs), used / runs * 1e6)

    def dataset(self) -> float:
        """Bytes of what is stored."""
        return float(self.client.info("memory")["used_memory_dataset"])

    def close(self) -> None:
        """End the producer."""
        self._producer.__exit__()
        self.client.close()

    def _cpu_seconds(self) -> float:
        used = self.client.info("cpu")
        return float(used["used_cpu_user_main_thread"] + used["used_cpu_sys_main_thread"])


def _fairness(server: _Server) -> int:
    """Jobs of a crowded tenant that are given while another, which came later, has 10 waiting."""
    server.client.flushall()
    broker = brokers.engine_broker(server.url, brokers.POLICY)
    engine, space = broker.engine, broker.engine.queues.space(brokers.QUEUE)
    lease = LeasePolicy()

    def give(request: int) -> str:
        claim = requests.claim(
            space, brokers.POLICY, lease, worker="one", consumer="one", request=str(request),
            most=1, idle=False,
        )  # fmt: skip
        return engine.run(claim).jobs[0].record.tenant

    for first in range(0, _CROWD, _BATCH):
        crowd = [NewJob(f"a{first + n}", b"{}", tenant="crowd") for n in range(_BATCH)]
        engine.enqueue(brokers.QUEUE, crowd)
    given = [give(request) for request in range(_BATCH)]
    engine.enqueue(
        brokers.QUEUE, [NewJob(f"b{n}", b"{}", tenant="newcomer") for n in range(_NEWCOMERS)]
    )
    while given.count("newcomer") < _NEWCOMERS:
        given.append(give(len(given)))
    broker.close()
    return given.count("crowd") - _BATCH


def _sizes(server: _Server) -> tuple[float, float, float]:
    """Bytes per waiting and per completed job, and ms of the statistics, at 100,000 jobs."""
    server.client.flushall()
    empty = server.dataset()
    server.fill(_STATISTICS_AT)
    waiting = (server.dataset() - empty) / _STATISTICS_AT
    statistics_ms = _statistics_ms(server.url)
    server.drain(_STATISTICS_AT)
    return waiting, (server.dataset() - empty) / _STATISTICS_AT, statistics_ms


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


if __name__ == "__main__":
    main()
