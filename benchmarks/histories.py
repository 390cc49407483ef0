"""Players' histories for the benchmarks, no two alike."""

from __future__ import annotations

import itertools
import random
from typing import TYPE_CHECKING

from dota.models import PlayerMatch, Side

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAMES = ("Aurora", "Ñandú", "Тихий Лес", "夜雨声烦", "달빛검객", "نسر", "ราชาป่า", "🔥 maré")
_HEROES = (1, 8, 18, 44, 67, 74, 86, 94, 95, 123)


def histories(seed: int = 0, count: int = 80) -> Iterator[tuple[str, tuple[PlayerMatch, ...]]]:
    """Yield names never seen before, each with its last `count` matches, newest first."""
    source = random.Random(seed)
    for number in itertools.count():
        form = source.uniform(0.7, 1.2)
        rows = []
        for at in range(count):
            form = min(1.6, max(0.5, form + source.gauss(0.001, 0.02)))
            game = form * source.gauss(1.0, 0.18)
            rows.append(_match(source, number * 1_000 + at, at, max(0.2, game)))
        yield f"{_NAMES[number % len(_NAMES)]} {seed}-{number}", tuple(reversed(rows))


def _match(source: random.Random, number: int, at: int, game: float) -> PlayerMatch:
    turbo = source.random() < 0.08
    return PlayerMatch(
        match_id=8_000_000_000 + number,
        start_time=1_790_000_000 + at * 20_000,
        duration=round(source.gauss(2_300, 350)),
        hero_id=source.choice(_HEROES),
        side=source.choice(list(Side)),
        won=source.random() < 0.5 + (game - 1) * 0.4,
        kills=round(8 * game),
        deaths=round(6 / game),
        assists=round(11 * game),
        gold_per_min=round(500 * game * (1.9 if turbo else 1.0)),
        xp_per_min=round(600 * game * source.gauss(1.0, 0.05) * (1.9 if turbo else 1.0)),
        net_worth=None,
        last_hits=200,
        denies=8,
        hero_damage=None,
        tower_damage=None,
        hero_healing=None,
        game_mode=23 if turbo else 22,
        lobby_type=7,
        party_size=None,
        average_rank=None,
        abandoned=False,
    )
