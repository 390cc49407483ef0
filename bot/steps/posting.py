"""The answer's way into the channel, a picture that is too large or gone included."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Final

from bot.channel_posts import entry_of
from bot.checkpoints import Checkpoint
from bot.entries import EntryState, Outcome
from bot.ledger import Owed
from bot.poster import PictureTooLarge, Posted
from bot.rest import DiscordBusy, DiscordUnreachable
from bot.steps.base import DEAD_TOKEN_TRIES, Base
from bot.steps.own_job import own_job_id
from jobs.api import JobsUnavailable, shrink_request
from jobs.payloads import ShrinkPayload

if TYPE_CHECKING:
    from bot.answers import Answer
    from bot.channel_posts import ChannelPost

log = logging.getLogger(__name__)

_SHRINK: Final = "shrink_picture"
_PROGRESS_MAY_ARRIVE: Final = 10.0
"""Seconds that a request whose reply was not waited for may still take to be done."""
_MAX_RENEWALS: Final = 1


class Posting(Base):
    """Posts the answer, and owes the post that follows it."""

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
            if owed.dead_tokens >= DEAD_TOKEN_TRIES:
                owed.due = 0.0
        else:
            log.warning("interaction %s can't be answered any more", entry.interaction_id)
            self.close(owed, Outcome.UNREACHABLE)

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
        self._ledger.set_job(owed, own_job_id(owed))
        self._journal.update(owed.set(state=EntryState.ACKNOWLEDGED))
