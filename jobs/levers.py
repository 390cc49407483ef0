"""The levers of the queues and of single jobs, as operators pull them."""

from __future__ import annotations

from jobs.engine import (
    AsyncEngine,
    Cancellation,
    JobFilter,
    JobPage,
    JobState,
    JobStatus,
    requests,
)
from jobs.engine.policy import Priority
from jobs.pages import PAGE, act_on_failed, read_page

#: Stands for every queue.
ALL = "all"


class Levers:
    """Finds jobs, and changes what becomes of them.

    Parameters
    ----------
    engine : AsyncEngine
        Its policies are the queues that are managed.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine

    @property
    def queues(self) -> tuple[str, ...]:
        """The names of the managed queues."""
        return tuple(self._engine.queues.policies)

    async def pause_queue(self, queue: str, pause: bool = True) -> list[str]:
        """Pause or resume a queue, or ``all``; the names of those that changed.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return [
            name
            for name in self._named(queue)
            if await self._engine.run(requests.pause(self._engine.queues.space(name), paused=pause))
        ]

    async def get_job_details(self, job_id: str, queue: str | None = None) -> JobStatus | None:
        """One job whole, looked for in every queue where none is named; None where unknown.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        for name in self.queues if queue is None else (queue,):
            status = (await self._engine.statuses(name, [job_id]))[0]
            if status.state is not JobState.UNKNOWN:
                return status
        return None

    async def list_jobs(
        self,
        queue: str,
        state: JobState,
        *,
        offset: int = 0,
        limit: int = 20,
        where: JobFilter | None = None,
    ) -> list[JobStatus]:
        """Jobs in one state; ``offset`` counts all of them, whether they fit ``where`` or not.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return list((await self.page_jobs(queue, state, offset, limit=limit, where=where)).jobs)

    async def page_jobs(
        self,
        queue: str,
        state: JobState,
        offset: int = 0,
        *,
        limit: int = 20,
        where: JobFilter | None = None,
    ) -> JobPage:
        """The same with the offset of what follows: full, unless there are no more.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return await read_page(self._engine, queue, state, offset, limit=limit, where=where)

    async def retry_failed_job(self, queue: str, job_id: str) -> bool:
        """Run a failed job again; False where it is not failed.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        return (await self._engine.run(requests.retry(space, [job_id])))[0] == 1

    async def retry_failed_jobs(self, queue: str, where: JobFilter | None = None) -> int:
        """Run the failed jobs of a queue, or of ``all``, again; how many.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return sum(
            [
                await act_on_failed(self._engine, name, requests.retry, where)
                for name in self._named(queue)
            ]
        )

    async def clear_failed_jobs(self, queue: str, where: JobFilter | None = None) -> int:
        """Remove the failed jobs of a queue, or of ``all``; how many.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return sum(
            [
                await act_on_failed(self._engine, name, requests.remove, where)
                for name in self._named(queue)
            ]
        )

    async def cancel_job(self, queue: str, job_id: str) -> Cancellation:
        """Cancel a job, whoever waits for it: they are told.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        return (await self._engine.cancel(queue, [job_id], everybody=True))[0]

    async def drain_queue(self, queue: str, *, delayed: bool = True) -> int:
        """Cancel all that waits in a queue, or in ``all``; how many. What runs goes on.

        Parameters
        ----------
        queue : str
            A queue's name, or ``all``.
        delayed : bool
            Whether to cancel what is delayed, too, such as retries.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        done = 0
        for name in self._named(queue):
            space, policy = self._engine.queues.space(name), self._engine.queues.policies[name]
            request = requests.drain(space, policy, most=PAGE, delayed=delayed)
            while (count := await self._engine.run(request)) == PAGE:
                done += count
            done += count
        return done

    async def raise_job(self, queue: str, job_id: str, priority: Priority) -> JobState | None:
        """Let a job that waits or is delayed go before others.

        Returns
        -------
        JobState or None
            None where it has at least that priority now, else the state that forbids it.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        request = requests.raise_priority(space, [job_id], priority)
        answer = (await self._engine.run(request))[0]
        if answer > 0:
            return None
        return (await self._engine.statuses(queue, [job_id]))[0].state

    async def remove_job(self, queue: str, job_id: str) -> JobState | None:
        """Remove a job; the state that keeps it where it can't be, else None.

        Raises
        ------
        QueueUnknown, EngineUnavailable
        """
        space = self._engine.queues.space(queue)
        answer = (await self._engine.run(requests.remove(space, [job_id])))[0]
        return {1: None, 0: JobState.UNKNOWN, -1: JobState.ACTIVE}[answer]

    def _named(self, queue: str) -> tuple[str, ...]:
        return self.queues if queue == ALL else (queue,)
