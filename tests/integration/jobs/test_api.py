"""What the bot calls, on a real Valkey and without one."""

from __future__ import annotations

import asyncio
import socket
import time
from dataclasses import replace

import pytest

from jobs.api import (
    Cancellation,
    InvalidJob,
    JobRequest,
    JobsApi,
    JobState,
    JobsUnavailable,
    leaderboard_request,
    match_card_request,
)
from jobs.engine import Engine, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.records import encode_result
from jobs.engine.requests import Finish
from jobs.payloads import LeaderboardPayload, MatchCardPayload
from jobs.pictures import SPACE, StoredPicture, put_request
from jobs.queues import IMAGE_GENERATION, NAMESPACE, QUEUES

PAYLOAD = MatchCardPayload(discord_user_id=1, guild_id=2, match_id=3, locale="en")
CARD = PAYLOAD.model_dump()


@pytest.fixture
async def jobs(clean_valkey):
    jobs = JobsApi.from_url(clean_valkey)
    yield jobs
    await jobs.close()


@pytest.fixture
def worker(clean_valkey):
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield engine
    engine.close()


def finish_one(engine, result):
    space, policy = engine.queues.space(IMAGE_GENERATION), QUEUES[IMAGE_GENERATION]
    claim = requests.claim(
        space, policy, LeasePolicy(), worker="w", consumer="w", request="1", most=1, idle=False
    )
    job = engine.run(claim).jobs[0]
    end = Finish(job.job_id, job.record.token, "c", 1, 0, encode_result(result))
    engine.run(requests.finish(space, policy, [end]))


async def test_a_card_is_asked_for_and_its_state_read(jobs, worker):
    await jobs.enqueue_image_generation(PAYLOAD, job_id="i1", tenant="g2")
    assert (await jobs.get_job_status(IMAGE_GENERATION, "i1")).state is JobState.WAITING
    finish_one(worker, {"kind": "image"})
    status = await jobs.get_job_status(IMAGE_GENERATION, "i1")
    assert (status.state, status.result, status.tenant) == (
        JobState.COMPLETED, {"kind": "image"}, "g2",
    )  # fmt: skip


async def test_states_come_in_the_order_asked_across_queues(jobs):
    await jobs.enqueue(JobRequest("notification", "note", {}, "n"))
    await jobs.enqueue(JobRequest(IMAGE_GENERATION, "match_card", CARD, "i"))
    refs = [(IMAGE_GENERATION, "i"), ("notification", "n"), (IMAGE_GENERATION, "nobody")]
    found = await jobs.statuses(refs)
    assert [one.job_id for one in found] == ["i", "n", "nobody"]
    assert found[2].state is JobState.UNKNOWN


async def test_the_same_card_for_the_same_member_is_one_job(jobs):
    first = await jobs.enqueue(match_card_request(PAYLOAD, job_id="i1", tenant="g2"))
    second = await jobs.enqueue(match_card_request(PAYLOAD, job_id="i2", tenant="g2"))
    assert (first.created, second.created, second.joined) == (True, False, True)
    assert (await jobs.get_queue_stats(IMAGE_GENERATION)).waiting == 1


async def test_the_end_of_a_job_is_told(jobs, worker):
    events = jobs.finished()
    told = asyncio.ensure_future(anext(events))
    channel = worker.queues.space(IMAGE_GENERATION).channel
    while not worker.client.pubsub_numsub(channel)[0][1]:  # noqa: ASYNC110 - only Redis knows
        await asyncio.sleep(0.01)
    await jobs.enqueue_image_generation(PAYLOAD, job_id="i1", tenant="g2")
    finish_one(worker, None)
    assert await asyncio.wait_for(told, 30) == (IMAGE_GENERATION, "i1")
    await events.aclose()


async def test_a_picture_is_fetched_by_its_key(jobs, worker):
    space = worker.queues.named(SPACE)
    worker.run(put_request(space, "card:1", StoredPicture(b"png", "a.png", "alt")))
    assert await jobs.picture("card:1") == b"png"
    assert await jobs.picture("card:2") is None


