"""The bot's process stays light, and tells what it lacks."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("PIL.", "numpy.", "matplotlib.", "google.", "renderers.", "jobs.actors.", "fontTools.")

_CODE = """
import asyncio, sys
from pathlib import Path
import apolo.bot_process
from apolo.sandbox.discord import SandboxDiscord
from bot.client import ApoloBot, BotConfig
from bot.journal import Journal
from jobs.api import JobsApi

async def main(directory):
    async with SandboxDiscord() as discord:
        discord.create_guild("A")
        before = set(sys.modules)
        config = BotConfig(
            token=discord.token, state_dir=directory, api_url=discord.api_url,
            gateway_url=discord.gateway_url,
        )
        jobs = JobsApi.from_url("redis://127.0.0.1:1")
        journal = Journal.open(directory / "journal")
        bot = ApoloBot(config, jobs, journal)
        running = asyncio.create_task(bot.start(discord.token))
        await discord.ready()
        await bot.wait_until_ready()
        await bot.close()
        await running
        await jobs.close()
        journal.close()

asyncio.run(main(Path(sys.argv[1])))
print(*sys.modules)
"""


def test_a_bot_that_serves_has_loaded_nothing_that_draws(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "discord" in loaded
    heavy = {name for name in loaded if f"{name}.".startswith(HEAVY)}
    # "google" alone is an empty namespace that an installed package may make in every process.
    assert heavy - {"google"} == set()
