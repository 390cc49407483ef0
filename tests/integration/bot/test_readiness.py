"""Ready is who is connected to Discord and has met a real Redis and a real PostgreSQL."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from bot.readiness import Readiness, services
from jobs.api import JobsApi
from store.pool import open_pool

if TYPE_CHECKING:
    from pathlib import Path

EVERY = 0.01


async def lacks(readiness: Readiness, *names: str) -> None:
    """Wait until exactly these are waited for."""
    async with asyncio.timeout(60):
        while readiness.waits_for() != names:  # noqa: ASYNC110
            await asyncio.sleep(EVERY)


async def test_each_service_answers_once_and_from_then_on_only_the_gateway_counts(
    service_dir: Path, clean_valkey: str, clean_database: str, caplog: pytest.LogCaptureFixture
) -> None:
    # Given services whose sockets can't be found yet
    caplog.set_level("INFO", "bot.readiness")
    redis, postgres = service_dir / "redis", service_dir / "postgres"
    redis_socket = unquote(urlsplit(clean_valkey).path)
    (postgres_folder,) = parse_qs(urlsplit(clean_database).query)["host"]
    jobs = JobsApi.from_url(f"unix://{redis}")
    pool = await open_pool(f"{clean_database.partition('?')[0]}?host={postgres}")
    connected = False
    readiness = Readiness(services(jobs, pool), every=EVERY)
    meeting = asyncio.create_task(readiness.meet())

    # When one after the other is there
    await lacks(readiness, "Discord", "Redis", "PostgreSQL")
    readiness.follow(lambda: connected)
    redis.symlink_to(redis_socket)
    await lacks(readiness, "Discord", "PostgreSQL")
    connected = True
    await lacks(readiness, "PostgreSQL")
    postgres.symlink_to(postgres_folder)
    await lacks(readiness)

    # Then it is ready, whether they stay or not
    await meeting
    redis.unlink()
    assert readiness.waits_for() == ()
    connected = False
    assert readiness.waits_for() == ("Discord",)
    assert [record.getMessage() for record in caplog.records] == [
        "not ready: waits for Discord, Redis, PostgreSQL",
        "not ready: waits for Discord, PostgreSQL",
        "not ready: waits for PostgreSQL",
        "bot ready",
        "not ready: waits for Discord",
    ]
    await jobs.close()
    await pool.close()


async def test_without_a_database_none_is_waited_for(clean_valkey: str) -> None:
    jobs = JobsApi.from_url(clean_valkey)
    readiness = Readiness(services(jobs, None), every=EVERY)
    readiness.follow(lambda: True)
    assert readiness.waits_for() == ("Redis",)
    await readiness.meet()
    assert readiness.waits_for() == ()
    await jobs.close()
