"""Kills workers and Redis with -9, and puts back what an operator's machine would."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Event, Thread

import psutil

from apolo.embedded.processes import read_pid
from apolo.embedded.valkey import ValkeyServer
from benchmarks.chaotic.marks import Kill

_ROOT = Path(__file__).resolve().parents[2]


class Valkey:
    """A Valkey of this benchmark's own that can be killed and started again."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o755)
        self._server = ValkeyServer(folder, appendfsync="always", timeout=30.0)
        self._pid_file = folder / "valkey.pid"
        self._server.ensure_running()
        self.outages: list[tuple[float, float]] = []

    @property
    def url(self) -> str:
        """Where it is, also after a restart."""
        return self._server.url

    def kill(self, down_for: float) -> None:
        """Kill it with -9, and start it again after so many seconds."""
        pid = read_pid(self._pid_file)
        assert pid is not None
        gone = time.monotonic()
        os.kill(pid, signal.SIGKILL)
        time.sleep(down_for)
        self._server.ensure_running()
        self.outages.append((gone, time.monotonic()))

    def stop(self) -> None:
        """End it."""
        self._server.stop()


class Workers:
    """Two worker processes of five threads: under one supervisor, or each under its own.

    Parameters
    ----------
    url : str
        Of Redis.
    marks : Path
        Where the runs are marked.
    whole : bool
        Whether a kill takes the supervisor too, as when a machine is lost.
    """

    def __init__(self, url: str, marks: Path, *, whole: bool) -> None:
        self._whole = whole
        self._command = (sys.executable, "-m", "benchmarks.chaotic.worker", url, str(marks))
        self._supervisors = [self._start(1), self._start(1)] if whole else [self._start(2)]
        self.kills: list[Kill] = []

    def _start(self, processes: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            (*self._command, str(processes)),
            cwd=_ROOT,
            start_new_session=True,
            stderr=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )

    def pids(self) -> list[int]:
        """The worker processes of every supervisor."""
        return [pid for one in self._supervisors for pid in _workers_of(one.pid)]

    def kill_one(self, chance: random.Random) -> None:
        """Kill one at random with -9; nothing where none runs just now."""
        if self._whole:
            place = chance.randrange(len(self._supervisors))
            victim = self._supervisors[place]
            pids = frozenset(_workers_of(victim.pid))
            self.kills.append(Kill(time.monotonic(), pids))
            os.killpg(victim.pid, signal.SIGKILL)
            victim.wait()
            self._supervisors[place] = self._start(1)
        elif pids := frozenset(self.pids()):
            pid = chance.choice(sorted(pids))
            self.kills.append(Kill(time.monotonic(), frozenset({pid})))
            os.kill(pid, signal.SIGKILL)

    def stop(self) -> None:
        """End all of them."""
        for one in self._supervisors:
            one.terminate()
        for one in self._supervisors:
            one.wait(30)


class Monkey(Thread):
    """Kills for a while: a worker every 1 to 3 seconds, Redis twice.

    Parameters
    ----------
    workers, valkey
        What to kill.
    seconds : float
        For how long.
    seed : int
        The same seed kills at the same times.
    """

    def __init__(self, workers: Workers, valkey: Valkey, *, seconds: float, seed: int) -> None:
        super().__init__(name="monkey")
        self._workers = workers
        self._valkey = valkey
        self._seconds = seconds
        self._chance = random.Random(seed)
        self.done = Event()

    def run(self) -> None:
        """Kill until the time is over."""
        began = time.monotonic()
        redis_at = [self._seconds / 3, self._seconds * 2 / 3]
        while True:
            wait = self._chance.uniform(1.0, 3.0)
            if time.monotonic() + wait - began > self._seconds:
                break
            time.sleep(wait)
            self._workers.kill_one(self._chance)
            if redis_at and time.monotonic() - began > redis_at[0]:
                redis_at.pop(0)
                self._valkey.kill(down_for=0.5)
        self.done.set()


def _workers_of(supervisor: int) -> list[int]:
    try:
        children = psutil.Process(supervisor).children()
        return [child.pid for child in children if "spawn_main" in " ".join(child.cmdline())]
    except psutil.NoSuchProcess:
        return []
