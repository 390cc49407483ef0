"""Keeps one member, or one server, from using up what is there for all."""

from __future__ import annotations

import asyncio
import dataclasses
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from jobs.api import Allowance, JobsUnavailable, UsedUp

if TYPE_CHECKING:
    from jobs.api import JobRequest

log = logging.getLogger(__name__)

Spend = Callable[[Sequence[Allowance]], Awaitable[UsedUp | None]]
"""Takes one use of each allowance; raises `JobsUnavailable`."""

_MINUTE: Final = 60
_DAY: Final = 86_400
_WITHIN: Final = 0.25
"""Seconds that a member's acknowledgement may wait for Redis."""
_ANALYSES: Final = frozenset({"request_analysis", "analysed_card"})
_COACHING: Final = "coaching"


@dataclass(frozen=True, slots=True)
class FairUseLimits:
    """How often; 0 is no limit. Of analyses, and of coaching by a model, others pay for each."""

    member_per_minute: int = 60
    member_per_day: int = 2_000
    server_per_day: int = 50_000
    analyses_per_member: int = 5
    analyses_per_server: int = 30
    coaching_per_member: int = 20
    coaching_per_server: int = 100


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a request is not taken: an error's code and parameters."""

    code: str
    params: dict[str, object]


class FairUse:
    """Counts what is asked for.

    Parameters
    ----------
    spend
        Counts in Redis, for all bot processes together.
    limits
        How much.
    """

    def __init__(self, spend: Spend, limits: FairUseLimits) -> None:
        self._spend = spend
        self._limits = limits

    async def admit(
        self, job: JobRequest, user_id: int, guild_id: int | None
    ) -> JobRequest | Refused:
        """Count a request, within a quarter of a second.

        Where Redis is away, what is cheap is done without being counted, and what others pay for
        counts as used up.

        Returns
        -------
        JobRequest or Refused
            The job as it is to be done: coaching that is used up is done by rules.
        """
        rules = self._cheap(user_id, guild_id)
        if job.actor in _ANALYSES:
            rules += self._paid("analyses", user_id, guild_id)
        try:
            refused = await self._count(rules)
            if refused is None and job.actor == _COACHING:
                used_up = await self._count(self._paid("coaching", user_id, guild_id))
                return job if used_up is None else _by_rules(job)
        except (JobsUnavailable, TimeoutError) as error:
            log.info("fair use is not counted: %s", error)
            if job.actor in _ANALYSES:
                return Refused("jobs_unavailable", {})
            return _by_rules(job) if job.actor == _COACHING else job
        return job if refused is None else refused

    def _cheap(self, user_id: int, guild_id: int | None) -> list[Allowance]:
        limits = self._limits
        rules = [
            Allowance(f"member:{user_id}:minute", limits.member_per_minute, _MINUTE),
            Allowance(f"member:{user_id}:day", limits.member_per_day, _DAY),
        ]
        if guild_id is not None:
            rules.append(Allowance(f"server:{guild_id}:day", limits.server_per_day, _DAY))
        return rules

    def _paid(self, what: str, user_id: int, guild_id: int | None) -> list[Allowance]:
        most: dict[str, tuple[int, int]] = {
            "analyses": (self._limits.analyses_per_member, self._limits.analyses_per_server),
            "coaching": (self._limits.coaching_per_member, self._limits.coaching_per_server),
        }
        member, server = most[what]
        rules = [Allowance(f"member:{user_id}:{what}", member, _DAY)]
        if guild_id is not None:
            rules.append(Allowance(f"server:{guild_id}:{what}", server, _DAY))
        return rules

    async def _count(self, rules: Sequence[Allowance]) -> Refused | None:
        counted = [rule for rule in rules if rule.most]
        if not counted:
            return None
        async with asyncio.timeout(_WITHIN):
            used_up = await self._spend(counted)
        if used_up is None:
            return None
        whose, _, what = used_up.allowance.name.split(":")
        return Refused(
            f"fair_use_{whose}_{what}",
            {"retry_after": used_up.seconds, "most": used_up.allowance.most},
        )


def _by_rules(job: JobRequest) -> JobRequest:
    return dataclasses.replace(job, payload={**job.payload, "by_rules": True})
