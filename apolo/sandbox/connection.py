"""One websocket of the gateway, from HELLO to its end."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING

import aiohttp

from apolo.sandbox.sessions import GUILDS, PRIVILEGED, Session
from apolo.sandbox.snowflake import shard_of
from apolo.sandbox.wire import Json, JsonObject, decode, encode, int_of, object_of, text_of

if TYPE_CHECKING:
    from aiohttp import web

    from apolo.sandbox.gateway import Gateway
    from apolo.sandbox.world import World

_FRAMES_A_MINUTE = 120
_FRAME_BYTES = 4_096
_GUILDS_PER_SHARD = 2_500


class Op(IntEnum):
    """Field ``op`` of a frame."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE = 3
    VOICE_STATE = 4
    RESUME = 6
    RECONNECT = 7
    REQUEST_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class Close(IntEnum):
    """Why the gateway closes a connection."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    RATE_LIMITED = 4008
    SESSION_TIMED_OUT = 4009
    INVALID_SHARD = 4010
    SHARDING_REQUIRED = 4011
    INVALID_VERSION = 4012
    DISALLOWED_INTENTS = 4014


class Closed(Exception):
    """The gateway ends this connection."""

    def __init__(self, code: Close) -> None:
        super().__init__(code.name)
        self.code = code


class Connection:
    """One websocket, from HELLO to its end."""

    def __init__(
        self,
        gateway: Gateway,
        world: World,
        socket: web.WebSocketResponse,
        transport: asyncio.Transport | None,
    ) -> None:
        self._gateway = gateway
        self._world = world
        self._socket = socket
        self._transport = transport
        self._outbox: asyncio.Queue[str | None] = asyncio.Queue()
        self._session: Session | None = None
        self._received: deque[float] = deque(maxlen=_FRAMES_A_MINUTE)

    def send(self, frame: JsonObject) -> None:
        """Queue a frame."""
        self._outbox.put_nowait(encode(frame).decode())

    def abort(self) -> None:
        """Cut the connection as a broken network would."""
        self._leave()
        if self._transport is not None:
            self._transport.abort()

    async def serve(self, version: str) -> None:
        """Talk until either side ends it."""
        writer = asyncio.create_task(self._write())
        try:
            self.send({"op": Op.HELLO, "d": {"heartbeat_interval": self._gateway.heartbeat_ms}})
            await self._read(version)
        except Closed as closed:
            if closed.code is Close.SESSION_TIMED_OUT and self._session is not None:
                self._gateway.sessions.remove(self._session)
            await self._socket.close(code=closed.code, message=str(closed).encode())
        finally:
            self._leave()
            self._outbox.put_nowait(None)
            await writer

    def _leave(self) -> None:
        if self._session is not None and self._session.outbox is self._outbox:
            self._session.detach()
            self._gateway.changes.touch()

    async def _write(self) -> None:
        with contextlib.suppress(ConnectionError, aiohttp.ClientConnectionError):
            while (frame := await self._outbox.get()) is not None:
                await self._socket.send_str(frame)

    async def _read(self, version: str) -> None:
        if version not in {"9", "10"}:
            raise Closed(Close.INVALID_VERSION)
        silence = self._gateway.heartbeat_ms * 1.5 / 1000
        while True:
            try:
                message = await self._socket.receive(timeout=silence)
            except TimeoutError:
                raise Closed(Close.SESSION_TIMED_OUT) from None
            if message.type is not aiohttp.WSMsgType.TEXT:
                if self._socket.close_code in {1000, 1001} and self._session is not None:
                    # Closing with one of these codes ends the session itself.
                    self._gateway.sessions.remove(self._session)
                return
            self._receive(str(message.data))

    def _receive(self, text: str) -> None:
        now = time.monotonic()
        if len(self._received) == _FRAMES_A_MINUTE and now - self._received[0] < 60:
            raise Closed(Close.RATE_LIMITED)
        self._received.append(now)
        if len(text.encode()) > _FRAME_BYTES:
            raise Closed(Close.DECODE_ERROR)
        try:
            frame: Json = decode(text)
        except ValueError:
            raise Closed(Close.DECODE_ERROR) from None
        if not isinstance(frame, dict):
            raise Closed(Close.DECODE_ERROR)
        self._obey(int_of(frame, "op", -1), object_of(frame, "d"))

    def _obey(self, op: int, data: JsonObject) -> None:
        if op == Op.HEARTBEAT:
            self._gateway.heartbeats += 1
            self.send({"op": Op.HEARTBEAT_ACK, "d": None})
        elif op in {Op.IDENTIFY, Op.RESUME}:
            if self._session is not None:
                raise Closed(Close.ALREADY_AUTHENTICATED)
            if text_of(data, "token").removeprefix("Bot ") != self._world.token:
                raise Closed(Close.AUTHENTICATION_FAILED)
            if op == Op.IDENTIFY:
                self._identify(data)
            else:
                self._resume(data)
        elif self._session is None:
            raise Closed(Close.NOT_AUTHENTICATED)
        elif op == Op.REQUEST_MEMBERS:
            self._send_members(self._session, data)
        elif op not in {Op.PRESENCE, Op.VOICE_STATE}:
            raise Closed(Close.UNKNOWN_OPCODE)

    def _identify(self, data: JsonObject) -> None:
        pair = data.get("shard", [0, 1])
        if not isinstance(pair, list) or len(pair) != 2:
            raise Closed(Close.INVALID_SHARD)
        shard, shards = pair
        if not isinstance(shard, int) or not isinstance(shards, int) or not 0 <= shard < shards:
            raise Closed(Close.INVALID_SHARD)
        intents = int_of(data, "intents")
        if intents & PRIVILEGED and not self._gateway.privileged_intents:
            raise Closed(Close.DISALLOWED_INTENTS)
        guilds = [
            guild
            for guild in self._world.guilds.values()
            if guild.bot_present and shard_of(guild.id, shards) == shard
        ]
        if len(guilds) > _GUILDS_PER_SHARD:
            raise Closed(Close.SHARDING_REQUIRED)
        if not self._gateway.admit(shard, shards):
            self.send({"op": Op.INVALID_SESSION, "d": False})
            return
        session = Session(shard, shards, intents, outbox=self._outbox)
        self._session = session
        self._gateway.sessions.add(session)
        ready: JsonObject = {
            "v": 10,
            "user": self._world.bot.to_wire(),
            "guilds": [{"id": str(guild.id), "unavailable": True} for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self._gateway.url,
            "shard": [shard, shards],
            "application": {"id": str(self._world.application_id), "flags": 0},
        }
        session.send("READY", encode(ready))
        if intents & GUILDS:
            for guild in guilds:
                me = guild.members[self._world.bot.id]
                session.send("GUILD_CREATE", encode(guild.to_wire((me,))))
        self._gateway.changes.touch()

    def _resume(self, data: JsonObject) -> None:
        session = self._gateway.sessions.get(text_of(data, "session_id"))
        missed = None if session is None else session.missed_after(int_of(data, "seq"))
        if session is None or missed is None:
            self.send({"op": Op.INVALID_SESSION, "d": False})
            return
        self._session = session
        for frame in missed:
            self._outbox.put_nowait(frame)
        session.outbox = self._outbox
        session.detached_at = None
        session.send("RESUMED", b"{}")
        self._gateway.resumes += 1
        self._gateway.changes.touch()

    def _send_members(self, session: Session, data: JsonObject) -> None:
        guild = self._world.guilds.get(int_of(data, "guild_id"))
        if guild is None:
            return
        asked = data.get("user_ids")
        wanted = {str(one) for one in asked} if isinstance(asked, list) else None
        query = text_of(data, "query").lower()
        found = [
            member.to_wire()
            for member in guild.members.values()
            if (
                str(member.user.id) in wanted
                if wanted is not None
                else member.user.name.startswith(query)
            )
        ]
        chunk: JsonObject = {
            "guild_id": str(guild.id),
            "members": list(found),
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        }
        if "nonce" in data:
            chunk["nonce"] = data["nonce"]
        session.send("GUILD_MEMBERS_CHUNK", encode(chunk))
