"""From an address to a client of redis-py, for threads or for an event loop.

Every client tries once: redis-py's own retries would hide an outage for seconds.
"""

from __future__ import annotations

from typing import Any, cast

import redis
import redis.asyncio
import redis.asyncio.sentinel
import redis.sentinel
from redis.backoff import NoBackoff
from redis.exceptions import RedisClusterException, RedisError
from redis.retry import Retry

from jobs.engine.addresses import Address, Kind, parse

#: What a client raises when it can't do its work. A cluster's own are no `RedisError`.
ERRORS = (RedisError, RedisClusterException, OSError)


def connect(url: str, timeout: float) -> redis.Redis:
    """A client for threads.

    It has what one server's and a cluster's client have in common. Only that of a cluster connects
    at once.

    Parameters
    ----------
    url : str
        As `addresses.parse` reads it.
    timeout : float
        Seconds to wait for a connection and for an answer.

    Raises
    ------
    ValueError
        Where the URL is none.
    RedisError, RedisClusterException
        Where no node of a cluster can be reached.
    """
    address, options = parse(url), _options(timeout)
    options["retry"] = Retry(NoBackoff(), 0)
    if address.kind is Kind.SERVER:
        return redis.Redis.from_url(url, **options)
    options |= _login(address)
    if address.kind is Kind.CLUSTER:
        nodes = [redis.cluster.ClusterNode(host, port) for host, port in address.hosts]
        return cast("redis.Redis", redis.RedisCluster(startup_nodes=nodes, **options))
    sentinel = redis.sentinel.Sentinel(
        list(address.hosts),
        sentinel_kwargs=_sentinel_options(address, options),
        db=address.db,
        **options,
    )
    client: redis.Redis = sentinel.master_for(address.service)
    return client


def connect_async(url: str, timeout: float) -> redis.asyncio.Redis:
    """The same for an event loop; connects when first used."""
    address, options = parse(url), _options(timeout)
    options["retry"] = redis.asyncio.retry.Retry(NoBackoff(), 0)
    if address.kind is Kind.SERVER:
        return redis.asyncio.Redis.from_url(url, **options)
    options |= _login(address)
    if address.kind is Kind.CLUSTER:
        nodes = [redis.asyncio.cluster.ClusterNode(host, port) for host, port in address.hosts]
        cluster = redis.asyncio.RedisCluster(startup_nodes=nodes, **options)
        return cast("redis.asyncio.Redis", cluster)
    sentinel = redis.asyncio.sentinel.Sentinel(
        list(address.hosts),
        sentinel_kwargs=_sentinel_options(address, options),
        db=address.db,
        **options,
    )
    client: redis.asyncio.Redis = sentinel.master_for(address.service)
    return client


async def close_async(client: redis.asyncio.Redis) -> None:
    """Close all connections, those to Sentinel too."""
    pool = getattr(client, "connection_pool", None)
    await client.aclose()
    if isinstance(pool, redis.asyncio.sentinel.SentinelConnectionPool):
        for sentinel in pool.sentinel_manager.sentinels:
            await sentinel.aclose()


def is_read_only(error: BaseException) -> bool:
    """Whether a server refused to write because it is a replica: it was primary once."""
    # Before Redis 7 a script's error is wrapped in another.
    return isinstance(error, redis.ReadOnlyError) or "READONLY" in str(error)


async def leave_async(client: redis.asyncio.Redis) -> None:
    """Close a client's connections; the next call makes new ones."""
    if not isinstance(client, redis.asyncio.RedisCluster):
        await client.connection_pool.disconnect()


async def listener(client: redis.asyncio.Redis) -> redis.asyncio.client.PubSub:
    """A subscriber. In a cluster at any node: what is published at one is told at all.

    Raises
    ------
    RedisError, RedisClusterException, OSError
    """
    if isinstance(client, redis.asyncio.RedisCluster):
        await client.initialize()
    return client.pubsub(ignore_subscribe_messages=True)


def of_key(client: redis.Redis, key: str) -> redis.Redis:
    """The client of the one server that holds a key."""
    if isinstance(client, redis.RedisCluster):
        return client.get_redis_connection(client.get_node_from_key(key))
    return client


async def fullest_info(client: redis.asyncio.Redis) -> dict[str, Any]:
    """What Redis says of itself (``INFO``); of a cluster, the primary that is closest to its limit.

    Raises
    ------
    RedisError, RedisClusterException, OSError
    """
    if not isinstance(client, redis.asyncio.RedisCluster):
        info: dict[str, Any] = await client.info()
        return info
    nodes = await client.info(target_nodes=redis.asyncio.RedisCluster.PRIMARIES)
    infos: list[dict[str, Any]] = list(nodes.values())
    return max(infos, key=lambda one: (_fullness(one), one.get("used_memory", 0)))


def _fullness(info: dict[str, Any]) -> float:
    limit = info.get("maxmemory", 0)
    return info.get("used_memory", 0) / limit if limit else 0.0


def _options(timeout: float) -> dict[str, Any]:
    return {
        "socket_timeout": timeout,
        "socket_connect_timeout": timeout,
        "decode_responses": False,
        "health_check_interval": 0,
        # Telling Redis the library's version reads a file for every connection: 10 ms each.
        "driver_info": None,
    }


def _login(address: Address) -> dict[str, Any]:
    login: dict[str, Any] = {"username": address.username, "password": address.password}
    return login | ({"ssl": True} if address.tls else {})


def _sentinel_options(address: Address, options: dict[str, Any]) -> dict[str, Any]:
    return options | {
        "username": address.sentinel_username,
        "password": address.sentinel_password,
    }
