"""The bot process's own record of what it owes: one row per entry, in SQLite."""

from __future__ import annotations

import asyncio
import contextlib
import dataclasses
import json
import logging
import os
import sqlite3
import time
from pathlib import Path
from typing import Final

from bot.entries import Destination, Entry, EntryState, Outcome, snowflake_ms
from bot.journal_files import Slot, abandoned_slots, take_slot
from bot.journal_writer import JournalUnavailable, JournalWriter
from jobs.api import JobRequest
from locales import Locale

__all__ = ["Journal", "JournalUnavailable"]

log = logging.getLogger(__name__)

_SCHEMA_VERSION: Final = 2
_SCHEMA: Final = """
CREATE TABLE entries (
    interaction_id   INTEGER PRIMARY KEY,
    application_id   INTEGER NOT NULL,
    token            TEXT,              -- NULL once the entry is closed
    channel_id       INTEGER,
    guild_id         INTEGER,
    user_id          INTEGER NOT NULL,
    locale           TEXT NOT NULL,
    private          INTEGER NOT NULL,
    channel_fallback INTEGER NOT NULL,
    upload_limit     INTEGER NOT NULL,
    job              TEXT NOT NULL,     -- the whole request, JSON
    job_id           TEXT NOT NULL,
    state            TEXT NOT NULL,
    notified         INTEGER NOT NULL,
    renewals         INTEGER NOT NULL,
    outcome          TEXT               -- why it was closed
) WITHOUT ROWID;
CREATE INDEX entries_open ON entries (interaction_id) WHERE state <> 'closed';
"""
_MIGRATIONS: Final = {
    # Posts to channels, which have no interaction.
    1: """
ALTER TABLE entries ADD COLUMN destination TEXT NOT NULL DEFAULT 'interaction';
ALTER TABLE entries ADD COLUMN key TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN words TEXT NOT NULL DEFAULT '';
ALTER TABLE entries ADD COLUMN quiet INTEGER NOT NULL DEFAULT 0;
""",
}
"""By the version that each one starts from; the schema above is version 1."""
_COLUMNS: Final = (
    "interaction_id, application_id, token, channel_id, guild_id, user_id, locale, private, "
    "channel_fallback, upload_limit, job, job_id, state, notified, renewals, "
    "destination, key, words, quiet"
)
_INSERT: Final = f"INSERT OR IGNORE INTO entries ({_COLUMNS}) VALUES ({', '.join('?' * 19)})"  # noqa: S608
_SELECT_OPEN: Final = (
    f"SELECT {_COLUMNS} FROM entries WHERE state <> 'closed' ORDER BY interaction_id"  # noqa: S608
)
_KEEP_CLOSED_MS: Final = 60 * 60 * 1000
"""Longer than a gateway can replay an interaction, and than its token lives."""


