"""Worker processes that die, and those that are told to end."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread

import dramatiq
import pytest

from jobs.engine import Engine, EngineBroker, JobState, NewJob, QueuePolicy
from jobs.engine.policy import LeasePolicy
from jobs.engine.supervisor import Supervisor

sys.path.insert(0, str(Path(__file__).parent))
import supervised

#: A lease that no test waits for the end of.
NEVER_OVER = LeasePolicy(lease_ms=3_600_000)


@pytest.fixture
def broker(clean_valkey):
    broker = EngineBroker(clean_valkey, namespace="test")
    supervised.declare(broker)
    yield broker
    broker.close()


@pytest.fixture
def supervise(clean_valkey):
    with ExitStack() as running:

        def start(lease=None, processes=2, grace=5.0):
            lease = lease or LeasePolicy()
            return running.enter_context(supervised_on(clean_valkey, lease, processes, grace))

        yield start


@contextmanager
def supervised_on(url, lease, processes, grace):
    engine = Engine.from_url(
        url, namespace="test", policies={"default": QueuePolicy("default")}, timeout=2.0
    )
    supervisor = Supervisor(
        supervised.target(url, lease, grace),
        processes=processes,
        engine=engine,
        lease=lease,
        grace=10.0,
    )
    thread = Thread(target=supervisor.run)
    thread.start()
    try:
        yield supervisor
    finally:
        supervisor.stop()
        thread.join(60)
        engine.close()


@pytest.fixture
def supervisor(supervise):
    return supervise(NEVER_OVER)


def send(broker, actor, *args, **options):
    return broker.enqueue(dramatiq.Message("default", actor, args, {}, options))


def status(broker, message):
    return broker.engine.statuses("default", [message.message_id])[0]


def wait_for(condition, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < deadline, "it did not happen in time"
        time.sleep(0.01)
    return found


def test_a_job_whose_process_died_runs_again_before_its_lease_ends(broker, supervisor):
    warm = [send(broker, "slow", 0.01) for _ in range(8)]
    wait_for(lambda: all(status(broker, one).state is JobState.COMPLETED for one in warm))
    first = wait_for(lambda: len(supervisor.pids) == 2 and set(supervisor.pids))
    message = send(broker, "die_once", "died")
    wait_for(lambda: status(broker, message).state is JobState.COMPLETED)
    assert status(broker, message).result == "survived"
    assert status(broker, message).crashes == 1
    # And of the two processes only the one that died was replaced.
    wait_for(lambda: len(supervisor.pids) == 2)
    assert len(first & set(supervisor.pids)) == 1


def test_a_poison_job_ends_and_its_neighbours_complete(broker, supervisor):
    neighbours = [send(broker, "slow", 0.02) for _ in range(20)]
    poison = send(broker, "die_always")
    neighbours += [send(broker, "slow", 0.02) for _ in range(20)]
    wait_for(lambda: status(broker, poison).state is JobState.FAILED)
    wait_for(lambda: all(status(broker, one).state is JobState.COMPLETED for one in neighbours))
    assert status(broker, poison).error.code == "poison"


def test_a_stop_lets_running_jobs_end(broker, supervise):
    supervisor = supervise(processes=1)
    message = send(broker, "slow", 0.5)
    wait_for(lambda: status(broker, message).state is JobState.ACTIVE)
    supervisor.stop()
    wait_for(lambda: supervisor.pids == [])
    assert status(broker, message).state is JobState.COMPLETED
    assert status(broker, message).crashes == 0


def test_a_job_that_outlasts_the_grace_is_handed_back_and_is_no_crash(broker, supervise):
    supervisor = supervise(processes=1, grace=0.1)
    message = send(broker, "hang")
    wait_for(lambda: status(broker, message).state is JobState.ACTIVE)
    supervisor.stop()
    wait_for(lambda: supervisor.pids == [])
    wait_for(lambda: status(broker, message).state is JobState.WAITING)
    assert status(broker, message).crashes == 0


#: Leases so short that what hangs is noticed soon.
BRIEF = LeasePolicy(lease_ms=1_500, renew_ms=300, grace_ms=300, max_crashes=1)


@pytest.mark.slow
@pytest.mark.parametrize("actor", ["hang", "hang_with_the_gil"])
def test_a_job_that_hangs_in_c_fails_by_timeout_and_its_process_is_replaced(
    broker, supervise, actor
):
    supervisor = supervise(BRIEF)
    before = wait_for(lambda: len(supervisor.pids) == 2 and set(supervisor.pids))
    hanging = send(broker, actor, time_limit=400)
    neighbours = [send(broker, "slow", 0.05) for _ in range(20)]
    wait_for(lambda: status(broker, hanging).state is JobState.FAILED)
    wait_for(lambda: all(status(broker, one).state is JobState.COMPLETED for one in neighbours))
    wait_for(lambda: len(supervisor.pids) == 2 and set(supervisor.pids) != before)
    assert status(broker, hanging).error.code == "timeout"


@pytest.mark.slow
def test_whatever_a_job_does_to_its_process_the_innocent_complete(broker, supervise):
    neighbours = [send(broker, "slow", 0.02) for _ in range(10)]
    guilty = [
        (send(broker, "leave"), "poison"),
        (send(broker, "crash"), "poison"),
        (send(broker, "devour", max_retries=0), "internal"),
        (send(broker, "nobody", max_retries=0), "unknown_actor"),
        (dramatiq.Message("default", "", (), {}, {}, message_id="unreadable"), "poison"),
    ]
    broker.engine.enqueue("default", [NewJob("unreadable", b"\xff")])
    supervise(LeasePolicy(max_crashes=1))
    neighbours += [send(broker, "slow", 0.02) for _ in range(20)]
    wait_for(lambda: all(status(broker, one).state is JobState.FAILED for one, _ in guilty))
    wait_for(lambda: all(status(broker, one).state is JobState.COMPLETED for one in neighbours))
    errors = [status(broker, one).error for one, _ in guilty]
    assert [error.code for error in errors] == [code for _, code in guilty]
    assert "MemoryError" in errors[2].message
