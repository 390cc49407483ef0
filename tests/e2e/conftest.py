"""A Discord, a job system and bots to play with: all real but Discord, which keeps its rules."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from apolo.sandbox.discord import SandboxDiscord
from apolo.sandbox.member import Member
from apolo.sandbox.permissions import EVERYBODY, Permission
from bot.alerts.settled import AlertPolicy
from bot.checkpoints import Checkpoint, Reached, pass_by
from bot.client import ApoloBot, BotConfig
from bot.fairuse import FairUseLimits
from bot.journal import Journal
from bot.languages import Languages
from bot.operations import Managed
from bot.progress import interim_texts
from bot.servers import Servers
from bot.steps import DeliveryPolicy, Jobs
from jobs import pictures
from jobs.api import JobsApi, JobStatus
from jobs.engine import Engine, NewJob, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.records import (
    JobError,
    WorkerCard,
    encode_card,
    encode_error,
    encode_result,
)
from jobs.engine.requests import ClaimedJob, Finish
from jobs.engine.session import WORKERS
from jobs.manager import QueueManager
from jobs.pictures import StoredPicture
from jobs.queues import NAMESPACE, QUEUES
from store.pool import Pool

PNG = b"\x89PNG\r\n\x1a\n" + b"a picture of a match" * 50
# Of the sandbox, in seconds: a press is not lost because the machine is busy.
PATIENCE = 60.0
FAST = DeliveryPolicy(
    poll_every=0.2, backoff_first=0.05, backoff_most=0.2, enqueue_for=0.6, stop_within=2.0
)

PROMPT = AlertPolicy(every=0.05, worse_for=0.1, better_for=0.1, within=30.0)


@dataclass
class Hands:
    """A worker that a test moves by hand."""

    engine: Engine
    _numbers: Iterator[int] = field(default_factory=count)

    async def take(self, queue: str = "image-generation", within: float = 60.0) -> ClaimedJob:
        """Wait for a job and take it."""
        async with asyncio.timeout(within):
            while True:
                claimed = await asyncio.to_thread(self._claim, queue)
                if claimed:
                    return claimed[0]
                await asyncio.sleep(0.01)

    def idle(self, queue: str = "image-generation") -> bool:
        """Whether nothing waits to be done."""
        counts = self.engine.counts(queue)
        return counts.waiting + counts.delayed + counts.active == 0

    def draw(
        self,
        job: ClaimedJob,
        *,
        ref: str = "card",
        alt: str = "A match",
        queue: str = "image-generation",
        **other: Any,
    ) -> None:
        """Finish a job with a picture."""
        self.keep(ref, **other)
        result = {"kind": "image", "picture": ref, "filename": "match-1.png", "alt": alt}
        self.complete(job, result, queue=queue)

    def keep(self, ref: str, data: bytes = PNG) -> None:
        """Keep a picture as an actor does."""
        space = self.engine.queues.named(pictures.SPACE)
        self.engine.run(pictures.put_request(space, ref, StoredPicture(data, "m.png", "")))

    def complete(self, job: ClaimedJob, result: object, *, queue: str = "image-generation") -> None:
        """Finish a job."""
        self._finish(job, "c", encode_result(result), queue)

    def fail(
        self, job: ClaimedJob, code: str, *, queue: str = "image-generation", **params: Any
    ) -> None:
        """Fail a job for good."""
        self._finish(job, "f", encode_error(JobError(code, "in a test", params)), queue)

    def pretend_a_worker(self) -> None:
        """Have the queues know a worker of all of them."""
        card = encode_card(WorkerCard(host="h", pid=1, threads=8, queues=tuple(QUEUES)))
        space = self.engine.queues.named(WORKERS)
        self.engine.run(requests.beat(space, "w", card, forgotten_ms=300_000))

    async def leave_failed(
        self, count: int, *, queue: str = "image-generation", code: str = "internal"
    ) -> list[str]:
        """Leave failed jobs in a queue; their ids."""
        ids = [f"job-{number}" for number in range(count)]
        for job_id in ids:
            self.engine.enqueue(queue, [NewJob(job_id, b"{}", actor="match_card")])
            self.fail(await self.take(queue), code, queue=queue)
        return ids

    def status(self, job_id: str, queue: str = "image-generation") -> JobStatus:
        """Read a job."""
        return self.engine.statuses(queue, [job_id])[0]

    def _claim(self, queue: str) -> tuple[ClaimedJob, ...]:
        request = requests.claim(
            self.engine.queues.space(queue),
            QUEUES[queue],
            LeasePolicy(),
            worker="hands",
            consumer="hands",
            request=f"{uuid.uuid4()}-{next(self._numbers)}",
            most=1,
            idle=False,
        )
        return self.engine.run(request).jobs

    def _finish(self, job: ClaimedJob, outcome: str, payload: bytes, queue: str) -> None:
        space = self.engine.queues.space(queue)
        run = Finish(job.job_id, job.record.token, outcome, 3, 0, payload)
        assert self.engine.run(requests.finish(space, QUEUES[queue], [run])) == [1]


@pytest.fixture
def eventually() -> Callable[[Callable[[], bool]], Awaitable[None]]:
    """Return a wait for what announces itself to nobody."""

    async def wait(condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.01)

    return wait


@pytest.fixture
def hands(clean_valkey: str) -> Iterator[Hands]:
    """Yield a worker to be moved by hand, on an empty job system."""
    # A busy machine may take long to answer; only the bot itself is in a hurry.
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield Hands(engine)
    engine.close()


@pytest.fixture
async def jobs(clean_valkey: str) -> AsyncIterator[JobsApi]:
    """Yield the job system as the bot sees it."""
    api = JobsApi.from_url(clean_valkey)
    yield api
    await api.close()


@pytest.fixture
async def manager(clean_valkey: str) -> AsyncIterator[QueueManager]:
    """Yield the job system as its operators see it."""
    manager = QueueManager.from_url(clean_valkey)
    yield manager
    await manager.graceful_shutdown()


@pytest.fixture
def boss(discord: SandboxDiscord) -> Member:
    """An operator, who is an administrator of a server as well."""
    return discord.create_guild("A").create_member(
        "boss", permissions=EVERYBODY | Permission.ADMINISTRATOR
    )


@pytest.fixture
async def discord() -> AsyncIterator[SandboxDiscord]:
    """Yield a running Discord."""
    async with SandboxDiscord(acknowledge_within=PATIENCE) as server:
        # What only asks for patience is no answer.
        notices = interim_texts()
        server.journal.interim = lambda message: message.content in notices
        yield server


@dataclass
class Bots:
    """Starts bots in this process, and stops them."""

    discord: SandboxDiscord
    jobs: JobsApi
    directory: Path
    policy: DeliveryPolicy = FAST
    _running: list[tuple[ApoloBot, Journal, asyncio.Task[None]]] = field(default_factory=list)

    async def start(
        self,
        *,
        jobs: Jobs | None = None,
        reached: Reached = pass_by,
        policy: DeliveryPolicy | None = None,
        wait: bool = True,
        operators: frozenset[int] = frozenset(),
        queues: Managed | None = None,
        pool: Pool | None = None,
        languages: Languages | None = None,
        fair_use: FairUseLimits | None = None,
        redact: Callable[[str], str] = str,
        alert_channel: int | None = None,
        servers: Servers | None = None,
    ) -> ApoloBot:
        """Start a bot and wait until it serves."""
        self.directory.mkdir(exist_ok=True)
        journal = Journal.open(self.directory / "journal")
        config = BotConfig(
            token=self.discord.token,
            state_dir=self.directory,
            api_url=self.discord.api_url,
            gateway_url=self.discord.gateway_url,
            delivery=policy or self.policy,
            fair_use=fair_use or FairUseLimits(),
            operator_ids=operators,
            redact=redact,
            alert_channel_id=alert_channel,
            alerts=PROMPT,
        )
        bot = ApoloBot(
            config,
            jobs or self.jobs,
            journal,
            queues=queues,
            pool=pool,
            languages=languages,
            servers=servers,
            reached=reached,
        )
        task = asyncio.create_task(bot.start(self.discord.token))
        self._running.append((bot, journal, task))
        if wait:
            await self.discord.ready()
        return bot

    async def stop(self) -> None:
        """Stop all, gracefully."""
        while self._running:
            bot, journal, task = self._running.pop()
            await bot.close()
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
            await asyncio.to_thread(journal.close)


@pytest.fixture
async def bots(discord: SandboxDiscord, jobs: JobsApi, tmp_path: Path) -> AsyncIterator[Bots]:
    """Yield a starter of bots."""
    starter = Bots(discord, jobs, tmp_path / "bot")
    yield starter
    await starter.stop()


@dataclass
class BotProcess:
    """A bot in a process of its own, that can be killed."""

    process: subprocess.Popen[bytes]

    async def died(self, within: float = 60.0) -> int:
        """Wait for the end; the exit code, negative for a signal."""
        return await asyncio.to_thread(self.process.wait, within)

    def kill(self) -> None:
        """Kill -9."""
        self.process.kill()
        self.process.wait()


@pytest.fixture
def bot_process(
    discord: SandboxDiscord, clean_valkey: str, tmp_path: Path
) -> Iterator[Callable[..., BotProcess]]:
    """Yield a function that starts a bot process that dies at a checkpoint."""
    started: list[BotProcess] = []

    def start(die_at: Checkpoint | None = None) -> BotProcess:
        data_dir = tmp_path / "bot"
        data_dir.mkdir(exist_ok=True)
        told = {
            "api_url": discord.api_url,
            "gateway_url": discord.gateway_url,
            "token": discord.token,
            "redis_url": clean_valkey,
            "data_dir": str(data_dir),
            **({"die_at": die_at.value} if die_at else {}),
        }
        script = Path(__file__).with_name("bot_process.py")
        process = subprocess.Popen([sys.executable, str(script), json.dumps(told)])
        started.append(BotProcess(process))
        return started[-1]

    yield start
    for one in started:
        one.kill()
