"""What the scripts store and answer, decoded into typed values."""

from __future__ import annotations

import enum
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from jobs.engine.minutes import Minute


class JobState(enum.StrEnum):
    """Where a job is. UNKNOWN: never accepted, or forgotten by retention."""

    WAITING = "waiting"
    DELAYED = "delayed"
    ACTIVE = "active"
    COMPLETED = "completed"
    FAILED = "failed"
    UNKNOWN = "unknown"

    @property
    def final(self) -> bool:
        """True where the job runs no more by itself."""
        return self in (JobState.COMPLETED, JobState.FAILED)


_STATES = {
    "w": JobState.WAITING,
    "d": JobState.DELAYED,
    "a": JobState.ACTIVE,
    "c": JobState.COMPLETED,
    "f": JobState.FAILED,
}


@dataclass(frozen=True, slots=True)
class JobError:
    """Why a run failed: a stable code, a text for operators, and what the code's text needs."""

    code: str
    message: str
    params: dict[str, str | int | float] = field(default_factory=dict)
    traceback: str | None = None


class Record(msgspec.Struct, frozen=True, gc=False):
    """All of a job, as lua/lib.lua stores it. Times are Redis's, in ms, 0 = not yet."""

    state: str
    token: int = 0
    claimed_ms: int = 0
    started_ms: int = 0
    finished_ms: int = 0
    priority: int = 5
    notify: int = 0
    created_ms: int = 0
    due_ms: int = 0
    failures: int = 0
    max_attempts: int = 1
    crashes: int = 0
    cancel: int = 0
    timeout_ms: int = 0
    tenant: str = ""
    coalesce: str = ""
    actor: str = ""
    message: bytes = b""
    outcome: bytes = b""
    worker: str = ""


_VERSION = 1
# Version, state, token, claimed, started, finished; lengths of worker, message, outcome, tenant,
# coalescing key and actor; priority, notify, created, due, failures, attempts, crashes, cancel,
# timeout. Then the texts: tenant, coalescing key, actor, message, outcome, worker.
_HEAD = struct.Struct(">Bc4QHIIBHHBBQQHHHBI")
#: Where the texts begin, in bytes.
HEAD_SIZE = _HEAD.size
_STATE_BYTES = {state: state.encode() for state in "wdacf"}
_STATE_TEXTS = {raw: state for state, raw in _STATE_BYTES.items()}
_PRIORITIES = frozenset((1, 2, 5, 10))
#: The largest numbers that a record holds.
MAX_ATTEMPTS, MAX_TIMEOUT_MS = 2**16 - 1, 2**32 - 1


@dataclass(frozen=True, slots=True)
class JobStatus:
    """One job, whole.

    ``attempts`` counts runs begun, the current one included; times are Redis's, in ms since
    the epoch. ``cancelling`` says that the run will be told to end.
    """

    job_id: str
    queue: str
    state: JobState
    actor: str = ""
    priority: int = 0
    tenant: str = ""
    attempts: int = 0
    max_attempts: int = 0
    crashes: int = 0
    worker: str = ""
    progress: int = 0
    progress_message: str | None = None
    result: object = None
    error: JobError | None = None
    created_ms: int | None = None
    due_ms: int | None = None
    claimed_ms: int | None = None
    started_ms: int | None = None
    finished_ms: int | None = None
    cancelling: bool = False


@dataclass(frozen=True, slots=True)
class JobFilter:
    """Which jobs: all that is given must hold; empty or None is any.

    ``since_ms`` (included) and ``until_ms`` (not included) are Redis's time in ms, by when a job
    ended, or, if it has not, was accepted. ``error`` is an error's stable code.
    """

    actor: str = ""
    tenant: str = ""
    error: str = ""
    since_ms: int | None = None
    until_ms: int | None = None


@dataclass(frozen=True, slots=True)
class JobPage:
    """Some jobs, and the offset to go on from: None where there are no more."""

    jobs: tuple[JobStatus, ...]
    next_offset: int | None


class Cancellation(enum.IntEnum):
    """What a cancellation came to."""

    CANCELLED = 1
    """The job had not begun and has failed as cancelled."""
    TOLD = 2
    """Its run will be told to end."""
    LEFT = 3
    """Others wait for it, so it goes on."""
    UNKNOWN = 0
    OVER = -1
    """It had ended already."""


