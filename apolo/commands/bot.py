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

    embedded = (
        nullcontext()
        if settings.redis_url is not None
        else Embedded(settings.data_dir, postgres=False)
    )
    with embedded as services:
        redis_url = settings.redis_url if services is None else services.redis_url
        assert redis_url is not None
        asyncio.run(run_bot(settings, redis_url))
