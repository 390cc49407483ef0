"""Apolo's long-running commands as child processes: started, watched, told to end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from threading import Thread
from typing import BinaryIO, Self

import structlog

#: Exit codes after which starting again would change nothing.
_FINAL = {2}
#: The option by which a part is told that its standard input is a tie to its parent.
WITH_PARENT = "--with-parent"
_FIRST_PAUSE, _LONGEST_PAUSE, _HEALTHY_AFTER = 1.0, 60.0, 60.0

_log = structlog.get_logger("apolo.parts")


def end_with_parent() -> None:
    """In a part: end gracefully when the process that started it is gone, even killed.

    Otherwise a second bot would serve beside the orphan once its parent is started again.
    """

    def watch() -> None:
        # The descriptor itself: nobody else reads it, and no buffer's lock is held at exit.
        while os.read(0, 1024):
            pass
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=watch, name="parent-watch", daemon=True).start()


@dataclass(slots=True)
class Part:
    """One command of `apolo` as a child process.

    Parameters
    ----------
    args : tuple[str, ...]
        What follows ``apolo`` on the command line.
    env : Mapping[str, str]
        Variables on top of this process's own.
    log : BinaryIO, optional
        Where its output goes; this process's own where absent.
    grace : float
        Seconds it has to end after SIGTERM.
    """

    args: tuple[str, ...]
    env: Mapping[str, str] = field(default_factory=dict)
    log: BinaryIO | None = None
    grace: float = 30.0
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    start_at: float = 0.0
    pause: float = _FIRST_PAUSE

    @property
    def name(self) -> str:
        """The command's name."""
        return self.args[0]

    def start(self) -> None:
        """Start it."""
        # -P: a folder such as bot/ or jobs/ where the command is called is none of ours.
        command = [sys.executable, "-P", "-m", "apolo", WITH_PARENT, *self.args]
        self._untie()
        self.started = time.monotonic()
        # A session of its own: Ctrl-C reaches only us, and we say when it ends.
        self.process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            env=os.environ | dict(self.env),
            start_new_session=True,
            # Nothing is ever written to it; it ends when we do, however we do.
            stdin=subprocess.PIPE,
            stdout=self.log,
            stderr=subprocess.STDOUT if self.log is not None else None,
        )

    def exit_code(self) -> int | None:
        """Its exit code; None while it runs or before it is started."""
        return None if self.process is None else self.process.poll()

    def ask_to_end(self) -> None:
        """Send SIGTERM, where it runs."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)

    def end(self) -> None:
        """Make sure it has ended; killed where it does not heed SIGTERM in time."""
        if self.process is None:
            return
        self.ask_to_end()
        try:
            self.process.wait(self.grace)
        except subprocess.TimeoutExpired:
            _log.warning("part_killed", part=self.name)
            self.process.kill()
            self.process.wait()
        self._untie()

    def _untie(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()


class PartFailed(Exception):
    """A part ended in a way that starting it again can't mend."""

    def __init__(self, part: Part, exit_code: int) -> None:
        super().__init__(f"apolo {part.name} ended (exit code {exit_code}); its error is above")
        self.exit_code = exit_code


class Parts:
    """Several commands that run together, as a context.

    Parameters
    ----------
    parts : Part
        In the order in which they are started; they end in the opposite order.
    """

    def __init__(self, *parts: Part) -> None:
        self._parts = parts

    def watch(self) -> None:
        """Start again what has died, each time after a longer pause.

        Raises
        ------
        PartFailed
            Where one says that its input is wrong.
        """
        now = time.monotonic()
        for part in self._parts:
            code = part.exit_code()
            if code is None:
                continue
            if code in _FINAL:
                raise PartFailed(part, code)
            if not part.start_at:
                if now - part.started > _HEALTHY_AFTER:
                    part.pause = _FIRST_PAUSE
                part.start_at = now + part.pause
                _log.warning("part_died", part=part.name, exit_code=code, again_in=part.pause)
                part.pause = min(part.pause * 2, _LONGEST_PAUSE)
            elif now >= part.start_at:
                part.start_at = 0.0
                part.start()

    def __enter__(self) -> Self:
        """Start all."""
        for part in self._parts:
            part.start()
        return self

    def __exit__(self, *_: object) -> None:
        """End all, the last one first."""
        for part in reversed(self._parts):
            part.end()
