"""``apolo up``: everything on this machine."""

from __future__ import annotations

import asyncio
import signal
from threading import Event

import structlog

from apolo.parts import Part, Parts
from apolo.services import services
from apolo.settings import load_settings
from apolo.telemetry import configure_logging
from store.migrate import migrate

_log = structlog.get_logger("apolo.up")


def up() -> None:
    """Run everything on this machine: services, workers, scheduler and the bot."""
    settings = load_settings()
    # Before anything is started: a missing token is wrong input.
    settings.require_discord_token()
    configure_logging(settings)
    stopped = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    with services(settings) as found:
        asyncio.run(migrate(found.database_url))
        env = {"REDIS_URL": found.redis_url, "DATABASE_URL": found.database_url}
        commands = ("worker", "scheduler", "bot")
        with Parts(*(Part((command,), env) for command in commands)) as parts:
            _log.info("up")
            while not stopped.wait(0.5):
                parts.watch()
