"""One worker process over the engine's broker, until it is told to end."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from jobs.engine.threads import EngineWorker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jobs.engine.broker import EngineBroker


@contextmanager
def working(
    broker: EngineBroker,
    *,
    queues: set[str] | None = None,
    threads: int = 8,
    grace: float = 20.0,
    idle_wait: float = 1.0,
) -> Iterator[EngineWorker]:
    """Run jobs in this process for as long as the context lasts.

    Parameters
    ----------
    broker : EngineBroker
        With all actors declared, and made for the same number of threads.
    queues : set[str], optional
        Only these; all declared ones where absent.
    threads : int
        Worker threads.
    grace : float
        Seconds that running jobs have to end when the context does; what was claimed and not
        begun is handed back.
    idle_wait : float
        Seconds after which an idle thread looks whether it is to end.
    """
    # Dramatiq's own command emits this; its time limits work only from then on.
    broker.emit_after("process_boot")
    worker = EngineWorker(broker, queues=queues, threads=threads, idle_wait=idle_wait)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop(timeout=int(grace * 1000))
