"""The steps that take one owed answer from the press to the channel; each may be taken again."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from bot.answers import answer_of, error_answer, message_answer
from bot.channel_posts import entry_of
from bot.checkpoints import Checkpoint, Reached, pass_by
from bot.entries import EntryState, Outcome
from bot.errors import is_trouble
from bot.ledger import Owed
from bot.poster import PictureTooLarge, Posted, Poster
from bot.progress import progress_text
from bot.rest import DiscordBusy, DiscordRefused, DiscordUnreachable
from jobs.api import (
    Allowance,
    EnqueueResult,
    InvalidJob,
    JobRequest,
    JobState,
    JobStatus,
    JobsUnavailable,
    UsedUp,
    shrink_request,
)
from jobs.payloads import ShrinkPayload

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from bot.answers import Answer
    from bot.channel_posts import ChannelPost
    from bot.clock import DiscordClock
    from bot.journal import Journal
    from bot.ledger import Ledger
    from bot.rest import DiscordRest

log = logging.getLogger(__name__)

MAX_LOST: Final = 3
"""How often a job that the job system has forgotten is enqueued anew."""
_SHRINK: Final = "shrink_picture"
_PROGRESS_WITHIN: Final = 2.0
_PROGRESS_MAY_ARRIVE: Final = 10.0
"""Seconds that a request whose reply was not waited for may still take to be done."""
_MAX_RENEWALS: Final = 1
_MAX_FAULTS: Final = 3
_DEAD_TOKEN_TRIES: Final = 4


class Jobs(Protocol):
    """What delivery needs of the job system; `jobs.api.JobsApi` is it."""

    async def enqueue(self, request: JobRequest) -> EnqueueResult:
        """Accept a job; the same id is the same job."""

    async def statuses(self, refs: Sequence[tuple[str, str]]) -> list[JobStatus | None]:
        """Read the states of jobs, in order."""

    def finished(self) -> AsyncIterator[tuple[str, str]]:
        """Ends of jobs, best effort."""

    async def spend(self, allowances: Sequence[Allowance]) -> UsedUp | None:
        """Take one use of each allowance; the one that is used up, if any."""

    async def picture(self, ref: str) -> bytes | None:
        """The bytes of a finished picture, or None where it is gone."""


@dataclass(frozen=True, slots=True)
class DeliveryPolicy:
    """Delivery's times, in seconds.

    ``enqueue_for`` is how long a job that can't be enqueued is tried; ``notice_before`` how long
    before the token's end the member is told that it takes longer; ``token_margin`` how long
    before its end a token is no longer relied on; ``late_limit`` how long after the token's end
    a result may still go to the channel; ``progress_after`` how long a member waits before being
    told how far it is, and ``progress_every`` how often that changes at most;
    ``forget_unacknowledged`` how long Discord is asked whether it took an acknowledgement of which
    nothing is known.
    """

    poll_every: float = 1.0
    enqueue_for: float = 60.0
    notice_before: float = 60.0
    token_margin: float = 5.0
    late_limit: float = 3600.0
    forget_unacknowledged: float = 15.0
    progress_after: float = 5.0
    progress_every: float = 5.0
    backoff_first: float = 0.5
    backoff_most: float = 15.0
    posts_at_once: int = 32
    stop_within: float = 5.0


class Steps:
    """What can be done for one owed answer.

    Each step reads what is known of the entry, does one thing outside, and records it. None
    raises for what can happen in operation; they set ``owed.due`` to be called again.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        ledger: Ledger,
        jobs: Jobs,
        rest: DiscordRest,
        clock: DiscordClock,
        policy: DeliveryPolicy,
        reached: Reached = pass_by,
    ) -> None:
        self._journal = journal
        self._ledger = ledger
        self._jobs = jobs
        self._rest = rest
        self._clock = clock
        self._policy = policy
        self._reached = reached
        self._poster = Poster(rest, jobs)
        self.jobs_away = False
        """Whether the job system could not be reached when last tried."""

    async def owe(self, post: ChannelPost) -> Owed | None:
        """Promise a post to a channel; it is in the journal when this returns.

        Returns
        -------
        Owed or None
            None where it was owed or posted already.

        Raises
        ------
        JournalUnavailable
            Nothing was promised.
        """
        entry = entry_of(post)
        if entry.interaction_id in self._ledger or self._ledger.is_pending(entry.request_key):
            return None
        owed = Owed(entry, in_hand=False)
        # Before the journal is awaited, so that the same post can't be owed meanwhile.
        owed.busy = True
        self._ledger.add(owed)
        try:
            is_new = await self._journal.add(entry)
        except BaseException:
            self._ledger.remove(owed)
            raise
        owed.busy = False
        if not is_new:
            self._ledger.remove(owed)
            return None
        return owed

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
            result = await self._jobs.enqueue(_request(owed))
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
            self._ledger.set_job(owed, _own_job_id(owed))
            self._journal.update(owed.set(state=EntryState.ACKNOWLEDGED))

    def needs_progress(self, owed: Owed) -> bool:
        """Whether the member has waited long enough to be told how far it is."""
        entry = owed.entry
        if owed.progress is None or owed.progress == owed.progress_shown or entry.notified:
            return False
        waited = (self._clock.now_ms() - entry.created_ms) / 1000
        return (
            waited >= self._policy.progress_after
            and self._now() >= owed.progress_due
            and self._token_lives(owed)
        )

    async def show_progress(self, owed: Owed) -> None:
        """Tell the member how far it is. Nothing depends on it: it is tried once, and briefly."""
        entry, words = owed.entry, owed.progress
        assert words is not None
        owed.progress_due = self._now() + self._policy.progress_every
        try:
            async with asyncio.timeout(_PROGRESS_WITHIN):
                await self._rest.show_progress(entry.application_id, entry.token, words)
        except (DiscordBusy, DiscordRefused) as error:
            log.info("interaction %s is shown no progress: %s", entry.interaction_id, error)
        except (DiscordUnreachable, TimeoutError):
            # It may still arrive, even after the answer, which is then given a second time.
            owed.unsure = True
        else:
            owed.progress_shown = words

    def needs_notice(self, owed: Owed) -> bool:
        """Whether the token ends before the answer is there."""
        return (
            owed.answer is None
            and not owed.entry.to_channel
            and not owed.entry.notified
            and self._remaining(owed) <= self._policy.notice_before
        )

    async def notify(self, owed: Owed) -> None:
        """Tell the member, while the token lives, that it takes longer."""
        entry = owed.entry
        if self.jobs_away:
            # Nothing is on its way that could be promised.
            self._answer_with_error(owed, "jobs_unavailable")
            return
        if entry.private or not entry.channel_fallback:
            owed.answer = message_answer(entry, "delivery-private-expired")
            return
        notice = message_answer(entry, "delivery-continues-in-channel")
        if self._token_lives(owed):
            try:
                posted = await self._poster.edit_original(entry, notice)
            except (DiscordBusy, DiscordUnreachable) as error:
                self._later(owed, error)
                return
            if posted is Posted.IMPOSSIBLE:
                self.close(owed, Outcome.UNREACHABLE)
                return
        self._journal.update(owed.set(notified=True))
        owed.attempt = 0

    def is_too_late(self, owed: Owed) -> bool:
        """Whether a promised late result has to be given up."""
        return owed.answer is None and self._remaining(owed) < -self._policy.late_limit

    def give_up(self, owed: Owed) -> None:
        """Owe an honest error instead of the result."""
        self._answer_with_error(owed, "timeout")

    async def post(self, owed: Owed) -> None:
        """Post the answer and close the entry."""
        entry, answer = owed.entry, owed.answer
        assert answer is not None
        if answer.follow is not None:
            # Before the member reads of it. Done again after a crash, it is the same post.
            await self.owe(answer.follow)
        token_lives = self._token_lives(owed)
        try:
            if token_lives:
                posted = await self._poster.edit_original(entry, answer)
            else:
                posted = await self._poster.post_to_channel(entry, answer)
        except PictureTooLarge as error:
            self._shrink(owed, answer, error.most_bytes)
            return
        except JobsUnavailable as error:
            self.jobs_away = True
            self._without_picture(owed, error)
            return
        except (DiscordBusy, DiscordUnreachable) as error:
            if self._remaining(owed) < -self._policy.late_limit:
                self.close(owed, Outcome.UNREACHABLE)
            else:
                self._later(owed, error)
            return
        if posted is Posted.DONE:
            self._reached(Checkpoint.POSTED)
            if owed.unsure:
                owed.unsure = False
                owed.due = self._now() + _PROGRESS_MAY_ARRIVE
                return
            self.close(owed, Outcome.ANSWERED)
        elif posted is Posted.PICTURE_GONE:
            self._renew(owed)
        elif posted is Posted.TOKEN_DEAD:
            # Seldom Discord says so of a token that has just been made; the next try works.
            owed.dead_tokens += 1
            owed.due = self._now() + 2.0 ** (owed.dead_tokens - 1)
            if owed.dead_tokens >= _DEAD_TOKEN_TRIES:
                owed.due = 0.0
        else:
            log.warning("interaction %s can't be answered any more", entry.interaction_id)
            self.close(owed, Outcome.UNREACHABLE)

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

    def close(self, owed: Owed, outcome: Outcome) -> None:
        """Owe nothing any more."""
        owed.set(state=EntryState.CLOSED)
        self._ledger.remove(owed)
        self._journal.close_entry(owed.entry.interaction_id, outcome)

    def _without_picture(self, owed: Owed, error: JobsUnavailable) -> None:
        now, remaining = self._now(), self._remaining(owed)
        if owed.enqueue_until is None:
            owed.enqueue_until = now + self._policy.enqueue_for
        if owed.entry.to_channel:
            out_of_time = remaining < -self._policy.late_limit
        else:
            out_of_time = now >= owed.enqueue_until or remaining <= 2 * self._policy.token_margin
        if out_of_time:
            self._answer_with_error(owed, "jobs_unavailable")
        else:
            self._later(owed, error)

    def _shrink(self, owed: Owed, answer: Answer, most_bytes: int) -> None:
        """Have a worker make the picture smaller, once."""
        entry, picture = owed.entry, answer.picture
        is_picture = picture is not None and picture.mime.startswith("image/")
        if picture is None or not is_picture or entry.job.actor == _SHRINK:
            self._answer_with_error(owed, "picture_too_large")
            return
        log.info("the picture of job %s is made smaller", entry.job_id)
        payload = ShrinkPayload(
            picture=picture.ref,
            filename=picture.filename,
            alt=picture.alt,
            most_bytes=most_bytes,
            text=answer.content,
            analysable=answer.analysable,
        )
        job_id = f"{entry.job.job_id}-small"
        job = shrink_request(payload, job_id=job_id, tenant=entry.job.tenant)
        owed.answer, owed.attempt = None, 0
        owed.set(renewals=0)
        self._ledger.replace_job(owed, job)
        self._journal.update(owed.set(state=EntryState.ACKNOWLEDGED))

    def _renew(self, owed: Owed) -> None:
        if owed.entry.renewals >= _MAX_RENEWALS:
            self._answer_with_error(owed, "picture_expired")
            return
        log.info("the picture of job %s is gone; asking anew", owed.entry.job_id)
        owed.answer = None
        owed.set(renewals=owed.entry.renewals + 1)
        self._ledger.set_job(owed, _own_job_id(owed))
        self._journal.update(owed.set(state=EntryState.ACKNOWLEDGED))

    def _answer_with_error(self, owed: Owed, code: str) -> None:
        entry = owed.entry
        if entry.quiet:
            # A server with too few matches for a digest is no trouble.
            log.log(
                logging.ERROR if is_trouble(code) else logging.INFO,
                "nothing is posted to channel %s about %s: %s (reference %s)",
                entry.channel_id,
                entry.key,
                code,
                entry.reference,
            )
            self.close(owed, Outcome.UNREACHABLE)
            return
        owed.answer = error_answer(owed.entry, code)
        owed.attempt, owed.due = 0, 0.0

    def _later(self, owed: Owed, error: Exception) -> None:
        wait = min(self._policy.backoff_most, self._policy.backoff_first * 2**owed.attempt)
        owed.attempt = min(owed.attempt + 1, 16)
        if isinstance(error, DiscordBusy):
            wait = error.retry_after
        log.info("interaction %s: %s; next try in %.1f s", owed.entry.interaction_id, error, wait)
        owed.due = self._now() + wait

    def _token_lives(self, owed: Owed) -> bool:
        return (
            not owed.entry.to_channel
            and owed.dead_tokens < _DEAD_TOKEN_TRIES
            and self._remaining(owed) > self._policy.token_margin
        )

    def _remaining(self, owed: Owed) -> float:
        return (owed.entry.expires_ms - self._clock.now_ms()) / 1000

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


def _own_job_id(owed: Owed) -> str:
    entry = owed.entry
    return f"{entry.job.job_id}-r{entry.renewals}" if entry.renewals else entry.job.job_id


def _request(owed: Owed) -> JobRequest:
    return dataclasses.replace(owed.entry.job, job_id=_own_job_id(owed))
