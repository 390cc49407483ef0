"""Signs of life: a file that a process keeps fresh while it works, for `apolo health` to find."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final

SUFFIX: Final = ".ready"
WAITING: Final = ".waiting"
EVERY: Final = 2.0
"""Seconds between two signs."""
FRESH: Final = 30.0
"""Seconds after which a sign says nothing any more."""

log = logging.getLogger(__name__)


class Sign:
    """One process's file: there while the process works, with its number in it.

    While it waits for something, there is another in its place that says for what.

    Parameters
    ----------
    path : Path
        The file, whose name ends in `SUFFIX`; its folder is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._waiting = path.with_suffix(WAITING)
        self._failed = False
        self._ended = False
        self._lock = Lock()

    def give(self) -> None:
        """Say that this process works. What the disk refuses is logged, once."""
        with self._lock:
            if not self._ended:
                self._replace(self._waiting, self._path, str(os.getpid()))

    def wait_for(self, what: Sequence[str]) -> None:
        """Say that this process is there, and what it waits for before it works."""
        with self._lock:
            if not self._ended:
                self._replace(self._path, self._waiting, "\n".join((str(os.getpid()), *what)))

    def take_back(self) -> None:
        """Say nothing any longer."""
        with self._lock, suppress(OSError):
            self._path.unlink(missing_ok=True)
            self._waiting.unlink(missing_ok=True)

    def end(self) -> None:
        """Take it back for good: a thread that was about to give it no longer does."""
        self._ended = True
        self.take_back()

    def _replace(self, old: Path, new: Path, content: str) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Replaced whole: who looks meanwhile finds one sign or the other.
            written = self._path.with_suffix(".new")
            written.write_text(content, encoding="utf-8")
            written.replace(new)
            old.unlink(missing_ok=True)
        except OSError as error:
            if not self._failed:
                log.warning("no sign of life can be given: %s: %s", self._path, error.strerror)
            self._failed = True
        else:
            self._failed = False

    async def keep(self, waits_for: Callable[[], Sequence[str]], every: float = EVERY) -> None:
        """Look every so many seconds whether the process works, and say so, until cancelled.

        Parameters
        ----------
        waits_for : Callable[[], Sequence[str]]
            What the process waits for; nothing while it works. Asked in the event loop, so a loop
            that hangs gives no sign either.
        every : float
            Seconds.
        """
        try:
            while True:
                lacks = waits_for()
                if lacks:
                    await asyncio.to_thread(self.wait_for, lacks)
                else:
                    await asyncio.to_thread(self.give)
                await asyncio.sleep(every)
        finally:
            self.end()


def working(folder: Path, *, now: float | None = None) -> int:
    """Count the processes that have given a fresh sign in `folder` and are still there.

    Parameters
    ----------
    folder : Path
        Where their files are; need not exist.
    now : float, optional
        Seconds since the epoch, instead of the clock's.
    """
    return sum(1 for _ in _signs(folder, SUFFIX, now))


def waited_for(folder: Path) -> tuple[str, ...]:
    """What the first of the processes that have given a fresh sign in `folder` waits for."""
    return next((tuple(what) for _, *what in _signs(folder, WAITING)), ())


def forget_dead(folder: Path) -> None:
    """Remove the signs of processes that were killed."""
    for suffix in (SUFFIX, WAITING):
        for path in folder.glob(f"*{suffix}"):
            with suppress(OSError, ValueError):
                if not _lives(int(_lines(path)[0])):
                    path.unlink()


@contextmanager
def sign_of_this_process(folder: Path) -> Iterator[Sign]:
    """A sign named by this process's number, taken back in the end."""
    forget_dead(folder)
    sign = Sign(folder / f"{os.getpid()}{SUFFIX}")
    try:
        yield sign
    finally:
        sign.end()


def _signs(folder: Path, suffix: str, now: float | None = None) -> Iterator[list[str]]:
    """The lines of all signs that are fresh and of a process that lives."""
    moment = time.time() if now is None else now
    for path in folder.glob(f"*{suffix}"):
        # It may go while we look, or be damaged.
        with suppress(OSError, ValueError):
            lines = _lines(path)
            if moment - path.stat().st_mtime <= FRESH and _lives(int(lines[0])):
                yield lines


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
