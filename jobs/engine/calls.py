"""Sends a script's call to one Redis with as little Python as possible.

redis-py looks at every argument of every command several times, and a script names up to 26 keys:
that costs more than Redis needs for the call. What does not change from call to call is encoded
once, and connections are kept at hand.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import redis
from redis.exceptions import NoScriptError

from jobs.engine.connect import is_read_only

if TYPE_CHECKING:
    from jobs.engine.requests import Argument, Request


class Calls:
    """Calls of scripts by one client.

    A connection stays here when its call has ended: a pool's lending costs as much as Redis needs
    for a small call. Each is as sound when it is used again as one that a pool lends.

    Parameters
    ----------
    client : redis.Redis
        One server's, or a cluster's, which has its own way to a connection.
    """

    def __init__(self, client: redis.Redis) -> None:
        self._client = client
        self._idle: list[Any] = []
        self._pid = os.getpid()

    def run(self, request: Request[Any]) -> Any:
        """Run a request's script and return the raw answer.

        Raises
        ------
        redis.RedisError, redis.RedisClusterException, OSError
        """
        script, client = request.script, self._client
        try:
            if not isinstance(client, redis.Redis):
                return client.execute_command(
                    "EVALSHA", script.sha, len(request.keys), *request.keys, *request.args
                )
            return self._send(_packed(script.sha, request.keys, request.args))
        except NoScriptError:
            return client.eval(script.source, len(request.keys), *request.keys, *request.args)

    def _send(self, command: bytes) -> Any:
        connection = self._take()
        try:
            self._make_ready(connection)
            connection.send_packed_command([command])
            return connection.read_response()
        except redis.ResponseError as error:
            # A whole answer was read. That of a replica is one of the primary of before.
            if is_read_only(error):
                connection.disconnect()
            raise
        except BaseException:
            # An answer may be on its way that nobody must take for that of the next call.
            connection.disconnect()
            raise
        finally:
            self._idle.append(connection)

    def _take(self) -> Any:
        if self._pid != os.getpid():
            # These are the parent's.
            self._idle, self._pid = [], os.getpid()
        try:
            return self._idle.pop()
        except IndexError:
            return self._client.connection_pool.get_connection()

    def _make_ready(self, connection: Any) -> None:
        # Data that nobody asked for, or an end: the server has closed it, or an answer came late.
        if connection.is_connected and _has_news(connection):
            connection.disconnect()
        if not connection.is_connected:
            connection.connect()


def _has_news(connection: Any) -> bool:
    try:
        return bool(connection.can_read())
    except (redis.RedisError, OSError):
        return True


def _packed(sha: str, keys: tuple[str, ...], args: list[Argument]) -> bytes:
    head = b"*%d\r\n" % (3 + len(keys) + len(args))
    return b"".join((head, _fixed(sha, keys), *map(_bulk, args)))


@lru_cache(maxsize=4096)
def _fixed(sha: str, keys: tuple[str, ...]) -> bytes:
    return b"".join([_bulk("EVALSHA"), _bulk(sha), _bulk(len(keys)), *map(_bulk, keys)])


def _bulk(value: Argument) -> bytes:
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"$%d\r\n%b\r\n" % (len(data), data)
