"""Faults on demand: the next requests of a route fail, hang, or lose their connection."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from enum import StrEnum
from fnmatch import fnmatchcase


class FaultKind(StrEnum):
    """What happens to a request."""

    STATUS = "status"
    RATE_LIMIT = "rate limit"
    DROP = "drop"
    HOLD = "hold"


@dataclass(eq=False, slots=True)
class Fault:
    """One fault, for a number of requests.

    Attributes
    ----------
    route
        Method and path below ``/api/v10``, with ``*`` for anything:
        ``"PATCH /webhooks/*/messages/@original"``.
    times
        How many requests it still strikes.
    after
        Whether the request has its effect first.
    """

    route: str
    kind: FaultKind
    times: int
    after: bool
    status: int = 500
    retry_after: float = 0.0
    everywhere: bool = False
    via: bool = True
    struck: int = 0
    _reached: asyncio.Event = field(default_factory=asyncio.Event, repr=False)
    _released: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    async def reached(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109
        """Wait until the fault struck for the first time.

        Raises
        ------
        TimeoutError
            When no request came in time.
        """
        async with asyncio.timeout(timeout):
            await self._reached.wait()

    def release(self) -> None:
        """Let held requests go on, and end the fault."""
        self.times = 0
        self._released.set()

    def strike(self) -> None:
        """Count a request that is struck."""
        self.times -= 1
        self.struck += 1
        self._reached.set()

    async def held(self) -> None:
        """Wait until the test releases what is held."""
        await self._released.wait()


class Faults:
    """The faults that are waiting for their requests."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def status(
        self, route: str, status: int = 500, *, times: int = 1, after: bool = False
    ) -> Fault:
        """Answer with an HTTP status; with ``after`` the request has its effect nevertheless."""
        return self._add(Fault(route, FaultKind.STATUS, times, after, status=status))

    def rate_limit(
        self,
        route: str,
        retry_after: float,
        *,
        times: int = 1,
        everywhere: bool = False,
        via: bool = True,
    ) -> Fault:
        """Answer 429; without ``via`` it looks like a ban by the proxy in front of Discord."""
        fault = Fault(route, FaultKind.RATE_LIMIT, times, after=False, status=429)
        fault.retry_after, fault.everywhere, fault.via = retry_after, everywhere, via
        return self._add(fault)

    def drop(self, route: str, *, times: int = 1, after: bool = False) -> Fault:
        """Close the connection without an answer."""
        return self._add(Fault(route, FaultKind.DROP, times, after))

    def hold(self, route: str, *, times: int = 1, after: bool = False) -> Fault:
        """Leave the request without an answer until `Fault.release`; then it goes on.

        Held before its effect, a request whose client gave up meanwhile never has one.
        """
        return self._add(Fault(route, FaultKind.HOLD, times, after))

    def clear(self) -> None:
        """Take back all faults and let go of what is held."""
        for fault in self._faults:
            fault.release()
        self._faults.clear()

    def find(self, method: str, path: str) -> Fault | None:
        """Return the fault that strikes this request, and count it."""
        if not self._faults:
            return None
        target = f"{method} {path}"
        for fault in self._faults:
            if fault.times > 0 and fnmatchcase(target, fault.route):
                fault.strike()
                return fault
        return None

    def _add(self, fault: Fault) -> Fault:
        self._faults = [one for one in self._faults if one.times > 0 or not one.struck]
        self._faults.append(fault)
        return fault
