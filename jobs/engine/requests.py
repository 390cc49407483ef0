"""Every call to the engine as a value: which script, which arguments, how its answer is read.

Nothing here talks to Redis, so the synchronous and the asynchronous client share all of it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import msgspec

from jobs.engine import scripts
from jobs.engine.errors import InvalidJob
from jobs.engine.keys import KeySpace
from jobs.engine.minutes import decode_minutes
from jobs.engine.policy import LeasePolicy, Priority, QueuePolicy
from jobs.engine.records import (
    MAX_ATTEMPTS,
    MAX_TIMEOUT_MS,
    Cancellation,
    Counts,
    JobFilter,
    JobPage,
    JobState,
    JobStatus,
    Record,
    WorkerInfo,
    decode_claimed,
    decode_status,
    decode_worker,
    encode_record,
)
from jobs.engine.records import (
    ClaimedJob as ClaimedJob,
)

T = TypeVar("T")
Argument = str | bytes | int

#: Larger messages belong in a store of their own, with a reference in the job.
MAX_MESSAGE_BYTES = 64 * 1024
_ID = re.compile(r"[!-~]{1,200}")
_TENANT = re.compile(r"[!-~]{0,100}")
_PRIORITIES = frozenset(Priority)
# Many values cross as one argument: cheaper to write, to send and to read than each for itself.
# Not bytes: Redis's Lua can't unpack them.
_pack = msgspec.msgpack.Encoder().encode


@dataclass(frozen=True, slots=True)
class Request(Generic[T]):
    """One script call and how its answer becomes a value."""

    script: scripts.Script
    keys: tuple[str, ...]
    args: list[Argument]
    read: Callable[[Any], T]


class NewJob(msgspec.Struct, frozen=True):
    """A job to be accepted.

    Parameters
    ----------
    job_id : str
        The same id is the same job: accepted twice, it is done once. 1-200 printable ASCII
        characters.
    message : bytes
        The encoded message, at most 64 KiB.
    actor : str
        The actor's name, for listings.
    priority : Priority or None
        None takes the queue's.
    tenant : str
        Who it is for; within a priority tenants take turns. At most 100 characters.
    delay_ms : int
        How long it waits first.
    max_retries, timeout_ms : int or None
        None takes the queue's.
    coalesce : str
        While an unfinished job has the same key, this one joins it instead.
    notify : bool
        Whether its end is announced to those who listen.
    """

    job_id: str
    message: bytes
    actor: str = ""
    priority: int | None = None
    tenant: str = ""
    delay_ms: int = 0
    max_retries: int | None = None
    timeout_ms: int | None = None
    coalesce: str = ""
    notify: bool = False

    def validate(self) -> None:
        """Refuse what can't be accepted.

        Raises
        ------
        InvalidJob
            Naming the field.
        """
        if not isinstance(self.job_id, str) or not _ID.fullmatch(self.job_id):
            raise InvalidJob("id", "must be 1 to 200 printable ASCII characters")
        if not isinstance(self.tenant, str) or not _TENANT.fullmatch(self.tenant):
            raise InvalidJob("tenant", "must be at most 100 printable ASCII characters")
        if len(self.coalesce) > 400 or "\0" in self.coalesce:
            raise InvalidJob("coalesce", "must be at most 400 characters without NUL")
        if len(self.actor) > 400:
            raise InvalidJob("actor", "must be at most 400 characters")
        if len(self.message) > MAX_MESSAGE_BYTES:
            raise InvalidJob("payload", f"is larger than {MAX_MESSAGE_BYTES} bytes")
        if self.priority is not None and not (
            isinstance(self.priority, int) and self.priority in _PRIORITIES
        ):
            raise InvalidJob("priority", f"{self.priority!r} is none of 1, 2, 5 and 10")
        if not isinstance(self.delay_ms, int) or not 0 <= self.delay_ms <= 366 * 86_400_000:
            raise InvalidJob("delay", "must be 0 ms to 366 days")


class Accepted(msgspec.Struct, frozen=True):
    """What became of a job at the door.

    ``job_id`` is the asked id, ``working_id`` the job that does the work; they differ where it
    joined another. ``created`` is False where the id was known already.
    """

    job_id: str
    working_id: str
    created: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class Claim:
    """The answer to a claim.

    ``next_delayed_ms`` is the time until the next delayed job, ``suspect_ms`` how long the first
    suspect has waited, ``slot_ms`` the time until the rate limit allows another job; -1 where there
    is none. ``unreadable`` are ids that were given and have a damaged record; see `condemn`.
    """

    now_ms: int
    next_delayed_ms: int
    suspect_ms: int
    paused: bool
    slot_ms: int
    jobs: tuple[ClaimedJob, ...]
    unreadable: tuple[str, ...] = ()


class Finish(msgspec.Struct, frozen=True):
    """How one run ended.

    ``outcome``: ``c`` completed, ``f`` failed for good, ``e`` declined (failed
    for good by its own word, no fault of the system), ``r`` to be retried after ``delay_ms``,
    ``b`` handed back unrun. ``ran_ms`` is -1 where the run never began.
    """

    job_id: str
    token: int
    outcome: str
    ran_ms: int
    delay_ms: int = 0
    payload: bytes = b""


def enqueue(
    space: KeySpace, policy: QueuePolicy, jobs: Sequence[NewJob]
) -> Request[list[Accepted]]:
    """Accept jobs.

    Raises
    ------
    InvalidJob
        Before anything is sent, where one of them can't be accepted.
    """
    asked: list[str | int] = []
    records: list[Argument] = []
    for job in jobs:
        job.validate()
        priority = int(policy.priority if job.priority is None else job.priority)
        retries = policy.max_retries if job.max_retries is None else job.max_retries
        timeout = policy.timeout_ms if job.timeout_ms is None else job.timeout_ms
        asked += (job.job_id, priority, job.tenant, job.delay_ms, job.coalesce)
        record = Record(
            "w",
            priority=priority,
            notify=int(job.notify),
            max_attempts=min(max(retries + 1, 0), MAX_ATTEMPTS),
            timeout_ms=min(max(timeout, 0), MAX_TIMEOUT_MS),
            tenant=job.tenant,
            coalesce=job.coalesce,
            actor=job.actor,
            message=job.message,
        )
        records.append(encode_record(record))

    def read(reply: list[Any]) -> list[Accepted]:
        accepted = [Accepted(job.job_id, job.job_id, True, False) for job in jobs]
        for n in range(0, len(reply), 3):
            place, code, working = reply[n : n + 3]
            asked = accepted[place - 1].job_id
            accepted[place - 1] = Accepted(asked, working.decode(), False, code == 2)
        return accepted

    args: list[Argument] = [_pack(asked), *records]
    return _request("enqueue", space, args, read)


def claim(
    space: KeySpace,
    policy: QueuePolicy,
    lease: LeasePolicy,
    *,
    worker: str,
    consumer: str,
    request: str,
    most: int,
    idle: bool,
) -> Request[Claim]:
    """Ask for up to ``most`` jobs. Repeated with the same request id, it gives the same jobs."""
    args: list[Argument] = [
        worker,
        consumer,
        request,
        most,
        lease.lease_ms,
        int(idle),
        policy.cluster_concurrency,
        policy.tenant_cap,
        lease.max_crashes,
        lease.grace_ms,
        space.channel,
        policy.rate_limit,
        policy.rate_period_ms,
    ]

    def read(reply: list[Any]) -> Claim:
        now, next_delayed, suspect, paused, slot = reply[:5]
        jobs, unreadable = [], []
        for n in range(5, len(reply), 2):
            job_id = reply[n].decode()
            job = decode_claimed(job_id, reply[n + 1])
            if job is None:
                unreadable.append(job_id)
            else:
                jobs.append(job)
        return Claim(now, next_delayed, suspect, paused == 1, slot, tuple(jobs), tuple(unreadable))

    return _request("claim", space, args, read)


def finish(space: KeySpace, policy: QueuePolicy, runs: Sequence[Finish]) -> Request[list[int]]:
    """End runs: per run 1 done, 2 done before, 0 stale."""
    args: list[Argument] = [
        policy.completed_age_ms,
        policy.completed_count,
        policy.failed_age_ms,
        policy.failed_count,
        space.channel,
        policy.cluster_concurrency,
    ]
    ends: list[str | int] = []
    for run in runs:
        ends += (run.job_id, run.token, run.outcome, run.ran_ms, run.delay_ms)
    args.append(_pack(ends))
    args += [run.payload for run in runs]
    return _request("finish", space, args, list)


def renew(
    space: KeySpace, lease: LeasePolicy, runs: Sequence[tuple[str, int, int]]
) -> Request[list[int]]:
    """Extend leases of (id, token, ms since the run began).

    Per run 1 renewed, 0 lost, 2 refused, 3 renewed and to be told that its job is cancelled.
    """
    args: list[Argument] = [lease.lease_ms, lease.grace_ms]
    for run in runs:
        args += run
    return _request("renew", space, args, list)


def recover(
    space: KeySpace,
    lease: LeasePolicy,
    *,
    worker: str,
    blame: bool = True,
    unbegun: Sequence[str] = (),
) -> Request[int]:
    """Take back a dead worker's jobs; how many.

    ``blame`` counts a crash for each that had begun, unless its id is among ``unbegun``.
    """
    args: list[Argument] = [
        worker,
        lease.max_crashes,
        lease.grace_ms,
        space.channel,
        int(blame),
        *unbegun,
    ]
    return _request("recover", space, args, int)


def tend(space: KeySpace, policy: QueuePolicy, lease: LeasePolicy) -> Request[int]:
    """Take back what has an expired lease, and forget what is kept long enough; how many."""
    args: list[Argument] = [
        lease.max_crashes,
        lease.grace_ms,
        space.channel,
        policy.completed_age_ms,
        policy.completed_count,
        policy.failed_age_ms,
        policy.failed_count,
    ]
    return _request("tend", space, args, int)


def ring(space: KeySpace) -> Request[bool]:
    """Set the marker, so that a blocked worker looks for jobs; False where it was set."""
    return _request("ring", space, [], bool)


def progress(space: KeySpace, job_id: str, token: int, percent: int, message: str) -> Request[int]:
    """Note how far a run is: 1 noted, 2 noted and cancelled, 0 no longer this worker's."""
    return _request("progress", space, [job_id, token, percent, message], int)


