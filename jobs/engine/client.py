"""Two thin clients, one for threads and one for an event loop, over the same requests."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from functools import partial
from threading import Lock
from typing import Any, Self, TypeVar

import msgspec
import redis
import redis.asyncio
from redis.exceptions import NoScriptError

from jobs.engine import connect, requests
from jobs.engine.addresses import parse
from jobs.engine.calls import Calls
from jobs.engine.errors import EngineUnavailable, QueueUnknown
from jobs.engine.keys import KeySpace
from jobs.engine.policy import LeasePolicy, QueuePolicy
from jobs.engine.records import Cancellation, Counts, JobStatus
from jobs.engine.requests import Accepted, NewJob, Request

T = TypeVar("T")

#: A producer tries once, and knows within this time that Redis is away, in seconds.
PRODUCER_TIMEOUT = 0.25

_decode_ids = msgspec.msgpack.Decoder(list[str]).decode


class _Spaces:
    """The declared queues, their policies and their keys."""

    def __init__(self, namespace: str, policies: Mapping[str, QueuePolicy]) -> None:
        self.namespace = namespace
        self.policies = dict(policies)
        self._spaces: dict[str, KeySpace] = {}

    def space(self, name: str) -> KeySpace:
        """Keys of a declared queue.

        Raises
        ------
        QueueUnknown
        """
        if name not in self.policies:
            raise QueueUnknown(name)
        return self.named(name)

    def named(self, name: str) -> KeySpace:
        """Keys under a name, declared or not."""
        space = self._spaces.get(name)
        if space is None:
            space = self._spaces[name] = KeySpace(self.namespace, name)
        return space


class Engine:
    """The engine for code that runs in threads: workers, commands, tests.

    Parameters
    ----------
    make_client : Callable[[], redis.Redis]
        Makes a client that decodes nothing, when it is first needed.
    namespace : str
        Sets this engine's keys apart.
    policies : Mapping[str, QueuePolicy]
        The queues, by name.
    """

    def __init__(
        self,
        make_client: Callable[[], redis.Redis],
        *,
        namespace: str,
        policies: Mapping[str, QueuePolicy],
    ) -> None:
        self._make_client = make_client
        self._client: redis.Redis | None = None
        self._calls: Calls | None = None
        self._lock = Lock()
        self.queues = _Spaces(namespace, policies)

    @property
    def client(self) -> redis.Redis:
        """The client; that of a cluster connects when it is first asked for.

        Raises
        ------
        RedisError, RedisClusterException
            Where a cluster can't be reached.
        """
        with self._lock:
            if self._client is None:
                self._client = self._make_client()
            return self._client

    @classmethod
    def from_url(
        cls,
        url: str,
        *,
        namespace: str,
        policies: Mapping[str, QueuePolicy],
        timeout: float = PRODUCER_TIMEOUT,
    ) -> Self:
        """An engine on the Redis at ``url`` (`addresses.parse`); ``timeout`` in seconds.

        Connects when first used.

        Raises
        ------
        ValueError
            Where the URL is none.
        """
        parse(url)
        client = partial(connect.connect, url, timeout)
        return cls(client, namespace=namespace, policies=policies)

    def run(self, request: Request[T]) -> T:
        """Send one request and wait for its answer.

        Raises
        ------
        EngineUnavailable
            Where Redis can't be reached or does not answer in time.
        """
        try:
            if self._calls is None:
                self._calls = Calls(self.client)
            reply = self._calls.run(request)
        except connect.ERRORS as error:
            raise EngineUnavailable(f"{request.script.name}: {error}") from error
        return request.read(reply)

    def enqueue(self, queue: str, jobs: Sequence[NewJob]) -> list[Accepted]:
        """Accept jobs in one call. See `requests.enqueue`."""
        space = self.queues.space(queue)
        return self.run(requests.enqueue(space, self.queues.policies[queue], jobs))

    def statuses(self, queue: str, job_ids: Sequence[str]) -> list[JobStatus]:
        """Read jobs whole, in the order asked."""
        return self.run(requests.inspect(self.queues.space(queue), job_ids))

    def counts(self, queue: str) -> Counts:
        """Count a queue's jobs per state."""
        return self.run(requests.counts(self.queues.space(queue)))

    def pause(self, queue: str, *, paused: bool) -> bool:
        """Pause or resume a queue; True where that changed something."""
        return self.run(requests.pause(self.queues.space(queue), paused=paused))

    def cancel(
        self, queue: str, job_ids: Sequence[str], *, everybody: bool = False
    ) -> list[Cancellation]:
        """Cancel jobs, or leave those that others wait for, too. See `requests.cancel`."""
        space = self.queues.space(queue)
        return self.run(requests.cancel(space, job_ids, everybody=everybody))

    def recover(self, lease: LeasePolicy, worker: str, *, blame: bool) -> int:
        """Take back every job of a worker known to be dead; how many. See `requests.recover`."""
        spaces = [self.queues.space(name) for name in self.queues.policies]
        return sum(
            self.run(requests.recover(space, lease, worker=worker, blame=blame)) for space in spaces
        )

    def close(self) -> None:
        """Close all connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()


class AsyncEngine:
    """The engine for an event loop. Parameters and errors are those of `Engine`."""

    def __init__(
        self,
        client: redis.asyncio.Redis,
        *,
        namespace: str,
        policies: Mapping[str, QueuePolicy],
    ) -> None:
        self.client = client
        self.queues = _Spaces(namespace, policies)

    @classmethod
    def from_url(
        cls,
        url: str,
        *,
        namespace: str,
        policies: Mapping[str, QueuePolicy],
        timeout: float = PRODUCER_TIMEOUT,
    ) -> Self:
        """An engine on the Redis at ``url`` (`addresses.parse`); ``timeout`` in seconds.

        Connects when first used.

        Raises
        ------
        ValueError
            Where the URL is none.
        """
        client = connect.connect_async(url, timeout)
        return cls(client, namespace=namespace, policies=policies)

    async def run(self, request: Request[T]) -> T:
        """Send one request and wait for its answer.

        Raises
        ------
        EngineUnavailable
        """
        script = request.script
        try:
            try:
                reply: Any = await self.client.execute_command(
                    "EVALSHA", script.sha, len(request.keys), *request.keys, *request.args
                )
            except NoScriptError:
                reply = await self.client.eval(
                    script.source, len(request.keys), *request.keys, *request.args
                )
        except connect.ERRORS as error:
            _heed_cancellation()
            if connect.is_read_only(error):
                # The primary of before: the next call looks anew for who is primary now.
                await connect.leave_async(self.client)
            raise EngineUnavailable(f"{script.name}: {error}") from error
        _heed_cancellation()
        return request.read(reply)

    async def enqueue(self, queue: str, jobs: Sequence[NewJob]) -> list[Accepted]:
        """Accept jobs in one call."""
        space = self.queues.space(queue)
        return await self.run(requests.enqueue(space, self.queues.policies[queue], jobs))

    async def statuses(self, queue: str, job_ids: Sequence[str]) -> list[JobStatus]:
        """Read jobs whole, in the order asked."""
        return await self.run(requests.inspect(self.queues.space(queue), job_ids))

    async def counts(self, queue: str) -> Counts:
        """Count a queue's jobs per state."""
        return await self.run(requests.counts(self.queues.space(queue)))

    async def cancel(
        self, queue: str, job_ids: Sequence[str], *, everybody: bool = False
    ) -> list[Cancellation]:
        """Cancel jobs, or leave those that others wait for, too. See `requests.cancel`."""
        space = self.queues.space(queue)
        return await self.run(requests.cancel(space, job_ids, everybody=everybody))

    async def redis_info(self) -> tuple[dict[str, Any], float]:
        """What Redis says of itself (``INFO``), and how long the answer took, in seconds.

        Raises
        ------
        EngineUnavailable
        """
        began = time.monotonic()
        try:
            info = await connect.fullest_info(self.client)
        except connect.ERRORS as error:
            raise EngineUnavailable(f"info: {error}") from error
        return info, time.monotonic() - began

    async def finished(self, queues: Sequence[str]) -> AsyncIterator[tuple[str, str]]:
        """Ends of jobs that asked to be announced, as (queue, id), while the connection lasts.

        Best effort: an announcement made while nobody listened is gone.

        Raises
        ------
        EngineUnavailable
            When the connection is lost.
        """
        channels = {self.queues.space(name).channel.encode(): name for name in queues}
        listener = None
        try:
            listener = await connect.listener(self.client)
            await listener.subscribe(*channels)
            while True:
                _heed_cancellation()
                message = await listener.get_message(timeout=None)
                if message is None:
                    continue
                name = channels.get(message["channel"])
                if name is None:
                    continue
                for job_id in _decode_ids(message["data"]):
                    yield name, job_id
        except (*connect.ERRORS, msgspec.MsgspecError) as error:
            _heed_cancellation()
            raise EngineUnavailable(f"listening: {error}") from error
        finally:
            if listener is not None:
                await listener.aclose()

    async def close(self) -> None:
        """Close all connections."""
        await connect.close_async(self.client)


def _heed_cancellation() -> None:
    # redis-py swallows a cancellation that comes while it connects or sends (before Python 3.12,
    # asyncio.wait_for drops one that meets its end).
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
