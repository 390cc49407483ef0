"""Runs a database's writes on one thread, with one commit for all that wait (group commit)."""

from __future__ import annotations

import asyncio
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import Final

log = logging.getLogger(__name__)

Write = Callable[[sqlite3.Connection], int]
"""One change; returns the number of rows that it changed."""

_BATCH: Final = 512
_LAZY: Final = 0.02
"""Seconds that a change which nobody waits for may wait for company."""


class JournalUnavailable(Exception):
    """The journal can't be written (disk full, closed); nothing may be accepted."""

    code = "journal_unavailable"


class _Pending:
    """One change and the future that waits for it."""

    __slots__ = ("future", "loop", "result", "write")

    def __init__(self, write: Write, loop: asyncio.AbstractEventLoop) -> None:
        self.write = write
        self.loop = loop
        self.future: asyncio.Future[int] = loop.create_future()
        self.result: int | Exception = 0

    def settle(self) -> None:
        if self.future.cancelled():
            return
        if isinstance(self.result, Exception):
            self.future.set_exception(self.result)
        else:
            self.future.set_result(self.result)


class JournalWriter:
    """The only one who writes to a connection.

    A change's future is done when the change is on the disk. Changes that arrive while a commit
    runs share the next one, so the number of commits, and of waits for the disk, doesn't grow
    with the load.

    Parameters
    ----------
    connection
        Opened with ``check_same_thread=False`` and ``isolation_level=None``.
    """

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._queue: queue.SimpleQueue[list[_Pending] | None] = queue.SimpleQueue()
        self._closed = False
        self._handing_over = threading.Lock()
        self._lazy: list[_Pending] = []
        self._lazy_timer: asyncio.TimerHandle | None = None
        self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
        self._thread.start()

    def submit(self, write: Write, *, lazily: bool = False) -> asyncio.Future[int]:
        """Queue a change. Call from an event loop. Changes are made in the order they came in.

        Parameters
        ----------
        write
            The change.
        lazily
            Whether it may wait some milliseconds for others to share its commit.

        Returns
        -------
        asyncio.Future
            Done when the change is durable, with the number of rows changed; fails with
            `JournalUnavailable`.
        """
        pending = _Pending(write, asyncio.get_running_loop())
        if self._closed:
            pending.future.set_exception(JournalUnavailable("the journal is closed"))
            return pending.future
        self._lazy.append(pending)
        if not lazily:
            self._hand_over()
        elif self._lazy_timer is None:
            self._lazy_timer = pending.loop.call_later(_LAZY, self._hand_over)
        return pending.future

    def close(self) -> None:
        """Write what is queued and end the thread. Blocks for the length of a commit or two."""
        if not self._closed:
            self._closed = True
            self._put()
            self._queue.put(None)
            self._thread.join()

    def _hand_over(self) -> None:
        if self._lazy_timer is not None:
            self._lazy_timer.cancel()
            self._lazy_timer = None
        self._put()

    def _put(self) -> None:
        # Closing is done by another thread than the event loop's.
        with self._handing_over:
            waiting, self._lazy = self._lazy, []
        if waiting:
            self._queue.put(waiting)

    def _run(self) -> None:
        while True:
            first = self._queue.get()
            if first is None:
                return
            batch = list(first)
            last = False
            while len(batch) < _BATCH:
                try:
                    item = self._queue.get_nowait()
                except queue.Empty:
                    break
                if item is None:
                    last = True
                    break
                batch += item
            self._commit(batch)
            if last:
                return

    def _commit(self, batch: list[_Pending]) -> None:
        try:
            self._write(batch)
        except (sqlite3.Error, ValueError, OverflowError) as error:
            if len(batch) > 1:
                # One bad change must not take its neighbours with it.
                for pending in batch:
                    self._commit([pending])
                return
            log.exception("the journal could not be written")
            batch[0].result = JournalUnavailable(str(error))
        for loop in {pending.loop for pending in batch}:
            settled = [pending for pending in batch if pending.loop is loop]
            try:
                loop.call_soon_threadsafe(_settle, settled)
            except RuntimeError:  # the loop has ended: nobody waits any more
                log.debug("%d journal changes were made after their loop ended", len(settled))

    def _write(self, batch: list[_Pending]) -> None:
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            for pending in batch:
                pending.result = pending.write(self._connection)
            self._connection.execute("COMMIT")
        except BaseException:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
            raise


def _settle(batch: list[_Pending]) -> None:
    for pending in batch:
        pending.settle()
