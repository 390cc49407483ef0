"""The operators' levers, on real queues."""

from __future__ import annotations

import pytest

from jobs.api import JobRequest, JobsApi
from jobs.engine import (
    AsyncEngine,
    Cancellation,
    JobFilter,
    JobState,
    QueueUnknown,
    requests,
)
from jobs.engine.policy import LeasePolicy, Priority
from jobs.engine.records import JobError, WorkerCard, encode_card, encode_error
from jobs.engine.requests import Finish
from jobs.engine.session import WORKERS
from jobs.health import Finding, HealthReport, Reason, RedisHealth, Thresholds, Verdict
from jobs.manager import QueueManager
from jobs.queues import IMAGE_GENERATION, NAMESPACE, QUEUES
from jobs.report import health_text

QUEUE = IMAGE_GENERATION
CARD = {"discord_user_id": 1, "guild_id": 2, "locale": "en", "match_id": 3}


@pytest.fixture
async def engine(clean_valkey):
    engine = AsyncEngine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield engine
    await engine.close()


@pytest.fixture
async def manager(engine):
    manager = QueueManager(engine)
    yield manager
    await manager.stop_queue_monitoring()


async def add(engine, *job_ids, actor="match_card"):
    jobs = JobsApi(engine)
    for job_id in job_ids:
        await jobs.enqueue(JobRequest(QUEUE, actor, CARD, job_id))


async def fail(engine, *job_ids, actor="match_card"):
    await add(engine, *job_ids, actor=actor)
    space, policy = engine.queues.space(QUEUE), QUEUES[QUEUE]
    claim = requests.claim(
        space, policy, LeasePolicy(), worker="w", consumer="w", request=job_ids[0],
        most=len(job_ids), idle=False,
    )  # fmt: skip
    ended = [
        Finish(job.job_id, job.record.token, "f", 1, 0, encode_error(JobError("internal", "x")))
        for job in (await engine.run(claim)).jobs
    ]
    await engine.run(requests.finish(space, policy, ended))


async def worker_lives(engine):
    card = encode_card(WorkerCard(host="h", pid=1, threads=8, queues=tuple(QUEUES)))
    await engine.run(requests.beat(engine.queues.named(WORKERS), "w", card, forgotten_ms=300_000))


async def test_every_queue_answers(manager):
    assert set(await manager.initialize_queues()) == set(QUEUES)


async def test_idle_queues_are_healthy(manager):
    report = await manager.get_queues_health_status()
    assert report.verdict is Verdict.HEALTHY
    assert report.redis.reachable
    assert report.redis.used_memory > 0


async def test_jobs_that_wait_for_nobody_are_critical(engine, manager):
    await add(engine, "a")
    report = await manager.get_queue_stats(QUEUE)
    assert report.verdict is Verdict.CRITICAL
    assert [finding.reason for finding in report.findings] == [Reason.NO_WORKER]
    await worker_lives(engine)
    assert (await manager.get_queue_stats(QUEUE)).verdict is Verdict.HEALTHY


async def test_a_backlog_degrades(engine):
    await worker_lives(engine)
    await add(engine, "a", "b", "c")
    manager = QueueManager(engine, Thresholds(backlog=(2, 5)))
    finding = (await manager.get_queue_stats(QUEUE)).findings[0]
    assert (finding.reason, finding.verdict, finding.value) == (
        Reason.BACKLOG, Verdict.DEGRADED, 3,
    )  # fmt: skip


async def test_failures_are_judged_by_their_rate(engine, manager):
    await fail(engine, *(f"j{n}" for n in range(10)))
    finding = (await manager.get_queue_stats(QUEUE)).findings[0]
    assert (finding.reason, finding.value) == (Reason.FAILURES, 1.0)


async def test_a_few_failures_say_nothing_about_a_rate(engine, manager):
    await fail(engine, "a", "b")
    assert (await manager.get_queue_stats(QUEUE)).findings == ()


async def test_without_redis_the_report_says_so():
    manager = QueueManager.from_url("redis://127.0.0.1:1")
    report = await manager.get_queues_health_status()
    await manager.graceful_shutdown()
    assert report.verdict is Verdict.CRITICAL
    assert report.findings[0].reason is Reason.UNREACHABLE


