"""One example per feature of the engine, to be read as its documentation."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from threading import Event

import dramatiq

from jobs.engine import (
    AsyncEngine,
    Cancellation,
    Cancelled,
    JobFilter,
    JobState,
    NewJob,
    Priority,
    QueuePolicy,
    requests,
)
from jobs.engine.policy import LeasePolicy
from jobs.engine.schedule import Recurring, Scheduler
from jobs.engine.statistics import over_last


def test_send_a_job_and_read_its_result(broker, work):
    @dramatiq.actor(broker=broker)
    def greet(name):
        return f"hello {name}"

    work(broker)
    message = greet.send("Ana")

    assert message.get_result(block=True, timeout=30_000) == "hello Ana"


def test_read_a_job_whole(broker, work):
    @dramatiq.actor(broker=broker)
    def square(n):
        return n * n

    work(broker)
    message = square.send_with_options(args=(3,), tenant="server-1")
    broker.join("default", timeout=30_000)
    job = broker.engine.statuses("default", [message.message_id])[0]

    assert (job.state, job.result, job.attempts) == (JobState.COMPLETED, 9, 1)
    assert (job.actor, job.tenant) == ("square", "server-1")
    assert job.created_ms <= job.claimed_ms <= job.started_ms <= job.finished_ms


def test_give_a_job_an_id_of_its_own_and_it_is_done_once(broker, work):
    ran = []
    pay = dramatiq.actor(broker=broker, actor_name="pay")(ran.append)

    for _ in range(3):
        broker.enqueue(pay.message("invoice 7").copy(message_id="invoice-7"))
    work(broker)
    broker.join("default", timeout=30_000)

    assert ran == ["invoice 7"]


def test_let_those_who_ask_for_the_same_share_one_job(broker, work):
    drawn = []

    def draw(match):
        drawn.append(match)
        return f"{match}.png"

    actor = dramatiq.actor(broker=broker, actor_name="draw")(draw)
    asked = [actor.send_with_options(args=(74,), coalesce="card:74") for _ in range(3)]
    work(broker)

    assert [one.get_result(block=True, timeout=30_000) for one in asked] == ["74.png"] * 3
    assert drawn == [74]


def test_send_many_jobs_in_one_round_trip(broker):
    note = dramatiq.actor(broker=broker, actor_name="note")(lambda n: None)

    broker.enqueue_many([note.message(n) for n in range(1_000)])

    assert broker.engine.counts("default").waiting == 1_000


def test_delay_a_job(broker, work):
    later = dramatiq.actor(broker=broker, actor_name="later")(lambda: "now")
    work(broker)

    message = later.send_with_options(delay=50)  # ms

    assert message.get_result(block=True, timeout=30_000) == "now"


def test_choose_who_is_next(broker):
    """Strictly by priority; within one, tenants take turns."""
    note = dramatiq.actor(broker=broker, actor_name="note")(lambda name: None)
    for name in ("a1", "a2", "a3"):
        note.send_with_options(args=(name,), tenant="a")
    note.send_with_options(args=("b1",), tenant="b")
    note.send_with_options(args=("urgent",), priority=Priority.HIGH)

    space = broker.engine.queues.space("default")
    page = broker.engine.run(requests.list_jobs(space, JobState.WAITING, offset=0, limit=10))

    assert [(job.priority, job.tenant) for job in page.jobs] == [
        (Priority.HIGH, ""), (5, "a"), (5, "b"), (5, "a"), (5, "a"),
    ]  # fmt: skip


def test_run_no_more_jobs_than_a_source_allows(make_broker, work):
    """The rate limit holds for all workers together; nothing is raised, nothing retried."""
    limited = QueuePolicy("mail", rate_limit=2, rate_period_ms=300)
    broker = make_broker(policies={"mail": limited})
    send = dramatiq.actor(broker=broker, actor_name="send", queue_name="mail")(lambda: None)
    messages = [send.message() for _ in range(3)]
    broker.enqueue_many(messages)
    work(broker)
    broker.join("mail", timeout=30_000)

    jobs = broker.engine.statuses("mail", [message.message_id for message in messages])
    first, _, third = sorted(job.claimed_ms for job in jobs)
    assert third - first >= 300


def test_say_how_far_a_job_is(broker, work):
    said, read = Event(), Event()

    @dramatiq.actor(broker=broker)
    def render():
        broker.progress(40, "drawing")
        said.set()
        read.wait(30)

    work(broker)
    message = render.send()
    assert said.wait(30)
    job = broker.engine.statuses("default", [message.message_id])[0]
    read.set()

    assert (job.state, job.progress, job.progress_message) == (JobState.ACTIVE, 40, "drawing")


def test_fail_for_good_with_a_code(broker, work):
    """An error says by attributes what it is, and whether it is worth another run."""

    class MatchNotFound(Exception):
        code = "match_not_found"
        params = {"match_id": 74}  # noqa: RUF012
        retryable = False

    @dramatiq.actor(broker=broker)
    def fetch():
        raise MatchNotFound

    work(broker)
    message = fetch.send()
    broker.join("default", timeout=30_000)
    error = broker.engine.statuses("default", [message.message_id])[0].error

    assert (error.code, error.params) == ("match_not_found", {"match_id": 74})


def test_cancel_a_job_that_waits(broker):
    noop = dramatiq.actor(broker=broker, actor_name="noop")(lambda: None)
    message = noop.send()

    assert broker.engine.cancel("default", [message.message_id]) == [Cancellation.CANCELLED]

    job = broker.engine.statuses("default", [message.message_id])[0]
    assert (job.state, job.error.code) == (JobState.FAILED, "cancelled")


def test_clean_up_when_a_running_job_is_cancelled(make_broker, work):
    """`Cancelled` is raised in the run's thread when its lease is next renewed."""
    broker = make_broker(lease=LeasePolicy(renew_ms=20))
    begun, cleaned = Event(), []

    @dramatiq.actor(broker=broker)
    def long():
        begun.set()
        try:
            while True:
                time.sleep(0.005)
        except Cancelled:
            cleaned.append("temporary files")
            raise

    work(broker)
    message = long.send()
    assert begun.wait(30)

    assert broker.engine.cancel("default", [message.message_id]) == [Cancellation.TOLD]
    broker.join("default", timeout=30_000)

    job = broker.engine.statuses("default", [message.message_id])[0]
    assert (job.state, job.error.code) == (JobState.FAILED, "cancelled")
    assert cleaned == ["temporary files"]