class Journal:
    """Entries on the disk; every change is durable once awaited.

    The file belongs to this process alone. Interaction tokens are readable by its user only,
    and are wiped when an entry is closed.
    """

    def __init__(self, directory: Path, slot: Slot) -> None:
        self._directory = directory
        self._slot = slot
        self._connection = _open(slot.path)
        self._writer = JournalWriter(self._connection)

    @classmethod
    def open(cls, directory: Path) -> Journal:
        """Open a journal in ``directory`` that no other process uses. Blocks; call at start.

        Raises
        ------
        JournalUnavailable
            When there is none to be had, or it can't be written.
        """
        try:
            slot = take_slot(directory)
        except Exception as error:
            raise JournalUnavailable(f"no journal in {directory}: {error}") from error
        try:
            return cls(directory, slot)
        except (sqlite3.Error, OSError) as error:
            slot.release()
            raise JournalUnavailable(f"{slot.path}: {error}") from error

    @property
    def name(self) -> str:
        """What tells this process's journal from the others', such as ``bot-00``."""
        return self._slot.name

    @property
    def path(self) -> Path:
        """The database file."""
        return self._slot.path

    async def add(self, entry: Entry) -> bool:
        """Write a new entry.

        Returns
        -------
        bool
            False when the interaction is known already: it was delivered twice.

        Raises
        ------
        JournalUnavailable
            When it could not be written.
        """
        row = _to_row(entry)
        return await self._writer.submit(lambda db: db.execute(_INSERT, row).rowcount) > 0

    def update(self, entry: Entry) -> asyncio.Future[int]:
        """Record how far an entry has come. Need not be awaited; a failure is logged."""
        values = (
            _dump_job(entry.job),
            entry.job_id,
            entry.state.value,
            int(entry.notified),
            entry.renewals,
            entry.interaction_id,
        )
        return self._submit_logged(
            "UPDATE entries SET job = ?, job_id = ?, state = ?, notified = ?, renewals = ? "
            "WHERE interaction_id = ? AND state <> 'closed'",
            values,
        )

    def close_entry(self, interaction_id: int, outcome: Outcome) -> asyncio.Future[int]:
        """Record that nothing is owed any more, and forget the token."""
        return self._submit_logged(
            "UPDATE entries SET state = 'closed', outcome = ?, token = NULL, job = '{}', "
            "words = '' WHERE interaction_id = ?",
            (outcome.value, interaction_id),
        )

    def forget_member(self, user_id: int) -> asyncio.Future[int]:
        """Take out of closed entries who asked, and where; they stay known as answered."""
        return self._submit_logged(
            "UPDATE entries SET user_id = 0, guild_id = NULL, channel_id = NULL "
            "WHERE user_id = ? AND state = 'closed'",
            (user_id,),
        )

    def purge(self, now_ms: float) -> asyncio.Future[int]:
        """Delete closed entries that are older than Discord could deliver again."""
        # A snowflake holds its time, so that the primary key finds the old ones.
        oldest = max(0, int(now_ms) - _KEEP_CLOSED_MS - snowflake_ms(0)) << 22
        return self._submit_logged(
            "DELETE FROM entries WHERE interaction_id < ? AND state = 'closed'", (oldest,)
        )

    def open_entries(self) -> list[Entry]:
        """Every entry of the file that is not closed, oldest first. Blocks; call at start."""
        return _read_open(self._connection)

    async def adopt(self) -> list[Entry]:
        """Take over what other processes left in this directory when they ended for good.

        Returns
        -------
        list of Entry
            The entries that are now this journal's.
        """
        adopted: list[Entry] = []
        for slot in await asyncio.to_thread(lambda: list(abandoned_slots(self._directory))):
            try:
                adopted += await self._adopt_from(slot)
            except (sqlite3.Error, OSError, JournalUnavailable):
                log.exception("the journal %s could not be taken over", slot.path)
            finally:
                slot.release()
        return adopted

    async def _adopt_from(self, slot: Slot) -> list[Entry]:
        other = await asyncio.to_thread(_open, slot.path)
        try:
            entries = await asyncio.to_thread(_read_open, other)
            # Here first, there second: a crash between leaves an entry twice, never nowhere,
            # and an answer that is posted twice is still one answer.
            new = [entry for entry in entries if await self.add(entry)]
            if entries:
                await asyncio.to_thread(
                    other.execute, "DELETE FROM entries WHERE state <> 'closed'"
                )
                log.info("took over %d entries of %s", len(new), slot.path)
            return new
        finally:
            await asyncio.to_thread(other.close)

    async def flush(self) -> None:
        """Wait until every change so far is durable."""
        await self._writer.submit(lambda _: 0)

    def close(self) -> None:
        """Write what is queued, close the file and let another process have it."""
        self._writer.close()
        self._connection.close()
        self._slot.release()

    def _submit_logged(self, sql: str, values: tuple[object, ...]) -> asyncio.Future[int]:
        future = self._writer.submit(lambda db: db.execute(sql, values).rowcount, lazily=True)
        # The writer has logged why; taking the exception keeps asyncio from reporting it anew.
        future.add_done_callback(lambda done: None if done.cancelled() else done.exception())
        return future


