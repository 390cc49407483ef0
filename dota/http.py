"""One HTTP call to a source, with bounds on time, size and tries."""

from __future__ import annotations

import asyncio
import email.utils
import logging
import random
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import aiohttp

from dota.courtesy import exhausted_for
from dota.errors import BadResponse, RateLimited, SourceUnavailable
from dota.parse import MAX_PAYLOAD_BYTES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from dota.courtesy import CourtesyLimit

log = logging.getLogger(__name__)

_CHUNK: Final = 64 * 1024
_LONGEST_RETRY_AFTER: Final = 86_400.0
_SERVER_ERROR: Final = 500
_TOO_MANY: Final = 429


@dataclass(frozen=True, slots=True)
class Policy:
    """How hard to try; all times in seconds."""

    tries: int = 4
    connect: float = 3.0
    """To a connection."""
    total: float = 10.0
    """One try, from connecting to the last byte."""
    deadline: float = 20.0
    """All tries and the waits between them."""
    backoff: float = 0.5
    """The first wait is 0.5 to 1 times this, doubled with every try."""
    longest_wait: float = 5.0
    """A source that asks for a longer wait gets `RateLimited` raised instead."""
    max_bytes: int = MAX_PAYLOAD_BYTES


@dataclass(frozen=True, slots=True)
class Reply:
    """What the source answered: below 500, and not 429."""

    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class _Call:
    """What is asked for; ``body`` is JSON."""

    method: str
    path: str
    params: list[tuple[str, str]]
    body: bytes | None = None


class _TryAgain(Exception):
    """A try failed in a way that another may mend."""

    def __init__(self, error: RateLimited | SourceUnavailable, wait: float | None = None) -> None:
        super().__init__(str(error))
        self.error = error
        self.wait = wait


class Fetcher:
    """Calls one source.

    Parameters
    ----------
    session : aiohttp.ClientSession
        The caller's; never closed here.
    base_url : str
        Such as ``https://api.opendota.com/api``.
    headers : mapping
        Sent with every call. A key goes here and not into the address, so that it is in no log.
    policy : Policy
    limit : CourtesyLimit or None
        Shared by all who call the source from this process.
    sleep, clock : callable
        Replaced in tests; `clock` is Unix seconds.
    """

    def __init__(
        self,
        session: aiohttp.ClientSession,
        base_url: str,
        *,
        headers: Mapping[str, str],
        policy: Policy,
        limit: CourtesyLimit | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._session = session
        self._base_url = base_url.rstrip("/")
        self._headers = dict(headers)
        self._policy = policy
        self._limit = limit
        self._sleep = sleep
        self._clock = clock
        self._timeout = aiohttp.ClientTimeout(
            total=policy.total, connect=policy.connect, sock_connect=policy.connect
        )

    async def get(self, path: str, params: list[tuple[str, str]] | None = None) -> Reply:
        """Fetch `path`, trying again where that may help.

        Raises
        ------
        RateLimited
            Where the source, or the courtesy limit, asks for a longer wait than the policy has.
        SourceUnavailable
            Where no try brought an answer within the deadline.
        BadResponse
            Where the answer is larger than the policy allows.
        """
        call = _Call("GET", path, params or [])
        return await self._within_deadline(call, self._policy.tries, cost=1)

    async def ask(self, path: str, body: bytes) -> Reply:
        """Send a JSON body that asks for something and changes nothing, as GraphQL is read.

        It is tried as often as `get`, and raises what that raises.
        """
        call = _Call("POST", path, [], body)
        return await self._within_deadline(call, self._policy.tries, cost=1)

    async def post(self, path: str, *, cost: int) -> Reply:
        """Send an empty POST once; it counts as `cost` calls. Raises as `get` does."""
        return await self._within_deadline(_Call("POST", path, []), tries=1, cost=cost)

    async def _within_deadline(self, call: _Call, tries: int, cost: int) -> Reply:
        try:
            async with asyncio.timeout(self._policy.deadline) as deadline:
                return await self._retrying(call, tries, cost, deadline)
        except TimeoutError:
            raise SourceUnavailable(f"no answer in {self._policy.deadline:g} s") from None

    async def _retrying(
        self, call: _Call, tries: int, cost: int, deadline: asyncio.Timeout
    ) -> Reply:
        attempt = 1
        while True:
            if self._limit is not None and (turn := self._limit.reserve(cost)):
                await self._sleep(turn)
            try:
                return await self._once(call)
            except _TryAgain as failed:
                wait = self._wait(attempt, failed.wait)
                if attempt >= tries or wait > self._time_for_waiting(deadline):
                    raise failed.error from None
                log.info(
                    "%s %s failed (%s), try %d follows in %.1f s",
                    call.method, call.path, failed.error, attempt + 1, wait,
                )  # fmt: skip
                await self._sleep(wait)
            attempt += 1

    async def _once(self, call: _Call) -> Reply:
        headers = self._headers
        if call.body is not None:
            headers = headers | {"Content-Type": "application/json"}
        try:
            async with self._session.request(
                call.method,
                self._base_url + call.path,
                params=call.params,
                data=call.body,
                headers=headers,
                timeout=self._timeout,
                allow_redirects=False,
            ) as response:
                return await self._read(response)
        except TimeoutError:
            raise _TryAgain(SourceUnavailable("timed out")) from None
        except aiohttp.ClientError as error:
            # The message of aiohttp's errors can name the whole address: log the kind only.
            raise _TryAgain(SourceUnavailable(type(error).__name__)) from None

    async def _read(self, response: aiohttp.ClientResponse) -> Reply:
        headers = response.headers
        if self._limit is not None:
            self._limit.observe(headers)
        if response.status == _TOO_MANY:
            wait = self._asked_wait(headers)
            raise _TryAgain(RateLimited(wait), wait)
        if response.status >= _SERVER_ERROR:
            raise _TryAgain(
                SourceUnavailable(f"status {response.status}"), _retry_after(headers, self._clock())
            )
        return Reply(response.status, await self._body(response))

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        most = self._policy.max_bytes
        if (response.content_length or 0) > most:
            response.close()
            raise BadResponse(f"an answer of {response.content_length} bytes")
        body = bytearray()
        async for chunk in response.content.iter_chunked(_CHUNK):
            body += chunk
            if len(body) > most:
                response.close()
                raise BadResponse(f"an answer of more than {most} bytes")
        return bytes(body)

    def _asked_wait(self, headers: Mapping[str, str]) -> float | None:
        said = _retry_after(headers, self._clock())
        return exhausted_for(headers, self._clock()) if said is None else said

    def _wait(self, attempt: int, asked: float | None) -> float:
        """Return the wait before the next try: never shorter than what the source asked for."""
        backoff = self._policy.backoff * 2.0 ** (attempt - 1) * random.uniform(0.5, 1.0)
        return max(backoff, asked or 0.0)

    def _time_for_waiting(self, deadline: asyncio.Timeout) -> float:
        ends = deadline.when()
        left = 0.0 if ends is None else ends - asyncio.get_running_loop().time()
        return min(left, self._policy.longest_wait)


def _retry_after(headers: Mapping[str, str], unix_seconds: float) -> float | None:
    """Read ``Retry-After``, which is seconds or a date; None where it is neither."""
    value = headers.get("Retry-After", "").strip()[:64]
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = email.utils.parsedate_to_datetime(value).timestamp() - unix_seconds
        except (ValueError, OverflowError):
            return None
    if seconds != seconds:  # NaN
        return None
    return min(max(seconds, 0.0), _LONGEST_RETRY_AFTER)
