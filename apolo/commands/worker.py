"""``apolo worker``: run jobs until told to stop."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from apolo.priority import lower_priority
from apolo.services import services
from apolo.settings import load_settings
from apolo.telemetry import configure_logging
from apolo.worker import plan, supervise
from jobs.queues import QUEUES


def worker(
    queues: Annotated[
        str | None, typer.Option(help="Only these queues, separated by commas.")
    ] = None,
    processes: Annotated[
        int | None, typer.Option(min=1, max=64, help="Worker processes (WORKER_PROCESSES).")
    ] = None,
    threads: Annotated[
        int | None, typer.Option(min=1, max=256, help="Threads of each (WORKER_THREADS).")
    ] = None,
) -> None:
    """Run jobs: a supervisor and its worker processes."""
    settings = load_settings()
    configure_logging(settings)
    chosen = _chosen(queues)
    with services(settings) as found:
        # An embedded Redis or PostgreSQL is started by now: they serve the bot, too.
        lower_priority(settings.worker_nice)
        worker_plan = plan(settings, found, queues=chosen, threads=threads)
        if not worker_plan.queues:
            raise typer.BadParameter("every chosen queue is switched off here")
        supervisor = supervise(worker_plan, processes or settings.worker_processes)
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: supervisor.stop())
        supervisor.run()


def _chosen(queues: str | None) -> frozenset[str] | None:
    if queues is None:
        return None
    names = frozenset(name.strip() for name in queues.split(",") if name.strip())
    unknown = sorted(names - QUEUES.keys())
    if unknown or not names:
        known = ", ".join(QUEUES)
        raise typer.BadParameter(
            f"unknown queue {unknown[0]!r}; there are: {known}" if unknown else "no queue named",
            param_hint="--queues",
        )
    return names
