"""What can be made to go wrong with the sandbox's OpenDota."""

from __future__ import annotations

import asyncio
import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson
from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Callable

_HUGE: Final = 50 * 2**20
_CHUNK: Final = b" " * 2**18

_HTML: Final = (
    "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head>"
    "<body><h1>Bad Gateway</h1></body></html>"
)


class FaultKind(enum.StrEnum):
    """One way to fail."""

    DOWN = "down"
    """The connection breaks before any answer."""
    RATE_LIMITED = "rate_limited"
    """429 with ``Retry-After`` and nothing left in the minute."""
    SERVER_ERROR = "server_error"
    """500 with OpenDota's JSON error."""
    INVALID_KEY = "invalid_key"
    """400, as for an invalid key."""
    TRUNCATED = "truncated"
    """The connection breaks in the middle of the body."""
    HALF_JSON = "half_json"
    """A complete answer whose JSON ends in the middle."""
    HTML = "html"
    """200 with a page."""
    SLOW = "slow"
    """The answer comes after `Fault.seconds`."""
    SILENT = "silent"
    """Nothing ever comes."""
    WRONG_TYPES = "wrong_types"
    """Every figure is a string, every string a list."""
    HUGE = "huge"
    """50 MB of JSON, without saying so beforehand."""
    REDIRECT = "redirect"
    """302 to another host."""


@dataclass(slots=True)
class Fault:
    """A fault that is set.

    Attributes
    ----------
    kind : FaultKind
    times : int or None
        How many requests it still hits; None for all until it is healed.
    path : str
        Hits only paths that contain this.
    seconds : float
        ``Retry-After`` of a 429, delay of a slow answer.
    """

    kind: FaultKind
    times: int | None = None
    path: str = ""
    seconds: float = 1.0

    def hits(self, path: str) -> bool:
        """Tell whether a request is hit, and count it."""
        if self.path not in path or self.times == 0:
            return False
        if self.times is not None:
            self.times -= 1
        return True


async def spoil(
    fault: Fault, request: web.Request, answer: Callable[[], web.Response], stopping: asyncio.Event
) -> web.StreamResponse:
    """Answer a request as the fault wants it.

    Parameters
    ----------
    fault : Fault
    request : aiohttp.web.Request
    answer : callable
        Makes the right answer, for the faults that spoil it.
    stopping : asyncio.Event
        Ends the silence when the server stops.
    """
    match fault.kind:
        case FaultKind.RATE_LIMITED:
            headers = {"X-Rate-Limit-Remaining-Minute": "0", "Retry-After": f"{fault.seconds:g}"}
            return web.json_response({"error": "rate limit exceeded"}, status=429, headers=headers)
        case FaultKind.SERVER_ERROR:
            return web.json_response({"error": "Internal Server Error"}, status=500)
        case FaultKind.INVALID_KEY:
            return web.json_response({"error": "invalid api key"}, status=400)
        case FaultKind.HTML:
            return web.Response(text=_HTML, content_type="text/html")
        case FaultKind.REDIRECT:
            return web.Response(status=302, headers={"Location": "http://elsewhere.invalid/"})
        case FaultKind.SLOW:
            await asyncio.sleep(fault.seconds)
            return answer()
        case FaultKind.HALF_JSON:
            whole = _bytes(answer())
            return web.Response(body=whole[: len(whole) // 2], content_type="application/json")
        case FaultKind.WRONG_TYPES:
            return web.Response(body=wrong_types(_bytes(answer())), content_type="application/json")
        case FaultKind.SILENT:
            await stopping.wait()
        case FaultKind.TRUNCATED:
            await _half(request, _bytes(answer()))
        case FaultKind.HUGE:
            return await _huge(request)
        case FaultKind.DOWN:
            pass
    if request.transport is not None:
        request.transport.abort()
    return web.Response(status=500)


def wrong_types(body: bytes) -> bytes:
    """Turn every number of a JSON text into a string and every string into a list."""

    def turned(value: object) -> object:
        if isinstance(value, dict):
            return {name: turned(entry) for name, entry in value.items()}
        if isinstance(value, list):
            return [turned(entry) for entry in value]
        if isinstance(value, str):
            return [value]
        return str(value)

    return orjson.dumps(turned(orjson.loads(body)))


def _bytes(response: web.Response) -> bytes:
    body = response.body
    return body if isinstance(body, bytes) else b""


async def _half(request: web.Request, whole: bytes) -> None:
    """Promise the whole body and send half of it."""
    response = web.StreamResponse(headers={"Content-Length": str(len(whole))})
    response.content_type = "application/json"
    await response.prepare(request)
    await response.write(whole[: len(whole) // 2])


async def _huge(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    response.content_type = "application/json"
    await response.prepare(request)
    try:
        for _ in range(_HUGE // len(_CHUNK)):
            await response.write(_CHUNK)
        await response.write_eof(b"{}")
    except ConnectionError:
        pass  # The client had enough, as it should.
    return response
