"""`apolo bot` as an operator meets it: says what is wrong, starts without Redis, stops gently."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from apolo.sandbox.discord import SandboxDiscord
from tests.processes import Machine

Start = Callable[..., "subprocess.Popen[str]"]


@pytest.fixture
def apolo_bot(discord: SandboxDiscord, tmp_path: Path) -> Iterator[Start]:
    """Yield a function that starts ``apolo bot`` with a Redis that nobody serves."""
    started: list[subprocess.Popen[str]] = []

    def start(**variables: str) -> subprocess.Popen[str]:
        env = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(tmp_path / "data"),
            "DISCORD_TOKEN": discord.token,
            "DISCORD_API_URL": discord.api_url,
            "DISCORD_GATEWAY_URL": discord.gateway_url,
            "REDIS_URL": "redis://127.0.0.1:1",
            "LOG_FORMAT": "json",
            **variables,
        }
        process = subprocess.Popen(
            [sys.executable, "-m", "apolo", "bot"],
            env=env,
            cwd=tmp_path,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()


async def _ended(process: subprocess.Popen[str]) -> tuple[int, str]:
    _, errors = await asyncio.to_thread(process.communicate, timeout=60)
    return process.returncode, errors


def test_without_a_token_it_is_wrong_input(tmp_path: Path) -> None:
    code, _, errors = Machine(tmp_path, DISCORD_TOKEN="").run_here("bot")
    assert code == 2
    assert errors.startswith("apolo: DISCORD_TOKEN: is not set")
    assert errors.count("\n") == 1


async def test_a_refused_token_is_a_failure_in_one_line(apolo_bot: Start) -> None:
    code, errors = await _ended(apolo_bot(DISCORD_TOKEN="not.the-token"))
    assert code == 1
    assert errors.splitlines()[-1] == "apolo: Discord refused DISCORD_TOKEN"
    assert "Traceback" not in errors
    assert "not.the-token" not in errors


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
async def test_serves_without_redis_and_stops_gently(
    discord: SandboxDiscord, apolo_bot: Start, tmp_path: Path, number: signal.Signals
) -> None:
    bot = apolo_bot()
    await discord.ready()
    ana = discord.create_guild("A").create_member("ana")
    press = await ana.run("match", {"id": "7412345678"})
    await press.acknowledged()

    bot.send_signal(number)
    code, errors = await _ended(bot)

    assert code == 0
    assert press.interaction.token not in errors
    assert discord.token not in errors
    assert list((tmp_path / "data" / "bot").glob("*.ready")) == []


@pytest.mark.slow
async def test_waits_for_a_discord_that_is_not_there_yet(
    discord: SandboxDiscord, apolo_bot: Start
) -> None:
    await discord.stop()
    bot = apolo_bot()
    assert bot.stderr is not None
    async with asyncio.timeout(30):
        while "next try in" not in await asyncio.to_thread(bot.stderr.readline):
            assert bot.poll() is None
    await discord.start()
    await discord.ready()
    bot.send_signal(signal.SIGTERM)
    assert (await _ended(bot))[0] == 0
