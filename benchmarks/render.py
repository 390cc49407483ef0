"""How fast pictures are drawn, beside a naive version of each: ``python -m benchmarks.render``.

Every match and every history is new, with names that no cache has seen, in eight scripts; heroes
and items have the sandbox's pictures. Times are wall-clock medians of one thread in a warm process,
drawing and encoding together. The memory is that of a process after as many cards and charts in
turn. ``hostile_ms`` is what a card costs more whose ten names are as bad as names can be.
``cached_per_s`` is how often a second one process hands out a card that is drawn already, with
PostgreSQL asked for who asks and Valkey for the picture.
"""

from __future__ import annotations

import argparse
import itertools
import json
import multiprocessing
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

import psutil

from benchmarks.art import art_for, files_for
from benchmarks.histories import histories
from benchmarks.matches import matches
from locales import Locale
from renderers.match_card import render_match_card
from renderers.progress_chart import render_progress_chart

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from dota.models import Match, PlayerMatch
    from renderers.art import Art

_HOSTILE = (
    "x" + "\u0335" * 10_000,
    "\u202e" * 10_000,
    "W" * 100_000,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 5_000,
    "\ufdfd" * 1_000,
)
_WARM = 20
_PICTURES = 200
_NAIVE_PICTURES = 20
_FRESH_STARTS = 3
_SECONDS = 5.0
_MANY = 2_000
_MIB = 2**20

Job: TypeAlias = "Callable[[], bytes]"
"""Draws one picture that was prepared beforehand."""


@dataclass(frozen=True)
class Kind:
    """A kind of picture: where its jobs come from, and how a process draws its first."""

    jobs: Callable[[int], Iterator[Job]]
    """From a seed; no two alike."""
    naive_jobs: Callable[[int], Iterator[Job]]
    first: str
    """A program."""


def _cards(seed: int) -> Iterator[Job]:
    for match in matches(seed):
        account = match.players[3].account_id
        yield partial(_card, match, account, art_for(match))


def _card(match: Match, account: int | None, art: Art) -> bytes:
    return render_match_card(match, locale=Locale.EN, player=account, art=art).data


def _hostile_cards(seed: int) -> Iterator[Job]:
    for number, match in enumerate(matches(seed)):
        players = tuple(
            replace(player, name=f"{number}{name}")
            for player, name in zip(match.players, itertools.cycle(_HOSTILE), strict=False)
        )
        yield partial(_card, replace(match, players=players), None, art_for(match))


def _naive_cards(seed: int) -> Iterator[Job]:
    from benchmarks.naive_card import naive_card

    for match in matches(seed):
        yield partial(naive_card, match, Locale.EN, *files_for(match))


def _charts(seed: int) -> Iterator[Job]:
    for name, rows in histories(seed):
        yield partial(_chart, name, rows)


def _chart(name: str, rows: Sequence[PlayerMatch]) -> bytes:
    return render_progress_chart(name, rows, locale=Locale.EN).data


def _naive_charts(seed: int) -> Iterator[Job]:
    from benchmarks.naive_chart import naive_chart

    for name, rows in histories(seed):
        yield partial(naive_chart, name, rows, Locale.EN)