def test_pause_and_resume_a_queue(broker, work):
    noop = dramatiq.actor(broker=broker, actor_name="noop")(lambda: "ran")
    broker.engine.pause("default", paused=True)
    message = noop.send()
    work(broker)
    assert broker.engine.counts("default").paused

    broker.engine.pause("default", paused=False)

    assert message.get_result(block=True, timeout=30_000) == "ran"


def test_find_failed_jobs_and_run_them_again(broker, work):
    weather = ["bad"]

    def fly():
        if weather == ["bad"]:
            raise ConnectionError("fog")

    actor = dramatiq.actor(broker=broker, actor_name="fly", max_retries=0)(fly)
    work(broker)
    actor.send()
    broker.join("default", timeout=30_000)
    space = broker.engine.queues.space("default")
    where = JobFilter(actor="fly", error="internal")
    listing = requests.list_jobs(space, JobState.FAILED, offset=0, limit=10, where=where)
    failed = broker.engine.run(listing).jobs
    weather[:] = ["good"]

    broker.engine.run(requests.retry(space, [job.job_id for job in failed]))
    broker.join("default", timeout=30_000)

    assert [job.error.message for job in failed] == ["ConnectionError: fog"]
    assert broker.engine.counts("default").completed == 1


def test_see_how_long_jobs_wait_and_run(broker, work):
    noop = dramatiq.actor(broker=broker, actor_name="noop")(lambda: None)
    broker.enqueue_many([noop.message() for _ in range(20)])
    work(broker)
    broker.join("default", timeout=30_000)

    hour = over_last(broker.engine.counts("default"), minutes=60)

    assert hour.completed == 20
    assert hour.wait_p50_ms <= hour.wait_p95_ms <= hour.wait_p99_ms
    assert hour.run_p95_ms < 1_000


async def test_run_a_job_every_morning(clean_valkey):
    """Any number of schedulers may run: the job's id is its fire time, so it comes once."""
    engine = AsyncEngine.from_url(
        clean_valkey, namespace="test", policies={"default": QueuePolicy("default")}, timeout=5.0
    )
    digest = Recurring(
        "digest",
        "0 9 * * *",
        "default",
        lambda job_id: NewJob(job_id, b"{}", actor="digest"),
        zone="America/Sao_Paulo",
    )
    for _ in range(2):
        await Scheduler(engine, [digest], space="schedule").look()
    noon = int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp() * 1000)

    assert digest.last_before(noon) == noon  # 9 in the morning there
    assert (await engine.counts("default")).accepted_total <= 1
    await engine.close()
