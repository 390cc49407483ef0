"""The open entries of this process in memory, found by interaction, by job and by request."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from bot.answers import Answer
from bot.entries import EntryState

if TYPE_CHECKING:
    from bot.entries import Entry
    from jobs.api import JobRequest

RequestKey = tuple[int, int | None, str, str]


class Owed:
    """An answer that is owed, and how the attempts to give it stand.

    Times are of the event loop's clock, in seconds.
    """

    __slots__ = (
        "answer",
        "attempt",
        "busy",
        "dead_tokens",
        "due",
        "enqueue_until",
        "entry",
        "faults",
        "in_hand",
        "lost",
        "may_have_ended",
        "probes",
        "progress",
        "progress_due",
        "progress_shown",
        "request_key",
        "unsure",
    )

    def __init__(self, entry: Entry, *, in_hand: bool) -> None:
        self.entry = entry
        self.request_key: RequestKey = entry.request_key
        self.in_hand = in_hand
        """Whether the press is still being acknowledged: delivery keeps its hands off."""
        self.answer: Answer | None = Answer(entry.words) if entry.words else None
        self.busy = False
        self.due = 0.0
        """Not before then shall the next step be tried."""
        self.may_have_ended = False
        """Whether there is reason to ask how the job stands."""
        self.attempt = 0
        self.enqueue_until: float | None = None
        """When to give up enqueueing; set at the first try."""
        self.lost = 0
        """How often the job system did not know the job."""
        self.progress: str | None = None
        """How the job stands, in the member's words, and what of it the member sees."""
        self.progress_shown: str | None = None
        self.progress_due = 0.0
        """Not before then shall it be shown anew."""
        self.unsure = False
        """Whether it is not known if Discord took what was shown last."""
        self.probes = 0
        """How often Discord did not know of the acknowledgement."""
        self.dead_tokens = 0
        """How often Discord called the token dead."""
        self.faults = 0
        """How often a step failed in a way that nobody foresaw."""

    def set(self, **changes: Any) -> Entry:
        """Change the entry and return it."""
        self.entry = dataclasses.replace(self.entry, **changes)
        return self.entry


class Ledger:
    """All that is owed."""

    def __init__(self) -> None:
        self._by_interaction: dict[int, Owed] = {}
        self._by_job: dict[tuple[str, str], set[int]] = defaultdict(set)
        self._by_request: dict[RequestKey, int] = {}

    def __len__(self) -> int:
        return len(self._by_interaction)

    def __iter__(self) -> Iterator[Owed]:
        return iter(list(self._by_interaction.values()))

    def __contains__(self, interaction_id: int) -> bool:
        return interaction_id in self._by_interaction

    def get(self, interaction_id: int) -> Owed | None:
        """What is owed to an interaction; None where nothing is."""
        return self._by_interaction.get(interaction_id)

    def is_pending(self, key: RequestKey) -> bool:
        """Whether the same member waits for the same already."""
        interaction_id = self._by_request.get(key)
        if interaction_id is None:
            return False
        owed = self._by_interaction[interaction_id]
        # Where it isn't known whether Discord took the first press, the member may see nothing.
        return owed.in_hand or owed.entry.state is not EntryState.WRITTEN

    def add(self, owed: Owed) -> None:
        """Take up an entry."""
        entry = owed.entry
        self._by_interaction[entry.interaction_id] = owed
        self._by_request[owed.request_key] = entry.interaction_id
        self._by_job[entry.job.queue, entry.job_id].add(entry.interaction_id)

    def set_job(self, owed: Owed, job_id: str) -> None:
        """Note that another job brings the answer."""
        if job_id != owed.entry.job_id:
            self._forget_job(owed)
            owed.set(job_id=job_id)
            self._by_job[owed.entry.job.queue, job_id].add(owed.entry.interaction_id)

    def replace_job(self, owed: Owed, job: JobRequest) -> None:
        """Note that the answer is another job's work from now on."""
        self._forget_job(owed)
        owed.set(job=job, job_id=job.job_id)
        self._by_job[job.queue, job.job_id].add(owed.entry.interaction_id)

    def waiting_for(self, queue: str, job_id: str) -> list[Owed]:
        """The entries that one job brings the answer for."""
        ids = self._by_job.get((queue, job_id), ())
        return [self._by_interaction[interaction_id] for interaction_id in ids]

    def remove(self, owed: Owed) -> None:
        """Let go of an entry."""
        entry = owed.entry
        self._by_interaction.pop(entry.interaction_id, None)
        if self._by_request.get(owed.request_key) == entry.interaction_id:
            del self._by_request[owed.request_key]
        self._forget_job(owed)

    def _forget_job(self, owed: Owed) -> None:
        key = owed.entry.job.queue, owed.entry.job_id
        waiting = self._by_job.get(key)
        if waiting is not None:
            waiting.discard(owed.entry.interaction_id)
            if not waiting:
                del self._by_job[key]
