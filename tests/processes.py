"""Apolo's commands as real processes on a data folder of their own."""

from __future__ import annotations

import asyncio
import contextlib
import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from apolo import cli

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord

NO_DATABASE = "postgresql://nobody@127.0.0.1:1/nothing"
NO_REDIS = "redis://127.0.0.1:1"


class Machine:
    """One machine, where commands of Apolo run.

    Parameters
    ----------
    data_dir : Path
        Its data folder, where the commands' logs go, too.
    **variables : str
        The environment of every command, besides ``PATH`` and ``DATA_DIR``.
    """

    def __init__(self, data_dir: Path, **variables: str) -> None:
        self.log = data_dir / "commands.log"
        self._env = {
            "PATH": os.environ["PATH"],
            "DATA_DIR": str(data_dir),
            "LOG_FORMAT": "json",
            **variables,
        }
        self._cwd = data_dir
        self._started: list[subprocess.Popen[bytes]] = []

    def start(self, *args: str, **variables: str) -> subprocess.Popen[bytes]:
        """Start a command that goes on."""
        with self.log.open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "apolo", *args],
                env=self._env | variables,
                cwd=self._cwd,
                stdout=log,
                stderr=log,
            )
        self._started.append(process)
        return process

    def run(self, *args: str, **variables: str) -> tuple[int, str, str]:
        """Exit code, output and errors of a command that ends."""
        done = subprocess.run(
            [sys.executable, "-P", "-m", "apolo", *args],
            env=self._env | variables,
            cwd=self._cwd,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def run_here(self, *args: str, **variables: str) -> tuple[int, str, str]:
        """What `run` does, in this process: for what is not about processes, and much sooner."""
        out, err = io.StringIO(), io.StringIO()
        with (
            mock.patch.dict(os.environ, self._env | variables, clear=True),
            contextlib.chdir(self._cwd),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = cli.run(args)
        return code, out.getvalue(), err.getvalue()

    async def until(self, part: str, code: int, within: float = 60.0) -> tuple[int, str, str]:
        """Ask for a part's health until the exit code is `code`."""
        async with asyncio.timeout(within):
            while (  # noqa: ASYNC110 - no process has an event for it
                found := await asyncio.to_thread(self.run, "health", part)
            )[0] != code:
                await asyncio.sleep(0.5)
        return found

    def stop(self) -> None:
        """Kill what is left."""
        for process in self._started:
            process.kill()
            process.wait()


async def eventually(condition: Callable[[], bool], within: float = 60.0) -> None:
    """Wait for what announces itself to nobody."""
    async with asyncio.timeout(within):
        while not await asyncio.to_thread(condition):  # noqa: ASYNC110
            await asyncio.sleep(0.05)


async def ended(process: subprocess.Popen[bytes], within: float = 60.0) -> int:
    """Wait for a process's end; its exit code."""
    return await asyncio.to_thread(process.wait, within)


def discord_variables(discord: SandboxDiscord) -> dict[str, str]:
    """What points a bot to a sandbox."""
    return {
        "DISCORD_TOKEN": discord.token,
        "DISCORD_API_URL": discord.api_url,
        "DISCORD_GATEWAY_URL": discord.gateway_url,
    }