_FIRST_CARD = """
from benchmarks.matches import matches
from locales import Locale
from renderers.match_card import render_match_card
render_match_card(next(matches()), locale=Locale.EN)
"""
_FIRST_CHART = """
from benchmarks.histories import histories
from locales import Locale
from renderers.progress_chart import render_progress_chart
render_progress_chart(*next(histories()), locale=Locale.EN)
"""
_KINDS = {
    "card": Kind(_cards, _naive_cards, _FIRST_CARD),
    "chart": Kind(_charts, _naive_charts, _FIRST_CHART),
}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    as_json = parser.parse_args().json
    measured = {name: _measured(name, kind) for name, kind in _KINDS.items()}
    measured["card"]["hostile_ms"] = _hostile_ms(measured["card"]["ms"])
    rss = _rss_after(_MANY)
    # Here alone: what else draws is to weigh what a drawing weighs.
    from benchmarks.cached import cached_per_second

    cached = cached_per_second()
    rows: list[tuple[str, object]] = []
    for name, figures in measured.items():
        rows += [
            (f"{name}, ms", figures["ms"]),
            (f"{name}, naive version, ms", figures["naive_ms"]),
            (f"{name}s per second, 2 processes", figures["per_s_2_processes"]),
            (f"first {name} in a fresh process, s", figures["first_s"]),
            (f"{name}, KiB", figures["kib"]),
        ]
    rows += [
        (f"memory after {_MANY} pictures, MiB", rss),
        ("card with hostile names, ms more", measured["card"]["hostile_ms"]),
        ("cached cards per second", cached),
    ]
    for label, value in rows:
        print(f"{label:<40}{value}")
    if as_json:
        print(json.dumps({**measured, "rss_mib_after_2000": rss, "cached_per_s": cached}))


def _measured(name: str, kind: Kind) -> dict[str, float]:
    jobs, naive = kind.jobs(7), kind.naive_jobs(8)
    for job in itertools.islice(jobs, _WARM):
        job()
    for job in itertools.islice(naive, 3):
        job()
    sizes = [len(job()) for job in itertools.islice(jobs, _PICTURES)]
    return {
        "ms": _median_ms(itertools.islice(jobs, _PICTURES)),
        "naive_ms": _median_ms(itertools.islice(naive, _NAIVE_PICTURES)),
        "per_s_2_processes": _per_second(name, 2),
        "first_s": _first(kind.first),
        "kib": round(statistics.median(sizes) / 1024, 1),
    }


def _hostile_ms(usual_ms: float) -> float:
    jobs = _hostile_cards(9)
    for job in itertools.islice(jobs, 3):
        job()
    return round(_median_ms(itertools.islice(jobs, _NAIVE_PICTURES)) - usual_ms, 2)


def _median_ms(jobs: Iterator[Job]) -> float:
    times = []
    for job in jobs:
        started = time.perf_counter()
        job()
        times.append(time.perf_counter() - started)
    return round(statistics.median(times) * 1000, 2)


def _first(program: str) -> float:
    """Return the seconds from starting a Python process to its end, one picture in between."""
    times = []
    for _ in range(_FRESH_STARTS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", program], check=True)
        times.append(time.perf_counter() - started)
    return round(statistics.median(times), 3)


def _per_second(name: str, processes: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes)
    counts = context.Queue()
    workers = [
        context.Process(target=_draw_for, args=(name, seed, ready, counts))
        for seed in range(processes)
    ]
    for worker in workers:
        worker.start()
    rate = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    return round(rate, 1)


def _draw_for(name: str, seed: int, ready: object, counts: object) -> None:
    jobs = _KINDS[name].jobs(1000 + seed)
    for job in itertools.islice(jobs, _WARM):
        job()
    prepared = list(itertools.islice(jobs, 400))
    ready.wait()  # type: ignore[attr-defined]
    started = time.perf_counter()
    drawn = 0
    for job in itertools.cycle(prepared):
        job()
        drawn += 1
        elapsed = time.perf_counter() - started
        if elapsed >= _SECONDS:
            break
    counts.put(drawn / elapsed)  # type: ignore[attr-defined]


def _rss_after(count: int) -> float:
    context = multiprocessing.get_context("spawn")
    answer = context.Queue()
    worker = context.Process(target=_draw_many, args=(count, answer))
    worker.start()
    rss: float = answer.get()
    worker.join()
    return rss


def _draw_many(count: int, answer: object) -> None:
    in_turn = itertools.chain.from_iterable(zip(_cards(99), _charts(99), strict=True))
    for job in itertools.islice(in_turn, count):
        job()
    answer.put(round(psutil.Process().memory_info().rss / _MIB, 1))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
