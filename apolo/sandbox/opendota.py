"""An OpenDota on this machine: its addresses, its wire format, and faults on demand.

``python -m apolo.sandbox.opendota --port 8900`` runs it alone.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import orjson
from aiohttp import web

from apolo.sandbox.opendota_data import wire
from apolo.sandbox.opendota_data.archive import Archive
from apolo.sandbox.opendota_data.profile import profile
from apolo.sandbox.opendota_data.tables import constants_table, heroes_list
from apolo.sandbox.opendota_faults import Fault, FaultKind, spoil

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apolo.sandbox.opendota_data.spec import MatchSpec

_RECENT: Final = 20
_PARSE_COST: Final = 10
_PER_DAY: Final = 2000
_MAX_ID: Final = 2**53

_MISSING: Final = {"error": "Not Found"}


@dataclass(frozen=True, slots=True)
class Seen:
    """A request that was received."""

    method: str
    path: str
    query: tuple[tuple[str, str], ...]
    headers: dict[str, str]


class SandboxOpenDota:
    """A local server that answers as OpenDota does.

    Parameters
    ----------
    host, port : str, int
        Port 0 takes a free one.
    now : int or None
        Unix seconds that the matches lie before; the time of creation where None.
    per_minute : int or None
        Calls granted per minute, answered with 429 beyond; None grants all but still counts them.
    parse_seconds : float
        How long a requested parse takes.
    clock : callable
        Monotonic seconds.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        now: int | None = None,
        per_minute: int | None = None,
        parse_seconds: float = 2.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._host = host
        self._port = port
        self._per_minute = per_minute
        self._parse_seconds = parse_seconds
        self._clock = clock
        self._runner: web.AppRunner | None = None
        self._stopping = asyncio.Event()
        self._faults: list[Fault] = []
        self._parses: dict[int, tuple[int, float]] = {}
        self._minute = (0, 0)
        self._spent_today = 0
        self.archive = Archive(int(time.time()) if now is None else now)
        self.requests: list[Seen] = []
        self.missing: set[int] = set()
        """Matches of the archive that are unknown here."""

    @property
    def url(self) -> str:
        """What `OPENDOTA_URL` is to be, without a slash at the end."""
        return f"http://{self._host}:{self._port}/api"

    async def start(self) -> None:
        """Listen; returns when requests are answered."""
        app = web.Application(middlewares=[self._counted])
        app.add_routes(
            [
                web.get("/api/matches/{match_id}", self._match),
                web.get("/api/players/{account_id}", self._player),
                web.get("/api/players/{account_id}/wl", self._win_loss),
                web.get("/api/players/{account_id}/recentMatches", self._recent),
                web.get("/api/players/{account_id}/matches", self._matches),
                web.get("/api/health", self._health),
                web.get("/api/heroes", self._heroes),
                web.get("/api/constants/{resource}", self._constants),
                web.post("/api/request/{match_id}", self._request_parse),
                web.get("/api/request/{job_id}", self._parse_job),
            ]
        )
        self._stopping.clear()
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port)
        await site.start()
        self._port = int(self._runner.addresses[0][1])

    async def stop(self) -> None:
        """Stop listening; `start` takes the same port again."""
        self._stopping.set()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    def fail(
        self,
        kind: FaultKind | str,
        *,
        times: int | None = None,
        path: str = "",
        seconds: float = 1.0,
    ) -> None:
        """Make requests fail; see `Fault`. Faults set first are met first."""
        self._faults.append(Fault(FaultKind(kind), times, path, seconds))

    def heal(self) -> None:
        """Take all faults back."""
        self._faults.clear()

    def finish_parses(self) -> None:
        """Let every requested parse be done now."""
        for match_id, _ in self._parses.values():
            self.archive.parse(match_id)
        self._parses.clear()

    @web.middleware
    async def _counted(
        self,
        request: web.Request,
        handler: Callable[[web.Request], Awaitable[web.StreamResponse]],
    ) -> web.StreamResponse:
        """Note the request, keep the rate limit, and let a fault have it if one is set."""
        self.requests.append(
            Seen(request.method, request.path, tuple(request.query.items()), dict(request.headers))
        )
        limits = self._count(_PARSE_COST if request.method == "POST" else 1)
        if self._per_minute is not None and self._minute[1] > self._per_minute:
            return web.json_response({"error": "rate limit exceeded"}, status=429, headers=limits)
        fault = next((fault for fault in self._faults if fault.hits(request.path)), None)
        response = await handler(request)
        if fault is not None:
            right = response
            assert isinstance(right, web.Response)
            response = await spoil(fault, request, lambda: right, self._stopping)
        if not response.prepared:
            for name, value in limits.items():
                response.headers.setdefault(name, value)
        return response

    def _count(self, cost: int) -> dict[str, str]:
        minute = int(self._clock() // 60)
        spent = self._minute[1] if self._minute[0] == minute else 0
        self._minute = (minute, spent + cost)
        self._spent_today += cost
        granted = self._per_minute or 1_000_000
        return {
            "X-Rate-Limit-Remaining-Minute": str(max(0, granted - self._minute[1])),
            "X-Rate-Limit-Remaining-Day": str(max(1, _PER_DAY - self._spent_today)),
        }

    async def _match(self, request: web.Request) -> web.Response:
        self._finish_due()
        match_id = _number(request, "match_id")
        spec = None if match_id in self.missing else self.archive.match(match_id)
        return _missing() if spec is None else _json(wire.match(spec))

    async def _player(self, request: web.Request) -> web.Response:
        account = self.archive.account(_number(request, "account_id"))
        return _missing() if account is None else _json(profile(account))

    async def _win_loss(self, request: web.Request) -> web.Response:
        rows = await self._rows(request)
        won = sum(row["radiant_win"] is (int(str(row["player_slot"])) < 128) for row in rows)
        return _json({"win": won, "lose": len(rows) - won})

    async def _recent(self, request: web.Request) -> web.Response:
        account_id = _number(request, "account_id")
        specs = self._visible(account_id)[:_RECENT]
        return _json(
            await asyncio.to_thread(lambda: [wire.recent_row(spec, account_id) for spec in specs])
        )

    async def _matches(self, request: web.Request) -> web.Response:
        return _json(await self._rows(request))

    async def _rows(self, request: web.Request) -> list[wire.Row]:
        """Return the history a query asks for. Turbo is hidden unless ``significant=0``."""
        account_id = _number(request, "account_id")
        specs = self._visible(account_id)
        if request.query.get("significant", "1") != "0":
            specs = [spec for spec in specs if not spec.turbo]
        limit = request.query.get("limit", "")
        if limit.isdigit():
            specs = specs[: int(limit)]
        project = tuple(request.query.getall("project", []))
        return await asyncio.to_thread(
            lambda: [wire.history_row(spec, account_id, project) for spec in specs]
        )

    def _visible(self, account_id: int) -> list[MatchSpec]:
        """Return an account's matches; a private one shows none, an unknown one has none."""
        account = self.archive.account(account_id)
        return [] if account is None or account.private else self.archive.history(account_id)

    async def _health(self, request: web.Request) -> web.Response:
        return _json({"postgresUsage": {"metric": 1, "threshold": 4, "timestamp": 0}})

    async def _heroes(self, request: web.Request) -> web.Response:
        return _json(heroes_list())

    async def _constants(self, request: web.Request) -> web.Response:
        table = constants_table(request.match_info["resource"])
        return _missing() if table is None else _json(table)

    async def _request_parse(self, request: web.Request) -> web.Response:
        match_id = _number(request, "match_id")
        if self.archive.match(match_id) is None:
            return _missing()
        job_id = 190_000_000 + len(self.requests)
        self._parses[job_id] = (match_id, self._clock() + self._parse_seconds)
        return _json({"job": {"jobId": job_id}})

    async def _parse_job(self, request: web.Request) -> web.Response:
        """Answer the job while it is pending, null when it is done or was never there."""
        self._finish_due()
        job_id = _number(request, "job_id")
        if job_id not in self._parses:
            return _json(None)
        match_id, _ = self._parses[job_id]
        return _json({"id": job_id, "type": "parse", "data": {"match_id": match_id}, "attempts": 1})

    def _finish_due(self) -> None:
        now = self._clock()
        for job_id, (match_id, due) in list(self._parses.items()):
            if due <= now:
                self.archive.parse(match_id)
                del self._parses[job_id]


def _number(request: web.Request, name: str) -> int:
    text = request.match_info[name]
    if not (text.isascii() and text.isdigit()) or len(text) > 16 or int(text) >= _MAX_ID:
        return -1
    return int(text)


def _json(value: object) -> web.Response:
    return web.Response(body=orjson.dumps(value), content_type="application/json")


def _missing() -> web.Response:
    return web.Response(status=404, body=orjson.dumps(_MISSING), content_type="application/json")


async def _serve(arguments: argparse.Namespace) -> None:
    server = SandboxOpenDota(
        host=arguments.host, port=arguments.port, per_minute=arguments.per_minute
    )
    for text in arguments.fault:
        kind, _, times = text.partition(":")
        server.fail(kind, times=int(times) if times else None)
    await server.start()
    sys.stdout.write(f"{server.url}\n")
    sys.stdout.flush()
    try:
        await asyncio.Event().wait()
    finally:
        await server.stop()


def main() -> int:
    """Run the server until it is interrupted."""
    parser = argparse.ArgumentParser(prog="python -m apolo.sandbox.opendota", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8900)
    parser.add_argument("--per-minute", type=int, default=None, help="answer 429 beyond this")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="KIND[:TIMES]",
        help=f"one of {', '.join(FaultKind)}",
    )
    try:
        asyncio.run(_serve(parser.parse_args()))
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
