"""What every step falls back on: later, an error instead of the answer, the end."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.answers import error_answer
from bot.checkpoints import Reached, pass_by
from bot.entries import EntryState, Outcome
from bot.errors import is_trouble
from bot.poster import Poster
from bot.rest import DiscordBusy

if TYPE_CHECKING:
    from bot.clock import DiscordClock
    from bot.journal import Journal
    from bot.ledger import Ledger, Owed
    from bot.rest import DiscordRest
    from bot.steps.needs import DeliveryPolicy, Jobs

log = logging.getLogger(__name__)

DEAD_TOKEN_TRIES: Final = 4
"""How often Discord has to say that a token is dead until it is believed."""


class Base:
    """What all steps share: whom they work with, and what is left where one can't be done.

    Parameters
    ----------
    journal, ledger
        Where it is kept what is owed.
    jobs
        Who does the work.
    rest, clock
        Discord, and its time.
    policy
        Times.
    reached
        Told of the checkpoints that are passed; for tests.
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

    def close(self, owed: Owed, outcome: Outcome) -> None:
        """Owe nothing any more."""
        owed.set(state=EntryState.CLOSED)
        self._ledger.remove(owed)
        self._journal.close_entry(owed.entry.interaction_id, outcome)

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
            and owed.dead_tokens < DEAD_TOKEN_TRIES
            and self._remaining(owed) > self._policy.token_margin
        )

    def _remaining(self, owed: Owed) -> float:
        return (owed.entry.expires_ms - self._clock.now_ms()) / 1000

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
