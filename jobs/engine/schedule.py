"""Recurring jobs by cron expression, enqueued once whoever else schedules them."""

from __future__ import annotations

import asyncio
import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import structlog
from croniter import CroniterError, croniter

from jobs.engine import requests
from jobs.engine.client import AsyncEngine
from jobs.engine.errors import EngineUnavailable
from jobs.engine.requests import NewJob

#: The longest sleep between two looks, in seconds.
LOOK_EVERY = 30.0
_log = structlog.get_logger("jobs.engine.schedule")


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that comes again and again.

    Parameters
    ----------
    name : str
        Its name for ever; the job's id is ``schedule:name:fire-time``.
    cron : str
        Five fields: minute, hour, day of the month, month, day of the week.
    queue : str
        Where it goes.
    job : Callable[[str], NewJob]
        Makes the job for an id.
    zone : str
        The time zone of the fields. Where its clocks skip an hour, what falls into it comes at its
        end; where they repeat one, a job with an hour of its own comes once, the first time, and
        one for every hour comes in both.
    missed_s : int
        A run that was missed (no scheduler was running) is made up for once, where it is not
        older than so many seconds; 0 leaves it out.

    Raises
    ------
    ValueError
        Where the expression or the zone is none.
    """

    name: str
    cron: str
    queue: str
    job: Callable[[str], NewJob]
    zone: str = "UTC"
    missed_s: int = 3600

    def __post_init__(self) -> None:
        if not croniter.is_valid(self.cron):
            raise ValueError(f"recurring job {self.name!r}: {self.cron!r} is no cron expression")
        ZoneInfo(self.zone)

    def last_before(self, now_ms: int) -> int:
        """The latest fire time that is not after ``now_ms``, both in ms."""
        # croniter's "previous" is strictly before, so one is added to let a full hit count.
        return self._first_that_counts(self._from(now_ms + 1).get_prev)

    def next_after(self, now_ms: int) -> int:
        """The first fire time after ``now_ms``, both in ms."""
        return self._first_that_counts(self._from(now_ms).get_next)

    def _first_that_counts(self, step: Callable[[type[float]], float]) -> int:
        every_hour = self.cron.split()[1].startswith("*")
        while True:
            found = step(float)
            if every_hour or not datetime.fromtimestamp(found, ZoneInfo(self.zone)).fold:
                return int(found * 1000)

    def _from(self, at_ms: int) -> croniter:
        moment = datetime.fromtimestamp(at_ms / 1000, UTC).astimezone(ZoneInfo(self.zone))
        try:
            return croniter(self.cron, moment)
        except CroniterError as error:
            raise ValueError(str(error)) from error


class Scheduler:
    """Enqueues recurring jobs when they are due; any number may run at once.

    All of them make the same ids, so each fire time is one job. What was enqueued is remembered
    in Redis, so that a scheduler that starts later does not repeat what is already forgotten.

    Parameters
    ----------
    engine : AsyncEngine
        Where the jobs go.
    recurring : Sequence[Recurring]
        What comes again.
    space : str
        The name of the key space that remembers.

    Attributes
    ----------
    looked_at : float
        When it last looked at the schedule with success, by `time.monotonic`; -inf before.
    """

    def __init__(self, engine: AsyncEngine, recurring: Sequence[Recurring], *, space: str) -> None:
        self._engine = engine
        self._recurring = recurring
        self._space = engine.queues.named(space)
        self.looked_at = -math.inf

    async def run(self) -> None:
        """Enqueue what becomes due, for ever."""
        pause = 0.5
        while True:
            try:
                wait = await self.look()
                self.looked_at = time.monotonic()
                pause = 0.5
            except EngineUnavailable as error:
                _log.warning("not_scheduling", reason=str(error))
                wait, pause = pause * random.uniform(0.5, 1.5), min(pause * 2, 10.0)
            await asyncio.sleep(wait)

    async def look(self) -> float:
        """Enqueue what is due now; seconds until the next look.

        Raises
        ------
        EngineUnavailable
        """
        wait = LOOK_EVERY
        for one in self._recurring:
            now, last = await self._engine.run(requests.fired(self._space, one.name, 0))
            due = one.last_before(now)
            if due > last:
                await self._fire(one, due, now, last)
            wait = min(wait, (one.next_after(now) - now) / 1000)
        return max(wait, 0.01)

    async def _fire(self, one: Recurring, due: int, now: int, last: int) -> None:
        # Never seen before: it begins with its next fire time, unless this one is just due.
        allowed = one.missed_s * 1000 if last else LOOK_EVERY * 1000
        if now - due <= allowed:
            job_id = f"schedule:{one.name}:{due // 1000}"
            await self._engine.enqueue(one.queue, [one.job(job_id)])
            _log.info("scheduled", name=one.name, job_id=job_id)
        else:
            _log.warning("fire_time_missed", name=one.name, late_s=(now - due) // 1000)
        # Enqueued first, remembered after: a crash between repeats an id, which is harmless.
        await self._engine.run(requests.fired(self._space, one.name, due))
