"""Reads the job queues' figures from within a job."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from jobs.engine import requests
from jobs.engine.session import WORKERS

if TYPE_CHECKING:
    from jobs.engine import Counts, Engine
    from jobs.engine.records import WorkerInfo


@dataclass(frozen=True, slots=True)
class Figures:
    """What is known of the queues at one moment."""

    counts: tuple[Counts, ...]
    workers: tuple[WorkerInfo, ...]


class EngineQueues:
    """The queues of the engine that a worker works for."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def figures(self) -> Figures:
        """Every queue's counts, and the workers.

        Raises
        ------
        EngineUnavailable
        """
        engine = self._engine
        counts = tuple(engine.counts(name) for name in engine.queues.policies)
        workers = engine.run(requests.workers(engine.queues.named(WORKERS)))
        return Figures(counts, tuple(workers))
