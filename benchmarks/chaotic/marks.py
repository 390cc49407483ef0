"""The side table of the chaos benchmark: what each run wrote to disk as it began and ended.

A mark is one line of one unbuffered write, so a process killed with -9 leaves all it made.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path


class Marker:
    """Marks the runs of this process in a file of its own."""

    def __init__(self, folder: Path) -> None:
        path = folder / f"{os.getpid()}.marks"
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._runs = count(1)

    @contextmanager
    def run(self, job_id: str) -> Iterator[None]:
        """Mark a run's beginning, and its end where it has one."""
        run = next(self._runs)
        self._write("b", run, job_id)
        yield
        self._write("e", run, job_id)

    def _write(self, kind: str, run: int, job_id: str) -> None:
        os.write(self._file, f"{kind} {run} {job_id} {time.monotonic_ns()}\n".encode())


@dataclass(slots=True)
class Ran:
    """One run of one job. Times are the machine's monotonic clock, in seconds."""

    job_id: str
    pid: int
    begun: float
    ended: float | None = None


def read(folder: Path) -> list[Ran]:
    """Every run that was marked, by the time of its beginning."""
    runs: dict[tuple[int, str], Ran] = {}
    for path in folder.glob("*.marks"):
        pid = int(path.stem)
        for line in path.read_text().splitlines():
            kind, run, job_id, ns = line.split()
            if kind == "b":
                runs[pid, run] = Ran(job_id, pid, int(ns) / 1e9)
            else:
                runs[pid, run].ended = int(ns) / 1e9
    return sorted(runs.values(), key=lambda run: run.begun)


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill -9: when, and which worker processes went."""

    at: float
    pids: frozenset[int]


def duplicates(runs: Sequence[Ran]) -> int:
    """Runs beyond the first of each job."""
    return len(runs) - len({run.job_id for run in runs})


def recovery_times(
    runs: Sequence[Ran], kills: Sequence[Kill], outages: Sequence[tuple[float, float]]
) -> list[float]:
    """How long each job that a kill interrupted waited until it ran again, in seconds.

    Parameters
    ----------
    runs : Sequence[Ran]
        As read.
    kills : Sequence[Kill]
        Of worker processes.
    outages : Sequence[tuple[float, float]]
        When Redis was away, from and to; that time does not count.
    """
    by_job: dict[str, list[Ran]] = defaultdict(list)
    for run in runs:
        by_job[run.job_id].append(run)
    times = []
    for own in by_job.values():
        for run, again in pairwise(own):
            kill = next((one for one in kills if run.pid in one.pids), None)
            if run.ended is None and kill is not None:
                times.append(_without(outages, kill.at, again.begun))
    return times


def _without(outages: Sequence[tuple[float, float]], start: float, end: float) -> float:
    away = sum(max(0.0, min(end, back) - max(start, gone)) for gone, back in outages)
    return max(0.0, end - start - away)
