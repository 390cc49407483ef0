"""The pool of database connections."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeAlias

import asyncpg

from store.errors import store_errors

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from asyncpg.pool import PoolConnectionProxy

Pool: TypeAlias = "asyncpg.Pool[asyncpg.Record]"

_ACQUIRE_SECONDS = 5.0
_CONNECT_SECONDS = 3.0
_COMMAND_SECONDS = 5.0


async def open_pool(
    dsn: str,
    *,
    max_size: int = 10,
    command_timeout: float = _COMMAND_SECONDS,
    connect_timeout: float = _CONNECT_SECONDS,
) -> Pool:
    """Open a pool that connects when first used, so the database may come up later.

    Parameters
    ----------
    dsn : str
        ``postgresql://`` URL.
    max_size : int
        Connections at most.
    command_timeout, connect_timeout : float
        Seconds that one statement or one connection attempt may take.

    Returns
    -------
    asyncpg.Pool
        Close it with ``await pool.close()``.
    """
    pool: Pool = await asyncpg.create_pool(
        dsn,
        min_size=0,
        max_size=max_size,
        command_timeout=command_timeout,
        timeout=connect_timeout,
        server_settings={"application_name": "apolo"},
        reset=_reset,
    )
    return pool


async def _reset(borrowed: asyncpg.Connection[asyncpg.Record]) -> None:
    """Undo what a borrower left open. asyncpg's own reset costs each query a second round trip."""
    if borrowed.is_in_transaction():
        await borrowed.reset()


@asynccontextmanager
async def connection(pool: Pool) -> AsyncIterator[PoolConnectionProxy[asyncpg.Record]]:
    """Borrow a connection of `pool`, for at most some seconds of waiting.

    Raises
    ------
    StoreUnavailable
        When none can be had, or the database goes away in between.
    """
    with store_errors():
        async with pool.acquire(timeout=_ACQUIRE_SECONDS) as borrowed:
            yield borrowed