def inspect(space: KeySpace, job_ids: Sequence[str]) -> Request[list[JobStatus]]:
    """Read jobs whole."""
    asked = list(job_ids)

    def read(reply: list[Any]) -> list[JobStatus]:
        return [
            decode_status(space.name, job_id, *parts[1:])
            for job_id, parts in zip(asked, reply, strict=True)
        ]

    return _request("inspect", space, list(asked), read)


def counts(space: KeySpace) -> Request[Counts]:
    """Count a queue's jobs per state."""

    def read(reply: list[Any]) -> Counts:
        return Counts(
            queue=space.name,
            now_ms=reply[0],
            waiting=reply[1],
            delayed=reply[2],
            active=reply[3],
            completed=reply[4],
            failed=reply[5],
            paused=reply[6] == 1,
            accepted_total=reply[7],
            removed_total=reply[8],
            completed_total=reply[9],
            failed_total=reply[10],
            oldest_ms=reply[11],
            minutes=decode_minutes(reply[12]),
        )

    return _request("counts", space, [], read)


def list_jobs(
    space: KeySpace,
    state: JobState,
    *,
    offset: int,
    limit: int,
    where: JobFilter | None = None,
    most: int = 5_000,
) -> Request[JobPage]:
    """Read a page of the jobs in one state, in the order of `lua/list.lua`.

    At most ``most`` jobs are looked at, so a page of few, even of none, may not be the last.
    """
    where = where or JobFilter()
    args: list[Argument] = [
        state.value,
        offset,
        limit,
        most,
        where.actor,
        where.tenant,
        where.error,
        where.since_ms or 0,
        where.until_ms or 0,
    ]

    def read(reply: list[Any]) -> JobPage:
        following, *found = reply
        jobs = tuple(decode_status(space.name, parts[0].decode(), *parts[1:]) for parts in found)
        return JobPage(jobs, following if following >= 0 else None)

    return _request("list", space, args, read)


