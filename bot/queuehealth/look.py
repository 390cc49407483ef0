"""Looks at the queues and the database at once, in bounded time, whatever is away."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

from jobs.health import DatabaseHealth, HealthReport, unreachable, with_database
from store.errors import StoreUnavailable
from store.state import store_state

if TYPE_CHECKING:
    from bot.queuehealth.patience import Patience
    from store.pool import Pool


class Watched(Protocol):
    """The queues, to be looked at; `jobs.manager.QueueManager` is it."""

    async def get_queues_health_status(self) -> HealthReport:
        """All queues, judged; never raises because Redis is away."""


async def look(queues: Watched | None, pool: Pool | None, patience: Patience) -> HealthReport:
    """How everything is doing: what does not answer in time counts as away.

    Parameters
    ----------
    queues
        None where the job system can't be looked at.
    pool
        None where there is no database to be looked at.
    """
    report, database = await asyncio.gather(_queues(queues, patience), _database(pool, patience))
    return report if database is None else with_database(report, database)


async def _queues(queues: Watched | None, patience: Patience) -> HealthReport:
    if queues is None:
        return unreachable()
    try:
        return await patience.wait_for(queues.get_queues_health_status())
    except TimeoutError:
        return unreachable()


async def _database(pool: Pool | None, patience: Patience) -> DatabaseHealth | None:
    if pool is None:
        return None
    try:
        state = await patience.wait_for(store_state(pool))
    except (StoreUnavailable, TimeoutError):
        return DatabaseHealth(reachable=False)
    return DatabaseHealth(True, state.latency_ms, state.version)
