"""Whether the bot is ready: connected to Discord, with every service met at least once."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING, Final

from jobs.queues import QUEUES
from store.state import store_state

if TYPE_CHECKING:
    from jobs.api import JobsApi
    from store.pool import Pool

Ask = Callable[[], Awaitable[object]]
"""Asks a service for something small; raises where it does not answer."""

DISCORD: Final = "Discord"
REDIS: Final = "Redis"
POSTGRESQL: Final = "PostgreSQL"

_EVERY: Final = 1.0
_WITHIN: Final = 2.0

log = logging.getLogger(__name__)


class Readiness:
    """What the bot's process still waits for.

    It serves from its start, whatever is away. Ready it calls itself once the gateway is
    connected and each service has answered; from then on only the gateway counts, as members
    are answered while a service is away.

    Parameters
    ----------
    services
        What is asked of each service that has to be met, by the service's name.
    every
        Seconds between two questions to a service.
    """

    def __init__(self, services: Mapping[str, Ask], *, every: float = _EVERY) -> None:
        self._services = services
        self._every = every
        self._unmet = list(services)
        self._connected: Callable[[], bool] | None = None
        self._told: tuple[str, ...] | None = None

    def follow(self, connected: Callable[[], bool]) -> None:
        """Ask this whether the gateway is connected; it replaces what was asked before."""
        self._connected = connected

    def waits_for(self) -> tuple[str, ...]:
        """The names of all that is waited for; none once the bot is ready. Changes are logged."""
        connected = self._connected is not None and self._connected()
        lacks = (*(() if connected else (DISCORD,)), *self._unmet)
        if lacks != self._told:
            self._told = lacks
            log.info("not ready: waits for %s" if lacks else "bot ready%s", ", ".join(lacks))
        return lacks

    async def meet(self) -> None:
        """Ask every service until it has answered once."""
        async with asyncio.TaskGroup() as meeting:
            for name, ask in self._services.items():
                meeting.create_task(self._meet(name, ask), name=f"meet-{name}")

    async def _meet(self, name: str, ask: Ask) -> None:
        while (trouble := await _trouble_with(ask)) is not None:
            log.debug("%s does not answer yet: %r", name, trouble)
            await asyncio.sleep(self._every)
        self._unmet.remove(name)


def services(jobs: JobsApi, pool: Pool | None) -> Mapping[str, Ask]:
    """Redis, and PostgreSQL where there is one, as `Readiness` asks them."""
    some_queue = next(iter(QUEUES))
    asks: dict[str, Ask] = {REDIS: lambda: jobs.get_queue_stats(some_queue)}
    if pool is not None:
        asks[POSTGRESQL] = lambda: store_state(pool)
    return asks


async def _trouble_with(ask: Ask) -> Exception | None:
    try:
        async with asyncio.timeout(_WITHIN):
            await ask()
    except Exception as error:
        # Whatever is wrong with it, it is asked again.
        return error
    return None
