"""From the press to the job's end: acknowledged, enqueued, judged."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from bot.answers import answer_of
from bot.checkpoints import Checkpoint
from bot.entries import EntryState, Outcome
from bot.progress import progress_text
from bot.rest import DiscordBusy, DiscordUnreachable
from bot.steps.own_job import own_job_id, request_of
from bot.steps.posting import Posting
from bot.steps.waiting import Waiting
from jobs.api import InvalidJob, JobState, JobsUnavailable

if TYPE_CHECKING:
    from bot.ledger import Owed
    from jobs.api import JobStatus

log = logging.getLogger(__name__)

MAX_LOST: Final = 3
"""How often a job that the job system has forgotten is enqueued anew."""
_MAX_FAULTS: Final = 3


class Steps(Waiting, Posting):
    """What can be done for one owed answer.

    Each step reads what is known of the entry, does one thing outside, and records it. None
    raises for what can happen in operation; they set ``owed.due`` to be called again.
    """

    async def probe(self, owed: Owed) -> None:
        """Ask Discord whether it took an acknowledgement of which nothing is known."""
        entry = owed.entry
        try:
            accepted = await self._rest.original_exists(entry.application_id, entry.token)
        except (DiscordBusy, DiscordUnreachable) as error:
            if self._remaining(owed) < -self._policy.late_limit:
                self.close(owed, Outcome.UNREACHABLE)
            else:
                self._later(owed, error)
            return
        age = (self._clock.now_ms() - entry.created_ms) / 1000
        if accepted:
            self.acknowledged(owed)
        elif age < self._policy.forget_unacknowledged:
            # Discord's own servers may take a moment to agree.
            owed.due = self._now() + 2.0**owed.probes
            owed.probes += 1
        else:
            log.info("interaction %s was never acknowledged; dropped", entry.interaction_id)
            self.close(owed, Outcome.NEVER_ACCEPTED)

    def acknowledged(self, owed: Owed) -> None:
        """Record that Discord took the acknowledgement."""
        owed.attempt = 0
        owed.due = 0.0
        self._journal.update(owed.set(state=EntryState.ACKNOWLEDGED))
        self._reached(Checkpoint.RECORDED)

    async def enqueue(self, owed: Owed) -> None:
        """Hand the job to the job system, until it is taken or there is no more sense in it."""
        now = self._now()
        if owed.enqueue_until is None:
            # Nobody stares at a channel: what belongs there is tried for as long as it makes sense.
            patience = self._policy.enqueue_for
            if owed.entry.to_channel:
                patience = self._remaining(owed) + self._policy.late_limit
            owed.enqueue_until = now + patience
        try:
            result = await self._jobs.enqueue(request_of(owed))
        except JobsUnavailable as error:
            self.jobs_away = True
            if self._now() >= owed.enqueue_until:
                self._answer_with_error(owed, "jobs_unavailable")
            else:
                self._later(owed, error)
            return
        except InvalidJob:
            log.exception("the job of interaction %s is invalid", owed.entry.interaction_id)
            self._answer_with_error(owed, "invalid_job")
            return
        self.jobs_away = False
        self._reached(Checkpoint.ENQUEUED)
        owed.attempt = 0
        owed.due = 0.0
        owed.enqueue_until = None
        # One that was there before may have ended before anybody listened for it.
        owed.may_have_ended = owed.may_have_ended or result.joined or not result.created
        self._ledger.set_job(owed, result.job_id)
        self._journal.update(owed.set(state=EntryState.ENQUEUED))

    def judge(self, owed: Owed, status: JobStatus) -> None:
        """Take note of how the job stands."""
        if status.state is JobState.FAILED and owed.entry.quiet:
            code = status.error.code if status.error is not None else "internal"
            self._answer_with_error(owed, code)
        elif status.state.final:
            owed.answer = answer_of(owed.entry, status)
            owed.attempt, owed.due = 0, 0.0
        elif status.state is not JobState.UNKNOWN:
            owed.progress = None
            if not owed.entry.to_channel:
                owed.progress = progress_text(owed.entry.locale, status)
        else:
            owed.lost += 1
            if owed.lost > MAX_LOST:
                self._answer_with_error(owed, "internal")
                return
            log.warning("job %s was lost; it is enqueued again", owed.entry.job_id)
            owed.due = self._now() + self._policy.backoff_first * 2 ** (owed.lost - 1)
            self._ledger.set_job(owed, own_job_id(owed))
            self._journal.update(owed.set(state=EntryState.ACKNOWLEDGED))

    def is_too_late(self, owed: Owed) -> bool:
        """Whether a promised late result has to be given up."""
        return owed.answer is None and self._remaining(owed) < -self._policy.late_limit

    def give_up(self, owed: Owed) -> None:
        """Owe an honest error instead of the result."""
        self._answer_with_error(owed, "timeout")

    def failed(self, owed: Owed, error: Exception) -> None:
        """Make the best of a step that failed in a way nobody foresaw."""
        entry = owed.entry
        log.error(
            "a step of interaction %s failed (reference %s)",
            entry.interaction_id,
            entry.reference,
            exc_info=error,
        )
        owed.faults += 1
        owed.due = self._now() + self._policy.backoff_first * 2**owed.faults
        if owed.faults == _MAX_FAULTS:
            self._answer_with_error(owed, "internal")
        elif owed.faults > 2 * _MAX_FAULTS:
            self.close(owed, Outcome.UNREACHABLE)
