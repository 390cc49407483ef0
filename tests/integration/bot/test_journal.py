"""The journal survives kill -9, belongs to one process, and keeps its tokens to itself."""

# ruff: noqa: ASYNC240 - nothing else runs on these tests' event loop

from __future__ import annotations

import asyncio
import dataclasses
import os
import signal
import sqlite3
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from bot.channel_posts import ChannelPost, entry_of
from bot.entries import Entry, EntryState, Outcome
from bot.journal import Journal, JournalUnavailable
from jobs.api import JobRequest
from locales import Locale

NOW_MS = 1_800_000_000_000
EPOCH_MS = 1_420_070_400_000


def snowflake(ms: int, number: int = 0) -> int:
    return ((ms - EPOCH_MS) << 22) + number


def entry(number: int = 1, *, ms: int = NOW_MS) -> Entry:
    interaction_id = snowflake(ms, number)
    job = JobRequest(
        queue="image-generation",
        actor="match_card",
        payload={"match_id": 74, "locale": "pt", "guild_id": None, "discord_user_id": 5},
        job_id=f"i{interaction_id}",
        priority=2,
        tenant="g7",
        coalesce="match_card:74",
        delay_ms=10,
    )
    return Entry(
        interaction_id=interaction_id,
        application_id=11,
        token=f"secret-token-{number}",
        channel_id=22,
        guild_id=None,
        user_id=33,
        locale=Locale.PT,
        private=False,
        channel_fallback=True,
        upload_limit=10_485_760,
        job=job,
        job_id=job.job_id,
    )


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    return tmp_path / "journal"


async def test_an_entry_comes_back_whole(directory: Path) -> None:
    journal = Journal.open(directory)
    kept = entry()
    assert await journal.add(kept)
    changed = dataclasses.replace(
        kept, state=EntryState.ENQUEUED, job_id="another", notified=True, renewals=1
    )
    await journal.update(changed)
    journal.close()

    again = Journal.open(directory)
    assert again.open_entries() == [changed]
    again.close()


async def test_a_post_to_a_channel_comes_back_whole(directory: Path) -> None:
    journal = Journal.open(directory)
    kept = entry_of(ChannelPost("alert", NOW_MS, 22, None, Locale.ES, words="Redis", quiet=True))
    assert await journal.add(kept)
    journal.close()

    again = Journal.open(directory)
    assert again.open_entries() == [kept]
    again.close()


async def test_a_journal_of_an_older_version_is_read_on(directory: Path) -> None:
    journal = Journal.open(directory)
    await journal.add(entry())
    journal.close()
    with sqlite3.connect(directory / "bot-00.sqlite3") as db:
        for column in ("destination", "key", "words", "quiet"):
            db.execute(f"ALTER TABLE entries DROP COLUMN {column}")
        db.execute("PRAGMA user_version = 1")
    db.close()

    again = Journal.open(directory)
    assert again.open_entries() == [entry()]
    again.close()


async def test_the_same_interaction_is_taken_once_even_after_it_was_closed(
    directory: Path,
) -> None:
    journal = Journal.open(directory)
    assert await journal.add(entry())
    assert not await journal.add(entry())
    await journal.close_entry(entry().interaction_id, Outcome.ANSWERED)
    assert not await journal.add(entry())
    assert journal.open_entries() == []
    journal.close()


async def test_a_late_update_does_not_open_a_closed_entry(directory: Path) -> None:
    journal = Journal.open(directory)
    await journal.add(entry())
    await journal.close_entry(entry().interaction_id, Outcome.ANSWERED)
    assert await journal.update(dataclasses.replace(entry(), state=EntryState.ENQUEUED)) == 0
    assert journal.open_entries() == []
    journal.close()


async def test_files_are_for_their_user_only(directory: Path) -> None:
    before = os.umask(0)
    try:
        journal = Journal.open(directory)
        await journal.add(entry())
        modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in directory.iterdir()}
    finally:
        os.umask(before)
    assert modes["bot-00.sqlite3-wal"] == 0o600
    assert set(modes.values()) == {0o600}
    assert stat.S_IMODE(directory.stat().st_mode) == 0o700
    journal.close()


async def test_a_closed_entry_leaves_no_token_behind(directory: Path) -> None:
    journal = Journal.open(directory)
    await journal.add(entry())
    await journal.close_entry(entry().interaction_id, Outcome.ANSWERED)
    journal.close()
    assert b"secret-token" not in (directory / "bot-00.sqlite3").read_bytes()


async def test_old_closed_entries_are_deleted_and_nothing_else(directory: Path) -> None:
    journal = Journal.open(directory)
    old, old_open, young = entry(1), entry(2), entry(3, ms=NOW_MS + 3_700_000)
    for one in (old, old_open, young):
        await journal.add(one)
    await journal.close_entry(old.interaction_id, Outcome.ANSWERED)
    await journal.close_entry(young.interaction_id, Outcome.ANSWERED)

    assert await journal.purge(NOW_MS + 3_600_000 + 100_000) == 1
    assert [one.interaction_id for one in journal.open_entries()] == [old_open.interaction_id]
    assert not await journal.add(young)
    journal.close()


