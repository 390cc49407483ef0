"""Gives each bot process a journal file of its own, kept by a lock that ends with the process."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_SLOTS: Final = 64


class NoFreeSlot(Exception):
    """More bot processes than there may be share one data directory."""


class Slot:
    """One journal file and the lock that makes this process its only user."""

    def __init__(self, path: Path, lock: int) -> None:
        self.path = path
        self._lock = lock

    @property
    def name(self) -> str:
        """The file's stem, such as ``bot-00``."""
        return self.path.stem

    def release(self) -> None:
        """Let another process have the file."""
        if self._lock >= 0:
            os.close(self._lock)
            self._lock = -1


def take_slot(directory: Path) -> Slot:
    """Take the first journal file that no process uses, making the directory where needed.

    Raises
    ------
    NoFreeSlot
        When all are in use.
    OSError
        When the directory can't be made or written to.
    """
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    for number in range(_SLOTS):
        slot = _try(directory / f"bot-{number:02}.sqlite3")
        if slot is not None:
            return slot
    raise NoFreeSlot(f"all {_SLOTS} journals in {directory} are in use")


def abandoned_slots(directory: Path) -> Iterator[Slot]:
    """Take, one by one, the journal files whose process has ended; the caller releases each."""
    for path in sorted(directory.glob("bot-*.sqlite3")):
        slot = _try(path)
        if slot is not None:
            yield slot


def _try(path: Path) -> Slot | None:
    lock = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return None
    except BaseException:
        os.close(lock)
        raise
    return Slot(path, lock)
