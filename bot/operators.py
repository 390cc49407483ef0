"""Who may look at and steer the machinery: Apolo's operators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import discord
import structlog

from bot.replies import refuse

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.replies import AnyInteraction

_TRUSTED = {discord.TeamMemberRole.admin, discord.TeamMemberRole.developer}


_log = structlog.get_logger("bot.operators")


@dataclass(frozen=True, slots=True)
class Operators:
    """The operators' Discord ids."""

    ids: frozenset[int] = frozenset()

    @classmethod
    def of(cls, configured: Iterable[int], application: discord.AppInfo | None) -> Self:
        """The configured operators, and who owns the application.

        Parameters
        ----------
        configured
            Ids from the settings.
        application
            As Discord described it at the login. Of a team, its owner and the members who have
            joined it as administrators or developers are operators, as for Discord itself.
        """
        ids = set(configured)
        if application is not None and application.team is not None:
            team = application.team
            ids.update(
                member.id
                for member in team.members
                if member.membership_state is discord.TeamMembershipState.accepted
                and (member.role in _TRUSTED or member.id == team.owner_id)
            )
        elif application is not None:
            ids.add(application.owner.id)
        return cls(frozenset(ids))

    def __contains__(self, user_id: object) -> bool:
        return user_id in self.ids


async def admitted(operators: Operators, interaction: AnyInteraction, action: str) -> bool:
    """Whether an operator asks; everybody else is told that they are none, and it is logged."""
    if interaction.user.id in operators:
        return True
    _log.warning("operator_refused", action=action, user=interaction.user.id)
    await refuse(interaction, "not_operator")
    return False
