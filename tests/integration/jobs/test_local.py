"""Jobs without Redis: run here at once, few at a time, and answered all the same."""

from __future__ import annotations

import asyncio
import sys

import pytest

from apolo.sandbox.opendota import SandboxOpenDota
from apolo.sandbox.opendota_data import archive
from jobs.api import (
    Cancellation,
    JobRequest,
    JobsApi,
    JobState,
    JobsUnavailable,
    match_card_request,
)
from jobs.local import LocalRunner
from jobs.payloads import MatchCardPayload
from jobs.queues import IMAGE_GENERATION

NOWHERE = "redis://127.0.0.1:1"
REAL = (sys.executable, "-m", "apolo.local_job")
_ECHO = """
import sys, msgspec
job = msgspec.msgpack.decode(sys.stdin.buffer.read())
end = {"result": job["payload"], "pictures": {"key": b"png"}}
sys.stdout.buffer.write(msgspec.msgpack.encode(end))
"""
ECHO = (sys.executable, "-c", _ECHO)
ENDLESS = (sys.executable, "-c", "import time; time.sleep(600)")
BROKEN = (sys.executable, "-c", "raise SystemExit(3)")


@pytest.fixture
async def api():
    made = []

    def make(command, env=None, size=2, url=NOWHERE):
        made.append(JobsApi.from_url(url, local=LocalRunner(command, env or {}, size=size)))
        return made[-1]

    yield make
    for one in made:
        await one.close()


def request(job_id="i1", actor="anything", **payload):
    return JobRequest(IMAGE_GENERATION, actor, payload, job_id)


async def ended(jobs, job_id="i1", within=60):
    async with asyncio.timeout(within):
        async for event in jobs.finished():
            if event == (IMAGE_GENERATION, job_id):
                break
    return await jobs.get_job_status(IMAGE_GENERATION, job_id)


async def test_a_real_card_is_drawn_without_redis_and_postgresql(api):
    opendota = SandboxOpenDota()
    await opendota.start()
    jobs = api(
        REAL,
        {
            "OPENDOTA_URL": opendota.url,
            "IMAGE_URL": "off",
            "DATABASE_URL": "postgresql://127.0.0.1:1/x",
        },
    )
    payload = MatchCardPayload(
        discord_user_id=1, guild_id=2, match_id=archive.PARSED_MATCH, locale="pt"
    )
    await jobs.enqueue(match_card_request(payload, job_id="i1", tenant="g2"))
    status = await ended(jobs)
    await opendota.stop()
    assert status.state is JobState.COMPLETED, status.error
    assert (await jobs.picture(status.result["picture"])).startswith(b"\x89PNG")


async def test_a_failure_keeps_its_code(api):
    jobs = api(REAL, {"OPENDOTA_URL": "http://127.0.0.1:1"})
    await jobs.enqueue(request(actor="stranger"))
    status = await ended(jobs)
    assert (status.state, status.error.code) == (JobState.FAILED, "unknown_actor")


async def test_the_same_job_is_run_once(api):
    jobs = api(ECHO)
    await jobs.enqueue(request(n=1))
    await jobs.enqueue(request(n=2))
    assert (await ended(jobs)).result == {"n": 1}


async def test_when_all_places_are_taken_it_is_said_at_once(api):
    jobs = api(ENDLESS, size=1)
    await jobs.enqueue(request("i1"))
    with pytest.raises(JobsUnavailable):
        await jobs.enqueue(request("i2"))


async def test_a_process_that_does_not_end_is_killed(api):
    runner = LocalRunner(ENDLESS, {})
    assert runner.accept(request(), 100)
    async with asyncio.timeout(30):
        assert await anext(runner.ended()) == (IMAGE_GENERATION, "i1")
    assert runner.status(IMAGE_GENERATION, "i1").error.code == "timeout"


async def test_an_asker_leaves_a_job_that_runs_here(api):
    jobs = api(ENDLESS)
    await jobs.enqueue(request())
    assert await jobs.cancel(IMAGE_GENERATION, "i1") is Cancellation.TOLD
    status = await ended(jobs)
    assert (status.state, status.error.code) == (JobState.FAILED, "cancelled")


async def test_a_process_that_dies_fails_its_job(api):
    jobs = api(BROKEN)
    await jobs.enqueue(request())
    assert (await ended(jobs)).error.code == "internal"


async def test_what_runs_here_can_be_read_though_the_rest_can_not(api):
    jobs = api(ECHO)
    await jobs.enqueue(request())
    await ended(jobs)
    refs = [(IMAGE_GENERATION, "i1"), (IMAGE_GENERATION, "elsewhere")]
    here, elsewhere = await jobs.statuses(refs)
    assert here.state is JobState.COMPLETED
    assert elsewhere is None
    with pytest.raises(JobsUnavailable):
        await jobs.statuses(refs[1:])


async def test_with_redis_nothing_runs_here(api, clean_valkey):
    jobs = api(BROKEN, url=clean_valkey)
    await jobs.enqueue(request())
    assert (await jobs.get_job_status(IMAGE_GENERATION, "i1")).state is JobState.WAITING
