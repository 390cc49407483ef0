"""What both servers need from the operating system: their process, their socket's folder."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import time
from contextlib import suppress
from pathlib import Path

import psutil

from apolo.embedded.errors import EmbeddedError

_POLL_SECONDS = 0.005
# The kernel takes 107 bytes on Linux and 103 on macOS for a socket's path, its name included.
_SOCKET_PATH_BYTES = 100


def find_process(pid: int, argument: str) -> psutil.Process | None:
    """Return the live process `pid` if `argument` is on its command line.

    A process number may have gone to somebody else since it was written down: the argument, a
    path of ours, tells.
    """
    with suppress(psutil.NoSuchProcess, psutil.ZombieProcess, psutil.AccessDenied):
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE and argument in process.cmdline():
            return process
    return None


def is_alive(process: psutil.Process) -> bool:
    """Tell whether `process` still runs; one that waits to be reaped does not."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def end(process: psutil.Process, gentle: signal.Signals, timeout: float) -> None:
    """End `process`: with `gentle`, and after `timeout` seconds with SIGKILL.

    Raises
    ------
    EmbeddedError
        When it is still there 5 s after SIGKILL.
    """
    for sent, seconds in ((gentle, timeout), (signal.SIGKILL, 5.0)):
        with suppress(psutil.NoSuchProcess):
            process.send_signal(sent)
        if wait_until_gone(process, seconds):
            return
    raise EmbeddedError(f"process {process.pid} does not end")


def wait_until_gone(process: psutil.Process, timeout: float) -> bool:
    """Wait up to `timeout` seconds for `process` to end; return whether it did."""
    deadline = time.monotonic() + timeout
    while is_alive(process):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_SECONDS)
    return True


def read_pid(path: Path) -> int | None:
    """Return the process number on the first line of `path`, None when there is none."""
    try:
        with path.open(encoding="ascii", errors="replace") as file:
            pid = int(file.readline())
    except (OSError, ValueError):
        return None
    return pid if pid > 0 else None


def socket_folder(folder: Path, socket_name: str, owner: int) -> Path:
    """Return where to put a server's socket: `folder`, or a short one for a long path.

    Parameters
    ----------
    folder : Path
        The server's own folder.
    socket_name : str
        The longest file name that the server makes there for its socket.
    owner : int
        The user id that the server runs as.

    Raises
    ------
    EmbeddedError
        When the short folder belongs to somebody else.
    """
    if len(os.fsencode(folder / socket_name)) <= _SOCKET_PATH_BYTES:
        return folder
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    short = Path(f"/tmp/apolo-{owner}-{digest}")  # noqa: S108 - checked for its owner below
    short.mkdir(mode=0o700, exist_ok=True)
    found = short.lstat()
    if found.st_uid not in {owner, os.geteuid()} or not stat.S_ISDIR(found.st_mode):
        raise EmbeddedError(f"{short} belongs to another user")
    if found.st_uid != owner:
        os.chown(short, owner, -1)
    short.chmod(0o700)
    return short


def server_environment(home: Path) -> dict[str, str]:
    """Return a small environment for a server: no secrets of ours, no ``PG…`` surprises."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {"PATH": os.defpath, **kept, "HOME": str(home), "LC_ALL": "C", "TZ": "UTC"}