def _open(path: Path) -> sqlite3.Connection:
    try:
        return _connect(path)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError):
            raise
        aside = path.with_suffix(f".damaged-{int(time.time())}")
        log.exception("the journal %s is damaged; kept as %s", path, aside.name)
        path.rename(aside)
        for suffix in ("-wal", "-shm"):
            with contextlib.suppress(FileNotFoundError):
                path.with_name(path.name + suffix).unlink()
        return _connect(path)


def _connect(path: Path) -> sqlite3.Connection:
    # Made here, since SQLite would make it readable for all; its -wal and -shm files follow suit.
    os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
    path.chmod(0o600)
    db = sqlite3.connect(path, isolation_level=None, check_same_thread=False, timeout=5)
    try:
        db.execute("PRAGMA journal_mode = WAL")
        db.execute("PRAGMA synchronous = FULL")
        db.execute("PRAGMA secure_delete = ON")
        _prepare(db)
    except BaseException:
        db.close()
        raise
    return db


def _prepare(db: sqlite3.Connection) -> None:
    (verdict,) = db.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != "ok":
        raise sqlite3.DatabaseError(verdict)
    (version,) = db.execute("PRAGMA user_version").fetchone()
    if version < _SCHEMA_VERSION:
        steps = [] if version else [_SCHEMA]
        steps += [_MIGRATIONS[one] for one in range(max(1, version), _SCHEMA_VERSION)]
        db.executescript(
            f"BEGIN; {' '.join(steps)} PRAGMA user_version = {_SCHEMA_VERSION}; COMMIT;"
        )
    elif version > _SCHEMA_VERSION:
        raise sqlite3.OperationalError(
            f"was written by a newer Apolo (schema {version}, this one knows {_SCHEMA_VERSION})"
        )


def _to_row(entry: Entry) -> tuple[object, ...]:
    return (
        entry.interaction_id,
        entry.application_id,
        entry.token,
        entry.channel_id,
        entry.guild_id,
        entry.user_id,
        entry.locale.value,
        int(entry.private),
        int(entry.channel_fallback),
        entry.upload_limit,
        _dump_job(entry.job),
        entry.job_id,
        entry.state.value,
        int(entry.notified),
        entry.renewals,
        entry.destination.value,
        entry.key,
        entry.words,
        int(entry.quiet),
    )


def _dump_job(job: JobRequest) -> str:
    # dataclasses.asdict would copy the payload deeply, which costs more than all the rest.
    values = {field.name: getattr(job, field.name) for field in dataclasses.fields(job)}
    return json.dumps(values, separators=(",", ":"))


def _read_open(db: sqlite3.Connection) -> list[Entry]:
    entries: list[Entry] = []
    for row in db.execute(_SELECT_OPEN).fetchall():
        try:
            entries.append(_from_row(row))
        except (TypeError, ValueError):
            log.exception("the entry of interaction %s can't be read", row[0])
    return entries


def _from_row(row: tuple[object, ...]) -> Entry:
    (interaction, application, token, channel, guild, user, locale, *rest) = row
    (private, fallback, limit, job, job_id, state, notified, renewals, *rest) = rest
    (destination, key, words, quiet) = rest
    return Entry(
        interaction_id=_integer(interaction),
        application_id=_integer(application),
        token=str(token),
        channel_id=None if channel is None else _integer(channel),
        guild_id=None if guild is None else _integer(guild),
        user_id=_integer(user),
        locale=Locale.parse(str(locale)),
        private=bool(private),
        channel_fallback=bool(fallback),
        upload_limit=_integer(limit),
        job=JobRequest(**json.loads(str(job))),
        job_id=str(job_id),
        state=EntryState(str(state)),
        notified=bool(notified),
        renewals=_integer(renewals),
        destination=Destination(str(destination)),
        key=str(key),
        words=str(words),
        quiet=bool(quiet),
    )


def _integer(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"expected an integer, not {type(value).__name__}")
    return value
