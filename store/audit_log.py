"""The audit log: written to the disk first, to the database as soon as it answers."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Final

from store.audit import AuditEntry, Ending, newest_entries, put_entries
from store.errors import StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Sequence

    from store.audit_spool import Spool
    from store.pool import Pool

log = logging.getLogger(__name__)

_EVERY: Final = 30.0


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest entries, newest first.

    ``waiting`` are the ids of those that are not in the database yet; ``complete`` is False where
    the database could not be read.
    """

    entries: tuple[AuditEntry, ...]
    waiting: frozenset[str]
    complete: bool


@dataclass(slots=True)
class Note:
    """To be told, while a lever is being pulled, how many jobs or queues it changed."""

    count: int | None = None


class AuditLog:
    """Writes down what operators do; a lever works whether or not it can.

    What the disk has taken gets into the database whatever dies. Where the disk refuses, the
    entry goes to the database at once; where that is away too, it stands in the process's log.

    Parameters
    ----------
    pool : Pool or None
        None where there is no database: all waits on the disk.
    spool : Spool
    """

    def __init__(self, pool: Pool | None, spool: Spool) -> None:
        self._pool = pool
        self._spool = spool
        self._wake = asyncio.Event()

    @contextlib.asynccontextmanager
    async def noting(self, entry: AuditEntry) -> AsyncIterator[Note]:
        """Write an entry before its lever is pulled, and how that ended; both are on the disk.

        Whatever is raised within is noted as the failure, and raised.
        """
        note = Note()
        await self._keep(entry)
        try:
            yield note
        except BaseException as error:
            await asyncio.shield(self._finish(entry.failed(str(error) or type(error).__name__)))
            raise
        await asyncio.shield(self._finish(entry.ended(note.count)))

    async def flush(self) -> int:
        """Bring what waits into the database; how many.

        Raises
        ------
        StoreUnavailable
            All goes on waiting.
        """
        if self._pool is None:
            return 0
        waiting = await asyncio.to_thread(self._spool.waiting)
        if waiting:
            await put_entries(self._pool, waiting)
            await asyncio.to_thread(_each, self._spool.take_away, waiting)
        return len(waiting)

    async def keep_flushing(self, every: float = _EVERY) -> None:
        """Flush when something was noted, and every so many seconds, until cancelled."""
        away = False
        while True:
            self._wake.clear()
            try:
                await self.flush()
                away = False
            except Exception as error:
                # Whatever is wrong with the database, nothing is lost: it waits on the disk.
                if not away:
                    log.warning("the audit log waits on the disk: %s", error)
                away = True
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(every):
                    await self._wake.wait()

    async def newest(self, limit: int) -> Newest:
        """The newest entries, those that wait on this machine among them.

        Parameters
        ----------
        limit : int
            How many at most.
        """
        waiting = await asyncio.to_thread(self._spool.waiting)
        stored: tuple[AuditEntry, ...] = ()
        complete = False
        if self._pool is not None:
            with contextlib.suppress(StoreUnavailable):
                stored = await newest_entries(self._pool, limit)
                complete = True
        return _newest(stored, waiting, limit, complete=complete)

    async def waiting(self, limit: int) -> Newest:
        """The newest of what waits on this machine, without asking the database."""
        found = await asyncio.to_thread(self._spool.waiting)
        return _newest((), found, limit, complete=False)

    async def _finish(self, entry: AuditEntry) -> None:
        await self._keep(entry)
        await asyncio.to_thread(self._spool.take_away, replace(entry, ending=Ending.BEGUN))
        self._wake.set()

    async def _keep(self, entry: AuditEntry) -> None:
        try:
            await asyncio.to_thread(self._spool.put, entry)
        except OSError as error:
            if not await self._keep_without_disk(entry):
                log.error("kept nowhere but here (%s): audit entry %s", error, asdict(entry))  # noqa: TRY400

    async def _keep_without_disk(self, entry: AuditEntry) -> bool:
        if self._pool is None:
            return False
        try:
            await put_entries(self._pool, [entry])
        except Exception:
            log.exception("the database did not take an audit entry")
            return False
        return True


def _newest(
    stored: Sequence[AuditEntry], waiting: Sequence[AuditEntry], limit: int, *, complete: bool
) -> Newest:
    by_id: dict[str, AuditEntry] = {}
    for entry in (*stored, *waiting):
        known = by_id.get(entry.entry_id)
        if known is None or known.ending is Ending.BEGUN:
            by_id[entry.entry_id] = entry
    ordered = sorted(by_id.values(), key=lambda entry: entry.at, reverse=True)
    ended = {entry.entry_id for entry in stored if entry.ending is not Ending.BEGUN}
    left = frozenset(entry.entry_id for entry in waiting) - ended
    return Newest(tuple(ordered[:limit]), left, complete)


def _each(act: Callable[[AuditEntry], None], entries: list[AuditEntry]) -> None:
    for entry in entries:
        act(entry)
