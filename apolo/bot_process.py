"""Puts the bot together from the settings and runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from typing import TYPE_CHECKING, Final

import aiohttp
import discord

from bot.client import ApoloBot, BotConfig
from bot.journal import Journal, JournalUnavailable
from jobs.api import JobsApi
from jobs.local import LocalRunner

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.settings import Settings

log = logging.getLogger(__name__)

LOCAL_JOB: Final = (sys.executable, "-m", "apolo.local_job")
"""Runs one job while Redis is away."""
_FIRST_PAUSE: Final = 2.0
_LONGEST_PAUSE: Final = 60.0


class BotError(Exception):
    """The bot can't run; the text says why."""

    exit_code = 1


async def run_bot(
    settings: Settings,
    redis_url: str,
    *,
    stop: asyncio.Event | None = None,
    ready: Callable[[], None] | None = None,
) -> None:
    """Run the bot until SIGTERM or SIGINT, or until ``stop`` is set.

    Neither Redis nor Discord need be there: what needs them is tried again.

    Parameters
    ----------
    settings
        ``discord_token`` is needed.
    redis_url
        Where the job system is.
    stop
        Another way to end it; signals are then left alone.
    ready
        Called once the gateway is connected.

    Raises
    ------
    SettingsError
        When there is no token.
    BotError
        When Discord refuses the token, or there is no journal to be had.
    """
    token = settings.require_discord_token()
    state_dir = settings.data_dir / "bot"
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        journal = Journal.open(state_dir / "journal")
    except (OSError, JournalUnavailable) as error:
        raise BotError(str(error)) from error
    if stop is None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    jobs = JobsApi.from_url(redis_url, local=LocalRunner(LOCAL_JOB, {}))
    config = BotConfig(
        token=token,
        state_dir=state_dir,
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
    )
    try:
        await _keep_running(config, jobs, journal, stop, ready)
    finally:
        await jobs.close()
        await asyncio.to_thread(journal.close)


async def _keep_running(
    config: BotConfig,
    jobs: JobsApi,
    journal: Journal,
    stop: asyncio.Event,
    ready: Callable[[], None] | None,
) -> None:
    pause = _FIRST_PAUSE
    while not stop.is_set():
        bot = ApoloBot(config, jobs, journal)
        try:
            await _run_until(bot, stop, ready)
        except discord.LoginFailure as error:
            raise BotError("Discord refused DISCORD_TOKEN") from error
        except (aiohttp.ClientError, OSError, discord.DiscordServerError) as error:
            log.warning(
                "Discord can't be reached (%s); next try in %d s", type(error).__name__, pause
            )
        except discord.DiscordException as error:
            raise BotError(f"Discord refused the bot: {error}") from error
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _run_until(bot: ApoloBot, stop: asyncio.Event, ready: Callable[[], None] | None) -> None:
    async def on_ready() -> None:
        if ready is not None:
            ready()

    bot.add_listener(on_ready)
    running = asyncio.create_task(bot.start(bot.config.token), name="bot")
    stopping = asyncio.create_task(stop.wait(), name="bot-stop")
    try:
        await asyncio.wait({running, stopping}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        stopping.cancel()
        await bot.close()
        if not running.done():
            running.cancel()
    try:
        await running
    except asyncio.CancelledError:
        if not stop.is_set():
            raise
