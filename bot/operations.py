"""What operators use: their desks and the audit log, put together for the client."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from bot.alerts.watch import Agreeing, Alerts
from bot.jobdesk.desk import JobDesk
from bot.jobdesk.pages import ManagedJobs
from bot.queuehealth.desk import Desk, Queues
from store.audit_log import AuditLog
from store.audit_spool import Spool, audit_folder

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.alerts.settled import AlertPolicy
    from bot.channel_posts import ChannelPost
    from bot.clock import DiscordClock
    from bot.operators import Operators
    from bot.presses import Handler
    from bot.steps import Jobs
    from locales import Locale
    from store.pool import Pool


class Managed(Queues, ManagedJobs, Agreeing, Protocol):
    """All that operators see and steer; `jobs.manager.QueueManager` is it."""


class Operations:
    """The desks of operators.

    Parameters
    ----------
    queues
        None where the job system can't be looked at.
    pool
        None where there is no database.
    operators
        Whom they serve.
    clock
        Discord's time.
    jobs
        Draws the queues' chart.
    state_dir
        Where entries of the audit log wait for the database.
    redact
        Takes secrets out of a text.
    """

    def __init__(
        self,
        queues: Managed | None,
        pool: Pool | None,
        operators: Operators,
        clock: DiscordClock,
        jobs: Jobs,
        *,
        state_dir: Path,
        redact: Callable[[str], str],
    ) -> None:
        self._audit = AuditLog(pool, Spool(audit_folder(state_dir)))
        self.health = Desk(queues, operators, clock, self._audit, jobs, pool=pool)
        self.jobs = JobDesk(queues, operators, self._audit, redact=redact)
        self._queues = queues
        self._pool = pool
        self._clock = clock
        self._services: list[asyncio.Task[None]] = []

    def start(self) -> None:
        """Begin what runs in the background."""
        self._services.append(asyncio.create_task(self._audit.keep_flushing(), name="audit-log"))

    def alert(
        self,
        channel_id: int,
        owe: Callable[[ChannelPost], Awaitable[bool]],
        place: Callable[[int], tuple[int | None, Locale]],
        policy: AlertPolicy,
    ) -> None:
        """Begin to tell operators of changes in a channel; see `bot.alerts.watch.Alerts`."""
        if self._queues is None:
            return
        alerts = Alerts(
            self._queues,
            self._pool,
            owe,
            self._clock,
            channel_id=channel_id,
            place=place,
            policy=policy,
        )
        self._services.append(asyncio.create_task(alerts.run(), name="alerts"))

    def handlers(self) -> dict[str, Handler]:
        """What the desks' buttons and menus do."""
        return {**self.health.handlers(), **self.jobs.handlers()}

    async def stop(self) -> None:
        """End all; levers that are still being pulled are noted as cut off."""
        await self.health.stop()
        await self.jobs.stop()
        for service in self._services:
            service.cancel()
        await asyncio.gather(*self._services, return_exceptions=True)
