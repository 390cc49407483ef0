"""Sends a script's call to one Redis with as little Python as possible.

redis-py looks at every argument of every command several times, and a script names up to 26 keys:
that costs more than Redis needs for the call. What does not change from call to call is encoded
once.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import redis
from redis.exceptions import NoScriptError

from jobs.engine.connect import is_read_only

if TYPE_CHECKING:
    from jobs.engine.requests import Argument, Request


def call(client: redis.Redis, request: Request[Any]) -> Any:
    """Run a request's script and return the raw answer.

    Raises
    ------
    redis.RedisError
    """
    script = request.script
    try:
        # A cluster's client has its own way to a connection.
        if not isinstance(client, redis.Redis):
            return client.execute_command(
                "EVALSHA", script.sha, len(request.keys), *request.keys, *request.args
            )
        return _send(client.connection_pool, _packed(script.sha, request.keys, request.args))
    except NoScriptError:
        return client.eval(script.source, len(request.keys), *request.keys, *request.args)


def _send(pool: redis.ConnectionPool, command: bytes) -> Any:
    connection = pool.get_connection()
    try:
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
        pool.release(connection)


def _packed(sha: str, keys: tuple[str, ...], args: list[Argument]) -> bytes:
    head = b"*%d\r\n" % (3 + len(keys) + len(args))
    return b"".join((head, _fixed(sha, keys), *map(_bulk, args)))


@lru_cache(maxsize=4096)
def _fixed(sha: str, keys: tuple[str, ...]) -> bytes:
    return b"".join([_bulk("EVALSHA"), _bulk(sha), _bulk(len(keys)), *map(_bulk, keys)])


def _bulk(value: Argument) -> bytes:
    data = value if isinstance(value, bytes) else str(value).encode()
    return b"$%d\r\n%b\r\n" % (len(data), data)
