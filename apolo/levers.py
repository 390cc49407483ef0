"""The levers of the command line, each written to the audit log."""

from __future__ import annotations

import getpass
import logging
import platform
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from apolo.health import bot_folder
from apolo.services import store_if_there
from apolo.settings import load_settings
from store.audit import AuditEntry, Origin
from store.audit_log import AuditLog
from store.audit_spool import Spool, audit_folder
from store.errors import StoreUnavailable

if TYPE_CHECKING:
    from apolo.settings import Settings
    from jobs.manager import QueueManager

T = TypeVar("T")

log = logging.getLogger(__name__)


def noted(
    action: str,
    queue: str,
    act: Callable[[QueueManager], Awaitable[T]],
    count: Callable[[T], int],
    *,
    which: str = "",
) -> Callable[[QueueManager], Awaitable[T]]:
    """The same act, noted in the audit log: before it is done, and how it ended.

    Where the database is away the entry waits in ``DATA_DIR`` for the bot, or for the next lever.

    Parameters
    ----------
    action : str
        Such as ``pause``.
    queue : str
        A queue's name, or ``all``.
    act : Callable
        Pulls the lever.
    count : Callable
        How many jobs or queues were changed, by what ``act`` returned.
    which : str
        Which jobs, where not all of the queue.
    """

    async def noting(manager: QueueManager) -> T:
        entry = AuditEntry(Origin.TERMINAL, _who(), action, queue, which)
        async with audit_log(load_settings()) as audit:
            try:
                async with audit.noting(entry) as note:
                    done = await act(manager)
                    note.count = count(done)
            finally:
                await _flush(audit)
        return done

    return noting


@asynccontextmanager
async def audit_log(settings: Settings, database_url: str | None = None) -> AsyncIterator[AuditLog]:
    """The audit log of this machine.

    Parameters
    ----------
    settings : Settings
        ``data_dir`` is where entries wait.
    database_url : str, optional
        Instead of what the settings name, or of the embedded PostgreSQL where it runs.
    """
    spool = Spool(audit_folder(bot_folder(settings.data_dir)))
    async with store_if_there(settings, database_url) as pool:
        yield AuditLog(pool, spool)


async def _flush(audit: AuditLog) -> None:
    try:
        await audit.flush()
    except StoreUnavailable as error:
        log.warning("the entry waits for the database: %s", error)


def _who() -> str:
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = "?"  # a user id without a name, as in containers
    return f"{user}@{platform.node()}"
