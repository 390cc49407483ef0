"""Valkey servers of a test's own: a cluster, a primary with replicas, Sentinels."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import redis

from apolo.embedded.valkey import find_binary

HOST = "127.0.0.1"
SLOTS = 16_384


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on, small enough for a cluster's second one."""
    found: list[int] = []
    while len(found) < count:
        with socket.socket() as probe:
            probe.bind((HOST, 0))
            port = probe.getsockname()[1]
        if port < 55_000 and port not in found:
            found.append(port)
    return found


def until(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait until something holds. Raises `TimeoutError`."""
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not within {seconds} s")
        time.sleep(0.02)


class Server:
    """One server process, its port and a client of its own.

    Parameters
    ----------
    folder : Path
        For its files; made where absent.
    settings : str
        Further words of its command line.
    """

    def __init__(self, folder: Path, port: int, *settings: str, sentinel: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        conf = folder / "server.conf"
        if not conf.exists():
            snapshots = "" if sentinel else "save ''\n"
            conf.write_text(f"port {port}\nbind {HOST}\ndir {folder}\n{snapshots}")
        self.port = port
        self._command = [str(find_binary()), str(conf), *settings]
        if sentinel:
            self._command.append("--sentinel")
        self.client = redis.Redis(HOST, port, socket_timeout=5.0, driver_info=None)
        self.start()

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = subprocess.Popen(
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        until(self._answers)

    def kill(self) -> None:
        """End it with -9."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """Let it hang, as a machine that is lost."""
        os.kill(self._process.pid, signal.SIGSTOP)

    def stop(self) -> None:
        """End it for good."""
        self.client.close()
        self.kill()

    def _answers(self) -> bool:
        with suppress(redis.RedisError):
            return bool(self.client.ping())
        return False


class Cluster:
    """A Redis Cluster of primaries without replicas."""

    def __init__(self, folder: Path, size: int = 3) -> None:
        ports = free_ports(size)
        options = ("--cluster-enabled", "yes", "--cluster-node-timeout", "2000")
        self.nodes = [Server(folder / str(port), port, *options) for port in ports]
        bounds = [SLOTS * place // size for place in range(size + 1)]
        for place, node in enumerate(self.nodes):
            slots = range(bounds[place], bounds[place + 1])
            node.client.execute_command("CLUSTER", "ADDSLOTS", *slots)
            node.client.execute_command("CLUSTER", "SET-CONFIG-EPOCH", place + 1)
        for node in self.nodes[1:]:
            self.nodes[0].client.execute_command("CLUSTER", "MEET", HOST, node.port)
        until(lambda: all(map(self._whole, self.nodes)))

    @property
    def url(self) -> str:
        """Of all nodes."""
        return "redis+cluster://" + ",".join(f"{HOST}:{node.port}" for node in self.nodes)

    def stop(self) -> None:
        """End all nodes."""
        for node in self.nodes:
            node.stop()

    def _whole(self, node: Server) -> bool:
        info = node.client.execute_command("CLUSTER", "INFO")
        text = info.decode() if isinstance(info, bytes) else str(info)
        return "cluster_state:ok" in text or "'cluster_state': 'ok'" in text


class Watched:
    """A primary with a replica, and Sentinel, which promotes that when the primary is gone."""

    SERVICE = "apolo"

    def __init__(self, folder: Path) -> None:
        first, second, watcher = free_ports(3)
        self.primary = Server(folder / "primary", first, "--appendonly", "yes")
        self.primary.client.config_set("repl-diskless-sync-delay", 0)
        self.replica = Server(folder / "replica", second, "--replicaof", HOST, str(first))
        until(lambda: self.replica.client.info("replication")["master_link_status"] == "up")
        self.sentinel = Server(folder / "sentinel", watcher, sentinel=True)
        sentinel = self.sentinel.client
        sentinel.execute_command("SENTINEL", "MONITOR", self.SERVICE, HOST, first, 1)
        for name, value in (("down-after-milliseconds", 500), ("failover-timeout", 3_000)):
            sentinel.execute_command("SENTINEL", "SET", self.SERVICE, name, value)
        # It learns of the replica from the primary, and only then can promote it.
        until(lambda: len(sentinel.execute_command("SENTINEL", "REPLICAS", self.SERVICE)) == 1)

    @property
    def url(self) -> str:
        """By Sentinel."""
        return f"redis+sentinel://{HOST}:{self.sentinel.port}/{self.SERVICE}"

    def promoted(self) -> bool:
        """Whether the replica is primary."""
        return str(self.replica.client.info("replication")["role"]) == "master"

    def stop(self) -> None:
        """End all three."""
        for server in (self.sentinel, self.replica, self.primary):
            server.stop()
