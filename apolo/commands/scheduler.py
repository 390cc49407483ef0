"""``apolo scheduler``: enqueue recurring jobs when they are due."""

from __future__ import annotations

import asyncio

from apolo.scheduler import run_scheduler
from apolo.services import redis_service
from apolo.settings import load_settings
from apolo.telemetry import configure_logging


def scheduler() -> None:
    """Enqueue recurring jobs when they are due. Any number may run; each job comes once."""
    settings = load_settings()
    configure_logging(settings)
    with redis_service(settings) as url:
        asyncio.run(run_scheduler(url, settings.data_dir, settings.queue_policies()))
