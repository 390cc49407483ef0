"""Who plays what, and buys what: heroes and items by position."""

from __future__ import annotations

from typing import Final

POSITIONS: Final = range(5)
"""0 is the carry, 1 mid, 2 off lane, 3 and 4 the supports."""

HEROES: Final = (
    (1, 6, 8, 10, 12, 18, 41, 42, 44, 48, 54, 56, 67, 70, 72, 73, 80, 81, 89, 93, 94, 95, 109, 114),
    (11, 13, 17, 22, 23, 25, 34, 36, 39, 43, 46, 47, 52, 59, 74, 76, 106, 120, 126),
    (2, 28, 29, 33, 38, 49, 55, 60, 65, 69, 77, 78, 96, 97, 98, 99, 104, 108, 129, 135, 137),
    (7, 9, 14, 16, 19, 21, 40, 51, 62, 66, 71, 86, 88, 100, 107, 119, 123, 128, 136),
    (3, 5, 20, 26, 27, 30, 31, 37, 50, 64, 68, 79, 83, 84, 85, 87, 90, 91, 101, 111, 112, 121),
)

_CARRY_EARLY: Final = ("power_treads", "magic_wand")
_SUPPORT_EARLY: Final = ("magic_wand",)

FIRST_ITEMS: Final = (
    _CARRY_EARLY,
    ("power_treads", "bottle"),
    ("phase_boots", "magic_wand"),
    ("arcane_boots", *_SUPPORT_EARLY),
    ("tranquil_boots", *_SUPPORT_EARLY),
)
"""What everyone of that position has by the tenth minute."""

LATER_ITEMS: Final = (
    (
        "bfury", "manta", "black_king_bar", "butterfly", "satanic", "abyssal_blade", "skadi",
        "greater_crit", "monkey_king_bar", "maelstrom", "diffusal_blade", "desolator", "harpoon",
        "sange_and_yasha", "dragon_lance", "silver_edge", "echo_sabre",
    ),
    (
        "witch_blade", "kaya_and_sange", "black_king_bar", "blink", "ultimate_scepter", "orchid",
        "octarine_core", "sheepstick", "shivas_guard", "cyclone", "mage_slayer", "maelstrom",
        "hurricane_pike", "bloodthorn",
    ),
    (
        "vanguard", "blink", "blade_mail", "pipe", "crimson_guard", "assault", "lotus_orb", "heart",
        "shivas_guard", "eternal_shroud", "black_king_bar", "radiance", "refresher",
    ),
    (
        "spirit_vessel", "force_staff", "glimmer_cape", "blink", "cyclone", "aether_lens",
        "solar_crest", "rod_of_atos", "veil_of_discord", "lotus_orb", "pavise", "octarine_core",
    ),
    (
        "glimmer_cape", "force_staff", "ghost", "aether_lens", "mekansm", "holy_locket", "pavise",
        "infused_raindrop", "lotus_orb", "solar_crest",
    ),
)  # fmt: skip
"""Bought in a random order while the gold lasts."""

BACKPACK_ITEMS: Final = ("smoke_of_deceit", "ward_sentry", "dust", "infused_raindrop")

NEUTRAL_ITEMS: Final = (
    "kobold_cup", "polliwog_charm", "searing_signet", "pogo_stick", "gale_guard", "mana_draught",
    "gunpowder_gauntlets", "serrated_shiv", "sisters_shroud", "outworld_staff", "giant_maul",
)  # fmt: skip
ENHANCEMENTS: Final = (
    "enhancement_quickened", "enhancement_mystical", "enhancement_alert", "enhancement_brawny",
    "enhancement_tough", "enhancement_vampiric", "enhancement_keen_eyed",
)  # fmt: skip

GOLD_SHARE: Final = (0.280, 0.250, 0.205, 0.140, 0.125)
XP_SHARE: Final = (0.225, 0.240, 0.210, 0.170, 0.155)
KILL_WEIGHT: Final = (0.30, 0.29, 0.18, 0.14, 0.09)
DEATH_WEIGHT: Final = (0.14, 0.16, 0.20, 0.24, 0.26)
ASSIST_WEIGHT: Final = (0.14, 0.18, 0.21, 0.24, 0.23)
LAST_HITS_PER_MINUTE: Final = (7.6, 6.6, 5.3, 1.7, 0.9)
DENIES_PER_MINUTE: Final = (0.30, 0.32, 0.18, 0.10, 0.08)
HERO_DAMAGE_PER_MINUTE: Final = (700, 780, 590, 430, 370)
TOWER_DAMAGE: Final = (5200, 2900, 2300, 700, 450)
HEALING: Final = (300, 200, 900, 1900, 5200)
LANE: Final = (1, 2, 3, 3, 1)
"""OpenDota's ``lane`` of a Radiant player: 1 bottom, 2 middle, 3 top."""

XP_OF_LEVEL: Final = (
    0, 240, 640, 1160, 1760, 2440, 3200, 4000, 4900, 5900, 7000, 8200, 9500, 10900, 12400, 14000,
    15700, 17500, 19400, 21400, 23600, 26000, 28600, 31400, 34400, 38400, 43400, 49400, 56400,
    63900,
)  # fmt: skip
"""Experience at which a hero reaches level 1, 2 and on."""
