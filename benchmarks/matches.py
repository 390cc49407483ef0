"""Made-up matches without end: figures and names that no cache has seen."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from dota import constants
from dota.models import Advantage, AdvantageKind, Match, MatchPlayer, Side, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_",
    "áéíóúãõçñabcdeilmnorst",
    "абвгдежзиклмнопрстуфхцчшыэюя",
    "".join(map(chr, range(0x4E00, 0x5200))),
    "".join(map(chr, range(0xAC00, 0xB000))),
    "ابتثجحخدذرزسشصضطظعغفقكلمنهوي",
    "😀😎🔥💀👑⚡🎮★☆",
)
_NEUTRAL_ITEMS = 40
"""As many as a match can have."""


def matches(seed: int = 1) -> Iterator[Match]:
    """Yield a new parsed match each time, the same ones for the same seed."""
    chance = random.Random(seed)
    heroes, items = list(constants.current().heroes), list(constants.current().items)
    free = [item.id for item in constants.current().items.values() if not item.cost]
    neutral_items = free[-_NEUTRAL_ITEMS:]
    number = 7_000_000_000
    while True:
        number += 1
        minutes = chance.randint(22, 60)
        lead = 0
        leads = [lead := lead + chance.randint(-1_500, 1_600) for _ in range(minutes)]
        picked = chance.sample(heroes, 10)
        yield Match(
            match_id=number,
            source=Source.OPENDOTA,
            start_time=1_790_000_000 + chance.randint(0, 10_000_000),
            duration=minutes * 60 + chance.randint(0, 59),
            radiant_win=leads[-1] > 0,
            radiant_score=chance.randint(5, 70),
            dire_score=chance.randint(5, 70),
            game_mode=22,
            lobby_type=7,
            rank_tier=10 * chance.randint(1, 7) + chance.randint(1, 5),
            patch=58,
            league_name=None,
            radiant_name=None,
            dire_name=None,
            players=tuple(
                _player(
                    chance, side, slot, picked[slot + 5 * (side is Side.DIRE)], items, neutral_items
                )
                for side in Side
                for slot in range(5)
            ),
            advantage=Advantage(AdvantageKind.NET_WORTH, tuple(leads)),
        )


def _player(
    chance: random.Random,
    side: Side,
    slot: int,
    hero_id: int,
    items: list[int],
    neutral_items: list[int],
) -> MatchPlayer:
    alphabet = chance.choice(_ALPHABETS)
    name = "".join(chance.choice(alphabet) for _ in range(chance.randint(3, 16)))
    six = [chance.choice(items) if chance.random() < 0.9 else 0 for _ in range(6)]
    return MatchPlayer(
        slot=slot,
        side=side,
        account_id=chance.randint(1, 2**31),
        name=name,
        pro_name=None,
        hero_id=hero_id,
        level=chance.randint(10, 30),
        kills=chance.randint(0, 28),
        deaths=chance.randint(0, 18),
        assists=chance.randint(0, 35),
        last_hits=chance.randint(20, 600),
        denies=chance.randint(0, 30),
        gold_per_min=chance.randint(180, 900),
        xp_per_min=chance.randint(200, 1_000),
        net_worth=chance.randint(4_000, 45_000),
        hero_damage=chance.randint(3_000, 70_000),
        tower_damage=chance.randint(0, 15_000),
        hero_healing=chance.randint(0, 12_000),
        items=(six[0], six[1], six[2], six[3], six[4], six[5]),
        backpack=(0, 0, 0),
        neutral_item=chance.choice(neutral_items),
        party_id=None,
        party_size=None,
        rank_tier=None,
        abandoned=False,
    )