async def test_all_queues_can_be_paused_and_resumed(manager):
    assert set(await manager.pause_queue("all")) == set(QUEUES)
    assert await manager.pause_queue(QUEUE) == []
    assert await manager.pause_queue(QUEUE, pause=False) == [QUEUE]


async def test_an_unknown_queue_is_refused(manager):
    with pytest.raises(QueueUnknown):
        await manager.pause_queue("nowhere")


async def test_failed_jobs_are_retried_and_cleared(engine, manager):
    await fail(engine, "a", "b", "c")
    assert await manager.retry_failed_job(QUEUE, "a")
    assert not await manager.retry_failed_job(QUEUE, "a")
    assert await manager.retry_failed_jobs("all") == 2
    await fail(engine, "d", "e")
    assert await manager.clear_failed_jobs(QUEUE) >= 2
    assert await manager.list_jobs(QUEUE, JobState.FAILED) == []


async def test_failed_jobs_are_retried_and_cleared_by_a_filter(engine, manager):
    await fail(engine, "a", "b", "c", actor="match_card")
    await fail(engine, "d", actor="player_card")
    cards = JobFilter(actor="match_card")
    assert await manager.retry_failed_jobs("all", JobFilter(error="timeout")) == 0
    assert await manager.clear_failed_jobs("all", JobFilter(actor="player_card")) == 1
    assert [job.job_id for job in await failed(manager, cards)] == ["c", "b", "a"]
    assert await manager.retry_failed_jobs(QUEUE, cards) == 3
    assert await failed(manager) == []


async def test_a_filter_reaches_beyond_the_first_page(engine, manager, monkeypatch):
    monkeypatch.setattr("jobs.pages.PAGE", 2)
    await fail(engine, *"abc", actor="match_card")
    await fail(engine, *"def", actor="player_card")
    await fail(engine, *"ghi", actor="match_card")
    assert await manager.clear_failed_jobs(QUEUE, JobFilter(actor="match_card")) == 6
    assert [job.job_id for job in await failed(manager)] == ["f", "e", "d"]


async def failed(manager, where=None):
    return await manager.list_jobs(QUEUE, JobState.FAILED, where=where)


async def test_a_job_is_cancelled_for_all_who_wait_for_it(engine, manager):
    jobs = JobsApi(engine)
    for job_id in ("a", "b"):
        await jobs.enqueue(JobRequest(QUEUE, "match_card", CARD, job_id, coalesce="k"))
    assert await manager.cancel_job(QUEUE, "b") is Cancellation.CANCELLED
    assert (await manager.get_job_details("a")).error.code == "cancelled"
    assert await manager.cancel_job(QUEUE, "a") is Cancellation.OVER
    assert await manager.cancel_job(QUEUE, "nobody") is Cancellation.UNKNOWN


async def test_all_queues_are_drained(engine, manager):
    await add(engine, "a", "b")
    jobs = JobsApi(engine)
    await jobs.enqueue(JobRequest("notification", "note", {}, "c", delay_ms=60_000))
    assert await manager.drain_queue("all", delayed=False) == 2
    assert await manager.drain_queue("all") == 1
    assert await manager.drain_queue("all") == 0


async def test_a_job_is_moved_forward(engine, manager):
    await add(engine, "a", "b")
    assert await manager.raise_job(QUEUE, "b", Priority.CRITICAL) is None
    assert await manager.raise_job(QUEUE, "nobody", Priority.CRITICAL) is JobState.UNKNOWN
    first, *_ = await manager.list_jobs(QUEUE, JobState.WAITING)
    assert (first.job_id, first.priority) == ("b", 1)


@pytest.mark.parametrize(
    ("redis", "verdict", "reasons"),
    [
        (True, Verdict.DEGRADED, [Reason.LOCAL]),
        (False, Verdict.CRITICAL, [Reason.UNREACHABLE, Reason.LOCAL]),
    ],
)
async def test_jobs_that_run_without_redis_are_seen(clean_valkey, redis, verdict, reasons):
    class Pool:
        size, running = 2, 1

    manager = QueueManager.from_url(clean_valkey if redis else "redis://127.0.0.1:1", local=Pool())
    report = await manager.get_queues_health_status()
    await manager.graceful_shutdown()
    assert report.verdict is verdict
    assert [finding.reason for finding in report.findings] == reasons
    assert (report.local.running, report.local.size) == (1, 2)