def test_two_processes_never_share_a_file(directory: Path) -> None:
    one, two = Journal.open(directory), Journal.open(directory)
    assert one.path != two.path
    one.close()
    three = Journal.open(directory)
    assert three.path == one.path
    two.close()
    three.close()


async def test_what_another_process_left_is_adopted_once(directory: Path) -> None:
    one, two = Journal.open(directory), Journal.open(directory)
    await two.add(entry())
    assert await one.adopt() == [], "the other is alive"
    two.close()

    assert await one.adopt() == [entry()]
    assert await one.adopt() == []
    one.close()
    again = Journal.open(directory)
    assert again.open_entries() == [entry()]
    again.close()


async def test_adopting_twice_after_a_crash_between_leaves_one(directory: Path) -> None:
    one, two = Journal.open(directory), Journal.open(directory)
    await two.add(entry())
    await one.add(entry())  # as if the adopter had died before it deleted the original
    two.close()
    assert await one.adopt() == []
    assert one.open_entries() == [entry()]
    one.close()


async def test_a_damaged_file_is_put_aside_and_the_bot_starts(
    directory: Path, caplog: pytest.LogCaptureFixture
) -> None:
    directory.mkdir()
    (directory / "bot-00.sqlite3").write_bytes(b"not a database at all" * 500)
    journal = Journal.open(directory)
    assert await journal.add(entry())
    assert [p.name for p in directory.glob("*.damaged-*")]
    assert "is damaged" in caplog.text
    journal.close()


def test_a_journal_of_a_newer_version_is_left_alone(directory: Path) -> None:
    Journal.open(directory).close()
    with sqlite3.connect(directory / "bot-00.sqlite3") as db:
        db.execute("PRAGMA user_version = 99")
    db.close()
    with pytest.raises(JournalUnavailable, match="newer"):
        Journal.open(directory)


def test_a_directory_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(JournalUnavailable):
        Journal.open(tmp_path / "file" / "journal")


async def test_a_failing_write_is_told_and_its_neighbours_are_written(directory: Path) -> None:
    journal = Journal.open(directory)
    bad = dataclasses.replace(entry(2), user_id=2**70)
    results = await asyncio.gather(
        journal.add(entry(1)), journal.add(bad), journal.add(entry(3)), return_exceptions=True
    )
    assert results[0] is True
    assert isinstance(results[1], JournalUnavailable)
    assert results[2] is True
    journal.close()


async def test_after_closing_nothing_is_accepted(directory: Path) -> None:
    journal = Journal.open(directory)
    journal.close()
    with pytest.raises(JournalUnavailable):
        await journal.add(entry())


async def test_waiting_writes_share_commits(directory: Path) -> None:
    journal = Journal.open(directory)
    commits = 0

    def count(statement: str) -> None:
        nonlocal commits
        commits += statement == "COMMIT"

    journal._connection.set_trace_callback(count)
    assert all(await asyncio.gather(*(journal.add(entry(n)) for n in range(400))))
    assert commits < 200
    journal.close()


async def test_what_waits_for_company_is_written_in_its_order_and_when_closing(
    directory: Path,
) -> None:
    journal = Journal.open(directory)
    changed = dataclasses.replace(entry(1), state=EntryState.ACKNOWLEDGED)
    await journal.add(entry(1))
    journal.update(changed)
    await journal.add(entry(2))
    with sqlite3.connect(directory / "bot-00.sqlite3") as db:
        (state,) = db.execute("SELECT state FROM entries").fetchone()
    db.close()
    assert state == "acknowledged"
    journal.close_entry(entry(2).interaction_id, Outcome.ANSWERED)
    journal.close()

    again = Journal.open(directory)
    assert again.open_entries() == [changed]
    again.close()


_WRITER = """
import asyncio, sys
sys.path.insert(0, {here!r})
from pathlib import Path
from test_journal import entry
from bot.journal import Journal

async def main():
    journal = Journal.open(Path(sys.argv[1]))
    for number in range(1, 100_000):
        await journal.add(entry(number))
        print(number, flush=True)

asyncio.run(main())
"""


def test_what_was_awaited_survives_kill_9(directory: Path) -> None:
    code = _WRITER.format(here=str(Path(__file__).parent))
    writer = subprocess.Popen(
        [sys.executable, "-c", code, str(directory)], stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    told = 0
    while told < 50:
        told = int(writer.stdout.readline())
    writer.send_signal(signal.SIGKILL)
    told = max([told, *(int(line) for line in writer.stdout if line.strip())])
    writer.stdout.close()
    assert writer.wait() == -9

    journal = Journal.open(directory)
    numbers = {one.interaction_id & 0x3FFFFF for one in journal.open_entries()}
    journal.close()
    assert set(range(1, told + 1)) <= numbers
    assert len(numbers) <= told + 1