@dataclass(frozen=True, slots=True)
class Counts:
    """A queue in numbers. Totals are since the queue began.

    ``oldest_ms`` is how long the longest waiting head of a priority has been due.
    """

    queue: str
    now_ms: int
    waiting: int
    delayed: int
    active: int
    completed: int
    failed: int
    paused: bool
    accepted_total: int
    removed_total: int
    completed_total: int
    failed_total: int
    oldest_ms: int
    minutes: tuple[Minute, ...]


_decode_error = msgspec.msgpack.Decoder(JobError).decode
_decode_result = msgspec.msgpack.Decoder().decode
_decode_progress = msgspec.msgpack.Decoder(tuple[int, str, int]).decode
_encode = msgspec.msgpack.Encoder().encode

#: Why a stored value could not be read; shown to operators, never trusted further.
_DAMAGED = JobError(code="poison", message="the stored record of this job is damaged")


def encode_record(record: Record) -> bytes:
    """Make a record's stored form."""
    tenant, coalesce = record.tenant.encode(), record.coalesce.encode()
    actor, worker = record.actor.encode(), record.worker.encode()
    head = _HEAD.pack(
        _VERSION,
        _STATE_BYTES[record.state],
        record.token,
        record.claimed_ms,
        record.started_ms,
        record.finished_ms,
        len(worker),
        len(record.message),
        len(record.outcome),
        len(tenant),
        len(coalesce),
        len(actor),
        record.priority,
        record.notify,
        record.created_ms,
        record.due_ms,
        record.failures,
        record.max_attempts,
        record.crashes,
        record.cancel,
        record.timeout_ms,
    )
    return b"".join((head, tenant, coalesce, actor, record.message, record.outcome, worker))


def decode_record(raw: bytes) -> Record | None:
    """Read a record's stored form; None where it is damaged."""
    try:
        (
            version, state, token, claimed, started, finished,
            worker_size, message_size, outcome_size, tenant_size, coalesce_size, actor_size,
            priority, notify, created, due, failures, max_attempts, crashes, cancel, timeout,
        ) = _HEAD.unpack_from(raw)  # fmt: skip
        coalesce_at = _HEAD.size + tenant_size
        actor_at = coalesce_at + coalesce_size
        message_at = actor_at + actor_size
        outcome_at = message_at + message_size
        worker_at = outcome_at + outcome_size
        if (
            version != _VERSION
            or worker_at + worker_size != len(raw)
            or priority not in _PRIORITIES
        ):
            return None
        return Record(
            _STATE_TEXTS[state],
            token,
            claimed,
            started,
            finished,
            priority,
            notify,
            created,
            due,
            failures,
            max_attempts,
            crashes,
            cancel,
            timeout,
            raw[_HEAD.size : coalesce_at].decode() if tenant_size else "",
            raw[coalesce_at:actor_at].decode() if coalesce_size else "",
            raw[actor_at:message_at].decode(),
            raw[message_at:outcome_at],
            raw[outcome_at:worker_at],
            raw[worker_at:].decode(),
        )
    except (struct.error, KeyError, UnicodeDecodeError):
        return None


class ClaimedJob(msgspec.Struct, frozen=True, gc=False):
    """A job given to this worker under a lease: what it needs to run it, and its stored form."""

    job_id: str
    token: int
    failures: int
    crashes: int
    timeout_ms: int
    message: bytes
    raw: bytes

    @property
    def record(self) -> Record:
        """All of the job.

        Raises
        ------
        ValueError
            Where a text of it is damaged; the job can be run all the same.
        """
        record = decode_record(self.raw)
        if record is None:
            raise ValueError("damaged")
        return record


# Of a record's head what a worker needs, and the lengths.
_CLAIMED = struct.Struct(">BxQ24xHIIBHHB17xHHHxI")


