"""Answers operators at once: looks at the queues and pulls their levers, in bounded time.

Nothing here is a job, so that it works when no job can run. Each answer is Discord's one-step
kind: it is the acknowledgement, so nothing is promised that a crash could leave open.
"""

from __future__ import annotations

import asyncio
import io
import logging
from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, Protocol

import discord

from bot.operators import admitted
from bot.queuehealth.audit_view import SHOWN, audit_view
from bot.queuehealth.chart import FILENAME, Chart, Charts, NoChart, hopeless
from bot.queuehealth.levers import Changed, Levers
from bot.queuehealth.look import Watched, look
from bot.queuehealth.patience import WITHIN, Patience
from bot.queuehealth.view import ALL, clear_question, health_view
from bot.replies import complete, locale_of, refuse, replace, show
from jobs.api import JobsUnavailable
from locales import text

if TYPE_CHECKING:
    from bot.clock import DiscordClock
    from bot.operators import Operators
    from bot.presses import Handler, Press
    from bot.replies import AnyInteraction
    from bot.steps import Jobs
    from jobs.health import HealthReport
    from locales import Locale
    from store.audit_log import AuditLog
    from store.pool import Pool

log = logging.getLogger(__name__)

Say = Callable[["Locale", Changed], str]


class Queues(Watched, Protocol):
    """What the desk needs; `jobs.manager.QueueManager` is it."""

    @property
    def queues(self) -> tuple[str, ...]:
        """The names of the queues."""

    async def pause_queue(self, queue: str, pause: bool = True) -> list[str]:
        """Pause or resume a queue or all; the names of those that changed."""

    async def retry_failed_jobs(self, queue: str) -> int:
        """Run the failed jobs of a queue or of all again; how many."""

    async def clear_failed_jobs(self, queue: str) -> int:
        """Remove the failed jobs of a queue or of all; how many."""