async def test_one_job_is_found_in_whatever_queue(engine, manager):
    await add(engine, "a")
    details = await manager.get_job_details("a")
    assert (details.queue, details.state) == (QUEUE, JobState.WAITING)
    assert await manager.get_job_details("nobody") is None


async def test_a_job_is_removed_unless_it_runs(engine, manager):
    await add(engine, "a")
    assert await manager.remove_job(QUEUE, "a") is None
    assert await manager.remove_job(QUEUE, "a") is JobState.UNKNOWN


async def test_a_change_of_the_verdict_is_told(engine, manager):
    import asyncio

    told = asyncio.Queue()
    manager.start_queue_monitoring(0.01, told.put)
    await add(engine, "a")
    worse = await asyncio.wait_for(told.get(), 30)
    await worker_lives(engine)
    better = await asyncio.wait_for(told.get(), 30)
    assert (worse.verdict, better.verdict) == (Verdict.CRITICAL, Verdict.HEALTHY)


async def test_the_report_says_what_is_wrong_and_what_to_do(engine, manager):
    await fail(engine, *(f"f{n}" for n in range(10)))
    await add(engine, "a")
    lines = (await manager.generate_queues_health_report()).splitlines()
    assert lines[0] == "queues: critical"
    assert lines[2] == "  no worker process"
    assert lines[4] == f"{QUEUE}: critical"
    assert lines[5].startswith("  now: 1 waiting (oldest ")
    assert lines[6].startswith("  last hour: 10 ended (0.2 a minute), 100% failed, ")
    assert lines[7:12] == [
        "  failed by: internal (10)",
        "  ! 1 job waits and no worker takes this queue (critical: no_worker)",
        "    start apolo worker, or look at WORKER_<QUEUE>_ENABLED",
        "  ! 100% of the jobs of the last 10 minutes failed (critical: failures)",
        f"    apolo jobs list --state failed --queue {QUEUE}",
    ]
    idle = [name for name in QUEUES if name != QUEUE]
    assert lines[-1] == f"idle and healthy: {', '.join(idle)}"


async def test_the_report_has_words_for_every_reason():
    for reason in Reason:
        report = HealthReport((), (), RedisHealth(True), (Finding(reason, Verdict.CRITICAL, 2),))
        assert f"(critical: {reason})" in health_text(report)


# --- what all who watch agree on


async def test_a_change_is_told_by_one_of_all_who_watch(manager):
    assert (await manager.agree(None, 0)).before is Verdict.HEALTHY
    assert not (await manager.agree(Verdict.HEALTHY, 1_000)).mine

    first = await manager.agree(Verdict.CRITICAL, 2_000)
    second = await manager.agree(Verdict.CRITICAL, 2_500)

    assert (first.before, first.at_ms, first.mine) == (Verdict.HEALTHY, 2_000, True)
    assert (second.at_ms, second.mine) == (2_000, False)
    assert (await manager.agree(None, 0)).before is Verdict.CRITICAL


async def test_what_nobody_promised_is_told_by_another(manager, monkeypatch):
    await manager.agree(Verdict.DEGRADED, 1_000)
    monkeypatch.setattr("jobs.manager.PROMISED_WITHIN", 0)
    again = await manager.agree(Verdict.DEGRADED, 2_000)
    assert (again.before, again.at_ms, again.mine) == (Verdict.HEALTHY, 1_000, True)
    assert await manager.promise(1_000)
    assert not (await manager.agree(Verdict.DEGRADED, 3_000)).mine
    assert not await manager.promise(999)


async def test_what_was_told_without_redis_is_known_to_all_once_it_is_back(manager):
    await manager.agree(Verdict.DEGRADED, 1_000)
    told = (Verdict.CRITICAL, 5_000)
    # Still critical, as it was told: nothing is new
    assert not (await manager.agree(Verdict.CRITICAL, 6_000, told=told)).mine
    # It gets better, and another one who told the same comes back later
    better = await manager.agree(Verdict.HEALTHY, 7_000)
    assert (better.before, better.mine) == (Verdict.CRITICAL, True)
    assert not (await manager.agree(Verdict.HEALTHY, 8_000, told=(Verdict.CRITICAL, 5_500))).mine
