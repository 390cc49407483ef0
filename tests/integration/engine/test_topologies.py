"""The engine on Redis Cluster, through Sentinel, and on a primary that became a replica."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import dramatiq
import pytest

from jobs.engine import AsyncEngine, EngineBroker, EngineUnavailable, JobState, NewJob, QueuePolicy
from jobs.engine.connect import of_key
from jobs.engine.keys import KeySpace
from jobs.engine.process import working
from jobs.manager import QueueManager
from tests.servers import Cluster, Server, Watched, free_ports, until

NAMESPACE = "topology"
QUEUES = tuple(f"q{n}" for n in range(6))
POLICIES = {name: QueuePolicy(name, backoff_ms=(20,)) for name in QUEUES}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("servers")


@pytest.fixture(scope="module")
def cluster(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder / "cluster")
    yield cluster
    cluster.stop()


def make_broker(url: str, *, timeout: float = 5.0) -> EngineBroker:
    broker = EngineBroker(url, namespace=NAMESPACE, policies=POLICIES, threads=4, timeout=timeout)
    dramatiq.set_broker(broker)
    for name in QUEUES:
        broker.declare_queue(name)
    return broker


def heard(node: Server, channel: str) -> bool:
    return any(count for _, count in node.client.pubsub_numsub(channel))


def declare(broker: EngineBroker) -> list[dramatiq.Actor[[int], int]]:
    return [
        dramatiq.actor(broker=broker, actor_name=f"double-{name}", queue_name=name)(lambda x: 2 * x)
        for name in QUEUES
    ]


def test_queues_on_different_nodes_of_a_cluster_work_through_the_whole_path(cluster: Cluster):
    broker = make_broker(cluster.url)
    actors = declare(broker)
    client = broker.engine.client
    markers = [KeySpace(NAMESPACE, name)["marker"] for name in QUEUES]
    nodes = {id(of_key(client, marker)) for marker in markers}
    assert len(nodes) > 1, "all queues are on one node"

    async def ends(count: int) -> set[tuple[str, str]]:
        engine = AsyncEngine.from_url(
            cluster.url, namespace=NAMESPACE, policies=POLICIES, timeout=5.0
        )
        found: set[tuple[str, str]] = set()
        listening = engine.finished(QUEUES)

        async def listen() -> None:
            async for end in listening:
                found.add(end)
                if len(found) == count:
                    return

        listener = asyncio.create_task(listen())
        channel = KeySpace(NAMESPACE, QUEUES[0]).channel
        await asyncio.to_thread(until, lambda: any(heard(node, channel) for node in cluster.nodes))
        # Announced ends come from every node, whichever is listened at.
        for name in QUEUES:
            message = dramatiq.Message(name, f"double-{name}", (3,), {}, {}, f"told-{name}")
            job = NewJob(message.message_id, message.encode(), notify=True)
            assert (await engine.enqueue(name, [job]))[0].created
        await asyncio.wait_for(listener, 30)
        states = [(await engine.statuses(name, [f"told-{name}"]))[0] for name in QUEUES]
        assert {(one.state, one.result) for one in states} == {(JobState.COMPLETED, 6)}
        info, _ = await engine.redis_info()
        assert info["cluster_enabled"] == 1
        await listening.aclose()
        await engine.close()
        return found

    with working(broker, threads=4, grace=2.0, idle_wait=0.1):
        sent = [actor.send(place) for place, actor in enumerate(actors)]
        results = [message.get_result(block=True, timeout=30_000) for message in sent]
        assert results == [2 * place for place in range(len(QUEUES))]
        assert asyncio.run(ends(len(QUEUES))) == {(name, f"told-{name}") for name in QUEUES}
    broker.close()


def test_a_manager_sees_every_node_of_a_cluster(cluster: Cluster):
    async def look() -> None:
        manager = QueueManager.from_url(cluster.url, POLICIES)
        health = await manager.get_queues_health_status()
        assert {one.queue for one in health.queues} == set(QUEUES)
        assert await manager.pause_queue("q1", True)
        await manager.pause_queue("q1", False)
        await manager.graceful_shutdown()

    asyncio.run(look())


def test_a_cluster_that_is_away_is_told():
    port = free_ports(1)[0]
    broker = make_broker(f"redis+cluster://127.0.0.1:{port}", timeout=0.5)
    actors = declare(broker)
    with pytest.raises(EngineUnavailable):
        actors[0].send(1)
    broker.close()


@pytest.mark.slow
@pytest.mark.timeout(120)
def test_sentinel_promotes_the_replica_and_work_goes_on(folder: Path):
    watched = Watched(folder / "watched")
    broker = make_broker(watched.url, timeout=1.0)
    actor = declare(broker)[0]
    with working(broker, threads=2, grace=2.0, idle_wait=0.1):
        before = actor.send(1)
        assert before.get_result(block=True, timeout=30_000) == 2
        watched.primary.client.wait(1, 2_000)
        watched.primary.kill()
        until(watched.promoted)
        message = actor.message(21)

        def accepted() -> bool:
            with suppress(EngineUnavailable):
                broker.enqueue(message)
                return True
            return False

        until(accepted)
        assert message.get_result(block=True, timeout=30_000) == 42
    assert watched.replica.client.exists(KeySpace(NAMESPACE, QUEUES[0])["jobs"])
    broker.close()
    watched.stop()


def test_a_primary_that_became_a_replica_is_left_for_the_new_one(folder: Path):
    """What a name or a proxy in front of Redis does: the same address leads to another server."""
    first, second = free_ports(2)
    old, new = Server(folder / "old", first), Server(folder / "new", second)
    old.client.config_set("repl-diskless-sync-delay", 0)
    new.client.replicaof("127.0.0.1", first)
    until(lambda: new.client.info("replication")["master_link_status"] == "up")
    broker = make_broker(f"redis://127.0.0.1:{first}")
    actor = declare(broker)[0]
    with working(broker, threads=2, grace=2.0, idle_wait=0.1):
        assert actor.send(1).get_result(block=True, timeout=30_000) == 2
        new.client.replicaof("NO", "ONE")
        old.client.replicaof("127.0.0.1", second)
        with pytest.raises(EngineUnavailable, match=r"read.?only"):
            actor.send(2)
        # Promoted again: those who were refused have to come back by themselves.
        old.client.replicaof("NO", "ONE")
        assert actor.send(3).get_result(block=True, timeout=30_000) == 6
    broker.close()
    old.stop()
    new.stop()
