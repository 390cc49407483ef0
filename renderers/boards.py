"""What a picture of a leaderboard shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dota.leaderboard import BoardMetric, Period, Window


@dataclass(frozen=True, slots=True)
class Standing:
    """One place on a leaderboard."""

    rank: int
    """Equal ones share a rank: 1, 1, 3."""
    previous_rank: int | None
    """The rank on the board that this one is compared with; None for one who was not on it."""
    account_id: int
    name: str | None
    """Raw persona name, hostile until sanitised; None where unknown."""
    value: float
    """As it is shown: percent, KDA, gold per minute."""
    games: int
    """Games that the value is made of."""
    played: int
    """All games that count, of which `wins` were won."""
    wins: int
    avatar: str | None = None
    """The name of the player's own picture."""


@dataclass(frozen=True, slots=True)
class Leaderboard:
    """A leaderboard, whole."""

    metric: BoardMetric
    period: Period
    window: Window
    minimum_games: int
    standings: tuple[Standing, ...]
    """Best first."""
    members: int
    """Linked members that were looked at."""
    hidden: int = 0
    """Those of them who hide their matches."""
    outdated: int = 0
    """Those of them whose newest matches couldn't be had."""
    compared_at: int | None = None
    """When the earlier board was made that movement is told from, unix seconds; None for none."""
    marked: int | None = None
    """Account id of the member to mark in gold."""

    @property
    def compared(self) -> bool:
        """Whether there is an earlier board that movement is told from."""
        return self.compared_at is not None