def beat(space: KeySpace, worker: str, card: bytes, *, forgotten_ms: int) -> Request[int]:
    """Say that a worker process lives; how many are known."""
    return _request("beat", space, [worker, card, forgotten_ms], int)


def leave(space: KeySpace, worker: str) -> Request[bool]:
    """Forget a worker process that has ended."""
    return _request("leave", space, [worker], bool)


def workers(space: KeySpace) -> Request[list[WorkerInfo]]:
    """Read the worker processes, the longest silent first."""

    def read(reply: list[Any]) -> list[WorkerInfo]:
        return [decode_worker(name.decode(), silent, card) for name, silent, card in reply]

    return _request("workers", space, [], read)


def fired(space: KeySpace, name: str, at_ms: int) -> Request[tuple[int, int]]:
    """Remember a recurring job's fire time (0 only asks); (now, the latest remembered) in ms."""

    def read(reply: list[Any]) -> tuple[int, int]:
        now, last = reply
        return now, last

    return _request("fired", space, [name, at_ms], read)


def agree(
    space: KeySpace,
    now: str,
    at_ms: int,
    *,
    told: str,
    told_ms: int,
    patience_ms: int,
    at_first: str,
) -> Request[tuple[str, int, bool]]:
    """Agree with all who watch on what is to be told; see `lua/agree.lua`.

    Returns what was known before, the moment of the change, and whether the caller is to tell it.
    """

    def read(reply: list[Any]) -> tuple[str, int, bool]:
        before, at, mine = reply
        return before.decode(), at, mine == 1

    return _request("agree", space, [now, at_ms, told, told_ms, patience_ms, at_first], read)


