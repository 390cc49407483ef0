"""Lost answers, stopped processes, wrong clocks, a Redis that died or forgot everything."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import dramatiq
import pytest

from jobs.engine import EngineBroker, EngineUnavailable, JobState, QueuePolicy, scripts
from jobs.engine.policy import LeasePolicy
from jobs.engine.process import working
from tests.proxies import ReplyDropper
from tests.servers import Server, free_ports, until

sys.path.insert(0, str(Path(__file__).parent))
import supervised

POLICIES = {"default": QueuePolicy("default", concurrency=4, backoff_ms=(20,), max_retries=1)}


def make_broker(url: str, *, lease: LeasePolicy | None = None) -> EngineBroker:
    broker = EngineBroker(
        url, namespace="test", policies=POLICIES, threads=4, timeout=2.0, lease=lease
    )
    broker.declare_queue("default")
    dramatiq.set_broker(broker)
    return broker


def owner(broker: EngineBroker, message: dramatiq.Message[object]) -> str:
    """The worker that runs a job now; empty where none does."""
    found = broker.engine.statuses("default", [message.message_id])[0]
    return found.worker if found.state is JobState.ACTIVE else ""


def send(broker: EngineBroker, *messages: dramatiq.Message[object]) -> None:
    """Send until it is accepted: the same ids make that harmless."""

    def accepted() -> bool:
        with suppress(EngineUnavailable):
            broker.enqueue_many(messages)
            return True
        return False

    until(accepted)


def test_every_script_may_lose_its_answer(clean_valkey: str):
    proxy = ReplyDropper(clean_valkey)
    direct, broker = make_broker(clean_valkey), make_broker(proxy.url)
    for name in ("enqueue", "claim", "finish", "tend", "beat", "progress", "renew"):
        # Known to the server: what is dropped is the answer of the work, not that it is unknown.
        direct.engine.client.script_load(scripts.load(name).source)
    runs: Counter[int] = Counter()

    def work(number: int) -> int:
        runs[number] += 1
        if number % 5 == 0 and runs[number] == 1:
            raise RuntimeError("once more")
        return number

    actor = dramatiq.actor(broker=broker, actor_name="work")(work)
    messages = [actor.message(number) for number in range(40)]
    with working(broker, threads=4, grace=2.0, idle_wait=0.1):
        for first in range(0, 40, 4):
            send(broker, *messages[first : first + 4])
        direct.join("default", timeout=30_000)
    states = direct.engine.statuses("default", [message.message_id for message in messages])
    assert [one.result for one in states] == list(range(40))
    assert runs == {number: 2 if number % 5 == 0 else 1 for number in range(40)}
    counts = direct.engine.counts("default")
    assert (counts.accepted_total, counts.completed_total, counts.failed_total) == (40, 40, 0)
    lost = set(proxy.dropped)
    assert {scripts.load(name).sha for name in ("enqueue", "claim", "finish")} <= lost
    for one in (broker, direct):
        one.close()
    proxy.close()


def test_a_process_that_was_stopped_past_its_lease_changes_nothing(clean_valkey: str):
    lease = LeasePolicy(lease_ms=700, renew_ms=200)
    broker = make_broker(clean_valkey, lease=lease)
    supervised.declare(broker)
    slow = broker.get_actor("slow")
    # Without a supervisor: that would replace a process which hangs.
    process = multiprocessing.get_context("spawn").Process(
        target=supervised.run, args=(clean_valkey, lease, 5.0, "stopped")
    )
    process.start()
    assert process.pid is not None
    message = slow.send(1.0)
    until(lambda: owner(broker, message) == "stopped")
    os.kill(process.pid, signal.SIGSTOP)
    with working(broker, threads=4, grace=2.0, idle_wait=0.1):
        try:
            until(lambda: owner(broker, message) not in {"", "stopped"})
        finally:
            os.kill(process.pid, signal.SIGCONT)
        # Both end the same job: the one whose lease was taken over must not count.
        assert message.get_result(block=True, timeout=30_000) == os.getpid()
    # It works again, and by then its stale end has been refused.
    assert slow.send(0.0).get_result(block=True, timeout=30_000) == process.pid
    assert message.get_result() == os.getpid()
    counts = broker.engine.counts("default")
    assert (counts.completed_total, counts.failed_total) == (2, 0)
    process.terminate()
    process.join(20)
    broker.close()


@pytest.mark.parametrize("off", [3_600, -3_600])
def test_a_clients_clock_is_never_believed(clean_valkey: str, monkeypatch, off: int):
    now, now_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: now() + off)
    monkeypatch.setattr(time, "time_ns", lambda: now_ns() + off * 10**9)
    broker = make_broker(clean_valkey)
    runs: list[float] = []

    def work() -> str:
        runs.append(time.monotonic())
        if len(runs) == 1:
            raise RuntimeError("once more")
        return "done"

    actor = dramatiq.actor(broker=broker, actor_name="work")(work)
    began = time.monotonic()
    with working(broker, threads=2, grace=2.0, idle_wait=0.1):
        message = actor.send_with_options(delay=150)
        assert message.get_result(block=True, timeout=30_000) == "done"
    found = broker.engine.statuses("default", [message.message_id])[0]
    assert runs[0] - began >= 0.15
    assert runs[1] - runs[0] >= 0.02
    assert found.created_ms is not None
    assert abs(found.created_ms / 1000 - now()) < 60
    broker.close()


def test_a_killed_redis_comes_back_with_all_it_accepted(tmp_path: Path):
    always = ("--appendonly", "yes", "--appendfsync", "always")
    server = Server(tmp_path / "redis", free_ports(1)[0], *always)
    broker = make_broker(f"redis://127.0.0.1:{server.port}")
    actor = dramatiq.actor(broker=broker, actor_name="work")(lambda number: number)
    messages = [actor.message(number) for number in range(30)]
    with working(broker, threads=4, grace=2.0, idle_wait=0.1):
        send(broker, *messages[:15])
        server.kill()
        with pytest.raises(EngineUnavailable):
            broker.enqueue(messages[15])
        server.start()
        send(broker, *messages[15:])
        results = [message.get_result(block=True, timeout=30_000) for message in messages]
    assert results == list(range(30))
    broker.close()
    server.stop()


def test_work_flows_again_when_redis_forgot_everything(clean_valkey: str):
    broker = make_broker(clean_valkey)
    client = broker.engine.client
    actor = dramatiq.actor(broker=broker, actor_name="work")(lambda number: number)
    with working(broker, threads=2, grace=2.0, idle_wait=0.1):
        assert actor.send(1).get_result(block=True, timeout=30_000) == 1
        client.flushall()
        client.script_flush()
        assert actor.send(2).get_result(block=True, timeout=30_000) == 2
    counts = broker.engine.counts("default")
    assert (counts.accepted_total, counts.completed_total) == (1, 1)
    broker.close()