def decode_claimed(job_id: str, raw: bytes) -> ClaimedJob | None:
    """Read what a worker needs of a record; None where it is damaged.

    This is done for every job that runs, so nothing else of it is looked at.
    """
    if len(raw) < _HEAD.size:
        return None
    (
        version, token, worker_size, message_size, outcome_size, tenant_size, coalesce_size,
        actor_size, priority, failures, _, crashes, timeout,
    ) = _CLAIMED.unpack_from(raw)  # fmt: skip
    message_at = _HEAD.size + tenant_size + coalesce_size + actor_size
    outcome_at = message_at + message_size
    if (
        version != _VERSION
        or outcome_at + outcome_size + worker_size != len(raw)
        or priority not in _PRIORITIES
    ):
        return None
    message = raw[message_at:outcome_at]
    return ClaimedJob(job_id, token, failures, crashes, timeout, message, raw)


@dataclass(frozen=True, slots=True)
class WorkerInfo:
    """One worker process as it last said of itself.

    ``silent_ms`` is the time since then; ``current`` are the ids it was running, ``rss`` its
    resident memory in bytes, ``uptime_s`` its age in seconds.
    """

    worker: str
    silent_ms: int
    host: str = ""
    pid: int = 0
    threads: int = 0
    queues: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    rss: int = 0
    uptime_s: int = 0


class WorkerCard(msgspec.Struct):
    """What a worker process says of itself; the stored form of `WorkerInfo`."""

    host: str = ""
    pid: int = 0
    threads: int = 0
    queues: tuple[str, ...] = ()
    current: tuple[str, ...] = ()
    rss: int = 0
    uptime_s: int = 0


_decode_card = msgspec.msgpack.Decoder(WorkerCard).decode


def encode_card(card: WorkerCard) -> bytes:
    """Pack what a worker says of itself."""
    return _encode(card)


def decode_worker(worker: str, silent_ms: int, raw: bytes) -> WorkerInfo:
    """Put a worker's entry together; what can't be read is left empty."""
    try:
        card = _decode_card(raw)
    except msgspec.MsgspecError:
        card = WorkerCard()
    return WorkerInfo(
        worker,
        silent_ms,
        card.host,
        card.pid,
        card.threads,
        card.queues,
        card.current,
        card.rss,
        card.uptime_s,
    )


def encode_result(result: object) -> bytes:
    """Pack what a job returned.

    Raises
    ------
    TypeError, OverflowError
        Where it is not made of what JSON has.
    """
    return _encode(result)


def encode_error(error: JobError) -> bytes:
    """Pack why a run failed."""
    return _encode(error)


def decode_status(
    queue: str,
    asked: str,
    raw: bytes | None,
    progress: bytes | None,
) -> JobStatus:
    """Put a job's parts together; whatever is damaged shows as a failed job, never raises."""
    if raw is None:
        return JobStatus(job_id=asked, queue=queue, state=JobState.UNKNOWN)
    record = decode_record(raw)
    state = _STATES.get(record.state) if record is not None else None
    if record is None or state is None:
        return JobStatus(job_id=asked, queue=queue, state=JobState.FAILED, error=_DAMAGED)
    result, error = None, None
    if record.outcome:
        try:
            if state is JobState.COMPLETED:
                result = _decode_result(record.outcome)
            else:
                error = _decode_error(record.outcome)
        except msgspec.MsgspecError:
            error = _DAMAGED
            state = JobState.FAILED if state.final else state
    percent, message = 0, None
    if progress is not None:
        try:
            percent, message, _ = _decode_progress(progress)
        except msgspec.MsgspecError:
            percent, message = 0, None
    running = state in (JobState.ACTIVE, JobState.COMPLETED)
    return JobStatus(
        job_id=asked,
        queue=queue,
        state=state,
        actor=record.actor,
        priority=record.priority,
        tenant=record.tenant,
        attempts=record.failures + (1 if running else 0),
        max_attempts=record.max_attempts,
        crashes=record.crashes,
        worker=record.worker,
        progress=percent if state is not JobState.COMPLETED else 100,
        progress_message=message,
        result=result,
        error=error,
        created_ms=record.created_ms,
        due_ms=record.due_ms,
        claimed_ms=record.claimed_ms or None,
        started_ms=record.started_ms or None,
        finished_ms=record.finished_ms or None,
        cancelling=state is JobState.ACTIVE and record.cancel == 1,
    )
