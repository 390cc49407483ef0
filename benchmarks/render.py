"""How fast pictures are drawn, beside a naive version of each: ``python -m benchmarks.render``.

Every match is new, with names that no cache has seen, in eight scripts. Times are wall-clock
medians of one thread in a warm process, drawing and encoding together. Figures that have nothing
to measure yet are null: ``chart`` until there is a chart, ``cached_per_s`` until it is measured
with the job system.
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
from typing import TYPE_CHECKING

import psutil

from benchmarks.matches import matches
from locales import Locale
from renderers.match_card import render_match_card

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from dota.models import Match

_CARDS = 200
_NAIVE_CARDS = 20
_FRESH_STARTS = 3
_SECONDS = 5.0
_MANY = 2_000
_MIB = 2**20

_FIRST = """
from benchmarks.matches import matches
from locales import Locale
from renderers.match_card import render_match_card
render_match_card(next(matches()), locale=Locale.EN)
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.render", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    as_json = parser.parse_args().json
    card = _card()
    rss = _rss_after(_MANY)
    found = {"card": card, "chart": None, "rss_mib_after_2000": rss, "cached_per_s": None}
    rows = [
        ("card, ms", card["ms"]),
        ("card, naive Pillow, ms", card["naive_ms"]),
        ("cards per second, 2 processes", card["per_s_2_processes"]),
        ("first card in a fresh process, s", card["first_s"]),
        ("card, KiB", card["kib"]),
        (f"memory after {_MANY} cards, MiB", rss),
        ("chart", "not measured: no chart yet"),
        ("cached cards per second", "not measured here"),
    ]
    for name, value in rows:
        print(f"{name:<36}{value}")
    if as_json:
        print(json.dumps(found))


def _card() -> dict[str, float]:
    from benchmarks.naive_card import naive_card

    source = matches(seed=7)
    warm = list(itertools.islice(source, 20))
    for match in warm:
        _draw(match)
    for match in warm[:3]:
        naive_card(match, Locale.EN)
    fresh = list(itertools.islice(source, _CARDS))
    sizes = [len(_draw(match)) for match in fresh]
    return {
        "ms": _median_ms(_draw, itertools.islice(source, _CARDS)),
        "naive_ms": _median_ms(
            lambda match: naive_card(match, Locale.EN), itertools.islice(source, _NAIVE_CARDS)
        ),
        "per_s_2_processes": _per_second(2),
        "first_s": _first(),
        "kib": round(statistics.median(sizes) / 1024, 1),
    }


def _draw(match: Match) -> bytes:
    return render_match_card(match, locale=Locale.EN, player=match.players[3].account_id).data


def _median_ms(draw: Callable[[Match], bytes], source: Iterable[Match]) -> float:
    times = []
    for match in source:
        started = time.perf_counter()
        draw(match)
        times.append(time.perf_counter() - started)
    return round(statistics.median(times) * 1000, 2)


def _first() -> float:
    """Return the seconds from starting a Python process to its end, one card drawn in between."""
    times = []
    for _ in range(_FRESH_STARTS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", _FIRST], check=True)
        times.append(time.perf_counter() - started)
    return round(statistics.median(times), 3)


def _per_second(processes: int) -> float:
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(processes)
    counts = context.Queue()
    workers = [
        context.Process(target=_draw_for, args=(seed, ready, counts)) for seed in range(processes)
    ]
    for worker in workers:
        worker.start()
    rate = sum(counts.get() for _ in workers)
    for worker in workers:
        worker.join()
    return round(rate, 1)


def _draw_for(seed: int, ready: object, counts: object) -> None:
    source = matches(seed=1000 + seed)
    for match in itertools.islice(source, 20):
        _draw(match)
    prepared = list(itertools.islice(source, 400))
    ready.wait()  # type: ignore[attr-defined]
    started = time.perf_counter()
    drawn = 0
    for match in itertools.cycle(prepared):
        _draw(match)
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
    for match in itertools.islice(matches(seed=99), count):
        _draw(match)
    answer.put(round(psutil.Process().memory_info().rss / _MIB, 1))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
