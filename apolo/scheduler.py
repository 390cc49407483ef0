"""Puts the scheduler together and runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Mapping
from pathlib import Path

import structlog

from apolo.health import scheduler_folder
from apolo.signs import sign_of_this_process
from jobs.engine import AsyncEngine, QueuePolicy
from jobs.engine.schedule import LOOK_EVERY, Scheduler
from jobs.queues import NAMESPACE, QUEUES, SCHEDULE
from jobs.schedule import RECURRING

#: Seconds without a look at the schedule after which the scheduler counts as not working.
OVERDUE = 2 * LOOK_EVERY

_log = structlog.get_logger("apolo.scheduler")


async def run_scheduler(
    redis_url: str, data_dir: Path, policies: Mapping[str, QueuePolicy] = QUEUES
) -> None:
    """Enqueue recurring jobs until SIGTERM or SIGINT; Redis need not be there.

    Parameters
    ----------
    redis_url : str
        Where the job system is.
    data_dir : Path
        Where it says that it works, for `apolo health`; need not be writable.
    policies : Mapping[str, QueuePolicy]
        The queues as this installation runs them.
    """
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    engine = AsyncEngine.from_url(redis_url, namespace=NAMESPACE, policies=policies, timeout=2.0)
    scheduler = Scheduler(engine, RECURRING, space=SCHEDULE)
    running = asyncio.create_task(scheduler.run())
    _log.info("scheduler_ready", recurring=[one.name for one in RECURRING])
    ended = asyncio.create_task(stopped.wait())
    with sign_of_this_process(scheduler_folder(data_dir)) as sign:
        telling = asyncio.create_task(
            sign.keep(
                lambda: () if time.monotonic() - scheduler.looked_at < OVERDUE else ("Redis",)
            )
        )
        await asyncio.wait({running, ended}, return_when=asyncio.FIRST_COMPLETED)
        tasks = (running, ended, telling)
        for task in tasks:
            task.cancel()
        results = await asyncio.gather(*tasks, return_exceptions=True)
    await engine.close()
    if isinstance(results[0], Exception):
        raise results[0]
