"""What a player's figures say about the role they played; a source never says it."""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dota.coaching import CoachingFacts

#: Last hits a minute that only cores get, and that no core is content with.
_CORE_PACE: Final = 4.5
_SUPPORT_PACE: Final = 2.5
#: Of five, the richest three are the cores, as a rule.
_CORE_RANKS: Final = 3


class Role(enum.StrEnum):
    """Who gets the team's gold, and who does without."""

    CORE = "core"
    SUPPORT = "support"
    UNKNOWN = "unknown"


def role_of(facts: CoachingFacts) -> Role:
    """Judge by last hits per minute, and between the extremes by rank of net worth."""
    pace, rank = facts.last_hits_per_min, facts.net_worth_rank
    if pace is not None and pace >= _CORE_PACE:
        return Role.CORE
    if pace is not None and pace < _SUPPORT_PACE:
        # A core who was shut down has few last hits too, but is rarely poorer than the supports.
        return Role.SUPPORT if rank is None or rank > _CORE_RANKS - 1 else Role.UNKNOWN
    if rank is None:
        return Role.UNKNOWN
    return Role.CORE if rank <= _CORE_RANKS else Role.SUPPORT
