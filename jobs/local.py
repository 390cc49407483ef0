"""Runs jobs on this machine while Redis is away: each in a process of its own, few at once."""

from __future__ import annotations

import asyncio
import os
from collections import OrderedDict
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import msgspec
import structlog

from jobs.engine import JobError, JobState, JobStatus
from jobs.pictures import MAX_BYTES

if TYPE_CHECKING:
    from jobs.api import JobRequest

#: Ends that nobody has fetched yet are kept up to this number, oldest out first.
MAX_KEPT = 64
_MAX_ANSWER = 2 * MAX_BYTES

_log = structlog.get_logger("jobs.local")


class LocalJob(msgspec.Struct):
    """What the process is told on its standard input, packed."""

    actor: str
    payload: dict[str, object]


class LocalEnd(msgspec.Struct):
    """What it says on its standard output, packed: a result or an error, and its pictures."""

    result: object = None
    error: JobError | None = None
    pictures: dict[str, bytes] = msgspec.field(default_factory=dict)


@dataclass(slots=True)
class _Held:
    status: JobStatus
    pictures: dict[str, bytes] = field(default_factory=dict)
    task: asyncio.Task[None] | None = None


class LocalRunner:
    """The bounded pool.

    It has no retries, no order and no memory beyond this process: it is what remains of the job
    system when Redis is away.

    Parameters
    ----------
    command : Sequence[str]
        Starts a process that reads one `LocalJob` and writes one `LocalEnd`.
    env : Mapping[str, str]
        Variables on top of this process's own.
    size : int
        Processes at once.
    """

    def __init__(self, command: Sequence[str], env: Mapping[str, str], *, size: int = 2) -> None:
        self._command = tuple(command)
        self._env = dict(env)
        self._size = size
        self._held: OrderedDict[tuple[str, str], _Held] = OrderedDict()
        self._tasks: set[asyncio.Task[None]] = set()
        self._ended: asyncio.Queue[tuple[str, str]] = asyncio.Queue()

    @property
    def size(self) -> int:
        """How many may run at once."""
        return self._size

    @property
    def running(self) -> int:
        """How many run now."""
        return len(self._tasks)

    def cancel(self, queue: str, job_id: str) -> bool:
        """Kill a job that runs here; False where none of this id does."""
        held = self._held.get((queue, job_id))
        if held is None or held.status.state.final or held.task is None:
            return False
        held.task.cancel()
        self._settle(
            (queue, job_id), LocalEnd(error=JobError("cancelled", "the job was cancelled"))
        )
        return True

    def accept(self, request: JobRequest, timeout_ms: int) -> bool:
        """Run a job at once; False where as many run as may. The same id is the same job.

        Parameters
        ----------
        request : JobRequest
            The job.
        timeout_ms : int
            After this time the process is killed.
        """
        key = (request.queue, request.job_id)
        if key in self._held:
            return True
        if len(self._tasks) >= self._size:
            return False
        _log.warning("run_without_redis", queue=request.queue, job_id=request.job_id)
        status = JobStatus(
            request.job_id,
            request.queue,
            JobState.ACTIVE,
            actor=request.actor,
            attempts=1,
            max_attempts=1,
        )
        held = self._held[key] = _Held(status)
        while len(self._held) > MAX_KEPT:
            self._held.popitem(last=False)
        task = held.task = asyncio.create_task(self._run(key, request, timeout_ms / 1000))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return True

    def status(self, queue: str, job_id: str) -> JobStatus | None:
        """How a job stands; None where it was not accepted here."""
        held = self._held.get((queue, job_id))
        return held.status if held is not None else None

    def picture(self, ref: str) -> bytes | None:
        """A picture that a job here has made, or None."""
        for held in self._held.values():
            if ref in held.pictures:
                return held.pictures[ref]
        return None

    async def ended(self) -> AsyncIterator[tuple[str, str]]:
        """Ends of jobs as (queue, job id), for ever."""
        while True:
            yield await self._ended.get()

    async def close(self) -> None:
        """Kill what runs."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _run(self, key: tuple[str, str], request: JobRequest, seconds: float) -> None:
        self._settle(key, await self._end_of(request, seconds))

    def _settle(self, key: tuple[str, str], end: LocalEnd) -> None:
        held = self._held.get(key)
        if held is not None:
            state = JobState.COMPLETED if end.error is None else JobState.FAILED
            held.status = replace(held.status, state=state, result=end.result, error=end.error)
            held.pictures = end.pictures
        self._ended.put_nowait(key)

    async def _end_of(self, request: JobRequest, seconds: float) -> LocalEnd:
        given = msgspec.msgpack.encode(LocalJob(request.actor, dict(request.payload)))
        process = await asyncio.create_subprocess_exec(
            *self._command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | self._env,
            limit=_MAX_ANSWER,
        )
        try:
            async with asyncio.timeout(seconds):
                answer, _ = await process.communicate(given)
        except TimeoutError:
            return LocalEnd(error=JobError("timeout", f"killed after {seconds:g} s"))
        finally:
            if process.returncode is None:
                process.kill()
                await process.wait()
        try:
            return msgspec.msgpack.decode(answer, type=LocalEnd)
        except msgspec.MsgspecError:
            message = f"the process ended with exit code {process.returncode}"
            return LocalEnd(error=JobError("internal", message))
