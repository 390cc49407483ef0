"""Worker processes that die, and those that are told to end."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from threading import Thread

import dramatiq
import pytest

from jobs.engine import Engine, EngineBroker, JobState, QueuePolicy
from jobs.engine.policy import LeasePolicy
from jobs.engine.supervisor import Supervisor

sys.path.insert(0, str(Path(__file__).parent))
import supervised


@pytest.fixture
def broker(clean_valkey):
    broker = EngineBroker(clean_valkey, namespace="test")
    supervised.declare(broker)
    yield broker
    broker.close()


@pytest.fixture
def supervisor(clean_valkey):
    engine = Engine.from_url(
        clean_valkey, namespace="test", policies={"default": QueuePolicy("default")}, timeout=2.0
    )
    supervisor = Supervisor(
        supervised.target(clean_valkey),
        processes=2,
        engine=engine,
        lease=LeasePolicy(),
        grace=10.0,
    )
    thread = Thread(target=supervisor.run)
    thread.start()
    yield supervisor
    supervisor.stop()
    thread.join(20)
    engine.close()


def send(broker, actor, *args):
    return broker.enqueue(dramatiq.Message("default", actor, args, {}, {}))


def status(broker, message):
    return broker.engine.statuses("default", [message.message_id])[0]


def wait_for(condition, seconds=20.0):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
    return found


def test_a_job_whose_process_died_runs_again_within_a_second(broker, supervisor):
    warm = [send(broker, "slow", 0.01) for _ in range(8)]
    wait_for(lambda: all(status(broker, one).state is JobState.COMPLETED for one in warm))
    wait_for(lambda: len(supervisor.pids) == 2)
    message = send(broker, "die_once", "died")
    wait_for(lambda: broker.engine.client.get("died"))
    died = time.monotonic()
    wait_for(lambda: status(broker, message).state is JobState.COMPLETED)
    assert time.monotonic() - died < 1.0
    assert status(broker, message).result == "survived"
    assert status(broker, message).crashes == 1


def test_another_process_is_started(broker, supervisor):
    first = wait_for(lambda: len(supervisor.pids) == 2 and list(supervisor.pids))
    os.kill(first[0], signal.SIGKILL)
    wait_for(lambda: len(supervisor.pids) == 2 and first[0] not in supervisor.pids)
    assert first[1] in supervisor.pids


def test_a_poison_job_ends_and_its_neighbours_complete(broker, supervisor):
    neighbours = [send(broker, "slow", 0.02) for _ in range(20)]
    poison = send(broker, "die_always")
    neighbours += [send(broker, "slow", 0.02) for _ in range(20)]
    wait_for(lambda: status(broker, poison).state is JobState.FAILED, 60)
    wait_for(lambda: all(status(broker, one).state is JobState.COMPLETED for one in neighbours))
    assert status(broker, poison).error.code == "poison"


def test_a_stop_lets_running_jobs_end(broker, supervisor):
    message = send(broker, "slow", 0.5)
    wait_for(lambda: status(broker, message).state is JobState.ACTIVE)
    supervisor.stop()
    wait_for(lambda: supervisor.pids == [])
    assert status(broker, message).state is JobState.COMPLETED
    assert status(broker, message).crashes == 0
