"""Locks between processes that the kernel gives back when their holder dies."""

from __future__ import annotations

import fcntl
import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from apolo.embedded.errors import EmbeddedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_POLL_SECONDS = 0.02


def _open(path: Path) -> int:
    # flock, not fcntl locks: those are lost when any descriptor of the file is closed. Not
    # inherited across exec, so the servers themselves never count as users.
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    if os.geteuid() == 0:
        # Made by root in a user's folder, it must not lock that user out for good.
        folder = path.parent.stat()
        os.fchown(fd, folder.st_uid, folder.st_gid)
    return fd


@contextmanager
def exclusive(path: Path, timeout: float) -> Iterator[None]:
    """Hold the only lock on the file `path`.

    Parameters
    ----------
    path : Path
        The lock file; made when missing, never removed.
    timeout : float
        Seconds to wait for it.

    Raises
    ------
    EmbeddedError
        When another process holds it for longer than `timeout`.
    """
    deadline = time.monotonic() + timeout
    while True:
        fd = _open(path)
        try:
            if _lock(fd, deadline):
                # Whoever removed the data folder while we waited took the lock's meaning with it.
                if _is_file_of(fd, path):
                    yield
                    return
            else:
                raise EmbeddedError(f"another process has held {path} for {timeout:.0f} s")
        finally:
            os.close(fd)


def _lock(fd: int, deadline: float) -> bool:
    while True:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                return False
            time.sleep(_POLL_SECONDS)
        else:
            return True


def _is_file_of(fd: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), path.stat())
    except FileNotFoundError:
        return False


class UserLock:
    """One user's shared lock on a server's ``users`` file.

    Make it and ask it only while holding the server's `exclusive` lock: then no user can come or
    go unseen in between.
    """

    def __init__(self, path: Path) -> None:
        self._fd = _open(path)
        fcntl.flock(self._fd, fcntl.LOCK_SH)

    def nobody_else(self) -> bool:
        """Tell whether this is the only user; if so, the lock is exclusive from now on."""
        try:
            fcntl.flock(self._fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def close(self) -> None:
        """Stop being a user. Safe to repeat."""
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1
