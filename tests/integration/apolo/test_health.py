"""`apolo health`: what it says of real processes, from their start to their end."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from apolo.sandbox.discord import SandboxDiscord

ABSENT = "redis://127.0.0.1:1"


class Machine:
    """One machine with its data folder, where commands of Apolo run."""

    def __init__(self, data_dir: Path, redis_url: str) -> None:
        self._env = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(data_dir),
            "REDIS_URL": redis_url,
            "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
            "LOG_FORMAT": "json",
        }
        self._cwd = data_dir
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, *args: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start a part."""
        process = subprocess.Popen(
            [sys.executable, "-m", "apolo", *args],
            env=self._env | variables,
            cwd=self._cwd,
            stderr=subprocess.DEVNULL,
        )
        self._started.append(process)
        return process

    def health(self, *args: str, **variables: str) -> tuple[int, str, str]:
        """Exit code, output and errors of `apolo health`."""
        done = subprocess.run(
            [sys.executable, "-m", "apolo", "health", *args],
            env=self._env | variables,
            cwd=self._cwd,
            capture_output=True,
            text=True,
            timeout=30,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    async def until(self, part: str, code: int, within: float = 40.0) -> tuple[int, str, str]:
        """Ask until the exit code is `code`."""
        async with asyncio.timeout(within):
            while (found := await asyncio.to_thread(self.health, part))[0] != code:
                pass
        return found

    def stop(self) -> None:
        """Kill what is left."""
        for process in self._started:
            process.kill()
            process.wait()


@pytest.fixture
def machine(service_dir: Path, clean_valkey: str) -> Iterator[Machine]:
    """Yield a machine with a Redis, on which nothing runs."""
    machine = Machine(service_dir, clean_valkey)
    yield machine
    machine.stop()


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("bot", "no bot process that is connected to Discord"),
        ("worker", "no worker process of this machine lives"),
        ("scheduler", "no process that looks at the schedule"),
    ],
)
def test_a_part_that_does_not_run_is_one_line_and_1(
    machine: Machine, part: str, found: str
) -> None:
    assert machine.health(part) == (1, "", f"apolo: {part}: {found}\n")


def test_without_a_name_all_are_looked_at(machine: Machine) -> None:
    code, out, _ = machine.health("--json")
    answer = json.loads(out.splitlines()[-1])
    assert code == 1
    assert answer["healthy"] is False
    assert set(answer["parts"]) == {"bot", "worker", "scheduler"}


def test_an_unknown_part_is_wrong_input(machine: Machine) -> None:
    assert machine.health("cook")[0] == 2


def test_without_redis_the_worker_does_not_work(machine: Machine) -> None:
    assert "Redis does not answer" in machine.health("worker", REDIS_URL=ABSENT)[2]


def test_an_embedded_redis_is_looked_for_and_not_started(
    machine: Machine, service_dir: Path
) -> None:
    assert "no Redis, so no worker" in machine.health("worker", REDIS_URL="")[2]
    assert list(service_dir.iterdir()) == []


async def test_a_worker_is_healthy_until_it_ends(machine: Machine) -> None:
    worker = machine.start("worker", "--processes", "1", "--threads", "2")
    assert await machine.until("worker", 0) == (0, "worker: 1 worker process\n", "")
    worker.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(worker.wait, 30) == 0
    assert machine.health("worker")[0] == 1


async def test_a_scheduler_is_healthy_until_it_ends(machine: Machine) -> None:
    scheduler = machine.start("scheduler")
    assert await machine.until("scheduler", 0) == (0, "scheduler: looks at the schedule\n", "")
    scheduler.send_signal(signal.SIGTERM)
    assert await asyncio.to_thread(scheduler.wait, 30) == 0
    assert machine.health("scheduler")[0] == 1


async def test_a_killed_scheduler_is_noticed_at_once(machine: Machine) -> None:
    scheduler = machine.start("scheduler")
    await machine.until("scheduler", 0)
    scheduler.kill()
    scheduler.wait()
    assert machine.health("scheduler")[0] == 1


async def test_a_bot_is_healthy_while_the_gateway_is_connected(machine: Machine) -> None:
    async with SandboxDiscord() as discord:
        discord.create_guild("A")
        bot = machine.start("bot", **_discord(discord))
        assert await machine.until("bot", 0) == (0, "bot: connected to Discord\n", "")
        await discord.stop()
        await machine.until("bot", 1)
        assert bot.poll() is None


def _discord(discord: SandboxDiscord) -> dict[str, str]:
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
    }
