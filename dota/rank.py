"""Medals: what ``rank_tier`` means."""

from __future__ import annotations

import enum
from dataclasses import dataclass

_MAX_STARS = 5


class Medal(enum.IntEnum):
    """The eight medals, lowest first; the value is the tens digit of ``rank_tier``."""

    HERALD = 1
    GUARDIAN = 2
    CRUSADER = 3
    ARCHON = 4
    LEGEND = 5
    ANCIENT = 6
    DIVINE = 7
    IMMORTAL = 8

    @property
    def slug(self) -> str:
        """Lower-case name, for texts and pictures."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """A medal and its stars; ordered from lowest to highest."""

    medal: Medal
    stars: int
    """1 to 5; 0 for Immortal, which has none."""

    @property
    def slug(self) -> str:
        """The medal's slug."""
        return self.medal.slug


def rank(rank_tier: int | None) -> Rank | None:
    """Read ``rank_tier`` (medal x 10 + stars; 80 = Immortal).

    Returns
    -------
    Rank or None
        None for a player without a medal and for numbers that are none. Seasons before 2019 had
        up to seven stars: more than five are shown as five.
    """
    if rank_tier is None:
        return None
    tens, stars = divmod(rank_tier, 10)
    if not Medal.HERALD <= tens <= Medal.IMMORTAL:
        return None
    medal = Medal(tens)
    if medal is Medal.IMMORTAL:
        return Rank(medal, 0)
    return Rank(medal, min(stars, _MAX_STARS))


@dataclass(frozen=True, slots=True)
class MedalSeen:
    """A player's medal as it was seen on a day."""

    day: int
    """Unix seconds of the day's beginning in UTC."""
    rank_tier: int
    leaderboard_rank: int | None = None
    """Position among Immortals; 1 is the best."""


def ladder(rank_tier: int | None) -> int | None:
    """Return how many steps up from below Herald I a medal is: 1 to 35, Immortal 36, or None."""
    found = rank(rank_tier)
    if found is None:
        return None
    return (found.medal - 1) * _MAX_STARS + max(1, found.stars)
