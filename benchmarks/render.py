"""How fast pictures are drawn, beside a naive version of each: ``python -m benchmarks.render``.

Every match and every history is new, with names that no cache has seen, in eight scripts; heroes
and items have the sandbox's pictures. Times are medians of the processor time of one thread in a
warm process, drawing and encoding together, the naive version's in between: what else the machine
does is in neither, but for the cache and the clock that they share. ``rss_mib`` is what a process
weighs after so many pictures, one in eight a chart; it draws beside the timed thread.
``rss_mib_after_2000`` is null where fewer were drawn. ``first_s`` is from the start of a Python
process to its end, ``first_cpu_s`` what it used of the processor; its bytecode is compiled.
``first_warmed_up_s`` is the first drawing alone in a process that has warmed up as workers do.
``hostile_ms`` is what a card costs more whose ten names are as bad as names can be.
``cached_per_s`` is how often a second one process hands out a card that is drawn already, with
PostgreSQL asked for who asks and Valkey for the picture. ``load`` is the machine's load average at
the end.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import psutil

from benchmarks import picture_jobs

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

    from benchmarks.picture_jobs import Job

_WARM = 150
"""Pictures after which the caches hold what they hold in a worker."""
_ROUNDS = 15
_A_ROUND = 3
"""Pictures to one of the naive version."""
_FRESH_STARTS = 3
_PREPARED = 160
_SECONDS = 4.0
_LONGEST_WAIT = 300.0
"""Seconds that the processes wait for each other, in case that one has died."""
_FEW = 600
_MANY = 2_000
_CARDS_A_CHART = 7
_MIB = 2**20

Jobs: TypeAlias = Callable[[int], Iterator["Job"]]
"""From a seed."""

_SPAWN = multiprocessing.get_context("spawn")


class Kind(NamedTuple):
    """A kind of picture: where its jobs come from, and how a process draws its first."""

    jobs: Jobs
    naive_jobs: Jobs
    prepare: str
    draw: str
    """Programs."""


_KINDS = {
    "card": Kind(
        picture_jobs.cards,
        picture_jobs.naive_cards,
        "from benchmarks.matches import matches\nmatch = next(matches())",
        "from locales import Locale\n"
        "from renderers.match_card import render_match_card\n"
        "render_match_card(match, locale=Locale.EN)",
    ),
    "chart": Kind(
        picture_jobs.charts,
        picture_jobs.naive_charts,
        "from benchmarks.histories import histories\nname, rows = next(histories())",
        "from locales import Locale\n"
        "from renderers.progress_chart import render_progress_chart\n"
        "render_progress_chart(name, rows, locale=Locale.EN)",
    ),
}
_WARMED_UP = """
from renderers.warm_up import warm_up
warm_up()
{prepare}
import time
began = time.perf_counter()
{draw}
print(time.perf_counter() - began)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument(
        "--pictures", type=int, default=_FEW, help="after how many the memory is measured at last"
    )
    asked = parser.parse_args()
    figures = _measured(asked.pictures)
    for label, value in _rows(figures):
        print(f"{label:<44}{value}")
    if asked.json:
        print(json.dumps(figures))


def _measured(pictures: int) -> dict[str, object]:
    kinds = {name: _compared(kind.jobs, kind.naive_jobs) for name, kind in _KINDS.items()}
    kinds["card"]["hostile_ms"] = _hostile_ms(kinds["card"]["ms"])
    plain = _compared(picture_jobs.plain_charts, picture_jobs.naive_plain_charts)
    with ProcessPoolExecutor(1, mp_context=_SPAWN) as other:
        rss = other.submit(_memory_while_drawing, pictures).result()
    for name, kind in _KINDS.items():
        kinds[name]["per_s_2_processes"] = _per_second(name, 2)
        kinds[name] |= _first(kind)
    # Here alone: what else draws is to weigh what a drawing weighs.
    from benchmarks.cached import cached_per_second

    return {
        **kinds,
        "plain_chart": plain,
        "rss_mib": rss,
        "rss_mib_after_2000": rss.get(_MANY),
        "cached_per_s": cached_per_second(),
        "load": round(os.getloadavg()[0], 1),
    }


