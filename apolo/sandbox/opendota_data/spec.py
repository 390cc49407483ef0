"""What a match of the sandbox is made from; everything else follows from it and its id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.accounts import Account

ALL_DRAFT: Final = 22
TURBO: Final = 23
RANKED: Final = 7
UNRANKED: Final = 0


@dataclass(frozen=True, slots=True)
class Seat:
    """One of the ten places of a match; the first five are Radiant's, each side by position."""

    hero_id: int
    account: Account | None
    """None for an anonymous player."""
    skill: float = 1.0
    """1 plays as expected; 1.3 takes noticeably more kills and gold, dies less."""
    abandoned: bool = False
    party: int | None = None
    """Players with the same number are a party; None plays alone."""


@dataclass(frozen=True, slots=True)
class Team:
    """A professional team."""

    team_id: int
    name: str
    tag: str


@dataclass(frozen=True, slots=True)
class MatchSpec:
    """The course of a match."""

    match_id: int
    start_time: int
    duration: int
    """Seconds."""
    radiant_win: bool
    kills: tuple[int, int]
    """Radiant's, Dire's."""
    lead: tuple[tuple[float, int], ...]
    """Radiant's gold lead: pairs of (part of the match gone, gold); the last is at 1.0."""
    seats: tuple[Seat, ...]
    game_mode: int = ALL_DRAFT
    lobby_type: int = RANKED
    parsed: bool = False
    patch: int = 60
    facets: bool = False
    """True before patch 7.41, when ``hero_variant`` was sent."""
    region: int = 3
    cluster: int = 132
    average_rank: int | None = 54
    league: tuple[int, str] | None = None
    teams: tuple[Team, Team] | None = None
    chat: tuple[tuple[int, int, str], ...] = field(default=((12, 3, "glhf"),))
    """(second, seat, text)."""

    @property
    def turbo(self) -> bool:
        """True for the mode with double gold and experience."""
        return self.game_mode == TURBO
