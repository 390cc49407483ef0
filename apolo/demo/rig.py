"""All of Apolo on throw-away data, with every outside service played on this machine."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

from apolo.embedded import Embedded
from apolo.parts import Part, Parts
from apolo.sandbox.discord import SandboxDiscord
from apolo.sandbox.gemini import SandboxGemini
from apolo.sandbox.images import SandboxImages
from apolo.sandbox.opendota import SandboxOpenDota
from apolo.sandbox.opendota_data.archive import TURBO_MATCH
from apolo.sandbox.stratz import TOKEN, SandboxStratz
from bot.progress import interim_texts
from store.migrate import migrate

#: Worker processes of the rig.
WORKERS = 2

#: A match that only STRATZ knows.
STRATZ_MATCH = TURBO_MATCH


@dataclass(frozen=True, slots=True)
class Rig:
    """What runs; ``env`` is what every part was started with."""

    discord: SandboxDiscord
    opendota: SandboxOpenDota
    stratz: SandboxStratz
    gemini: SandboxGemini
    worker: Part
    bot: Part
    env: Mapping[str, str]


@asynccontextmanager
async def running(
    log_file: Path, *, discord: SandboxDiscord | None = None, **settings: str
) -> AsyncIterator[Rig]:
    """Start everything, and stop it with the context.

    Parameters
    ----------
    log_file : Path
        Where the parts' logs go.
    discord : SandboxDiscord, optional
        One that has been prepared; not started yet.
    **settings : str
        Further environment variables.

    Raises
    ------
    EmbeddedError
        When Valkey or PostgreSQL can't be started.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(_data_folder())
        embedded = await stack.enter_async_context(Embedded(folder))
        await migrate(embedded.database_url)
        discord = await stack.enter_async_context(discord or SandboxDiscord())
        patience = interim_texts()
        discord.journal.interim = lambda message: message.content in patience
        opendota, gemini, images = SandboxOpenDota(), SandboxGemini(), SandboxImages()
        stratz = SandboxStratz(opendota.archive)
        opendota.missing.add(STRATZ_MATCH)
        for service in (opendota, stratz, gemini, images):
            await service.start()
            stack.push_async_callback(service.stop)
        env = {
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
            "OPENDOTA_URL": opendota.url,
            "STRATZ_URL": stratz.url,
            "STRATZ_TOKEN": TOKEN,
            "GEMINI_URL": gemini.url,
            "GEMINI_API_KEY": "sandbox",
            "IMAGE_URL": images.url,
            "REDIS_URL": embedded.redis_url,
            "DATABASE_URL": embedded.database_url,
            "DATA_DIR": str(folder),
            "WORKER_PROCESSES": str(WORKERS),
            "LOG_FORMAT": "json",
            **settings,
        }
        log = stack.enter_context(log_file.open("wb"))
        worker = Part(("worker",), env, log=log)
        bot = Part(("bot",), env, log=log)
        parts = Parts(worker, bot)
        await asyncio.to_thread(parts.__enter__)
        try:
            yield Rig(discord, opendota, stratz, gemini, worker, bot, env)
        finally:
            await asyncio.to_thread(parts.__exit__, None, None, None)


@contextmanager
def _data_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="apolo-demo-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
