"""What operators do is written down, whatever is away: on a real disk and a real PostgreSQL."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from store.audit import (
    AuditEntry,
    Ending,
    Origin,
    newest_entries,
    put_entries,
    remove_entries_before,
)
from store.audit_log import AuditLog
from store.audit_spool import Spool
from store.errors import StoreUnavailable
from store.pool import open_pool

if TYPE_CHECKING:
    from pathlib import Path

    from store.pool import Pool


def _entry(action: str = "pause", **fields: object) -> AuditEntry:
    return replace(AuditEntry(Origin.DISCORD, "42", action, "ai-analysis"), **fields)  # type: ignore[arg-type]


def _files(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


async def _pull(log: AuditLog, entry: AuditEntry, count: int = 3) -> None:
    async with log.noting(entry) as note:
        note.count = count


async def test_an_entry_gets_into_the_database_with_its_ending(pool: Pool, tmp_path: Path) -> None:
    log = AuditLog(pool, Spool(tmp_path))
    entry = _entry(filter="i1", who="\0" + "x" * 500)

    await _pull(log, entry)
    assert await newest_entries(pool, 10) == ()
    assert await log.flush() == 1

    (kept,) = await newest_entries(pool, 10)
    assert (kept.ending, kept.count, kept.filter) == (Ending.DONE, 3, "i1")
    assert kept.who == "x" * 200
    assert kept.at == entry.at
    assert _files(tmp_path) == []
    assert await log.flush() == 0


async def test_a_lever_that_fails_is_noted_with_the_reason(pool: Pool, tmp_path: Path) -> None:
    log = AuditLog(pool, Spool(tmp_path))
    with pytest.raises(ConnectionError):
        async with log.noting(_entry()):
            raise ConnectionError("Redis is away")

    (kept,) = (await log.newest(5)).entries
    assert (kept.ending, kept.reason, kept.count) == (Ending.FAILED, "Redis is away", None)


async def test_while_the_database_is_away_entries_wait_on_the_disk(
    pool: Pool, tmp_path: Path
) -> None:
    away = AuditLog(None, Spool(tmp_path))
    entry = _entry()
    await _pull(away, entry)

    seen = await away.newest(5)
    assert [one.entry_id for one in seen.entries] == [entry.entry_id]
    assert (seen.complete, seen.waiting) == (False, {entry.entry_id})

    # Another process of the machine, with a database
    log = AuditLog(pool, Spool(tmp_path))
    seen = await log.newest(5)
    assert (seen.complete, seen.waiting) == (True, {entry.entry_id})
    await log.flush()
    seen = await log.newest(5)
    assert [one.ending for one in seen.entries] == [Ending.DONE]
    assert seen.waiting == frozenset()


async def test_what_a_process_left_half_done_is_known_as_begun(pool: Pool, tmp_path: Path) -> None:
    spool = Spool(tmp_path)
    entry = _entry()
    spool.put(entry)  # and here it died
    log = AuditLog(pool, spool)
    await log.flush()
    assert [one.ending for one in await newest_entries(pool, 5)] == [Ending.BEGUN]

    # It had not: the ending comes late, and stays whatever is repeated
    await put_entries(pool, [entry.ended(1)])
    await put_entries(pool, [entry])
    await put_entries(pool, [entry.failed("too late")])
    (kept,) = await newest_entries(pool, 5)
    assert (kept.ending, kept.count) == (Ending.DONE, 1)


async def test_a_flush_in_between_loses_no_ending(pool: Pool, tmp_path: Path) -> None:
    log = AuditLog(pool, Spool(tmp_path))
    async with log.noting(_entry()) as note:
        assert await log.flush() == 1
        note.count = 7
    await log.flush()
    (kept,) = await newest_entries(pool, 5)
    assert (kept.ending, kept.count) == (Ending.DONE, 7)


async def test_where_the_disk_refuses_the_database_takes_it_at_once(
    pool: Pool, tmp_path: Path
) -> None:
    taken = tmp_path / "audit"
    taken.write_text("a file where the folder should be")
    await _pull(AuditLog(pool, Spool(taken)), _entry())
    (kept,) = await newest_entries(pool, 5)
    assert (kept.ending, kept.count) == (Ending.DONE, 3)


async def test_where_both_refuse_it_stands_in_the_log_and_the_lever_works(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    taken = tmp_path / "audit"
    taken.write_text("a file where the folder should be")
    await _pull(AuditLog(None, Spool(taken)), _entry())
    assert "kept nowhere but here" in caplog.text
    assert "ai-analysis" in caplog.text


async def test_a_damaged_file_keeps_nothing_else_from_the_database(
    pool: Pool, tmp_path: Path
) -> None:
    (tmp_path / "x-ended.json").write_text('{"at": "yesterday"}')
    log = AuditLog(pool, Spool(tmp_path))
    await _pull(log, _entry())
    assert await log.flush() == 1
    assert _files(tmp_path) == ["x-ended.damaged"]


def test_entries_are_readable_by_their_user_alone(tmp_path: Path) -> None:
    folder = tmp_path / "audit"
    Spool(folder).put(_entry())
    assert folder.stat().st_mode & 0o077 == 0


async def test_the_newest_come_first_and_old_ones_go(pool: Pool, tmp_path: Path) -> None:
    now = datetime.now(UTC)
    entries = [_entry(f"a_{letter}", at=now - timedelta(days=n)) for n, letter in enumerate("abc")]
    await put_entries(pool, entries)
    assert [one.action for one in await newest_entries(pool, 2)] == ["a_a", "a_b"]
    assert await remove_entries_before(pool, now - timedelta(days=1, hours=1), 10) == 1
    assert [one.action for one in await newest_entries(pool, 9)] == ["a_a", "a_b"]


async def test_before_the_first_migration_entries_wait(empty_database: str, tmp_path: Path) -> None:
    pool = await open_pool(empty_database)
    log = AuditLog(pool, Spool(tmp_path))
    await _pull(log, _entry())

    with pytest.raises(StoreUnavailable, match="apolo migrate"):
        await log.flush()
    seen = await log.newest(5)
    await pool.close()

    assert (len(seen.entries), seen.complete) == (1, False)