def _rows(figures: dict[str, object], of: str = "") -> Iterator[tuple[str, object]]:
    """Yield each figure with its name, those of a group behind each other."""
    for name, value in figures.items():
        if isinstance(value, dict):
            yield from _rows(value, f"{of}{name} ")
        else:
            yield f"{of}{name}", value


def _compared(jobs: Jobs, naive_jobs: Jobs) -> dict[str, float]:
    ours, naive = jobs(7), naive_jobs(8)
    for job in itertools.islice(ours, _WARM):
        job()
    for job in itertools.islice(naive, 2):
        job()
    times, naive_times, sizes = [], [], []
    for _ in range(_ROUNDS):
        for job in itertools.islice(ours, _A_ROUND):
            took, size = _timed(job)
            times.append(took)
            sizes.append(size)
        naive_times.append(_timed(next(naive))[0])
    return {
        "ms": round(statistics.median(times), 2),
        "naive_ms": round(statistics.median(naive_times), 2),
        "kib": round(statistics.median(sizes) / 1024, 1),
    }


def _hostile_ms(usual_ms: float) -> float:
    jobs = picture_jobs.hostile_cards(9)
    for job in itertools.islice(jobs, 3):
        job()
    times = [_timed(job)[0] for job in itertools.islice(jobs, _ROUNDS)]
    return round(statistics.median(times) - usual_ms, 2)


def _timed(job: Job) -> tuple[float, int]:
    """Return the milliseconds of processor time, and the bytes of the picture."""
    started = time.thread_time()
    data = job()
    return (time.thread_time() - started) * 1000, len(data)


def _first(kind: Kind) -> dict[str, float]:
    surroundings = dict(os.environ)
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)

    def start(program: str) -> tuple[float, float, str]:
        began, used = time.perf_counter(), _used_by_children()
        done = subprocess.run(
            [sys.executable, "-c", program],
            check=True, env=surroundings, capture_output=True, text=True,
        )  # fmt: skip
        return time.perf_counter() - began, _used_by_children() - used, done.stdout

    def starts(program: str) -> list[tuple[float, float, str]]:
        start(program)
        return [start(program) for _ in range(_FRESH_STARTS)]

    cold = starts(f"{kind.prepare}\n{kind.draw}")
    warm = starts(_WARMED_UP.format(prepare=kind.prepare, draw=kind.draw))
    return {
        "first_s": round(statistics.median(wall for wall, _, _ in cold), 3),
        "first_cpu_s": round(statistics.median(used for _, used, _ in cold), 3),
        "first_warmed_up_s": round(statistics.median(float(said) for _, _, said in warm), 3),
    }


def _used_by_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _per_second(name: str, processes: int) -> float:
    ready = _SPAWN.Barrier(processes)
    with ProcessPoolExecutor(
        processes, mp_context=_SPAWN, initializer=_meet_at, initargs=(ready,)
    ) as pool:
        rates = pool.map(_rate, [name] * processes, range(processes))
        return round(sum(rates), 1)


_ready: Barrier | None = None


def _meet_at(ready: Barrier) -> None:
    global _ready
    _ready = ready


def _rate(name: str, seed: int) -> float:
    assert _ready is not None
    jobs = _KINDS[name].jobs(1000 + seed)
    for job in itertools.islice(jobs, _WARM):
        job()
    prepared = list(itertools.islice(jobs, _PREPARED))
    _ready.wait(_LONGEST_WAIT)
    started = time.perf_counter()
    drawn, elapsed = 0, 0.0
    while elapsed < _SECONDS:
        prepared[drawn % _PREPARED]()
        drawn += 1
        elapsed = time.perf_counter() - started
    return drawn / elapsed


def _memory_while_drawing(count: int) -> dict[int, float]:
    """Return the MiB of this process by the number of pictures drawn, at four points."""
    cards, charts = picture_jobs.cards(99), picture_jobs.charts(99)
    points = {max(1, count * part // 4) for part in (1, 2, 3, 4)}
    memory = {}
    for drawn in range(1, count + 1):
        next(charts if drawn % (_CARDS_A_CHART + 1) == 0 else cards)()
        if drawn in points:
            memory[drawn] = round(psutil.Process().memory_info().rss / _MIB, 1)
    return memory


if __name__ == "__main__":
    main()
