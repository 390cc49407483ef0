"""Puts the bot together from the settings and runs it until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
import sys
from functools import partial
from typing import TYPE_CHECKING, Final

import aiohttp
import discord

import locales
from apolo.health import bot_folder
from apolo.signs import SUFFIX, Sign
from apolo.telemetry import Redactor
from bot.client import ApoloBot, BotConfig
from bot.fairuse import FairUseLimits
from bot.identifies import pause_before_connecting
from bot.journal import Journal, JournalUnavailable
from bot.languages import Languages
from bot.readiness import Readiness, services
from bot.servers import Servers
from jobs.api import JobsApi
from jobs.local import LocalRunner
from jobs.manager import QueueManager
from store.member_settings import languages_since
from store.pool import open_pool
from store.server_settings import server_choices_since

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from apolo.settings import Settings
    from store.pool import Pool

log = logging.getLogger(__name__)

LOCAL_JOB: Final = (sys.executable, "-P", "-m", "apolo.local_job")
"""Runs one job while Redis is away."""
_FIRST_PAUSE: Final = 2.0
_LONGEST_PAUSE: Final = 60.0
_CHOICES_WITHIN: Final = 2.0
"""Seconds that the start waits for PostgreSQL; the bot serves without it, too."""


class BotError(Exception):
    """The bot can't run; the text says why."""

    exit_code = 1


async def run_bot(
    settings: Settings,
    redis_url: str,
    database_url: str | None = None,
    *,
    stop: asyncio.Event | None = None,
) -> None:
    """Run the bot until SIGTERM or SIGINT, or until ``stop`` is set.

    Neither Redis nor PostgreSQL nor Discord need be there: what needs them is tried again.

    Parameters
    ----------
    settings
        ``discord_token`` is needed.
    redis_url
        Where the job system is.
    database_url
        Where it is read what members and servers have chosen; without it, nothing is.
    stop
        Another way to end it; signals are then left alone.

    Raises
    ------
    SettingsError
        When there is no token.
    BotError
        When Discord refuses the token, or there is no journal to be had.
    """
    token = settings.require_discord_token()
    locales.make_ready()
    state_dir = bot_folder(settings.data_dir)
    try:
        state_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        journal = Journal.open(state_dir / "journal")
    except (OSError, JournalUnavailable) as error:
        raise BotError(str(error)) from error
    if stop is None:
        stop = asyncio.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    local_env = {"DATABASE_URL": database_url} if database_url is not None else {}
    policies = settings.queue_policies()
    local = LocalRunner(LOCAL_JOB, local_env)
    jobs = JobsApi.from_url(redis_url, policies, local=local)
    config = BotConfig(
        token=token,
        state_dir=state_dir,
        api_url=settings.discord_api_url,
        gateway_url=settings.discord_gateway_url,
        operator_ids=settings.operator_ids,
        redact=Redactor(settings.secrets()),
        alert_channel_id=settings.alert_channel_id,
        fair_use=FairUseLimits(
            member_per_minute=settings.fair_use_member_minute,
            member_per_day=settings.fair_use_member_day,
            server_per_day=settings.fair_use_server_day,
            analyses_per_member=settings.analysis_member_day,
            analyses_per_server=settings.analysis_server_day,
            coaching_per_member=settings.coaching_member_day,
            coaching_per_server=settings.coaching_server_day,
        ),
    )
    queues = QueueManager.from_url(redis_url, policies, local=local)
    try:
        async with _pool(database_url) as pool, _choices(pool) as (languages, servers):

            def make() -> ApoloBot:
                return ApoloBot(
                    config,
                    jobs,
                    journal,
                    queues=queues,
                    pool=pool,
                    languages=languages,
                    servers=servers,
                )

            readiness = Readiness(services(jobs, pool))
            async with _told(readiness, state_dir / f"{journal.name}{SUFFIX}"):
                await _keep_running(make, stop, readiness)
    finally:
        await queues.graceful_shutdown()
        await jobs.close()
        await asyncio.to_thread(journal.close)


@contextlib.asynccontextmanager
async def _pool(database_url: str | None) -> AsyncIterator[Pool | None]:
    if database_url is None:
        log.warning("DATABASE_URL is not set: what members and servers choose is not known here")
        yield None
        return
    pool = await open_pool(database_url, max_size=3)
    try:
        yield pool
    finally:
        pool.terminate()


@contextlib.asynccontextmanager
async def _choices(pool: Pool | None) -> AsyncIterator[tuple[Languages, Servers]]:
    if pool is None:
        yield Languages(), Servers()
        return
    languages = Languages(partial(languages_since, pool))
    servers = Servers(partial(server_choices_since, pool))
    try:
        async with asyncio.TaskGroup() as starting:
            starting.create_task(languages.start(_CHOICES_WITHIN))
            starting.create_task(servers.start(_CHOICES_WITHIN))
        yield languages, servers
    finally:
        await languages.stop()
        await servers.stop()


@contextlib.asynccontextmanager
async def _told(readiness: Readiness, path: Path) -> AsyncIterator[None]:
    """Find out what the bot waits for, and tell it by a sign, which is gone in the end."""
    tasks = (
        asyncio.create_task(readiness.meet(), name="bot-readiness"),
        asyncio.create_task(Sign(path).keep(readiness.waits_for), name="bot-sign"),
    )
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)


async def _keep_running(
    make: Callable[[], ApoloBot], stop: asyncio.Event, readiness: Readiness
) -> None:
    pause = _FIRST_PAUSE
    while not stop.is_set():
        bot = make()
        try:
            await _run_until(bot, stop, readiness)
        except discord.LoginFailure as error:
            raise BotError("Discord refused DISCORD_TOKEN") from error
        except (
            aiohttp.ClientError,
            OSError,
            discord.DiscordServerError,
            discord.GatewayNotFound,
        ) as error:
            log.warning(
                "Discord can't be reached (%s); next try in %d s", type(error).__name__, pause
            )
        except discord.DiscordException as error:
            raise BotError(f"Discord refused the bot: {error}") from error
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(pause):
                await stop.wait()
        pause = min(pause * 2, _LONGEST_PAUSE)


async def _run_until(bot: ApoloBot, stop: asyncio.Event, readiness: Readiness) -> None:
    readiness.follow(bot.connected)
    running = asyncio.create_task(_serve(bot), name="bot")
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


async def _serve(bot: ApoloBot) -> None:
    await bot.login(bot.config.token)
    # Logged in, the bot already posts what it owes; only new interactions have to wait.
    shards, _, limit = await bot.http.get_bot_gateway()
    pause = pause_before_connecting(
        shards,
        total=limit["total"],
        remaining=limit["remaining"],
        reset_after_ms=limit["reset_after"],
    )
    if pause:
        log.warning("%d identifies are left; connecting in %d s", limit["remaining"], pause)
        await asyncio.sleep(pause)
    await bot.connect()
