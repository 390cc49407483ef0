"""`apolo health`: what it says of real processes, from their start to their end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from apolo.sandbox.discord import SandboxDiscord
from tests.processes import NO_DATABASE, NO_REDIS, Machine, discord_variables


@pytest.fixture
def machine(service_dir: Path, clean_valkey: str) -> Iterator[Machine]:
    """Yield a machine with a Redis, on which nothing runs."""
    machine = Machine(service_dir, REDIS_URL=clean_valkey, DATABASE_URL=NO_DATABASE)
    yield machine
    machine.stop()


@pytest.mark.parametrize(
    ("part", "found"),
    [
        ("bot", "no bot process"),
        ("worker", "no worker process of this machine lives"),
        ("scheduler", "no scheduler process"),
    ],
)
def test_a_part_that_does_not_run_is_one_line_and_1(
    machine: Machine, part: str, found: str
) -> None:
    assert machine.run_here("health", part) == (1, "", f"apolo: {part}: {found}\n")


def test_without_a_name_all_are_looked_at(machine: Machine) -> None:
    code, out, _ = machine.run_here("health", "--json")
    answer = json.loads(out.splitlines()[-1])
    assert code == 1
    assert answer["healthy"] is False
    assert set(answer["parts"]) == {"bot", "worker", "scheduler"}


def test_an_unknown_part_is_wrong_input(machine: Machine) -> None:
    assert machine.run_here("health", "cook")[0] == 2


def test_without_redis_the_worker_does_not_work(machine: Machine) -> None:
    assert "Redis does not answer" in machine.run_here("health", "worker", REDIS_URL=NO_REDIS)[2]


def test_an_embedded_redis_is_looked_for_and_not_started(
    machine: Machine, service_dir: Path
) -> None:
    assert "no Redis, so no worker" in machine.run_here("health", "worker", REDIS_URL="")[2]
    assert list(service_dir.iterdir()) == []


@pytest.mark.slow
async def test_a_scheduler_is_healthy_until_it_is_killed(machine: Machine) -> None:
    scheduler = machine.start("scheduler")
    assert await machine.until("scheduler", 0) == (0, "scheduler: looks at the schedule\n", "")
    scheduler.kill()
    scheduler.wait()
    assert machine.run("health", "scheduler")[0] == 1


@pytest.mark.slow
async def test_a_bot_is_healthy_while_the_gateway_is_connected(
    machine: Machine, clean_database: str
) -> None:
    async with SandboxDiscord() as discord:
        discord.create_guild("A")
        bot = machine.start("bot", DATABASE_URL=clean_database, **discord_variables(discord))
        assert await machine.until("bot", 0) == (0, "bot: connected to Discord\n", "")
        await discord.stop()
        waits = (1, "", "apolo: bot: not ready: waits for Discord\n")
        assert await machine.until("bot", 1) == waits
        assert bot.poll() is None
