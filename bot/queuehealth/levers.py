"""Pulls an operator's lever: noted in the audit log, logged, and waited for in bounded time."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, TypeVar

import structlog

from store.audit import AuditEntry, Origin

if TYPE_CHECKING:
    from bot.queuehealth.patience import Patience
    from store.audit_log import AuditLog

Changed = TypeVar("Changed", int, list[str])
"""What a lever changed: a number, or names."""

_log = structlog.get_logger("bot.operators")


class Levers:
    """What all desks pull their levers by.

    Parameters
    ----------
    audit
        Where each is written down.
    patience
        How long a lever is waited for.
    """

    def __init__(self, audit: AuditLog, patience: Patience) -> None:
        self._audit = audit
        self._patience = patience

    async def pull(
        self,
        operator: int,
        action: str,
        queue: str,
        work: Coroutine[Any, Any, Changed],
        *,
        which: str = "",
    ) -> Changed:
        """Do some work in an operator's name.

        Parameters
        ----------
        operator
            Discord's id of who it is.
        which
            Which jobs, where not all of the queue.

        Raises
        ------
        TimeoutError
            It goes on, and is noted when it ends.
        """
        return await self._patience.wait_for(self._noted(operator, action, queue, work, which))

    async def _noted(
        self,
        operator: int,
        action: str,
        queue: str,
        work: Coroutine[Any, Any, Changed],
        which: str,
    ) -> Changed:
        log = _log.bind(action=action, queue=queue, operator=operator)
        if which:
            log = log.bind(which=which)
        entry = AuditEntry(Origin.DISCORD, str(operator), action, queue, which)
        try:
            async with self._audit.noting(entry) as note:
                done = await work
                note.count = done if isinstance(done, int) else len(done)
        except BaseException as error:
            log.warning("operator_action_failed", reason=str(error) or type(error).__name__)
            raise
        log.info("operator_action", result=done)
        return done