class Desk:
    """Serves `/queuehealth` and its buttons; asks each time who it is that presses.

    Parameters
    ----------
    queues
        None where the job system can't be looked at.
    operators
        Whom it serves.
    clock
        Discord's time.
    audit
        Where each lever is written down.
    jobs
        Draws the chart.
    pool
        The database, to be looked at; None where there is none.
    within
        Seconds for a look, and for a lever.
    """

    def __init__(
        self,
        queues: Queues | None,
        operators: Operators,
        clock: DiscordClock,
        audit: AuditLog,
        jobs: Jobs,
        *,
        pool: Pool | None = None,
        within: float = WITHIN,
    ) -> None:
        self._queues = queues
        self._operators = operators
        self._clock = clock
        self._pool = pool
        self._audit = audit
        self._patience = Patience(within)
        self._levers = Levers(audit, self._patience)
        self._charts = Charts(jobs)
        self._drawing: dict[int, asyncio.Task[None]] = {}

    def handlers(self) -> dict[str, Handler]:
        """What the buttons and menus do."""
        return {
            "health_refresh": self._refresh,
            "health_pause": self._pause,
            "health_resume": self._resume,
            "health_retry": self._retry,
            "health_ask_clear": self._ask_clear,
            "health_clear": self._clear,
            "health_audit": self._show_audit,
        }

    async def open(self, interaction: AnyInteraction) -> None:
        """Answer `/queuehealth`, privately."""
        if await self._admitted(interaction, "look"):
            await self._report(interaction, first=True)

    async def stop(self) -> None:
        """End what is still under way; what it has not done stays as it is."""
        await self._patience.stop()
        for user_id in tuple(self._drawing):
            await self._let_be(user_id)

    async def _refresh(self, interaction: AnyInteraction, _: Press) -> None:
        if await self._admitted(interaction, "look"):
            await self._report(interaction)

    async def _pause(self, interaction: AnyInteraction, press: Press) -> None:
        await self._switch(interaction, press, pause=True)

    async def _resume(self, interaction: AnyInteraction, press: Press) -> None:
        await self._switch(interaction, press, pause=False)

    async def _switch(self, interaction: AnyInteraction, press: Press, *, pause: bool) -> None:
        action = "pause" if pause else "resume"
        if not await self._admitted(interaction, action):
            return
        queues = self._queues
        chosen = press.values[0] if len(press.values) == 1 else ""
        if queues is None or (chosen != ALL and chosen not in queues.queues):
            await refuse(interaction, "button_outdated")
            return

        def say(locale: Locale, changed: list[str]) -> str:
            if not changed:
                return text(locale, "health-note-unchanged")
            message = "health-note-paused" if pause else "health-note-resumed"
            return text(locale, message, queues=", ".join(changed))

        await self._act(interaction, action, chosen, queues.pause_queue(chosen, pause), say)

    async def _retry(self, interaction: AnyInteraction, _: Press) -> None:
        queues = self._queues
        if await self._admitted(interaction, "retry_failed") and queues is not None:
            work = queues.retry_failed_jobs(ALL)
            await self._act(interaction, "retry_failed", ALL, work, _count("health-note-retried"))

    async def _clear(self, interaction: AnyInteraction, _: Press) -> None:
        queues = self._queues
        if await self._admitted(interaction, "clear_failed") and queues is not None:
            work = queues.clear_failed_jobs(ALL)
            await self._act(interaction, "clear_failed", ALL, work, _count("health-note-cleared"))

    async def _ask_clear(self, interaction: AnyInteraction, _: Press) -> None:
        if not await self._admitted(interaction, "clear_failed"):
            return
        report = await self._look()
        failed = sum(queue.counts.failed for queue in report.queues)
        if failed:
            await replace(interaction, clear_question(locale_of(interaction), failed))
        else:
            await self._report(interaction, report)

    async def _admitted(self, interaction: AnyInteraction, action: str) -> bool:
        await self._let_be(interaction.user.id)
        return await admitted(self._operators, interaction, action)

    async def _act(
        self,
        interaction: AnyInteraction,
        action: str,
        queue: str,
        work: Coroutine[Any, Any, Changed],
        say: Say[Changed],
    ) -> None:
        """Pull a lever, and show how things stand then."""
        locale = locale_of(interaction)
        try:
            note = say(locale, await self._levers.pull(interaction.user.id, action, queue, work))
        except TimeoutError:
            note = text(locale, "health-note-busy")
        except JobsUnavailable:
            note = text(locale, "health-note-failed")
        await self._report(interaction, note=note)

    async def _show_audit(self, interaction: AnyInteraction, _: Press) -> None:
        if not await self._admitted(interaction, "audit"):
            return
        try:
            newest = await self._patience.wait_for(self._audit.newest(SHOWN))
        except TimeoutError:
            newest = await self._audit.waiting(SHOWN)
        await replace(interaction, audit_view(locale_of(interaction), newest))

    async def _report(
        self,
        interaction: AnyInteraction,
        report: HealthReport | None = None,
        *,
        note: str | None = None,
        first: bool = False,
    ) -> None:
        """Show how things stand, at once, and have the chart follow where one can be drawn."""
        locale = locale_of(interaction)
        now_s = int(self._clock.now_ms() / 1000)
        report = report if report is not None else await self._look()
        missing = hopeless(report)
        view = health_view(locale, report, now_s=now_s, note=note, chart=missing)
        if first:
            taken = await show(interaction, view, private=True)
        else:
            taken = await replace(interaction, view)
        if taken and missing is None:
            work = self._add_chart(interaction, report, now_s, note)
            drawing = asyncio.create_task(work, name="health-chart")
            self._drawing[interaction.user.id] = drawing
            drawing.add_done_callback(lambda _: self._forget(interaction.user.id, drawing))

    async def _add_chart(
        self, interaction: AnyInteraction, report: HealthReport, now_s: int, note: str | None
    ) -> None:
        locale = locale_of(interaction)
        chart: Chart | str
        try:
            chart = await self._charts.draw(locale, f"health:{interaction.id}")
        except NoChart as error:
            chart = error.message_id
        view = health_view(locale, report, now_s=now_s, note=note, chart=chart)
        files = []
        if isinstance(chart, Chart):
            picture = io.BytesIO(chart.data)
            files = [discord.File(picture, FILENAME, description=chart.alt or None)]
        await complete(interaction, view, *files)

    async def _let_be(self, user_id: int) -> None:
        """Add no chart to what an operator no longer looks at."""
        drawing = self._drawing.pop(user_id, None)
        if drawing is not None:
            drawing.cancel()
            await asyncio.gather(drawing, return_exceptions=True)

    def _forget(self, user_id: int, drawing: asyncio.Task[None]) -> None:
        if self._drawing.get(user_id) is drawing:
            del self._drawing[user_id]
        if not drawing.cancelled() and (error := drawing.exception()) is not None:
            log.error("the chart of the queues could not be added", exc_info=error)

    async def _look(self) -> HealthReport:
        return await look(self._queues, self._pool, self._patience)


def _count(message: str) -> Say[int]:
    return lambda locale, count: text(locale, message, count=count)
