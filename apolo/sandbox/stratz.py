"""A STRATZ on this machine: its one address, its GraphQL, its refusals, and faults on demand."""

from __future__ import annotations

import asyncio
import re
import time
from typing import TYPE_CHECKING, Final

import orjson
from aiohttp import web

from apolo.sandbox import stratz_data
from apolo.sandbox.opendota_data.archive import Archive
from apolo.sandbox.opendota_faults import Fault, FaultKind, spoil

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

Selection = dict[str, "Selection"]

TOKEN: Final = "sandbox.stratz.token"  # noqa: S105 - of this server alone
_USER_AGENT: Final = "STRATZ_API"
_PAGE: Final = "<!DOCTYPE html><title>Just a moment...</title><h1>Access denied</h1>"
_TOKENS: Final = re.compile(r"[{}]|\([^)]*\)|\w+")
_GRANTED: Final = {"Second": 20, "Minute": 250, "Hour": 2_000, "Day": 10_000}


class SandboxStratz:
    """A local server that answers as STRATZ does.

    Parameters
    ----------
    archive : Archive or None
        Its matches; the same as a `SandboxOpenDota`'s where both are to know the same.
    """

    def __init__(self, archive: Archive | None = None) -> None:
        self.archive = archive if archive is not None else Archive(int(time.time()))
        self.requests: list[Mapping[str, str]] = []
        """The headers of each request."""
        self._faults: list[Fault] = []
        self._stopping = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self._port = 0

    @property
    def url(self) -> str:
        """What `STRATZ_URL` is to be."""
        return f"http://127.0.0.1:{self._port}/graphql"

    async def start(self) -> None:
        """Listen; returns when requests are answered."""
        app = web.Application(middlewares=[self._spoiled])
        app.add_routes([web.post("/graphql", self._graphql)])
        self._stopping.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self._port).start()
        self._port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening; `start` takes the same port again."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def fail(
        self, kind: FaultKind | str, *, times: int | None = None, seconds: float = 1.0
    ) -> None:
        """Make requests fail; see `Fault`."""
        self._faults.append(Fault(FaultKind(kind), times, "", seconds))

    def heal(self) -> None:
        """Take all faults back."""
        self._faults.clear()

    @web.middleware
    async def _spoiled(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        self.requests.append(dict(request.headers))
        fault = next((fault for fault in self._faults if fault.hits(request.path)), None)
        response = await handler(request)
        if fault is not None:
            right = response
            assert isinstance(right, web.Response)
            response = await spoil(fault, request, lambda: right, self._stopping)
        if not response.prepared:
            for window, granted in _GRANTED.items():
                left = str(max(1, granted - len(self.requests)))
                response.headers.setdefault(f"X-RateLimit-Limit-{window}", str(granted))
                response.headers.setdefault(f"X-RateLimit-Remaining-{window}", left)
        return response

    async def _graphql(self, request: web.Request) -> web.Response:
        refusal = _refusal(request.headers)
        if refusal is not None:
            return refusal
        try:
            asked = orjson.loads(await request.read())
            selection = _selection(asked["query"])
            match_id = asked["variables"]["id"]
        except (ValueError, KeyError, TypeError):
            return _error("GraphQL.ExecutionError: the body is no query", 400)
        wrong = next(_wrong_fields(selection.get("match", {}), "MatchType"), None)
        if wrong is not None:
            kind, field = wrong
            return _error(f"Cannot query field '{field}' on type '{kind}'.", 400)
        if not isinstance(match_id, int):
            return _error("Variable '$id' is invalid.", 400)
        spec = await asyncio.to_thread(self.archive.match, match_id)
        found = None
        if spec is not None:
            whole = await asyncio.to_thread(stratz_data.match, spec)
            found = _chosen(whole, selection["match"])
        return _json({"data": {"match": found}})


def _refusal(headers: Mapping[str, str]) -> web.Response | None:
    """What is answered to who does not say who they are, as it does."""
    agent = headers.get("User-Agent", "")
    scheme, _, token = headers.get("Authorization", "").partition(" ")
    if agent != _USER_AGENT or scheme != "Bearer" or not token:
        return web.Response(status=403, text=_PAGE, content_type="text/html")
    if token.count(".") != 2:
        return web.Response(status=500, text="IDX12741: JWT must have three segments (JWS)")
    if token != TOKEN:
        return web.Response(status=403, text=_PAGE, content_type="text/html")
    return None


def _selection(query: str) -> Selection:
    """Read which fields a query asks for; arguments and variables are passed over."""
    root: Selection = {}
    stack, last = [root], ""
    for word in _TOKENS.findall(query[query.index("{") + 1 :]):
        if word == "{":
            stack.append(stack[-1][last])
        elif word == "}":
            stack.pop()
            if not stack:
                break
        elif not word.startswith("("):
            last = word
            stack[-1][word] = {}
    return root


def _wrong_fields(selection: Selection, kind: str) -> Iterator[tuple[str, str]]:
    objects = stratz_data.objects(kind)
    for field, inner in selection.items():
        if field in objects and inner:
            yield from _wrong_fields(inner, objects[field])
        elif field not in stratz_data.scalars(kind) or inner:
            yield kind, field


def _chosen(value: object, selection: Selection) -> object:
    if isinstance(value, list):
        return [_chosen(one, selection) for one in value]
    if not isinstance(value, dict) or not selection:
        return value
    return {field: _chosen(value.get(field), inner) for field, inner in selection.items()}


def _json(value: object, status: int = 200) -> web.Response:
    return web.Response(body=orjson.dumps(value), status=status, content_type="application/json")


def _error(message: str, status: int) -> web.Response:
    return _json({"errors": [{"message": message}]}, status)