async def test_what_is_no_picture_of_ours_is_none(jobs, worker):
    space = worker.queues.named(SPACE)
    worker.run(requests.put_blob(space, "odd", b"\xc1", kept_ms=60_000, budget=1_000))
    assert await jobs.picture("odd") is None


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("queue", {"queue": "nowhere"}),
        ("priority", {"priority": 3}),
        ("priority", {"priority": "high"}),
        ("id", {"job_id": "a b"}),
        ("id", {"job_id": 7}),
        ("delay", {"delay_ms": 0.5}),
        ("payload.match_id", {"payload": CARD | {"match_id": "seven"}}),
        ("payload.match_id", {"payload": CARD | {"match_id": float("nan")}}),
        ("payload.version", {"payload": CARD | {"version": 2}}),
        ("payload.colour", {"payload": CARD | {"colour": "red"}}),
        ("payload.locale", {"payload": {"discord_user_id": 1, "guild_id": 2, "match_id": 3}}),
        ("payload", {"payload": 7}),
        ("payload", {"actor": "odd", "payload": {"x": object()}}),
        ("payload", {"actor": "odd", "payload": {"x": float("nan")}}),
        ("payload", {"actor": "odd", "payload": {"x": "x" * 65_536}}),
    ],
)
async def test_what_is_refused_names_its_field_and_writes_nothing(jobs, worker, field, changed):
    good = JobRequest("notification", "note", {}, "good")
    wrong = replace(JobRequest(IMAGE_GENERATION, "match_card", CARD, "i"), **changed)
    with pytest.raises(InvalidJob) as alone:
        await jobs.enqueue(wrong)
    with pytest.raises(InvalidJob) as among:
        await jobs.enqueue_many([good, wrong])
    assert (alone.value.field, among.value.field) == (field, field)
    assert worker.client.keys("*") == []


async def test_many_are_accepted_in_the_order_asked(jobs):
    asked = [
        JobRequest("notification", "note", {}, "a"),
        match_card_request(PAYLOAD, job_id="b", tenant="g2"),
        JobRequest("notification", "note", {}, "c"),
        match_card_request(PAYLOAD, job_id="d", tenant="g2"),
        JobRequest("notification", "note", {}, "a"),
    ]
    results = await jobs.enqueue_many(asked)
    assert [one.job_id for one in results] == ["a", "b", "c", "d", "a"]
    assert [one.created for one in results] == [True, True, True, False, False]
    assert results[3].joined
    assert await jobs.enqueue_many([]) == []


async def test_who_leaves_a_shared_job_lets_it_go_on_for_the_others(jobs):
    for job_id in ("i1", "i2"):
        await jobs.enqueue(match_card_request(PAYLOAD, job_id=job_id, tenant="g2"))
    assert await jobs.cancel(IMAGE_GENERATION, "i1") is Cancellation.LEFT
    assert await jobs.cancel(IMAGE_GENERATION, "i2") is Cancellation.CANCELLED


async def test_without_redis_the_answer_comes():
    jobs = JobsApi.from_url("redis://127.0.0.1:1")
    with pytest.raises(JobsUnavailable):
        await jobs.enqueue_image_generation(PAYLOAD, job_id="i1", tenant="g2")
    await jobs.close()


async def test_a_silent_redis_is_given_up_after_a_quarter_of_a_second():
    with socket.create_server(("127.0.0.1", 0)) as silent:
        jobs = JobsApi.from_url(f"redis://127.0.0.1:{silent.getsockname()[1]}")
        began = time.monotonic()
        with pytest.raises(JobsUnavailable):
            await jobs.enqueue_image_generation(PAYLOAD, job_id="i1", tenant="g2")
        assert time.monotonic() - began > 0.2
        await jobs.close()


async def test_a_leaderboard_marks_its_asker_so_two_members_get_two_jobs(jobs):
    def asked_by(member, job_id):
        payload = LeaderboardPayload(discord_user_id=member, guild_id=2, locale="en")
        return leaderboard_request(payload, job_id=job_id, tenant="g2")

    first = await jobs.enqueue(asked_by(1, "a"))
    again = await jobs.enqueue(asked_by(1, "b"))
    other = await jobs.enqueue(asked_by(3, "c"))
    assert (first.created, again.joined, other.created) == (True, True, True)
