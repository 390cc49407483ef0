"""Worker and producer processes of any system, spoken to by lines."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from typing import Any, Self
from urllib.parse import unquote

import psutil

PEERS = Path(__file__).resolve().parent.parent / "peers"


@dataclass(frozen=True, slots=True)
class System:
    """One system in one configuration.

    Parameters
    ----------
    name : str
        Its key in the figures.
    worker, producer : tuple[str, ...]
        The commands that start them.
    processes : int
        Worker processes.
    note : str
        What the configuration is, for the table.
    """

    name: str
    worker: tuple[str, ...]
    producer: tuple[str, ...]
    processes: int
    note: str


def python_system(name: str, url: str, note: str) -> System:
    """A system of `benchmarks.engines.brokers`, in two worker processes."""
    python = (sys.executable, "-m")
    return System(
        name,
        (*python, "benchmarks.engines.worker", name, url),
        (*python, "benchmarks.engines.producer", name, url),
        2,
        note,
    )


def why_no_bullmq() -> str | None:
    """Why BullMQ can't be measured here; None where it can."""
    if shutil.which("node") is None:
        return "not measured: no node on this machine"
    if not (PEERS / "node_modules" / "bullmq").is_dir():
        return "not measured: run `make bench-peers` first"
    return None


def bullmq_system(url: str, *, processes: int, concurrency: int) -> System:
    """BullMQ with this many worker processes, each running this many jobs at once."""
    socket = unquote(url.removeprefix("unix://"))
    node = shutil.which("node") or "node"
    return System(
        "bullmq",
        (node, str(PEERS / "bullmq_worker.js"), socket, str(concurrency)),
        (node, str(PEERS / "bullmq_producer.js"), socket),
        processes,
        f"{processes} × concurrency {concurrency}",
    )


@dataclass(slots=True)
class Reports:
    """What the worker processes said: samples of (ns, runs) by process, and pickups in ns."""

    processes: list[psutil.Process] = field(default_factory=list)
    samples: list[list[tuple[int, int]]] = field(default_factory=list)
    pickups: list[int] = field(default_factory=list)

    @property
    def runs(self) -> int:
        """Jobs run so far, in all processes."""
        return sum(own[-1][1] for own in self.samples if own)

    def cpu_seconds(self) -> float:
        """Processor time that the processes have used."""
        times = [process.cpu_times() for process in self.processes]
        return sum(one.user + one.system for one in times)

    def wait_for(self, runs: int, timeout: float) -> None:
        """Wait until this many have run.

        Raises
        ------
        TimeoutError
        """
        _wait(lambda: self.runs >= runs, timeout, lambda: f"{self.runs} of {runs} jobs ran")

    def wait_for_pickups(self, count: int, timeout: float) -> None:
        """Wait until this many pickups were told. Raises `TimeoutError`."""
        _wait(
            lambda: len(self.pickups) >= count,
            timeout,
            lambda: f"{len(self.pickups)} of {count} jobs were picked up",
        )

    def rate(self, runs: int) -> float:
        """Runs per second between 10 % and 90 % of ``runs``: starting does not count."""
        first, last = 0.1 * runs, 0.9 * runs
        return (last - first) / (self._reached(last) - self._reached(first))

    def _reached(self, runs: float) -> float:
        """When so many had run, in seconds: linear between the reports of each process."""
        times = sorted(ns for own in self.samples for ns, _ in own)
        before, total_before = times[0], 0.0
        for now in times:
            total = sum(_at(own, now) for own in self.samples)
            if total >= runs:
                share = (runs - total_before) / (total - total_before)
                return (before + share * (now - before)) / 1e9
            before, total_before = now, total
        raise ValueError("not so many have run")


def _at(samples: list[tuple[int, int]], now: int) -> float:
    before = (samples[0][0], 0) if samples else (0, 0)
    for sample in samples:
        if sample[0] >= now:
            span = sample[0] - before[0]
            share = (now - before[0]) / span if span else 1.0
            return before[1] + share * (sample[1] - before[1])
        before = sample
    return before[1]


@contextmanager
def workers(system: System) -> Iterator[Reports]:
    """Run a system's worker processes; all are ready before the first begins."""
    reports = Reports()
    started = [_start(system.worker) for _ in range(system.processes)]
    readers = []
    try:
        for process in started:
            _expect_ready(process)
            reports.processes.append(psutil.Process(process.pid))
            own: list[tuple[int, int]] = []
            reports.samples.append(own)
            reader = Thread(target=_read, args=(process, own, reports.pickups), daemon=True)
            reader.start()
            readers.append(reader)
        for process in started:
            _say(process, "go")
        yield reports
    finally:
        for process in started:
            _end(process)
        for reader in readers:
            reader.join()


class ProducerProcess:
    """A system's producer, as a context."""

    def __init__(self, system: System) -> None:
        self._process = _start(system.producer)
        _expect_ready(self._process)

    def ask(self, *words: object) -> dict[str, Any]:
        """Give a command and wait for its answer.

        Raises
        ------
        RuntimeError
            Where the producer has ended instead.
        """
        _say(self._process, " ".join(map(str, words)))
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError(f"the producer ended at {words[0]!r}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        _end(self._process)


def _start(command: Sequence[str]) -> subprocess.Popen[str]:
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _expect_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    if process.stdout.readline().strip() != "ready":
        raise RuntimeError(f"{process.args!r} did not start")


def _say(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def _end(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.close()
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _read(
    process: subprocess.Popen[str], samples: list[tuple[int, int]], pickups: list[int]
) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        kind, first, second = line.split()
        if kind == "c":
            samples.append((int(first), int(second)))
        else:
            pickups.append(int(second) - int(first))


def _wait(condition: Any, timeout: float, state: Any) -> None:
    deadline = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"after {timeout:.0f} s only {state()}")
        time.sleep(0.02)
