"""Keeps the promise: every acknowledged interaction is answered, once, whatever dies in between.

A poller, woken by the ends of jobs and by a timer, reads the state of all that is owed in one
call, and takes the next step for each entry. What it knows stands in the journal, so a new
process goes on where the last one was.
"""

from __future__ import annotations

import asyncio
import heapq
import logging
from collections import deque
from typing import TYPE_CHECKING, Final

from bot.entries import EntryState
from bot.ledger import Ledger, Owed
from bot.pace import Pace
from bot.steps import DeliveryPolicy, Jobs, Steps
from jobs.api import JobsUnavailable

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Sequence

    from bot.channel_posts import ChannelPost
    from bot.clock import DiscordClock
    from bot.entries import Entry
    from bot.journal import Journal

log = logging.getLogger(__name__)

_HOUSEKEEPING_EVERY: Final = 60.0
_RETRY_LISTENING_AFTER: Final = 1.0
_SWEPT_AT_ONCE: Final = 25
_SWEEP_PAUSE: Final = 0.02
"""Seconds. By the timer all is looked at, but not at once: acknowledgements must get in between."""


class Delivery:
    """Runs the steps of everything that is owed.

    Parameters
    ----------
    steps
        What can be done for one entry.
    ledger
        What is owed, shared with whoever accepts interactions.
    """

    def __init__(
        self,
        *,
        journal: Journal,
        ledger: Ledger,
        jobs: Jobs,
        clock: DiscordClock,
        steps: Steps,
        policy: DeliveryPolicy,
    ) -> None:
        self._journal = journal
        self._ledger = ledger
        self._jobs = jobs
        self._clock = clock
        self._steps = steps
        self._policy = policy
        self._wake = asyncio.Event()
        # Looking at all that is owed for each press would cost more the more there is to do.
        self._touched: dict[int, Owed] = {}
        self._postponed: list[tuple[float, int]] = []
        self._sweep: deque[Owed] = deque()
        self._sweep_at = 0.0
        self._slots = asyncio.Semaphore(policy.posts_at_once)
        self._pace = Pace()
        self._services: list[asyncio.Task[None]] = []
        self._running: set[asyncio.Task[None]] = set()
        self._poll_at = 0.0

    def start(self, recovered: Iterable[Entry]) -> None:
        """Go on with what an earlier process left, and with what will be accepted."""
        self._take_over(recovered)
        self._services = [
            asyncio.create_task(self._poll(), name="delivery-poll"),
            asyncio.create_task(self._listen(), name="delivery-listen"),
            asyncio.create_task(self._keep_house(), name="delivery-housekeeping"),
        ]

    async def stop(self) -> None:
        """End the services, letting posts that are under way finish. The rest stays journaled."""
        await _end(self._services)
        if self._running:
            await asyncio.wait(self._running, timeout=self._policy.stop_within)
        await _end(self._running)

    def __len__(self) -> int:
        """How many answers and posts are owed."""
        return len(self._ledger)

    async def owe(self, post: ChannelPost) -> bool:
        """Promise a post to a channel; it is in the journal when this returns.

        Parameters
        ----------
        post
            Owed again after a restart, it is the same post.

        Returns
        -------
        bool
            False where it was owed or posted already.

        Raises
        ------
        JournalUnavailable
            Nothing was promised.
        """
        owed = await self._steps.owe(post)
        if owed is None:
            return False
        self.nudge(owed)
        return True

    def nudge(self, owed: Owed) -> None:
        """See at once whether something can be done for an entry."""
        self._touched[owed.entry.interaction_id] = owed
        self._wake.set()

    def _take_over(self, entries: Iterable[Entry]) -> None:
        count = 0
        for entry in entries:
            if entry.interaction_id not in self._ledger:
                self._ledger.add(Owed(entry, in_hand=False))
                count += 1
        if count:
            log.info("going on with %d answers that an earlier process left", count)
            self._wake.set()

    async def _poll(self) -> None:
        while True:
            try:
                await self._round()
            except Exception:
                # The one loop that everything depends on must outlive any mistake in it.
                log.exception("a round of the delivery failed")
                await asyncio.sleep(self._policy.poll_every)
            try:
                async with asyncio.timeout(self._until_next_round()):
                    await self._wake.wait()
            except TimeoutError:
                pass
            self._wake.clear()

    async def _round(self) -> None:
        now = asyncio.get_running_loop().time()
        looked_at = self._to_look_at(now)
        await self._read_states([o for o in looked_at if o.may_have_ended and _waits_for_job(o)])
        for owed in looked_at:
            if owed.busy or owed.in_hand or owed.entry.interaction_id not in self._ledger:
                continue
            if owed.due > now:
                heapq.heappush(self._postponed, (owed.due, owed.entry.interaction_id))
                continue
            step = self._next_step(owed)
            if step is not None:
                self._run(owed, step)

    def _to_look_at(self, now: float) -> list[Owed]:
        """What something has happened to or whose time has come; by the timer, all in turn."""
        touched, self._touched = self._touched, {}
        if now >= self._poll_at and not self._sweep:
            self._poll_at = now + self._policy.poll_every
            self._postponed.clear()
            self._sweep.extend(self._ledger)
        if self._sweep and now >= self._sweep_at:
            self._sweep_at = now + _SWEEP_PAUSE
            for _ in range(min(_SWEPT_AT_ONCE, len(self._sweep))):
                owed = self._sweep.popleft()
                if owed.entry.interaction_id in self._ledger:
                    owed.may_have_ended = True
                    touched[owed.entry.interaction_id] = owed
        while self._postponed and self._postponed[0][0] <= now:
            _, interaction_id = heapq.heappop(self._postponed)
            due = self._ledger.get(interaction_id)
            if due is not None:
                touched[interaction_id] = due
        return list(touched.values())

    async def _read_states(self, asked: Sequence[Owed]) -> None:
        if not asked:
            return
        for owed in asked:
            # Before the question: an end that is told while it is under way must count.
            owed.may_have_ended = False
        refs = list(dict.fromkeys((owed.entry.job.queue, owed.entry.job_id) for owed in asked))
        try:
            statuses = await self._jobs.statuses(refs)
        except JobsUnavailable as error:
            if not self._steps.jobs_away:
                log.warning("the states of %d jobs can't be read: %s", len(refs), error)
            self._steps.jobs_away = True
            for owed in asked:
                owed.may_have_ended = True
            return
        self._steps.jobs_away = False
        by_ref = dict(zip(refs, statuses, strict=True))
        for owed in asked:
            status = by_ref.get((owed.entry.job.queue, owed.entry.job_id))
            if status is not None and _waits_for_job(owed):
                self._steps.judge(owed, status)

    def _next_step(self, owed: Owed) -> Callable[[Owed], Awaitable[None]] | None:
        steps = self._steps
        if owed.entry.state is EntryState.WRITTEN:
            return steps.probe
        if steps.is_too_late(owed):
            steps.give_up(owed)
        if owed.answer is not None:
            return steps.post
        if steps.needs_notice(owed):
            return steps.notify
        if owed.entry.state is EntryState.ACKNOWLEDGED:
            return steps.enqueue
        if steps.needs_progress(owed):
            return steps.show_progress
        return None

    def _run(self, owed: Owed, step: Callable[[Owed], Awaitable[None]]) -> None:
        owed.busy = True
        task = asyncio.create_task(self._take(owed, step), name=f"delivery-{step.__name__}")
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _take(self, owed: Owed, step: Callable[[Owed], Awaitable[None]]) -> None:
        try:
            async with self._slots:
                await self._pace.begin()
                await step(owed)
        except Exception as error:
            self._steps.failed(owed, error)
        finally:
            owed.busy = False
            self.nudge(owed)

    def _until_next_round(self) -> float | None:
        """Seconds to sleep; None while nothing is owed."""
        if not len(self._ledger):
            return None
        now = asyncio.get_running_loop().time()
        first = self._sweep_at if self._sweep else self._poll_at
        if self._postponed:
            first = min(first, self._postponed[0][0])
        return max(0.0, first - now)

    async def _listen(self) -> None:
        while True:
            try:
                async for queue, job_id in self._jobs.finished():
                    for owed in self._ledger.waiting_for(queue, job_id):
                        owed.may_have_ended = True
                        self.nudge(owed)
            except Exception:
                # The timer still finds every end; without events it is only slower.
                log.exception("the ends of jobs can't be heard")
            await asyncio.sleep(_RETRY_LISTENING_AFTER)

    async def _keep_house(self) -> None:
        while True:
            try:
                self._take_over(await self._journal.adopt())
                await self._journal.purge(self._clock.now_ms())
            except Exception:
                log.exception("the journals' housekeeping failed")
            await asyncio.sleep(_HOUSEKEEPING_EVERY)


async def _end(tasks: Iterable[asyncio.Task[None]]) -> None:
    left = set(tasks)
    while left:
        for task in left:
            task.cancel()
        # Once more where a library swallowed it, as redis-py does while it connects.
        _, left = await asyncio.wait(left, timeout=0.2)


def _waits_for_job(owed: Owed) -> bool:
    return (
        owed.entry.state is EntryState.ENQUEUED
        and owed.answer is None
        and not owed.busy
        and not owed.in_hand
    )
