"""Members press while workers, Redis and the bot are killed: what becomes of every press."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from apolo.demo.rig import Rig, running
from apolo.sandbox.opendota_data.accounts import BY_ID
from benchmarks.chaotic.monkey import Valkey
from benchmarks.kept_matches import keep_matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from apolo.sandbox.handle import InteractionHandle
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message

_READY: Final = 60.0
_LAST_WAIT: Final = 180.0
"""Seconds after the last kill within which all that was acknowledged has to be answered."""
_LANGUAGES: Final = ("en-US", "pt-BR", "es-ES")
_SERVERS: Final = 10


@dataclass(frozen=True, slots=True)
class Replies:
    """What came of the presses.

    ``acknowledged`` are those whose acknowledgement Discord took; what is pressed while no bot
    runs can't be. ``pictures`` and ``texts`` tell the answers apart: an error is a text, too.
    ``answer_max_s`` is the longest that a member waited.
    """

    pressed: int
    acknowledged: int
    unanswered: int
    twice: int
    pictures: int
    texts: int
    answer_max_s: float | None
    kills: dict[str, int]


@dataclass
class Killer:
    """Kills something every 1 to 4 seconds, and puts back what a service manager would."""

    rig: Rig
    valkey: Valkey
    seconds: float
    chance: random.Random
    kills: Counter[str] = field(default_factory=Counter)

    async def run(self) -> None:
        """Kill until the time is over."""
        ends = time.monotonic() + self.seconds
        victims = cycle([self._worker, self._bot, self._worker, self._redis, self._workers])
        while True:
            wait = self.chance.uniform(1.0, 4.0)
            if time.monotonic() + wait > ends:
                return
            await asyncio.sleep(wait)
            await next(victims)()

    async def _worker(self) -> None:
        assert self.rig.worker.process is not None
        children = psutil.Process(self.rig.worker.process.pid).children()
        processes = [child for child in children if "spawn_main" in " ".join(child.cmdline())]
        if processes:
            self.chance.choice(processes).kill()
            self.kills["worker"] += 1

    async def _workers(self) -> None:
        """The supervisor, and with it all its processes, as when a machine is lost."""
        process = self.rig.worker.process
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        await asyncio.to_thread(process.wait)
        self.kills["workers"] += 1
        await asyncio.to_thread(self.rig.worker.start)

    async def _bot(self) -> None:
        process = self.rig.bot.process
        assert process is not None
        process.kill()
        await asyncio.to_thread(process.wait)
        self.kills["bot"] += 1
        await asyncio.sleep(self.chance.uniform(0.0, 1.0))
        await asyncio.to_thread(self.rig.bot.start)

    async def _redis(self) -> None:
        await asyncio.to_thread(self.valkey.kill, self.chance.uniform(0.2, 2.0))
        self.kills["redis"] += 1


def run(interactions: int, seconds: float, *, seed: int = 1, log: Path | None = None) -> Replies:
    """Press evenly over the time while everything is killed, then count.

    Parameters
    ----------
    interactions : int
        How often members press.
    seconds : float
        For how long.
    seed : int
        Decides the times of the kills.
    log : Path, optional
        Where the parts' logs go.
    """
    return asyncio.run(_run(interactions, seconds, seed, log))


async def _run(interactions: int, seconds: float, seed: int, log: Path | None) -> Replies:
    with tempfile.TemporaryDirectory(prefix="apolo-chaos-") as folder:
        place = Path(folder)
        valkey = await asyncio.to_thread(Valkey, place / "valkey")
        try:
            whole = running(
                log or place / "apolo.log", REDIS_URL=valkey.url, OPENDOTA_API_KEY="sandbox"
            )
            async with whole as rig:
                presses = _presses(rig, await keep_matches(rig))
                await rig.discord.ready(_READY)
                killer = Killer(rig, valkey, seconds, random.Random(seed))
                killing = asyncio.create_task(killer.run())
                began = time.monotonic()
                for number in range(interactions):
                    due = began + seconds * number / interactions
                    await asyncio.sleep(max(0.0, due - time.monotonic()))
                    await next(presses)
                await killing
                await _settled(rig)
                return _count(rig, killer)
        finally:
            await asyncio.to_thread(valkey.stop)


def _presses(rig: Rig, matches: list[int]) -> Iterator[asyncio.Task[InteractionHandle]]:
    """Presses without end: mostly cards, in all languages, in several servers."""
    guilds = cycle([rig.discord.create_guild(f"server {n}") for n in range(_SERVERS)])
    languages, accounts, ids = cycle(_LANGUAGES), cycle(BY_ID), cycle(matches)
    number = 0
    while True:
        number += 1
        member: Member = next(guilds).create_member(f"member {number}", locale=next(languages))
        if number % 10 == 0:
            press = member.run("link", {"steam_id": str(next(accounts))})
        else:
            press = member.run("match", {"id": str(next(ids))})
        yield asyncio.ensure_future(press)


async def _settled(rig: Rig) -> None:
    """Wait until nothing is owed, or for as long as is allowed."""
    deadline = time.monotonic() + _LAST_WAIT
    # The last presses have their three seconds to be acknowledged.
    await asyncio.sleep(3.5)
    journal = rig.discord.journal
    while (journal.unanswered() or journal.thinking()) and time.monotonic() < deadline:  # noqa: ASYNC110
        await asyncio.sleep(0.2)


def _count(rig: Rig, killer: Killer) -> Replies:
    journal = rig.discord.journal
    accepted = journal.accepted()
    answers = [event for one in accepted for event in one.answers(journal.interim)]
    messages: list[Message] = [event.message for event in answers if event.message is not None]
    pictures = sum(bool(message.attachments) for message in messages)
    waits = [ms for one in accepted if (ms := one.first_answer_ms(journal.interim)) is not None]
    left = {one.id for one in (*journal.unanswered(), *journal.thinking())}
    return Replies(
        pressed=len(journal.asked()),
        acknowledged=len(accepted),
        unanswered=len(left),
        twice=len(journal.answered_twice()),
        pictures=pictures,
        texts=len(messages) - pictures,
        answer_max_s=round(max(waits) / 1000, 1) if waits else None,
        kills=dict(killer.kills),
    )