def promise(space: KeySpace, at_ms: int) -> Request[bool]:
    """Note that an agreed change will be told; False where there is a newer one."""
    return _request("promise", space, [at_ms], bool)


def pause(space: KeySpace, *, paused: bool) -> Request[bool]:
    """Pause or resume a queue; True where that changed something."""
    return _request("pause", space, [int(paused)], bool)


def remove(space: KeySpace, job_ids: Sequence[str]) -> Request[list[int]]:
    """Remove jobs: per id 1 removed, 0 unknown, -1 active and left alone."""
    return _request("remove", space, list(job_ids), list)


def cancel(
    space: KeySpace, job_ids: Sequence[str], *, everybody: bool
) -> Request[list[Cancellation]]:
    """Cancel jobs, or with ``everybody`` False leave those that others wait for, too."""

    def read(reply: list[int]) -> list[Cancellation]:
        return [Cancellation(answer) for answer in reply]

    return _request("cancel", space, [space.channel, int(everybody), *job_ids], read)


def drain(space: KeySpace, policy: QueuePolicy, *, most: int, delayed: bool) -> Request[int]:
    """Cancel up to ``most`` jobs that wait; how many. Fewer than ``most``: none is left."""
    args: list[Argument] = [
        space.channel,
        most,
        int(delayed),
        policy.failed_age_ms,
        policy.failed_count,
    ]
    return _request("drain", space, args, int)


def raise_priority(
    space: KeySpace, job_ids: Sequence[str], priority: Priority
) -> Request[list[int]]:
    """Raise priorities: per id 1 raised, 0 unknown, -1 active or over, 2 no lower before."""
    return _request("raise", space, [int(priority), *job_ids], list)


def condemn(space: KeySpace, job_ids: Sequence[str]) -> Request[int]:
    """Fail active jobs whose record can't be read; how many."""
    return _request("condemn", space, [space.channel, *job_ids], int)


def retry(space: KeySpace, job_ids: Sequence[str]) -> Request[list[int]]:
    """Run failed jobs again: per id 1 waits again, 0 unknown, -1 not failed."""
    return _request("retry", space, list(job_ids), list)


def put_blob(space: KeySpace, key: str, blob: bytes, *, kept_ms: int, budget: int) -> Request[int]:
    """Keep a blob within a byte budget; the sum of all that are kept."""
    return _request("blob_put", space, [key, blob, kept_ms, budget], int)


def get_blob(space: KeySpace, key: str, *, kept_ms: int, first: int = 0) -> Request[bytes | None]:
    """Read a blob, or its `first` bytes; None where it was never kept, or no longer is."""
    return _request("blob_get", space, [key, kept_ms, first], _optional_bytes)


def clear_blobs(space: KeySpace) -> Request[int]:
    """Drop every blob of a key space; how many there were."""
    return _request("blob_clear", space, [], int)


def _optional_bytes(reply: Any) -> bytes | None:
    return reply if isinstance(reply, bytes) else None


def _request(
    name: str, space: KeySpace, args: list[Argument], read: Callable[[Any], T]
) -> Request[T]:
    script = scripts.load(name)
    return Request(script, script.keys(space), args, read)
