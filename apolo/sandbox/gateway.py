"""The gateway: bots connect here by websocket and are sent events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.changes import Changes
from apolo.sandbox.connection import Close, Closed, Connection, Op
from apolo.sandbox.sessions import Sessions

if TYPE_CHECKING:
    from apolo.sandbox.wire import JsonObject
    from apolo.sandbox.world import World

HEARTBEAT_MS = 41_250
IDENTIFIES_A_DAY = 1_000
_DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class Identify:
    """An IDENTIFY that was received.

    Attributes
    ----------
    at
        Sandbox time in seconds since 1970.
    """

    at: float
    shard: int
    shards: int


class Gateway:
    """All connections of all bot processes.

    Parameters
    ----------
    world
        What the events tell of.

    Attributes
    ----------
    identifies
        Every IDENTIFY so far. Past a thousand in a day the token is reset.
    resumes
        How many RESUMEs succeeded.
    recommended_shards
        What ``/gateway/bot`` recommends.
    heartbeat_ms
        The interval that HELLO asks for; who is silent for one and a half is disconnected.
    identify_limit
        How many IDENTIFYs a day are allowed.
    identify_interval
        Seconds that must lie between two IDENTIFYs, 0 for none; Discord wants 5.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self.changes = Changes()
        self._connections: dict[Connection, None] = {}
        self.sessions = Sessions()
        self.identifies: list[Identify] = []
        self.resumes = 0
        self.heartbeats = 0
        self.url = ""
        self.recommended_shards = 1
        self.heartbeat_ms = HEARTBEAT_MS
        self.identify_limit = IDENTIFIES_A_DAY
        self.identify_interval = 0.0
        self.privileged_intents = False
        world.dispatch = self.sessions.dispatch

    def info(self) -> JsonObject:
        """Return the body of ``/gateway/bot``."""
        return {
            "url": self.url,
            "shards": self.recommended_shards,
            "session_start_limit": {
                "total": self.identify_limit,
                "remaining": max(0, self.identify_limit - len(self._today())),
                "reset_after": int(_DAY * 1000),
                "max_concurrency": 1,
            },
        }

    def connected(self) -> bool:
        """Tell whether all shards of at least one bot are connected."""
        attached = self.sessions.attached()
        return any(
            {one.shard for one in attached if one.shards == shards} == set(range(shards))
            for shards in {one.shards for one in attached}
        )

    async def until(self, *, connected: bool, timeout: float) -> None:  # noqa: ASYNC109
        """Wait until all shards are connected, or until none is.

        Raises
        ------
        TimeoutError
            When it did not happen in time.
        """
        if not await self.changes.until(
            lambda: self.connected() if connected else not self.sessions.attached(), timeout
        ):
            raise TimeoutError("the bot did not connect" if connected else "still connected")

    def disconnect(self) -> None:
        """Cut all connections without a word; sessions can be resumed."""
        for connection in list(self._connections):
            connection.abort()

    def reconnect(self) -> None:
        """Ask all bots to reconnect and resume (op 7)."""
        for connection in self._connections:
            connection.send({"op": Op.RECONNECT, "d": None})

    def invalidate(self, *, resumable: bool = False) -> None:
        """Declare all sessions invalid (op 9); those not resumable are forgotten."""
        for connection in self._connections:
            connection.send({"op": Op.INVALID_SESSION, "d": resumable})
        if not resumable:
            self.sessions.forget_all()

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection."""
        socket = web.WebSocketResponse(max_msg_size=0, compress=False)
        await socket.prepare(request)
        connection = Connection(self, self._world, socket, request.transport)
        self._connections[connection] = None
        try:
            await connection.serve(request.query.get("v", "10"))
        finally:
            del self._connections[connection]
            self.changes.touch()
        return socket

    def admit(self, shard: int, shards: int) -> bool:
        """Count an IDENTIFY; too many reset the token, too fast is refused."""
        now = self._world.clock.now()
        last = self.identifies[-1].at if self.identifies else None
        self.identifies.append(Identify(now, shard, shards))
        if len(self._today()) > self.identify_limit:
            self._world.token = f"reset-{self._world.ids.next()}"
            raise Closed(Close.AUTHENTICATION_FAILED)
        return last is None or now - last >= self.identify_interval

    def _today(self) -> list[Identify]:
        now = self._world.clock.now()
        return [one for one in self.identifies if now - one.at < _DAY]
