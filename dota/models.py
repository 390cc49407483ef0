"""Matches and players as Apolo sees them, whatever the source: frozen and typed.

Untrusted text (player, team and league names) is kept raw here; whoever shows it sanitises it.
`None` always means "the source did not say", never zero.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Side(enum.StrEnum):
    """The two teams of a match."""

    RADIANT = "radiant"
    DIRE = "dire"


class Source(enum.StrEnum):
    """Where the figures came from."""

    OPENDOTA = "opendota"
    STRATZ = "stratz"


class AdvantageKind(enum.StrEnum):
    """What a per-minute lead is measured in. The two are never mixed in one chart."""

    GOLD = "gold"
    """Earned gold (OpenDota ``radiant_gold_adv``)."""
    NET_WORTH = "net_worth"
    """Net worth (STRATZ ``radiantNetworthLeads``)."""


@dataclass(frozen=True, slots=True)
class Advantage:
    """Radiant's lead per minute; negative where Dire leads.

    ``values[n]`` is the lead at minute ``n`` of the match (0 = the horn).
    """

    kind: AdvantageKind
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Benchmark:
    """One figure of a player and its percentile among recent games of the hero.

    ``raw`` is the figure (e.g. gold per minute); ``percentile`` is 0.0 to 1.0.
    """

    name: str
    raw: float | None
    percentile: float | None


@dataclass(frozen=True, slots=True)
class MatchPlayer:
    """One of the (usually ten) players of a match."""

    slot: int
    """0-based position within the side."""
    side: Side
    account_id: int | None
    """32-bit Steam account id; None for an anonymous player."""
    name: str | None
    """Raw persona name, hostile until sanitised; None where unknown."""
    pro_name: str | None
    hero_id: int
    """0 where unknown. May be newer than the tables."""
    level: int | None
    kills: int | None
    deaths: int | None
    assists: int | None
    last_hits: int | None
    denies: int | None
    gold_per_min: int | None
    xp_per_min: int | None
    net_worth: int | None
    """As the source gives it; None in old matches, where `gold_per_min` has to stand in."""
    hero_damage: int | None
    tower_damage: int | None
    hero_healing: int | None
    items: tuple[int, int, int, int, int, int]
    """Item ids of the six slots, 0 where empty."""
    backpack: tuple[int, int, int]
    neutral_item: int
    """Item id, 0 where empty or unknown."""
    party_id: int | None
    party_size: int | None
    rank_tier: int | None
    """Medal x 10 + stars; 80 = Immortal."""
    abandoned: bool
    benchmarks: tuple[Benchmark, ...] = ()

    @property
    def anonymous(self) -> bool:
        """True where the source hides who this is."""
        return self.account_id is None and not self.name

    def __hash__(self) -> int:
        # The figures of a match are looked up by player, often; all fields would take longer.
        return hash((self.slot, self.hero_id))


@dataclass(frozen=True, slots=True)
class Match:
    """One match, whole.

    ``players`` holds Radiant's first, then Dire's; usually five each, but a reader must bear
    0 to 5 on either side.
    """

    match_id: int
    source: Source
    start_time: int | None
    """Unix seconds, UTC."""
    duration: int
    """Seconds."""
    radiant_win: bool | None
    radiant_score: int | None
    dire_score: int | None
    game_mode: int
    """OpenDota's number (22 = all draft, 23 = Turbo, 0 = unknown)."""
    lobby_type: int
    """OpenDota's number (7 = ranked)."""
    rank_tier: int | None
    """Average medal of the match, where known."""
    patch: int | None
    league_name: str | None
    radiant_name: str | None
    dire_name: str | None
    players: tuple[MatchPlayer, ...]
    advantage: Advantage | None
    """None where the match was not parsed."""

    @property
    def parsed(self) -> bool:
        """True where per-minute series are known."""
        return self.advantage is not None

    @property
    def winner(self) -> Side | None:
        """The side that won; None where the source did not say."""
        if self.radiant_win is None:
            return None
        return Side.RADIANT if self.radiant_win else Side.DIRE

    def side(self, side: Side) -> tuple[MatchPlayer, ...]:
        """The players of one side, in slot order."""
        return tuple(p for p in self.players if p.side is side)

    def player(self, account_id: int | None) -> MatchPlayer | None:
        """The player with this account id, or None."""
        if account_id is None:
            return None
        return next((p for p in self.players if p.account_id == account_id), None)


@dataclass(frozen=True, slots=True)
class PlayerMatch:
    """One row of a player's history: the match seen from this player."""

    match_id: int
    start_time: int
    """Unix seconds, UTC."""
    duration: int
    """Seconds."""
    hero_id: int
    side: Side
    won: bool | None
    kills: int | None
    deaths: int | None
    assists: int | None
    gold_per_min: int | None
    xp_per_min: int | None
    net_worth: int | None
    last_hits: int | None
    denies: int | None
    hero_damage: int | None
    tower_damage: int | None
    hero_healing: int | None
    game_mode: int
    lobby_type: int
    party_size: int | None
    average_rank: int | None
    abandoned: bool


@dataclass(frozen=True, slots=True)
class WinLoss:
    """How many of all their public matches a player has won and lost."""

    wins: int
    losses: int

    @property
    def games(self) -> int:
        """Both together."""
        return self.wins + self.losses


@dataclass(frozen=True, slots=True)
class PlayerProfile:
    """Who a Steam account is."""

    account_id: int
    name: str | None
    avatar_url: str | None
    rank_tier: int | None
    leaderboard_rank: int | None
    private: bool
    """True where the player does not expose public match data."""
