"""Whether the parts of Apolo that run on this machine work: what `apolo health` answers."""

from __future__ import annotations

import enum
import platform
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from apolo.signs import waited_for, working

if TYPE_CHECKING:
    from pathlib import Path

    from apolo.settings import Settings

REDIS_WITHIN: Final = 2.0
"""Seconds that Redis may take to say which worker processes live."""
SILENT_MS: Final = 15_000
"""A worker process says every 5 s that it lives; one silent for longer does not count."""


class Part(enum.StrEnum):
    """What runs all the time."""

    BOT = "bot"
    WORKER = "worker"
    SCHEDULER = "scheduler"


@dataclass(frozen=True, slots=True)
class Found:
    """What became of looking at one part, in one line without secrets."""

    part: Part
    healthy: bool
    found: str


def look_at(part: Part, settings: Settings) -> Found:
    """Look at one part on this machine. Starts nothing, takes at most some seconds.

    Parameters
    ----------
    part : Part
        Which.
    settings : Settings
        ``data_dir`` is where the bot and the scheduler give their signs of life, ``redis_url``
        (or the embedded Valkey) knows the worker processes.
    """
    return _LOOKS[part](settings)


def bot_folder(data_dir: Path) -> Path:
    """Where the bot's process keeps its state, and its sign of life."""
    return data_dir / "bot"


def scheduler_folder(data_dir: Path) -> Path:
    """Where the scheduler gives its sign of life."""
    return data_dir / "scheduler"


def _bot(settings: Settings) -> Found:
    return _told(Part.BOT, bot_folder(settings.data_dir), "connected to Discord", "no bot process")


def _scheduler(settings: Settings) -> Found:
    folder = scheduler_folder(settings.data_dir)
    return _told(Part.SCHEDULER, folder, "looks at the schedule", "no scheduler process")


def _told(part: Part, folder: Path, works: str, absent: str) -> Found:
    """What the processes of a part say of themselves by their signs."""
    if working(folder):
        return Found(part, True, works)
    lacks = waited_for(folder)
    return Found(part, False, f"not ready: waits for {', '.join(lacks)}" if lacks else absent)


def _worker(settings: Settings) -> Found:
    # Imported here: the other two do without a Redis client.
    from apolo.embedded import redis_url_of
    from jobs.engine import Engine, EngineUnavailable, requests
    from jobs.engine.session import WORKERS
    from jobs.queues import NAMESPACE

    url = settings.redis_url or redis_url_of(settings.data_dir)
    if url is None:
        return Found(Part.WORKER, False, "no Redis, so no worker")
    engine = Engine.from_url(url, namespace=NAMESPACE, policies={}, timeout=REDIS_WITHIN)
    try:
        workers = engine.run(requests.workers(engine.queues.named(WORKERS)))
    except EngineUnavailable:
        return Found(Part.WORKER, False, "Redis does not answer")
    finally:
        engine.close()
    here = [worker for worker in workers if worker.host == platform.node()]
    lively = sum(worker.silent_ms < SILENT_MS for worker in here)
    if not lively:
        silent = f", {len(here)} silent" if here else ""
        return Found(Part.WORKER, False, f"no worker process of this machine lives{silent}")
    return Found(Part.WORKER, True, f"{lively} worker process{'es' if lively > 1 else ''}")


_LOOKS: Mapping[Part, Callable[[Settings], Found]] = {
    Part.BOT: _bot,
    Part.WORKER: _worker,
    Part.SCHEDULER: _scheduler,
}
