"""`apolo worker` and `apolo scheduler` as an operator meets them, in real processes."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from jobs.api import match_card_request, new_job, unlink_request
from jobs.engine import Engine, JobState, requests
from jobs.engine.records import WorkerInfo
from jobs.engine.session import WORKERS
from jobs.payloads import MatchCardPayload, UnlinkPayload
from jobs.queues import BULK_OPERATIONS, IMAGE_GENERATION, MEMBER_REQUESTS, NAMESPACE, QUEUES
from tests.processes import NO_REDIS, Machine, ended, eventually

UNLINK = UnlinkPayload(discord_user_id=1, guild_id=None, locale="en")
CARD = MatchCardPayload(discord_user_id=1, guild_id=None, match_id=None, locale="en")


@pytest.fixture
def engine(clean_valkey: str) -> Iterator[Engine]:
    """Yield empty queues."""
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield engine
    engine.close()


@pytest.fixture
def machine(
    service_dir: Path, engine: Engine, clean_valkey: str, clean_database: str
) -> Iterator[Machine]:
    """Yield a machine with services, on which nothing runs."""
    machine = Machine(service_dir, REDIS_URL=clean_valkey, DATABASE_URL=clean_database)
    yield machine
    machine.stop()


def known(engine: Engine) -> list[WorkerInfo]:
    return engine.run(requests.workers(engine.queues.named(WORKERS)))


def unlink(engine: Engine, job_id: str) -> None:
    request = unlink_request(UNLINK, job_id=job_id, tenant="u1")
    engine.enqueue(MEMBER_REQUESTS, [new_job(request, notify=False)])


def state(engine: Engine, queue: str, job_id: str) -> JobState:
    return engine.statuses(queue, [job_id])[0].state


def worker_processes(supervisor: subprocess.Popen[bytes]) -> list[psutil.Process]:
    return [
        child
        for child in psutil.Process(supervisor.pid).children()
        if "spawn_main" in " ".join(child.cmdline())
    ]


async def test_a_worker_takes_its_queues_is_healthy_and_signs_off_in_the_end(
    machine: Machine, engine: Engine
) -> None:
    # When a worker is started on two of the queues
    card = match_card_request(CARD, job_id="card", tenant="u1")
    engine.enqueue(IMAGE_GENERATION, [new_job(card, notify=False)])
    unlink(engine, "unlink")
    queues = f"{MEMBER_REQUESTS}, {BULK_OPERATIONS}"
    worker = machine.start("worker", "--queues", queues, "--processes", "2", "--threads", "2")

    # Then their jobs are done, and no others
    await eventually(lambda: state(engine, MEMBER_REQUESTS, "unlink") is JobState.COMPLETED)
    assert state(engine, IMAGE_GENERATION, "card") is JobState.WAITING
    taken = {MEMBER_REQUESTS, BULK_OPERATIONS}
    await eventually(lambda: [set(one.queues) for one in known(engine)] == [taken, taken])

    # And it is healthy until it ends gently, and has not made ready to draw
    assert b"warmed_up" not in machine.log.read_bytes()
    assert machine.run_here("health", "worker") == (0, "worker: 2 worker processes\n", "")
    worker.send_signal(signal.SIGTERM)
    assert await ended(worker) == 0
    assert known(engine) == []
    assert machine.run_here("health", "worker")[0] == 1


@pytest.mark.slow
async def test_a_killed_process_is_replaced_and_forgotten(machine: Machine, engine: Engine) -> None:
    worker = machine.start("worker", "--processes", "1", "--threads", "2")
    await eventually(lambda: len(known(engine)) == 1)
    first = known(engine)[0].worker
    worker_processes(worker)[0].kill()
    await eventually(lambda: [one.worker != first for one in known(engine)] == [True])
    unlink(engine, "after")
    await eventually(lambda: state(engine, MEMBER_REQUESTS, "after") is JobState.COMPLETED)
    # It draws, too, and is ready to before anybody asks.
    await eventually(lambda: b'"warmed_up"' in machine.log.read_bytes())


@pytest.mark.slow
async def test_a_worker_waits_for_redis(machine: Machine) -> None:
    worker = machine.start("worker", "--processes", "1", REDIS_URL=NO_REDIS)
    await eventually(lambda: b"worker_ready" in machine.log.read_bytes())
    assert worker.poll() is None
    worker.send_signal(signal.SIGTERM)
    assert await ended(worker) == 0


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--queues", "nowhere"], "unknown queue 'nowhere'; there are: image-generation"),
        (["--queues", " , "], "no queue named"),
        (["--processes", "0"], "'--processes': Input should be greater than or equal to 1"),
        (["--threads", "many"], "'--threads': Input should be a valid integer"),
    ],
)
def test_wrong_options_are_one_line_and_2(machine: Machine, options: list[str], said: str) -> None:
    code, out, err = machine.run_here("worker", *options)
    assert (code, out) == (2, "")
    assert said in err
    assert err.count("\n") == 1


def test_nothing_to_do_is_wrong_input(machine: Machine) -> None:
    off = {f"WORKER_{name.upper().replace('-', '_')}_ENABLED": "false" for name in QUEUES}
    code, _, err = machine.run_here("worker", **off)
    assert (code, err) == (2, "apolo: Invalid value: every chosen queue is switched off here\n")


@pytest.mark.parametrize(
    "number", [signal.SIGTERM, pytest.param(signal.SIGINT, marks=pytest.mark.slow)]
)
async def test_a_scheduler_ends_when_told(machine: Machine, number: signal.Signals) -> None:
    scheduler = machine.start("scheduler")
    await eventually(lambda: b"scheduler_ready" in machine.log.read_bytes())
    scheduler.send_signal(number)
    assert await ended(scheduler) == 0
    assert b"Traceback" not in machine.log.read_bytes()


async def test_a_scheduler_waits_for_redis(machine: Machine) -> None:
    scheduler = machine.start("scheduler", REDIS_URL=NO_REDIS)
    await eventually(lambda: b"not_scheduling" in machine.log.read_bytes())
    assert machine.run_here("health", "scheduler")[0] == 1
    scheduler.send_signal(signal.SIGTERM)
    assert await ended(scheduler) == 0
