"""Puts the scheduler together and runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import signal

import structlog

from jobs.engine import AsyncEngine
from jobs.engine.schedule import Scheduler
from jobs.queues import NAMESPACE, QUEUES, SCHEDULE
from jobs.schedule import RECURRING

_log = structlog.get_logger("apolo.scheduler")


async def run_scheduler(redis_url: str) -> None:
    """Enqueue recurring jobs until SIGTERM or SIGINT; Redis need not be there."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    engine = AsyncEngine.from_url(redis_url, namespace=NAMESPACE, policies=QUEUES, timeout=2.0)
    running = asyncio.create_task(Scheduler(engine, RECURRING, space=SCHEDULE).run())
    _log.info("scheduler_ready", recurring=[one.name for one in RECURRING])
    ended = asyncio.create_task(stopped.wait())
    await asyncio.wait({running, ended}, return_when=asyncio.FIRST_COMPLETED)
    for task in (running, ended):
        task.cancel()
    results = await asyncio.gather(running, ended, return_exceptions=True)
    await engine.close()
    if isinstance(results[0], Exception):
        raise results[0]
