"""Valkey and PostgreSQL for one machine, started here when no others were named.

Each server belongs to a data folder, not to the process that started it. Every user holds a
shared lock on the server's ``users`` file; the kernel drops it however the user ends, so there is
no count that a ``kill -9`` could leave wrong. The one who leaves and finds nobody else stops the
server. A server whose users were all killed keeps running, and the next user takes it over.
"""

from __future__ import annotations

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, Self

from apolo.embedded.errors import EmbeddedError
from apolo.embedded.locks import UserLock, exclusive
from apolo.embedded.postgres import PostgresServer
from apolo.embedded.processes import Account
from apolo.embedded.valkey import ValkeyServer

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

__all__ = ["Embedded", "EmbeddedError", "database_url_of", "redis_url_of", "stop_abandoned"]

AppendFsync = Literal["always", "everysec", "no"]


class _Server(Protocol):
    folder: Path

    @property
    def url(self) -> str: ...

    def ensure_running(self) -> None: ...

    def stop(self) -> None: ...


class Embedded:
    """Valkey and PostgreSQL under one data folder, for as long as the context lasts.

    Both ``with`` and ``async with`` work; the latter starts and stops in a thread.

    Parameters
    ----------
    data_dir : path
        Where the data lives; made when missing. The data survives a restart.
    redis, postgres : bool
        Which of the two are wanted.
    appendfsync : {"always", "everysec", "no"}
        When Valkey syncs its append-only file. It counts where this call starts the server.
    postgres_settings : mapping, optional
        Further server settings, such as ``{"fsync": "off"}`` for throw-away data.
    timeout : float
        Seconds a server may take to be ready or to be gone.
    """

    def __init__(
        self,
        data_dir: Path | str,
        redis: bool = True,
        postgres: bool = True,
        *,
        appendfsync: AppendFsync = "everysec",
        postgres_settings: Mapping[str, str] | None = None,
        timeout: float = 60.0,
    ) -> None:
        self.data_dir = Path(data_dir).resolve()
        self._timeout = timeout
        self._valkey = (
            ValkeyServer(self.data_dir / "valkey", appendfsync=appendfsync, timeout=timeout)
            if redis
            else None
        )
        self._postgres = (
            PostgresServer(
                self.data_dir / "postgres", settings=postgres_settings or {}, timeout=timeout
            )
            if postgres
            else None
        )
        self._held: dict[Path, UserLock] = {}

    @property
    def redis_url(self) -> str:
        """``unix://`` URL of Valkey.

        Raises
        ------
        EmbeddedError
            When Valkey was not asked for or is not started.
        """
        return self._url(self._valkey, "Valkey")

    @property
    def database_url(self) -> str:
        """``postgresql://`` URL of the database ``apolo``.

        Raises
        ------
        EmbeddedError
            When PostgreSQL was not asked for or is not started.
        """
        return self._url(self._postgres, "PostgreSQL")

    def start(self) -> None:
        """Start what is not running yet and register as its user.

        Raises
        ------
        EmbeddedError
            When a server can't be started; nothing of this call is left running then.
        """
        servers = self._servers()
        try:
            with ThreadPoolExecutor(max(1, len(servers))) as pool:
                for started in [pool.submit(self._start, server) for server in servers]:
                    started.result()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Leave, and stop the servers that nobody else uses. Does nothing when not started.

        Raises
        ------
        EmbeddedError
            When a server does not end.
        """
        servers = [server for server in self._servers() if server.folder in self._held]
        with ThreadPoolExecutor(max(1, len(servers))) as pool:
            for stopped in [pool.submit(self._stop, server) for server in servers]:
                stopped.result()

    def _servers(self) -> list[_Server]:
        return [server for server in (self._valkey, self._postgres) if server is not None]

    def _url(self, server: _Server | None, name: str) -> str:
        if server is None or server.folder not in self._held:
            raise EmbeddedError(f"the embedded {name} was not started")
        return server.url

    def _start(self, server: _Server) -> None:
        if server.folder in self._held:
            return
        try:
            if not server.folder.is_dir():
                server.folder.mkdir(parents=True, exist_ok=True)
                if os.geteuid() == 0:
                    Account.of(self.data_dir).owns(server.folder)
            with exclusive(_start_lock(server), self._timeout):
                users = UserLock(_users_file(server))
                try:
                    server.ensure_running()
                except BaseException:
                    users.close()
                    raise
                self._held[server.folder] = users
        except OSError as error:
            raise EmbeddedError(
                f"{server.folder} can't be used: {error.strerror or error}"
            ) from error

    def _stop(self, server: _Server) -> None:
        users = self._held.pop(server.folder)
        try:
            if not server.folder.is_dir():
                if users.nobody_else():
                    server.stop()
                return
            with exclusive(_start_lock(server), self._timeout):
                if users.nobody_else():
                    server.stop()
        finally:
            users.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Self:
        start = asyncio.ensure_future(asyncio.to_thread(self.start))
        try:
            await asyncio.shield(start)
        except asyncio.CancelledError:
            # The thread can't be interrupted: see it through, then give back what it took.
            await asyncio.wait([start])
            if start.exception() is None:
                await asyncio.to_thread(self.stop)
            raise
        return self

    async def __aexit__(
        self,
        exc_type: type[BaseException] | None,
        exc: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await asyncio.shield(asyncio.to_thread(self.stop))


def redis_url_of(data_dir: Path | str) -> str | None:
    """Return where the Valkey of `data_dir` is while it runs; None where there never was one.

    Starts nothing and makes nothing.
    """
    folder = Path(data_dir).resolve() / "valkey"
    if not folder.is_dir():
        return None
    return ValkeyServer(folder, appendfsync="everysec", timeout=1.0).url


def database_url_of(data_dir: Path | str) -> str | None:
    """Return where the PostgreSQL of `data_dir` is; None where it does not run.

    Starts nothing and makes nothing.
    """
    folder = Path(data_dir).resolve() / "postgres"
    if not folder.is_dir():
        return None
    server = PostgresServer(folder, settings={}, timeout=1.0)
    return server.url if server.running else None


def stop_abandoned(data_dir: Path | str, *, timeout: float = 10.0) -> bool:
    """Stop the servers of `data_dir` that nobody uses, such as after a ``kill -9`` of all users.

    Parameters
    ----------
    data_dir : path
        The data folder; nothing is made in it.
    timeout : float
        Seconds a server may take to be gone.

    Returns
    -------
    bool
        False when some server is in use, so the folder must be left alone.
    """
    root = Path(data_dir).resolve()
    valkey = ValkeyServer(root / "valkey", appendfsync="everysec", timeout=timeout)
    servers: list[_Server] = [
        valkey,
        PostgresServer(root / "postgres", settings={}, timeout=timeout),
    ]
    unused = True
    for server in servers:
        if not server.folder.is_dir():
            continue
        with exclusive(_start_lock(server), timeout):
            users = UserLock(_users_file(server))
            try:
                if users.nobody_else():
                    server.stop()
                else:
                    unused = False
            finally:
                users.close()
    return unused


def _start_lock(server: _Server) -> Path:
    return server.folder.with_suffix(".lock")


def _users_file(server: _Server) -> Path:
    return server.folder.with_suffix(".users")
