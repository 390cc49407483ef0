"""Apolo's engine beside stock Dramatiq and BullMQ: ``python -m benchmarks.engine [--json]``.

Same no-op jobs, same Valkey (append-only file, fsync every second, emptied between systems), one
run, systems in turn, median of the rounds. State and result of every job are kept where the
system can. Workers and producers are processes of their own; what a system can't do is null.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import redis
from rich.console import Console
from rich.table import Table

from apolo.embedded import Embedded
from benchmarks.engines.processes import (
    ProducerProcess,
    System,
    bullmq_system,
    python_system,
    why_no_bullmq,
    workers,
)

_BULK_BATCH = 1_000
#: (processes, concurrency) that BullMQ is tried with; the fastest is measured.
_BULLMQ_CHOICES = ((1, 50), (1, 200), (2, 50), (2, 200))
_STALLED_SECONDS = 180.0
_GAP_SECONDS = (0.08, 0.4)
_LAST_ENDS_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many jobs each figure takes."""

    processed: int
    single: int
    bulk: int
    pickup: int


@dataclass(frozen=True, slots=True)
class Figures:
    """One system's figures; None where it has none."""

    processed_per_s: float | None
    worker_us_per_job: float | None
    """Processor time of all worker processes: other work on the machine changes it less."""
    redis_us_per_job: float | None
    enqueue_per_s: float | None
    enqueue_p50_ms: float | None
    enqueue_p99_ms: float | None
    bulk_enqueue_per_s: float | None
    pickup_p50_ms: float | None
    pickup_p95_ms: float | None


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--rounds", type=int, default=3, help="the median of so many is told")
    parser.add_argument("--jobs", type=int, default=60_000, help="jobs processed per round")
    parser.add_argument("--pickups", type=int, default=40, help="single jobs to idle workers")
    options = parser.parse_args()
    if options.rounds < 1 or options.jobs < 1_000 or options.pickups < 1:
        parser.error("at least 1 round, 1000 jobs and 1 pickup")
    sizes = Sizes(options.jobs, 5_000, min(options.jobs, 50_000), options.pickups)
    console = Console(file=sys.stderr if options.json else sys.stdout)
    with (
        tempfile.TemporaryDirectory(prefix="apolo-bench-") as folder,
        Embedded(Path(folder), postgres=False, appendfsync="everysec") as services,
    ):
        found, notes = measure(services.redis_url, sizes, options.rounds, console)
    console.print(_table(found, notes))
    if options.json:
        print(json.dumps({name: one and asdict(one) for name, one in found.items()}))


def measure(
    url: str, sizes: Sizes, rounds: int, console: Console
) -> tuple[dict[str, Figures | None], dict[str, str]]:
    """Measure every system in turn, round by round.

    Parameters
    ----------
    url : str
        Of an empty Redis on a unix socket; everything in it is dropped.
    sizes : Sizes
        How many jobs.
    rounds : int
        How often.
    console : Console
        Hears how it goes.

    Returns
    -------
    tuple
        Figures by system, None for one that can't run here, and a note about each.
    """
    systems = [
        python_system("apolo", url, "2 processes × 1 thread, prefetch, slim"),
        python_system("apolo_default_middleware", url, "the same, Dramatiq's default middleware"),
        python_system("dramatiq", url, "RedisBroker, 2 processes × 8 threads, slim, results"),
    ]
    notes = {system.name: system.note for system in systems}
    missing = why_no_bullmq()
    if missing is None:
        best = _best_bullmq(url, sizes.processed, console)
        systems.append(best)
    notes["bullmq"] = missing or best.note
    taken: dict[str, list[Figures]] = {system.name: [] for system in systems}
    for number in range(1, rounds + 1):
        for system in systems:
            figures = _figures(url, system, sizes)
            taken[system.name].append(figures)
            console.print(f"round {number}: {system.name} {_brief(figures)}, load {_load()}")
    found: dict[str, Figures | None] = {name: _median(own) for name, own in taken.items()}
    found.setdefault("bullmq", None)
    return found, notes


def _best_bullmq(url: str, jobs: int, console: Console) -> System:
    rates = {}
    for processes, concurrency in _BULLMQ_CHOICES:
        system = bullmq_system(url, processes=processes, concurrency=concurrency)
        rates[system] = _processed(url, system, jobs).per_s
        console.print(f"trying BullMQ with {system.note}: {rates[system]:,.0f} jobs/s")
    return max(rates, key=lambda system: rates[system])


