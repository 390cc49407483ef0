"""What every REST request goes through: ban, faults, token, rate limits, errors, journal."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from email.utils import formatdate
from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.errors import DiscordError, not_found, unauthorized
from apolo.sandbox.faults import Fault, FaultKind
from apolo.sandbox.journal import RequestRecord
from apolo.sandbox.wire import Json, JsonObject, encode

if TYPE_CHECKING:
    from apolo.sandbox.faults import Faults
    from apolo.sandbox.ratelimits import RateLimits, Verdict
    from apolo.sandbox.world import World

PREFIX = "/api/v10"
_MAJOR = ("channel_id", "guild_id", "application_id", "token")
_INVALID = {401, 403, 429}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def reply(value: Json = None, status: int = 200) -> web.Response:
    """Answer with JSON; without a value, with 204 and no body."""
    if value is None:
        return web.Response(status=204)
    # Exactly this content type: discord.py takes nothing else for JSON.
    return web.Response(
        body=encode(value), status=status, headers={"Content-Type": "application/json"}
    )


class Front:
    """The middleware in front of all handlers below ``/api/v10``.

    Parameters
    ----------
    world, limits, faults
        What it consults.
    """

    def __init__(self, world: World, limits: RateLimits, faults: Faults) -> None:
        self._world = world
        self._limits = limits
        self._faults = faults

    @web.middleware
    async def middleware(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Take a request to its handler and back."""
        if not request.path.startswith(PREFIX):
            return await handler(request)
        path = request.path.removeprefix(PREFIX)
        fault = self._faults.find(request.method, path)
        response: web.StreamResponse | None
        if fault is None or fault.after:
            response, code = await self._serve(request, handler, path)
            if fault is not None:
                response, code = await self._spoil(request, fault, response, code)
        else:
            response, code = await self._strike(request, handler, path, fault)
        status = 0 if response is None else response.status
        self._world.journal.requests.append(
            RequestRecord(self._world.clock.now(), request.method, path, status, code)
        )
        return self._dropped(request) if response is None else response

    async def _strike(
        self, request: web.Request, handler: Handler, path: str, fault: Fault
    ) -> tuple[web.StreamResponse | None, int]:
        # Read on first, so that the client has sent all it wants to send.
        await request.read()
        if fault.kind is FaultKind.HOLD:
            await fault.held()
            if request.transport is None or request.transport.is_closing():
                return None, 0
            return await self._serve(request, handler, path)
        return await self._spoil(request, fault, None, 0)

    async def _spoil(
        self,
        request: web.Request,
        fault: Fault,
        response: web.StreamResponse | None,
        code: int,
    ) -> tuple[web.StreamResponse | None, int]:
        if fault.kind is FaultKind.HOLD:
            await fault.held()
            return response, code
        if fault.kind is FaultKind.DROP:
            return None, 0
        if fault.kind is FaultKind.RATE_LIMIT:
            return _limited(fault.retry_after, fault.everywhere, {}, via=fault.via), 0
        error: JsonObject = {"message": f"{fault.status}: scripted fault", "code": 0}
        return reply(error, fault.status), 0

    async def _serve(
        self, request: web.Request, handler: Handler, path: str
    ) -> tuple[web.StreamResponse, int]:
        if self._limits.banned():
            return web.Response(status=429, text="error code: 1015", content_type="text/html"), 1015
        by_token = not path.startswith(("/interactions/", "/webhooks/"))
        verdict: Verdict | None = None
        code = 0
        try:
            if by_token and request.headers.get("Authorization") != f"Bot {self._world.token}":
                raise unauthorized()
            verdict = self._limits.take(_route(request), _major(request), by_token=by_token)
            if verdict.retry_after is not None:
                response: web.StreamResponse = _limited(
                    verdict.retry_after, verdict.everywhere, verdict.headers
                )
            else:
                response = await handler(request)
        except DiscordError as error:
            response, code = reply(error.body(), error.status), error.code
        except web.HTTPNotFound:
            response = reply(not_found().body(), 404)
        except web.HTTPMethodNotAllowed:
            response = reply({"message": "405: Method Not Allowed", "code": 0}, 405)
        if response.status in _INVALID and response.headers.get("X-RateLimit-Scope") != "shared":
            self._limits.note_invalid()
        if verdict is not None:
            for name, value in verdict.headers.items():
                response.headers.setdefault(name, value)
        response.headers["Via"] = "1.1 google"
        # By the sandbox's clock: a bot may learn the time from it.
        response.headers["Date"] = formatdate(self._world.clock.now(), usegmt=True)
        return response, code

    @staticmethod
    def _dropped(request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response(status=500)


def limited(verdict: Verdict) -> web.Response:
    """Answer 429 as a bucket says."""
    assert verdict.retry_after is not None
    return _limited(verdict.retry_after, verdict.everywhere, verdict.headers)


def _limited(
    retry_after: float, everywhere: bool, headers: dict[str, str], *, via: bool = True
) -> web.Response:
    body: JsonObject = {
        "message": "You are being rate limited.",
        "retry_after": round(retry_after, 3),
        "global": everywhere,
    }
    response = reply(body, 429)
    response.headers.update(headers)
    response.headers["Retry-After"] = f"{retry_after:.3f}"
    if via:
        response.headers["Via"] = "1.1 google"
    return response


def _route(request: web.Request) -> str:
    resource = request.match_info.route.resource
    path = "" if resource is None else resource.canonical.removeprefix(PREFIX)
    return f"{request.method} {path}"


def _major(request: web.Request) -> str:
    found = request.match_info
    return ":".join(found[name] for name in _MAJOR if name in found)
