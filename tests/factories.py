"""Matches and players made by hand, for tests: valid unless a test says otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dota.models import (
    Advantage,
    AdvantageKind,
    Match,
    MatchPlayer,
    PlayerMatch,
    Side,
    Source,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

NAMES = (
    "Aurora",
    "Ñandú Feliz",
    "Привет мир",
    "你好世界",
    "مرحبا يا بطل",
    "쌈디",
    "สวัสดี",
    "São João",
    "xX_VeryLongPlayerName_ThatNeverEnds_2026_Xx",
    "😀 pogo",
)
HEROES = (1, 74, 86, 5, 14, 8, 11, 93, 26, 101)
ITEMS = (
    (63, 147, 116, 139, 160, 1),
    (48, 108, 96, 119, 0, 46),
    (180, 102, 190, 0, 0, 0),
    (29, 36, 254, 79, 46, 0),
    (214, 90, 0, 0, 0, 0),
)


def player(side: Side = Side.RADIANT, slot: int = 0, **changes: Any) -> MatchPlayer:
    """Return a plausible player; keyword arguments replace fields."""
    index = slot + (0 if side is Side.RADIANT else 5)
    fields: dict[str, Any] = {
        "slot": slot,
        "side": side,
        "account_id": 1001 + index,
        "name": NAMES[index % len(NAMES)],
        "pro_name": None,
        "hero_id": HEROES[index % len(HEROES)],
        "level": 25 - index,
        "kills": (13 - index) % 14,
        "deaths": (index * 3 + 2) % 11,
        "assists": (index * 7 + 4) % 23,
        "last_hits": 320 - 30 * slot,
        "denies": 14 - 2 * slot,
        "gold_per_min": 640 - 60 * slot,
        "xp_per_min": 720 - 55 * slot,
        "net_worth": 24_800 - 3_100 * slot - 700 * (side is Side.DIRE),
        "hero_damage": 31_000 - 4_000 * slot,
        "tower_damage": 6_500 - 1_200 * slot,
        "hero_healing": 400 * slot,
        "items": ITEMS[slot % len(ITEMS)],
        "backpack": (0, 0, 0),
        "neutral_item": 0 if slot == 4 else 349,
        "party_id": None,
        "party_size": None,
        "rank_tier": 63,
        "abandoned": False,
    }
    return MatchPlayer(**(fields | changes))


def team(side: Side, count: int = 5, **changes: Any) -> tuple[MatchPlayer, ...]:
    """Return `count` players of one side; keyword arguments replace fields of all of them."""
    return tuple(player(side, slot, **changes) for slot in range(count))


def advantage(
    values: Sequence[int] = (0, 300, 450, -200, -1_900, -2_400, 1_100, 4_300, 9_800, 14_500),
    kind: AdvantageKind = AdvantageKind.NET_WORTH,
) -> Advantage:
    """Return a lead that changes hands twice."""
    return Advantage(kind, tuple(values))


def match(**changes: Any) -> Match:
    """Return a parsed, ranked match that Radiant won; keyword arguments replace fields."""
    fields: dict[str, Any] = {
        "match_id": 7_812_345_678,
        "source": Source.OPENDOTA,
        "start_time": 1_795_435_200,
        "duration": 2_537,
        "radiant_win": True,
        "radiant_score": 42,
        "dire_score": 31,
        "game_mode": 22,
        "lobby_type": 7,
        "rank_tier": 63,
        "patch": 58,
        "league_name": None,
        "radiant_name": None,
        "dire_name": None,
        "players": team(Side.RADIANT) + team(Side.DIRE),
        "advantage": advantage(),
    }
    return Match(**(fields | changes))


def player_match(**changes: Any) -> PlayerMatch:
    """Return a row of a player's history: a ranked win; keyword arguments replace fields."""
    fields: dict[str, Any] = {
        "match_id": 8_000_000_000,
        "start_time": 1_795_000_000,
        "duration": 2_400,
        "hero_id": 1,
        "side": Side.RADIANT,
        "won": True,
        "kills": 8,
        "deaths": 4,
        "assists": 10,
        "gold_per_min": 500,
        "xp_per_min": 600,
        "net_worth": 20_000,
        "last_hits": 200,
        "denies": 5,
        "hero_damage": 20_000,
        "tower_damage": 1_000,
        "hero_healing": 0,
        "game_mode": 22,
        "lobby_type": 7,
        "party_size": 1,
        "average_rank": 50,
        "abandoned": False,
    }
    return PlayerMatch(**(fields | changes))


def history(count: int, **changes: Any) -> tuple[PlayerMatch, ...]:
    """Return a player's last matches, newest first, going up and down; the same every time."""
    return tuple(
        player_match(
            **{
                "match_id": 8_000_000_000 + number,
                "start_time": 1_795_000_000 + 9_000 * number,
                "hero_id": HEROES[number % len(HEROES)],
                "won": number * 7 % 5 < 3,
                "kills": number * 11 % 17,
                "deaths": number * 5 % 9,
                "assists": number * 13 % 23,
                "gold_per_min": 420 + 2 * number + number * 37 % 190,
                "xp_per_min": 520 + number + number * 53 % 230,
            }
            | changes
        )
        for number in reversed(range(count))
    )
