"""``apolo bot``: serve Discord until told to stop."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext

from apolo.embedded import Embedded
from apolo.settings import load_settings
from apolo.telemetry import configure_logging


def bot() -> None:
    """Run the Discord bot."""
    # Before anything is started: a missing token is wrong input.
    settings = load_settings()
    settings.require_discord_token()
    configure_logging(settings)

    from apolo.bot_process import run_bot

    database_url = settings.database_url
    embedded = (
        nullcontext()
        if settings.redis_url is not None
        else Embedded(settings.data_dir, postgres=database_url is None)
    )
    with embedded as services:
        redis_url = settings.redis_url
        if services is not None:
            redis_url = services.redis_url
            database_url = database_url or services.database_url
        assert redis_url is not None
        asyncio.run(run_bot(settings, redis_url, database_url))
