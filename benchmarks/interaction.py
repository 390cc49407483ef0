"""From the press to the picture: ``python -m benchmarks.interaction [--rate N] [--json]``.

All of Apolo in its own processes, on a Discord that runs here (in this process) and keeps
Discord's rules. First members press one after another on an idle system, for cards whose match is
in the database and which nobody has drawn yet; then at a steady rate whatever happens, nine in ten
for a card that is drawn already. The workers stand back for the bot, as they do everywhere
(``WORKER_NICE``). ``--guilds N`` has the bot serve so many servers; its memory is read at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil
from rich.console import Console
from rich.table import Table

from apolo.demo.rig import Rig, running
from apolo.sandbox.discord import SandboxDiscord
from benchmarks.kept_matches import keep_matches
from bot.acknowledge import WINDOW

if TYPE_CHECKING:
    from apolo.sandbox.handle import InteractionHandle
    from apolo.sandbox.member import Member
    from apolo.sandbox.places import SandboxGuild

GUILDS_PER_SHARD: Final = 2_500
_PLAYED: Final = 10
"""Servers whose members press."""
_MEMBERS: Final = 2_000
_WARM_CARDS: Final = 40
_IDLE_PRESSES: Final = 40
_LOCALES: Final = ("en-US", "pt-BR", "es-ES")
_READY_TIMEOUT: Final = 180.0
_LAST_ANSWER: Final = 120.0
_NEVER_IN_THE_BOT: Final = ("PIL/", "numpy/", "matplotlib/", "google/")
"""Parts of the paths of the native libraries of packages that only workers load."""


Card = tuple[int, str]
"""A match, and the language of who asks for it."""


@dataclass(frozen=True, slots=True)
class Times:
    """Milliseconds from a press on."""

    ack_p50_ms: float
    ack_p99_ms: float
    ack_max_ms: float
    answer_p50_ms: float
    answer_p95_ms: float


@dataclass(frozen=True, slots=True)
class Interactions:
    """What came of it.

    Times are of the steady rate; those of ``idle`` of presses one after another. ``offered_per_s``
    is the rate that was really reached. ``bot_cpu_ms`` is the bot's processor time for one of them,
    from the press to the posted picture. ``bot_rss_mib`` is the bot's memory at the end, with
    ``guilds`` servers; ``bot_loaded`` names what it has loaded of the workers' packages.
    """

    interactions: int
    answered: int
    unanswered: int
    twice: int
    ack_p50_ms: float
    ack_p99_ms: float
    ack_max_ms: float
    answer_p50_ms: float
    answer_p95_ms: float
    offered_per_s: float
    idle_ack_p50_ms: float
    idle_answer_p50_ms: float
    idle_answer_p95_ms: float
    idle_cached_answer_p50_ms: float
    bot_cpu_ms: float
    guilds: int
    bot_rss_mib: float
    bot_loaded: tuple[str, ...]


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interaction", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object on the last line")
    parser.add_argument("--rate", type=float, default=100.0, help="interactions per second")
    parser.add_argument("--duration", type=float, default=60.0, help="seconds of that rate")
    parser.add_argument("--guilds", type=int, default=10, help="servers that the bot is in")
    parser.add_argument("--log", type=Path, help="keep the parts' logs in this file")
    options = parser.parse_args()
    if options.rate <= 0 or options.duration <= 0 or options.guilds < 1:
        parser.error("--rate, --duration and --guilds must be positive")
    found = asyncio.run(run(options.rate, options.duration, options.guilds, options.log))
    console = Console(file=sys.stderr if options.json else sys.stdout)
    table = Table("figure", f"{options.rate:g} a second for {options.duration:g} s")
    for name, value in asdict(found).items():
        shown = ", ".join(value) or "nothing" if isinstance(value, tuple) else f"{value:,g}"
        table.add_row(name, shown)
    console.print(table)
    if options.json:
        print(json.dumps(asdict(found)))
    if found.unanswered or found.twice:
        sys.exit(1)


async def run(rate: float, seconds: float, guilds: int, log: Path | None = None) -> Interactions:
    """Press and count.

    Parameters
    ----------
    rate : float
        Interactions a second.
    seconds : float
        For how long.
    guilds : int
        Servers that the bot is in; the members are in ten of them.
    log : Path, optional
        Where the parts' logs go.
    """
    async with _rig(guilds, log) as (rig, servers):
        cards = _cards(await keep_matches(rig))
        members = _members(servers)
        warm = [next(cards) for _ in range(_WARM_CARDS)]
        for card in warm:
            await _press(next(members), card)
        # By now the art of most heroes and items is here, as on any day but the first.
        idle_fresh = [await _press(next(members), next(cards)) for _ in range(_IDLE_PRESSES)]
        idle_warm = [await _press(next(members), card) for card in warm]
        assert rig.bot.process is not None
        bot = psutil.Process(rig.bot.process.pid)
        busy = _busy_seconds(bot)
        handles, reached = await _steadily(rate, seconds, members, warm, cards)
        await asyncio.sleep(WINDOW)
        # What Discord has given up by now is never answered.
        waiting = [handle.answer(_LAST_ANSWER) for handle in handles if handle.ack is not None]
        await asyncio.gather(*waiting, return_exceptions=True)
        busy = _busy_seconds(bot) - busy
        journal = rig.discord.journal
        under_load, idle = _times(handles), _times(idle_fresh)
        return Interactions(
            interactions=len(journal.asked()),
            answered=len(journal.accepted()) - len(journal.unanswered()),
            unanswered=len(journal.unanswered()) + len(journal.unacknowledged()),
            twice=len(journal.answered_twice()),
            **asdict(under_load),
            offered_per_s=round(reached, 1),
            idle_ack_p50_ms=idle.ack_p50_ms,
            idle_answer_p50_ms=idle.answer_p50_ms,
            idle_answer_p95_ms=idle.answer_p95_ms,
            idle_cached_answer_p50_ms=_times(idle_warm).answer_p50_ms,
            bot_cpu_ms=round(busy * 1000 / len(handles), 2),
            guilds=guilds,
            bot_rss_mib=round(bot.memory_info().rss / 2**20, 1),
            bot_loaded=loaded(bot.pid),
        )


def loaded(pid: int) -> tuple[str, ...]:
    """What a process has loaded of the packages that only workers need."""
    maps = Path(f"/proc/{pid}/maps").read_text()
    return tuple(part.strip("/") for part in _NEVER_IN_THE_BOT if f"site-packages/{part}" in maps)


@contextlib.asynccontextmanager
async def _rig(guilds: int, log: Path | None) -> AsyncIterator[tuple[Rig, list[SandboxGuild]]]:
    shards = max(1, -(-guilds // GUILDS_PER_SHARD))
    discord = SandboxDiscord(shards=shards)
    # Known before the bot connects, as they are after any restart of it.
    servers = [
        discord.create_guild(f"server {number}", shard=number % shards, shards=shards)
        for number in range(guilds)
    ]
    with tempfile.TemporaryDirectory(prefix="apolo-interaction-") as folder:
        log_file = log or Path(folder) / "apolo.log"
        async with running(log_file, discord=discord) as rig:
            await rig.discord.ready(_READY_TIMEOUT)
            yield rig, servers[:_PLAYED]


def _cards(matches: Sequence[int]) -> Iterator[Card]:
    """Cards of the matches in every language, in a random order, without end."""
    cards = [(match_id, locale) for match_id in matches for locale in _LOCALES]
    random.Random(1).shuffle(cards)
    return cycle(cards)


def _members(guilds: Sequence[SandboxGuild]) -> Iterator[Member]:
    """Members of the servers, each again only after all the others."""
    turns = cycle(guilds)
    return cycle([next(turns).create_member(f"member {n}") for n in range(_MEMBERS)])


async def _press(member: Member, card: Card) -> InteractionHandle:
    handle = await _run(member, card)
    await handle.answer(_LAST_ANSWER)
    # Idle means that nothing is left of the one before.
    await asyncio.sleep(0.05)
    return handle


async def _run(member: Member, card: Card) -> InteractionHandle:
    match_id, locale = card
    return await member.run("match", {"id": str(match_id)}, locale=locale)


async def _steadily(
    rate: float,
    seconds: float,
    members: Iterator[Member],
    warm: Sequence[Card],
    cards: Iterator[Card],
) -> tuple[list[InteractionHandle], float]:
    """Press at a rate that waits for nobody; the presses, and the rate that was reached."""
    chance = random.Random(2)
    handles: list[InteractionHandle] = []
    began = time.monotonic()
    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
        card = next(cards) if number % 10 == 9 else chance.choice(warm)
        handles.append(await _run(next(members), card))
    return handles, len(handles) / (time.monotonic() - began)


def _times(handles: Sequence[InteractionHandle]) -> Times:
    acks = sorted(handle.ack.ms for handle in handles if handle.ack is not None)
    answers = sorted(ms for handle in handles if (ms := handle.first_answer_ms) is not None)
    return Times(
        _share(acks, 0.5),
        _share(acks, 0.99),
        round(acks[-1], 1),
        _share(answers, 0.5),
        _share(answers, 0.95),
    )


def _busy_seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


def _share(ordered: Sequence[float], share: float) -> float:
    return round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 1)


if __name__ == "__main__":
    main()
