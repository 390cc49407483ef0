"""`apolo up`: everything on one machine, whatever dies, until it is told to end."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psutil
import pytest

from apolo.embedded import stop_abandoned
from apolo.sandbox.discord import SandboxDiscord
from apolo.sandbox.opendota import SandboxOpenDota
from apolo.sandbox.opendota_data.archive import SCRIPTS_MATCH
from tests.processes import Machine, discord_variables, ended, eventually

WITHIN = 60.0
SERVERS = {"valkey-server", "postgres"}


@pytest.fixture
async def opendota() -> AsyncIterator[SandboxOpenDota]:
    """Yield a running OpenDota."""
    server = SandboxOpenDota()
    await server.start()
    yield server
    await server.stop()


@pytest.fixture
def machine(
    service_dir: Path, discord: SandboxDiscord, opendota: SandboxOpenDota
) -> Iterator[Machine]:
    """Yield a machine that has nothing but a Discord and an OpenDota to reach."""
    machine = Machine(
        service_dir,
        **discord_variables(discord),
        OPENDOTA_URL=opendota.url,
        IMAGE_URL="off",
        WORKER_PROCESSES="1",
        WORKER_THREADS="2",
    )
    yield machine
    machine.stop()
    stop_abandoned(service_dir)


def part(up: subprocess.Popen[bytes], name: str) -> psutil.Process | None:
    """The process of a part, where it runs."""
    for child in psutil.Process(up.pid).children():
        try:
            if child.cmdline()[-1:] == [name]:
                return child
        except psutil.Error:
            continue
    return None


def servers(machine: Machine) -> list[psutil.Process]:
    """The embedded servers of this machine's data folder."""
    folder = str(machine.log.parent)
    found = []
    for process in psutil.process_iter():
        try:
            if process.name() in SERVERS and folder in " ".join(process.cmdline()):
                found.append(process)
        except psutil.Error:
            continue
    return found


def lives(process: psutil.Process) -> bool:
    """Whether a process runs; one whose new parent has not buried it yet does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def kill(up: subprocess.Popen[bytes], name: str) -> int:
    """Kill -9 a part; its process id."""
    process = part(up, name)
    assert process is not None
    process.kill()
    return process.pid


async def back(up: subprocess.Popen[bytes], name: str, killed: int) -> None:
    """Wait until a part runs again."""

    def runs() -> bool:
        found = part(up, name)
        return found is not None and found.pid != killed

    await eventually(runs)


@pytest.mark.slow
async def test_all_parts_come_back_and_all_ends_when_told(
    machine: Machine, discord: SandboxDiscord
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    up = machine.start("up")
    await discord.ready(WITHIN)

    first = await (await ana.run("match", {"id": str(SCRIPTS_MATCH)})).answer(WITHIN)
    assert first.attachments

    worker = kill(up, "worker")
    while_dead = await ana.run("match", {"id": str(SCRIPTS_MATCH)}, locale="pt-BR")
    assert (await while_dead.answer(WITHIN)).attachments
    await back(up, "worker", worker)

    bot = kill(up, "bot")
    await discord.gateway.until(connected=False, timeout=WITHIN)
    await back(up, "bot", bot)
    await discord.ready(WITHIN)
    again = await ana.run("match", {"id": str(SCRIPTS_MATCH)})
    assert (await again.answer(WITHIN)).attachments

    await machine.until("bot", 0)
    assert machine.run("health")[0] == 0
    parts = psutil.Process(up.pid).children(recursive=True)
    assert len(servers(machine)) >= 2

    up.send_signal(signal.SIGTERM)
    assert await ended(up) == 0
    assert not [process for process in parts if lives(process)]
    assert servers(machine) == []
    assert discord.journal.unanswered() == []
    assert discord.journal.answered_twice() == []
    assert machine.run("health")[0] == 1


def test_without_a_token_nothing_is_started(machine: Machine) -> None:
    code, out, err = machine.run_here("up", DISCORD_TOKEN="")
    assert (code, out) == (2, "")
    assert err.startswith("apolo: DISCORD_TOKEN: is not set")
    assert err.count("\n") == 1
    assert [path.name for path in machine.log.parent.iterdir()] == []


@pytest.mark.slow
async def test_the_parts_of_a_killed_up_end_too(machine: Machine, discord: SandboxDiscord) -> None:
    discord.create_guild("A")
    up = machine.start("up")
    await discord.ready(WITHIN)
    await eventually(lambda: b"worker_ready" in machine.log.read_bytes())
    parts = psutil.Process(up.pid).children(recursive=True)
    assert {"worker", "scheduler", "bot"} <= {one.cmdline()[-1] for one in parts}
    up.kill()
    await eventually(lambda: not any(lives(process) for process in parts))
    assert b"Traceback" not in machine.log.read_bytes()
