"""One worker process of a Python system: ``python -m benchmarks.engines.worker SYSTEM URL``.

It prints "ready", waits for a line on standard input, then works until standard input ends.
Every 50 ms it prints "c NANOSECONDS COUNT" (the monotonic clock of the whole machine, jobs run so
far), for a job that carries the time of its sending "p SENT STARTED".
"""

from __future__ import annotations

import itertools
import os
import sys
import time
from threading import Event, Thread
from typing import TYPE_CHECKING

import dramatiq

from benchmarks.engines import brokers

if TYPE_CHECKING:
    from jobs.engine import EngineBroker

_FLUSH_SECONDS = 0.05


class Tally:
    """Counts runs at the cost of one increment, and says so from a thread of its own."""

    def __init__(self) -> None:
        self._runs = itertools.count()
        self._looks = 0
        self._lines: list[str] = []
        self._ended = Event()
        self._thread = Thread(target=self._report, daemon=True)
        self._thread.start()

    def job(self, sent_ns: int) -> str:
        """Be the job: nothing, but for what is measured."""
        if sent_ns:
            self._lines.append(f"p {sent_ns} {time.monotonic_ns()}")
        else:
            next(self._runs)
        return "ok"

    def close(self) -> None:
        """Report what is left."""
        self._ended.set()
        self._thread.join()

    def _report(self) -> None:
        said = 0
        ended = False
        while not ended:
            ended = self._ended.wait(_FLUSH_SECONDS)
            # Reading the count takes one from it: these are not runs.
            count = next(self._runs) - self._looks
            self._looks += 1
            lines, self._lines = self._lines, []
            if count != said:
                lines.append(f"c {time.monotonic_ns()} {count}")
                said = count
            if lines:
                print("\n".join(lines), flush=True)


def main() -> None:
    """Work until standard input ends."""
    system, url = sys.argv[1:3]
    tally = Tally()
    broker = brokers.make(system, url)
    dramatiq.set_broker(broker)
    brokers.declare(broker, tally.job)
    print("ready", flush=True)
    sys.stdin.readline()
    if system == "dramatiq":
        worker = dramatiq.Worker(broker, worker_threads=brokers.STOCK_THREADS)
        worker.start()
        sys.stdin.read()
        tally.close()
        # Stock Dramatiq's stop waits for its timeouts; nothing here is worth that.
        os._exit(0)
    _work(broker, tally)  # type: ignore[arg-type]


def _work(broker: EngineBroker, tally: Tally) -> None:
    from jobs.engine.process import working

    with working(broker, threads=brokers.APOLO_THREADS, grace=5.0):
        sys.stdin.read()
    tally.close()
    broker.close()


if __name__ == "__main__":
    main()
