"""What both servers need from the operating system: their process, their socket's folder."""

from __future__ import annotations

import hashlib
import os
import signal
import stat
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from apolo.embedded.errors import EmbeddedError

if TYPE_CHECKING:
    from collections.abc import Sequence

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


def remove_socket_folder(chosen: Path, folder: Path) -> None:
    """Remove what `socket_folder` made beside `folder`, once the server has ended."""
    if chosen != folder:
        with suppress(OSError):
            chosen.rmdir()


@dataclass(frozen=True, slots=True)
class Account:
    """A system user to run a server as.

    Root does not keep what it starts: a server runs as the owner of its folder, so that the data
    can still be used by that user afterwards.
    """

    uid: int
    gid: int

    @classmethod
    def of(cls, path: Path) -> Account:
        """Return who to use `path` as: its owner under root, else ourselves."""
        if os.geteuid() != 0:
            return cls(os.geteuid(), os.getegid())
        found = path.stat()
        return cls(found.st_uid, found.st_gid)

    def owns(self, path: Path) -> None:
        """Give `path` to this user, where we are another one."""
        if self.uid != os.geteuid():
            os.chown(path, self.uid, self.gid)


def run(
    command: Sequence[str], account: Account, folder: Path, *, timeout: float, stdin: str = ""
) -> tuple[int, str]:
    """Run `command` as `account` in `folder`; return its exit code and what it printed.

    Its output goes through a file: a pipe would be inherited by a server and never end. It gets
    no secrets of ours and no ``PG…`` surprises in its environment, and no signal of our terminal.

    Raises
    ------
    EmbeddedError
        When it takes longer than `timeout` seconds.
    """
    other = account.uid != os.geteuid()
    if other:
        let_others_enter(Path(command[0]))
        let_others_enter(folder)
    with tempfile.TemporaryFile() as output:
        try:
            done = subprocess.run(  # noqa: S603 - our own commands
                command,
                input=stdin.encode(),
                stdout=output,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=_server_environment(folder),
                start_new_session=True,
                timeout=timeout,
                check=False,
                user=account.uid if other else None,
                group=account.gid if other else None,
                extra_groups=[] if other else None,
            )
        except subprocess.TimeoutExpired:
            name = Path(command[0]).name
            raise EmbeddedError(f"{name} is not done after {timeout:.0f} s") from None
        output.seek(0)
        return done.returncode, output.read().decode(errors="replace").strip()


def let_others_enter(path: Path) -> None:
    """Let other users pass through the folders above `path` (no listing, no reading)."""
    for parent in path.resolve().parents:
        mode = parent.stat().st_mode
        if not mode & stat.S_IXOTH:
            parent.chmod(mode | stat.S_IXOTH)


def _server_environment(home: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return {"PATH": os.defpath, **kept, "HOME": str(home), "LC_ALL": "C", "TZ": "UTC"}
