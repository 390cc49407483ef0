"""The accounts of the sandbox's world. Their numbers are beyond those Steam has given out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Account:
    """One Steam account as OpenDota knows it."""

    account_id: int
    name: str | None
    rank_tier: int | None = None
    leaderboard_rank: int | None = None
    pro_name: str | None = None
    private: bool = False


CARRY: Final = Account(4_100_000_001, "Aurora", 54)
SUPPORT: Final = Account(4_100_000_002, "Тихий Лес", 43)
MID: Final = Account(4_100_000_003, "Kestrel ✦", 71)
TURBO: Final = Account(4_100_000_004, "só mais uma", 32)
PRIVATE: Final = Account(4_100_000_005, "Sombra", private=True)
NEWCOMER: Final = Account(4_100_000_006, "first_timer")
IMMORTAL: Final = Account(4_100_000_007, "Halcyon", 80, 412, "Halcyon")

FOCAL: Final = (CARRY, SUPPORT, MID, TURBO, PRIVATE, NEWCOMER, IMMORTAL)

WORLD_NAMES: Final = (
    "Волчья Стая",
    "夜雨声烦",
    "달빛검객",
    "نسر الصحراء",
    "ราชาป่าดงดิบ",
    "🔥 maré alta 🔥",
    "São Tomé 1998",
    "雷神の息子",
    "Ñandú Ágil",
    "Θάλασσα",
)
"""One per script, for the match that shows them all."""

_CROWD_NAMES: Final = (
    "Maple Syrup", "quiet river", "Borscht", "low ground", "Tango?", "nightshift", "Kapitän",
    "mid or feed", "ward bot 3000", "Łukasz", "paper crane", "o último ônibus", "El Zorro",
    "smoke in 5", "Señor Gank", "gg ez pz", "Пельмень", "Снежок", "чай с лимоном", "老王",
    "一刀流", "风之子", "초코우유", "별헤는밤", "くもり空", "Björk fan", "Dizzy", "twelve",
    "two creeps", "Ĥoro", "salt & vinegar", "pos6", "Marimbondo", "Don Mate", "abuela main",
    "fog of war", "Rosh timer", "tp scroll", "Kaleidoscope", "underscore_", "Bom Dia", "Yerba",
    "MoonMoon", "lag 300ms", "vinte e dois", "Hasta luego", "comet", "ゆきだるま", "buyback",
    "Rio", "🐸", "xX_hook_Xx", "no mic", "Tortilla", "Pingado", "Feijão", "Mandarina", "K.", "zzz",
    "Polaris",
)  # fmt: skip

_CROWD_RANKS: Final = (51, 53, 54, 55, 52, 61, 45, None, 54, 62)

CROWD: Final = tuple(
    Account(4_100_001_000 + number, name, _CROWD_RANKS[number % len(_CROWD_RANKS)])
    for number, name in enumerate(_CROWD_NAMES)
)

WORLD: Final = tuple(
    Account(4_100_002_000 + number, name, 61 + number % 5)
    for number, name in enumerate(WORLD_NAMES)
)

BY_ID: Final = {account.account_id: account for account in (*FOCAL, *CROWD, *WORLD)}
