"""Signs of life: a file that a process keeps fresh while it works, for `apolo health` to find."""

from __future__ import annotations

import asyncio
import logging
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from typing import Final

SUFFIX: Final = ".ready"
EVERY: Final = 2.0
"""Seconds between two signs."""
FRESH: Final = 30.0
"""Seconds after which a sign says nothing any more."""

log = logging.getLogger(__name__)


class Sign:
    """One process's file: there while the process works, with its number in it.

    Parameters
    ----------
    path : Path
        The file; its folder is made when missing.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._failed = False
        self._ended = False
        self._lock = Lock()

    def give(self) -> None:
        """Say that this process works. What the disk refuses is logged, once."""
        with self._lock:
            if not self._ended:
                self._write()

    def take_back(self) -> None:
        """Say no longer that it works."""
        with self._lock, suppress(OSError):
            self._path.unlink(missing_ok=True)

    def end(self) -> None:
        """Take it back for good: a thread that was about to give it no longer does."""
        self._ended = True
        self.take_back()

    def _write(self) -> None:
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Replaced whole: who looks meanwhile finds one sign or the other.
            written = self._path.with_suffix(".new")
            written.write_text(str(os.getpid()), encoding="ascii")
            written.replace(self._path)
        except OSError as error:
            if not self._failed:
                log.warning("no sign of life can be given: %s: %s", self._path, error.strerror)
            self._failed = True
        else:
            self._failed = False

    async def keep(self, works: Callable[[], bool], every: float = EVERY) -> None:
        """Look every so many seconds whether the process works, and say so, until cancelled.

        Parameters
        ----------
        works : Callable[[], bool]
            Asked in the event loop, so a loop that hangs gives no sign either.
        every : float
            Seconds.
        """
        try:
            while True:
                await asyncio.to_thread(self.give if works() else self.take_back)
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
    moment = time.time() if now is None else now
    return sum(moment - given <= FRESH and _lives(pid) for pid, given in _signs(folder))


def forget_dead(folder: Path) -> None:
    """Remove the signs of processes that were killed."""
    for path in folder.glob(f"*{SUFFIX}"):
        with suppress(OSError, ValueError):
            if not _lives(int(path.read_text(encoding="ascii"))):
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


def _signs(folder: Path) -> Iterator[tuple[int, float]]:
    for path in folder.glob(f"*{SUFFIX}"):
        # It may go, or be half written, while we look.
        with suppress(OSError, ValueError):
            yield int(path.read_text(encoding="ascii")), path.stat().st_mtime


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True