def _figures(url: str, system: System, sizes: Sizes) -> Figures:
    stock = system.name == "dramatiq"
    processed = _processed(url, system, sizes.processed // 4 if stock else sizes.processed)
    _empty(url)
    with ProducerProcess(system) as producer:
        producer.ask("single", 500)
        single = producer.ask("single", sizes.single)
        bulk = (
            None if stock else sizes.bulk / producer.ask("bulk", sizes.bulk, _BULK_BATCH)["seconds"]
        )
    calls = sorted(ns / 1e6 for ns in single["calls_ns"])
    _empty(url)
    pickups = sorted(ns / 1e6 for ns in _pickups(system, sizes.pickup))
    return Figures(
        processed_per_s=round(processed.per_s),
        worker_us_per_job=round(processed.worker_us, 1),
        redis_us_per_job=round(processed.redis_us, 1),
        enqueue_per_s=round(sizes.single / single["seconds"]),
        enqueue_p50_ms=_percentile(calls, 0.50),
        enqueue_p99_ms=_percentile(calls, 0.99),
        bulk_enqueue_per_s=bulk and round(bulk),
        pickup_p50_ms=_percentile(pickups, 0.50),
        pickup_p95_ms=_percentile(pickups, 0.95),
    )


@dataclass(frozen=True, slots=True)
class _Processed:
    """Jobs per second, and processor time for each in microseconds."""

    per_s: float
    worker_us: float
    redis_us: float


def _processed(url: str, system: System, jobs: int) -> _Processed:
    """Process jobs that all wait before the workers begin."""
    _empty(url)
    with ProducerProcess(system) as producer, redis.Redis.from_url(url) as client:
        producer.ask("bulk", jobs, _BULK_BATCH)
        with workers(system) as reports:
            worker, server = reports.cpu_seconds(), _server_seconds(client)
            reports.wait_for(jobs, _STALLED_SECONDS)
            kept = _wait_until_kept(producer, jobs)
            worker, server = reports.cpu_seconds() - worker, _server_seconds(client) - server
    if kept != jobs:
        raise RuntimeError(f"{system.name} kept {kept} of {jobs} jobs")
    return _Processed(reports.rate(jobs), worker / jobs * 1e6, server / jobs * 1e6)


def _wait_until_kept(producer: ProducerProcess, jobs: int) -> int:
    """How many jobs have a state and a result; the last ends may be on their way."""
    deadline = time.monotonic() + _LAST_ENDS_SECONDS
    while True:
        kept: int = producer.ask("kept")["kept"]
        if kept >= jobs or time.monotonic() > deadline:
            return kept
        time.sleep(0.2)


def _server_seconds(client: redis.Redis) -> float:
    used = client.info("cpu")
    return float(used["used_cpu_user_main_thread"] + used["used_cpu_sys_main_thread"])


def _pickups(system: System, jobs: int) -> list[int]:
    """Times from sending to starting, in ns, of single jobs to idle workers."""
    with workers(system) as reports, ProducerProcess(system) as producer:
        warm = 5
        producer.ask("pickup", warm, *_GAP_SECONDS)
        reports.wait_for_pickups(warm, _STALLED_SECONDS)
        producer.ask("pickup", jobs, *_GAP_SECONDS)
        reports.wait_for_pickups(warm + jobs, _STALLED_SECONDS)
    return reports.pickups[warm:]


def _empty(url: str) -> None:
    """Drop everything, and let the append-only file begin anew: no rewrite strikes by chance."""
    with redis.Redis.from_url(url) as client:
        client.flushall()
        client.bgrewriteaof()
        while True:
            state = client.info("persistence")
            if not (state["aof_rewrite_in_progress"] or state["aof_rewrite_scheduled"]):
                return
            time.sleep(0.01)


def _percentile(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(share * len(ordered)))], 3)


def _median(rounds: Sequence[Figures]) -> Figures:
    def middle(name: str) -> float | None:
        values = [value for one in rounds if (value := getattr(one, name)) is not None]
        return round(statistics.median(values), 3) if values else None

    return Figures(**{one.name: middle(one.name) for one in fields(Figures)})


def _brief(figures: Figures) -> str:
    return f"{figures.processed_per_s:,.0f}/s, pickup {figures.pickup_p50_ms} ms"


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}"


def _table(found: dict[str, Figures | None], notes: dict[str, str]) -> Table:
    table = Table("figure", *found)
    table.add_row("how", *(notes[name] for name in found), end_section=True)
    for one in fields(Figures):
        values = [figures and getattr(figures, one.name) for figures in found.values()]
        table.add_row(one.name, *("–" if value is None else f"{value:,g}" for value in values))
    return table


if __name__ == "__main__":
    main()
