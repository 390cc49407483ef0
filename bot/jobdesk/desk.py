"""Serves `/jobs` and its buttons at once, in bounded time; asks each time who it is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Final

from bot.jobdesk.pages import ALL, ORDER, Wanted, find, is_reference, read_page
from bot.jobdesk.view import job_view, page_view, question, reach
from bot.operators import admitted
from bot.queuehealth.levers import Levers
from bot.queuehealth.patience import Patience
from bot.replies import locale_of, refuse, replace, show
from jobs.api import JobState, JobStatus, JobsUnavailable
from locales import text

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from discord.ui import LayoutView

    from bot.jobdesk.pages import ManagedJobs
    from bot.operators import Operators
    from bot.presses import Handler, Press
    from bot.replies import AnyInteraction
    from store.audit_log import AuditLog

Act = Callable[["AnyInteraction", JobStatus], Awaitable["LayoutView"]]
"""Does something to a job in an operator's name; how the job is shown then."""

_OFFERED: Final = 25
_WITHIN: Final = 0.8
"""Seconds for each of a look, a lever and a second look: all three fit into Discord's 3."""


class JobDesk:
    """Lists jobs, shows one, runs it again, cancels or removes it; for operators, privately.

    Parameters
    ----------
    queues
        None where the job system can't be looked at.
    operators
        Whom it serves.
    audit
        Where each lever is written down.
    redact
        Takes secrets out of a text.
    within
        Seconds for a look, and for a lever.
    """

    def __init__(
        self,
        queues: ManagedJobs | None,
        operators: Operators,
        audit: AuditLog,
        *,
        redact: Callable[[str], str] = str,
        within: float = _WITHIN,
    ) -> None:
        self._queues = queues
        self._operators = operators
        self._redact = redact
        self._patience = Patience(within)
        self._levers = Levers(audit, self._patience)

    def handlers(self) -> dict[str, Handler]:
        """What the buttons and menus do."""
        return {
            "jobs_page": self._turn,
            "jobs_back": self._turn,
            "jobs_next": self._turn,
            "jobs_look": self._look,
            "jobs_retry": self._press_retry,
            "jobs_ask_remove": self._ask_remove,
            "jobs_remove": self._press_remove,
            "jobs_ask_cancel": self._ask_cancel,
            "jobs_cancel": self._press_cancel,
        }

    async def stop(self) -> None:
        """End what is still under way."""
        await self._patience.stop()

    def offered(self, interaction: AnyInteraction, typed: str) -> list[str]:
        """The queues that go with what an operator has typed; none for anybody else."""
        if interaction.user.id not in self._operators or self._queues is None:
            return []
        wanted = typed.strip().lower()
        return [name for name in self._queues.queues if wanted in name][:_OFFERED]

    async def list_(
        self, interaction: AnyInteraction, queue: str | None, state: str | None
    ) -> None:
        """Answer `/jobs list`."""
        if not await admitted(self._operators, interaction, "jobs"):
            return
        known = self._queues.queues if self._queues is not None else ()
        wanted = Wanted.of(f"{queue or ALL}.{state or ALL}.0", known)
        if wanted is None and self._queues is not None:
            code = "unknown_queue_name" if state is None or state in ORDER else "invalid_option"
            await refuse(interaction, code, {"queues": ", ".join(known)})
            return
        await self._send_page(interaction, wanted or Wanted(), first=True)

    async def show(self, interaction: AnyInteraction, asked: str) -> None:
        """Answer `/jobs show`: a job's id, or the reference that a member was told."""
        if (job := await self._wanted_job(interaction, asked, "jobs")) is not None:
            await show(interaction, self._view(interaction, job), private=True)

    async def retry(self, interaction: AnyInteraction, asked: str) -> None:
        """Answer `/jobs retry`."""
        if (job := await self._wanted_job(interaction, asked, "retry_job")) is not None:
            await show(interaction, await self._retried(interaction, job), private=True)

    async def remove(self, interaction: AnyInteraction, asked: str) -> None:
        """Answer `/jobs remove`: with a question first."""
        if (job := await self._wanted_job(interaction, asked, "remove_job")) is not None:
            await self._question(interaction, job, "remove", self._removed)

    async def cancel(self, interaction: AnyInteraction, asked: str) -> None:
        """Answer `/jobs cancel`: with a question first."""
        if (job := await self._wanted_job(interaction, asked, "cancel_job")) is not None:
            await self._question(interaction, job, "cancel", self._cancelled)

    async def _turn(self, interaction: AnyInteraction, press: Press) -> None:
        if not await admitted(self._operators, interaction, "jobs"):
            return
        known = self._queues.queues if self._queues is not None else ()
        wanted = Wanted.of(press.choice, known)
        if wanted is None:
            await refuse(interaction, "button_outdated")
        else:
            await self._send_page(interaction, wanted, first=False)

    async def _look(self, interaction: AnyInteraction, press: Press) -> None:
        if (job := await self._pressed_job(interaction, press, "jobs")) is not None:
            await replace(interaction, self._view(interaction, job))

    async def _press_retry(self, interaction: AnyInteraction, press: Press) -> None:
        if (job := await self._pressed_job(interaction, press, "retry_job")) is not None:
            await replace(interaction, await self._retried(interaction, job))

    async def _ask_remove(self, interaction: AnyInteraction, press: Press) -> None:
        if (job := await self._pressed_job(interaction, press, "remove_job")) is not None:
            asked = question(locale_of(interaction), job, "remove", press.choice)
            await replace(interaction, asked)

    async def _press_remove(self, interaction: AnyInteraction, press: Press) -> None:
        if (job := await self._pressed_job(interaction, press, "remove_job")) is not None:
            await replace(interaction, await self._removed(interaction, job))

    async def _ask_cancel(self, interaction: AnyInteraction, press: Press) -> None:
        if (job := await self._pressed_job(interaction, press, "cancel_job")) is not None:
            asked = question(locale_of(interaction), job, "cancel", press.choice)
            await replace(interaction, asked)

    async def _press_cancel(self, interaction: AnyInteraction, press: Press) -> None:
        if (job := await self._pressed_job(interaction, press, "cancel_job")) is not None:
            await replace(interaction, await self._cancelled(interaction, job))

    async def _question(
        self, interaction: AnyInteraction, job: JobStatus, action: str, act: Act
    ) -> None:
        """Ask before it is done; a job that fits no button can't be asked about."""
        choice = reach(job)
        if choice is None:
            view = await act(interaction, job)
        else:
            view = question(locale_of(interaction), job, action, choice)
        await show(interaction, view, private=True)

    async def _send_page(self, interaction: AnyInteraction, wanted: Wanted, *, first: bool) -> None:
        page = None
        if self._queues is not None:
            try:
                page = await self._patience.wait_for(read_page(self._queues, wanted))
            except (TimeoutError, JobsUnavailable):
                page = None
        if page is None:
            await refuse(interaction, "queues_unreachable")
            return
        view = page_view(locale_of(interaction), page)
        if first:
            await show(interaction, view, private=True)
        else:
            await replace(interaction, view)

    async def _wanted_job(
        self, interaction: AnyInteraction, asked: str, action: str
    ) -> JobStatus | None:
        """The job that a command names; where there is none the operator has been told."""
        if not await admitted(self._operators, interaction, action):
            return None
        queues, asked = self._queues, asked.strip()
        if queues is None:
            await refuse(interaction, "queues_unreachable")
            return None
        try:
            job = await self._patience.wait_for(find(queues, asked))
        except (TimeoutError, JobsUnavailable):
            await refuse(interaction, "queues_unreachable")
            return None
        if job is None:
            code = "reference_unknown" if is_reference(asked) else "job_unknown"
            await refuse(interaction, code, {"job": asked})
        return job

    async def _pressed_job(
        self, interaction: AnyInteraction, press: Press, action: str
    ) -> JobStatus | None:
        """The job that a button or a menu means; where there is none the operator has been told."""
        if not await admitted(self._operators, interaction, action):
            return None
        chosen = press.values[0] if len(press.values) == 1 else press.choice
        queue, _, job_id = chosen.partition(".")
        if self._queues is None or queue not in self._queues.queues or not job_id:
            await refuse(interaction, "button_outdated")
            return None
        try:
            job = await self._patience.wait_for(self._queues.get_job_details(job_id, queue))
        except (TimeoutError, JobsUnavailable):
            await refuse(interaction, "queues_unreachable")
            return None
        if job is None:
            await refuse(interaction, "job_unknown", {"job": job_id})
        return job

    async def _retried(self, interaction: AnyInteraction, job: JobStatus) -> LayoutView:
        queues = self._queues
        assert queues is not None

        async def work() -> int:
            return int(await queues.retry_failed_job(job.queue, job.job_id))

        return await self._act(interaction, "retry_job", job, work())

    async def _removed(self, interaction: AnyInteraction, job: JobStatus) -> LayoutView:
        queues = self._queues
        assert queues is not None

        async def work() -> int:
            return int(await queues.remove_job(job.queue, job.job_id) is None)

        return await self._act(interaction, "remove_job", job, work())

    async def _cancelled(self, interaction: AnyInteraction, job: JobStatus) -> LayoutView:
        queues = self._queues
        assert queues is not None

        async def work() -> int:
            return int(await queues.cancel_job(job.queue, job.job_id) > 0)

        return await self._act(interaction, "cancel_job", job, work())

    async def _act(
        self,
        interaction: AnyInteraction,
        action: str,
        job: JobStatus,
        work: Coroutine[Any, Any, int],
    ) -> LayoutView:
        """Pull a lever, and show the job as it is then."""
        locale, operator = locale_of(interaction), interaction.user.id
        try:
            done = await self._levers.pull(operator, action, job.queue, work, which=job.job_id)
            note = text(locale, f"jobs-{action}-{'done' if done else 'refused'}")
        except TimeoutError:
            note = text(locale, "health-note-busy")
        except JobsUnavailable:
            note = text(locale, "health-note-failed")
        assert self._queues is not None
        try:
            now = await self._patience.wait_for(self._queues.get_job_details(job.job_id, job.queue))
        except (TimeoutError, JobsUnavailable):
            now = job
        gone = JobStatus(job.job_id, job.queue, JobState.UNKNOWN, actor=job.actor)
        return self._view(interaction, now or gone, note)

    def _view(
        self, interaction: AnyInteraction, job: JobStatus, note: str | None = None
    ) -> LayoutView:
        return job_view(locale_of(interaction), job, self._redact, note=note)
