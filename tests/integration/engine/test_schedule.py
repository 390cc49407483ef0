"""Recurring jobs: once per fire time, whoever schedules."""

from __future__ import annotations

import pytest

from jobs.engine import AsyncEngine, NewJob, QueuePolicy
from jobs.engine.schedule import LOOK_EVERY, Recurring, Scheduler

DAY = 86_400_000


def job(job_id: str) -> NewJob:
    return NewJob(job_id, b"{}")


@pytest.fixture
async def engine(clean_valkey):
    engine = AsyncEngine.from_url(
        clean_valkey, namespace="test", policies={"work": QueuePolicy("work")}, timeout=5.0
    )
    yield engine
    await engine.close()


def scheduler(engine, *recurring):
    return Scheduler(engine, recurring, space="schedule")


async def remember(engine, name, milliseconds_ago):
    """Let the last remembered fire time be so long ago."""
    seconds, _ = await engine.client.time()
    at = seconds * 1000 - milliseconds_ago
    await engine.client.hset(engine.queues.named("schedule")["schedules"], name, at)


@pytest.mark.parametrize(
    ("cron", "zone", "now", "last", "following"),
    [
        # 2026-03-29 02:30 does not exist in Madrid: clocks go from 02:00 to 03:00.
        ("30 2 * * *", "Europe/Madrid", "2026-03-29T00:59", "2026-03-28T01:30", "2026-03-29T01:00"),
        ("30 2 * * *", "Europe/Madrid", "2026-03-29T01:00", "2026-03-29T01:00", "2026-03-30T00:30"),
        # 2026-10-25 02:30 is there twice: clocks go from 03:00 back to 02:00.
        ("30 2 * * *", "Europe/Madrid", "2026-10-25T00:29", "2026-10-24T00:30", "2026-10-25T00:30"),
        ("30 2 * * *", "Europe/Madrid", "2026-10-25T01:45", "2026-10-25T00:30", "2026-10-26T01:30"),
        ("30 * * * *", "Europe/Madrid", "2026-10-25T00:30", "2026-10-25T00:30", "2026-10-25T01:30"),
        ("0 12 * * *", "Europe/Madrid", "2026-03-29T09:59", "2026-03-28T11:00", "2026-03-29T10:00"),
        ("*/30 * * * *", "UTC", "2026-11-23T12:30", "2026-11-23T12:30", "2026-11-23T13:00"),
        ("30 4 * * *", "America/Lima", "2026-11-23T12:00", "2026-11-23T09:30", "2026-11-24T09:30"),
    ],
)  # fmt: skip
def test_fire_times(cron, zone, now, last, following):
    from datetime import datetime

    def at(text):
        return int(datetime.fromisoformat(text + ":00+00:00").timestamp() * 1000)

    one = Recurring("r", cron, "work", job, zone=zone)
    assert one.last_before(at(now)) == at(last)
    assert one.next_after(at(now)) == at(following)


@pytest.mark.parametrize("cron", ["", "61 * * * *", "every day", "* * * *"])
def test_a_wrong_expression_is_refused(cron):
    with pytest.raises(ValueError, match="no cron expression"):
        Recurring("r", cron, "work", job)


async def test_a_due_job_is_enqueued_once_by_any_number_of_schedulers(engine):
    every_minute = Recurring("r", "* * * * *", "work", job)
    await remember(engine, "r", 61_000)
    first, second = scheduler(engine, every_minute), scheduler(engine, every_minute)
    await first.look()
    await second.look()
    await first.look()
    counts = await engine.counts("work")
    # A minute can begin between the looks.
    assert 1 <= counts.accepted_total <= 2


async def test_what_is_forgotten_by_retention_is_not_repeated(engine):
    yearly = Recurring("r", "0 0 1 1 *", "work", job, missed_s=366 * 86_400)
    await remember(engine, "r", 366 * DAY)
    await scheduler(engine, yearly).look()
    assert (await engine.counts("work")).accepted_total == 1
    await engine.client.delete(*engine.queues.space("work").all)
    await scheduler(engine, yearly).look()
    assert (await engine.counts("work")).accepted_total == 0


async def test_a_missed_run_that_is_too_old_is_left_out(engine):
    yearly = Recurring("r", "0 0 1 1 *", "work", job, missed_s=60)
    await remember(engine, "r", 366 * DAY)
    await scheduler(engine, yearly).look()
    assert (await engine.counts("work")).accepted_total == 0


async def test_a_new_recurring_job_begins_with_its_next_fire_time(engine):
    yearly = Recurring("r", "0 0 1 1 *", "work", job, missed_s=366 * 86_400)
    wait = await scheduler(engine, yearly).look()
    assert (await engine.counts("work")).accepted_total == 0
    assert wait == LOOK_EVERY
