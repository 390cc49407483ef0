"""Watches the queues, and owes operators a post when the verdict has changed for good.

Any number of bot processes may watch: in Redis they agree on what was told last, and on which of
them tells what is new. While Redis is away each tells from its own view, rounded to the same
moment, so that Discord takes one of the posts.
"""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final, Protocol

from bot.alerts.settled import Settled
from bot.alerts.words import alert_text
from bot.channel_posts import ChannelPost
from bot.queuehealth.look import Watched, look
from bot.queuehealth.patience import Patience
from jobs.api import JobsUnavailable
from jobs.health import Verdict

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.alerts.settled import AlertPolicy
    from bot.clock import DiscordClock
    from jobs.health import HealthReport
    from jobs.manager import Agreed
    from locales import Locale
    from store.pool import Pool

log = logging.getLogger(__name__)

_SAME_MOMENT_MS: Final = 5 * 60 * 1000
"""Bots that lose Redis within so long tell it as one; Discord knows a nonce for some minutes."""


class Agreeing(Watched, Protocol):
    """The queues, and what all who watch them agree on; `jobs.manager.QueueManager` is it."""

    async def agree(
        self, verdict: Verdict | None, at_ms: int, *, told: tuple[Verdict, int] | None = None
    ) -> Agreed:
        """Agree on a verdict, or ask for it."""

    async def promise(self, at_ms: int) -> bool:
        """Note that a change will be told."""


class Alerts:
    """The watch of one bot process.

    Parameters
    ----------
    queues, pool
        What is looked at; without a database that is left out.
    owe
        Promises a post to a channel: it is journaled when this returns.
    clock
        Discord's time.
    channel_id
        Where operators are told.
    place
        The channel's server and its language.
    policy
        Times.
    """

    def __init__(
        self,
        queues: Agreeing,
        pool: Pool | None,
        owe: Callable[[ChannelPost], Awaitable[bool]],
        clock: DiscordClock,
        *,
        channel_id: int,
        place: Callable[[int], tuple[int | None, Locale]],
        policy: AlertPolicy,
    ) -> None:
        self._queues = queues
        self._pool = pool
        self._owe = owe
        self._clock = clock
        self._channel_id = channel_id
        self._place = place
        self._policy = policy
        self._patience = Patience(policy.within)
        self._settled: Settled | None = None
        self._known = Verdict.HEALTHY
        self._told_alone: tuple[Verdict, int] | None = None

    async def run(self) -> None:
        """Watch until cancelled."""
        try:
            while True:
                try:
                    await self._round()
                except Exception:
                    # The watch must outlive whatever is wrong with what it watches.
                    log.exception("a look at the queues failed")
                await asyncio.sleep(self._policy.every)
        finally:
            await self._patience.stop()

    async def _round(self) -> None:
        report = await look(self._queues, self._pool, self._patience)
        if self._settled is None:
            await self._begin(report)
        assert self._settled is not None
        verdict = self._settled.see(report.verdict, asyncio.get_running_loop().time())
        if not report.redis.reachable:
            await self._tell_alone(verdict, report)
            return
        try:
            await self._tell_together(verdict, report)
        except (JobsUnavailable, TimeoutError):
            log.info("Redis went away while the bots agreed on the verdict")

    async def _begin(self, report: HealthReport) -> None:
        if report.redis.reachable:
            try:
                now = await self._patience.wait_for(self._queues.agree(None, 0))
                self._known = now.before
            except (JobsUnavailable, TimeoutError):
                log.info("what was told of the queues before is not known")
        self._settled = Settled(self._known, self._policy)

    async def _tell_together(self, verdict: Verdict, report: HealthReport) -> None:
        at_ms = int(self._clock.now_ms())
        agreed = await self._patience.wait_for(
            self._queues.agree(verdict, at_ms, told=self._told_alone)
        )
        self._told_alone = None
        self._known = verdict
        if agreed.mine:
            await self._tell(verdict, agreed.before, agreed.at_ms, report)
            await self._patience.wait_for(self._queues.promise(agreed.at_ms))

    async def _tell_alone(self, verdict: Verdict, report: HealthReport) -> None:
        before = self._known if self._told_alone is None else self._told_alone[0]
        if verdict is before:
            return
        now_ms = int(self._clock.now_ms())
        await self._tell(verdict, before, now_ms - now_ms % _SAME_MOMENT_MS, report)
        self._told_alone = verdict, now_ms

    async def _tell(
        self, verdict: Verdict, before: Verdict, at_ms: int, report: HealthReport
    ) -> None:
        log.warning("the verdict on the queues changed from %s to %s", before, verdict)
        guild_id, locale = self._place(self._channel_id)
        await self._owe(
            ChannelPost(
                key=f"health:{verdict}",
                due_ms=at_ms,
                channel_id=self._channel_id,
                guild_id=guild_id,
                locale=locale,
                words=alert_text(locale, verdict, before, report),
                quiet=True,
            )
        )
