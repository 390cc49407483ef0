"""Signs of life: only a fresh one of a process that is still there counts."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from apolo.signs import FRESH, Sign, forget_dead, sign_of_this_process, waited_for, working


def dead_process() -> int:
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_sign_counts_until_it_is_taken_back(tmp_path: Path) -> None:
    sign = Sign(tmp_path / "parts" / "one.ready")
    assert working(tmp_path / "parts") == 0
    sign.give()
    assert working(tmp_path / "parts") == 1
    sign.take_back()
    assert working(tmp_path / "parts") == 0


def test_who_waits_says_for_what_and_does_not_count(tmp_path: Path) -> None:
    sign = Sign(tmp_path / "one.ready")
    sign.give()
    sign.wait_for(["Redis", "PostgreSQL"])
    assert waited_for(tmp_path) == ("Redis", "PostgreSQL")
    assert working(tmp_path) == 0
    sign.give()
    assert waited_for(tmp_path) == ()
    assert working(tmp_path) == 1
    sign.wait_for(["Redis"])
    sign.end()
    assert list(tmp_path.iterdir()) == []


def test_a_dead_process_waits_for_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.waiting").write_text(f"{dead_process()}\nRedis")
    assert waited_for(tmp_path) == ()
    forget_dead(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_an_old_sign_says_nothing(tmp_path: Path) -> None:
    Sign(tmp_path / "one.ready").give()
    assert working(tmp_path, now=time.time() + FRESH + 1) == 0


def test_the_sign_of_a_killed_process_does_not_count(tmp_path: Path) -> None:
    (tmp_path / "one.ready").write_text(str(dead_process()))
    assert working(tmp_path) == 0


@pytest.mark.parametrize("content", ["", "junk", "99999999999999999999"])
def test_a_damaged_sign_does_not_count(tmp_path: Path, content: str) -> None:
    (tmp_path / "one.ready").write_text(content)
    assert working(tmp_path) == 0


def test_a_sign_that_has_ended_is_not_given_again(tmp_path: Path) -> None:
    sign = Sign(tmp_path / "one.ready")
    sign.end()
    sign.give()
    assert working(tmp_path) == 0


def test_the_dead_are_forgotten_and_the_living_kept(tmp_path: Path) -> None:
    (tmp_path / "dead.ready").write_text(str(dead_process()))
    Sign(tmp_path / "living.ready").give()
    forget_dead(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["living.ready"]


def test_a_process_has_a_sign_of_its_own(tmp_path: Path) -> None:
    with sign_of_this_process(tmp_path) as sign:
        sign.give()
        assert (tmp_path / f"{os.getpid()}.ready").exists()
    assert working(tmp_path) == 0


def test_a_disk_that_refuses_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "file").touch()
    sign = Sign(tmp_path / "file" / "one.ready")
    sign.give()
    sign.give()
    assert len(caplog.records) == 1
    assert "no sign of life" in caplog.text


async def test_it_is_kept_only_while_the_process_works(tmp_path: Path) -> None:
    asked: asyncio.Queue[int] = asyncio.Queue()
    seen: list[int] = []

    def waits_for() -> tuple[str, ...]:
        seen.append(working(tmp_path))
        asked.put_nowait(len(seen))
        return () if len(seen) in {1, 2} else ("Redis",)

    kept = asyncio.create_task(Sign(tmp_path / "one.ready").keep(waits_for, every=0.0))
    while await asyncio.wait_for(asked.get(), 30) < 5:
        pass
    kept.cancel()
    await asyncio.wait([kept])
    assert seen[:5] == [0, 1, 1, 0, 0]
    assert working(tmp_path) == 0
