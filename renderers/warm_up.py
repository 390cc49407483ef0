"""Makes a process ready to draw before anybody waits for a picture."""

from __future__ import annotations

from typing import Final

from dota.constants import ALL_PICK_RANKED, RANKED
from dota.models import Advantage, AdvantageKind, Match, MatchPlayer, PlayerMatch, Side, Source
from locales import Locale

_NAMES: Final = ("Aa Ñ 0", "Яя", "日本", "한국", "عربي")
"""One for each font that a name often needs."""
_MINUTES: Final = 40
_MATCHES: Final = 10


def warm_up() -> None:
    """Load the drawing libraries, the fonts, the grounds and the texts, by drawing with them.

    Takes one to two seconds, most of it for matplotlib, whose list of the machine's fonts is
    made here when it is nowhere kept. The two pictures are thrown away.
    """
    # Not at the top: whoever is to warm up later has not loaded anything yet.
    from renderers.match_card import render_match_card
    from renderers.progress_chart import render_progress_chart

    match = _match()
    for locale in Locale:
        render_match_card(match, locale=locale)
    render_progress_chart(_NAMES[0], _history(), locale=Locale.EN)


def _match() -> Match:
    return Match(
        match_id=1,
        source=Source.OPENDOTA,
        start_time=0,
        duration=60 * _MINUTES,
        radiant_win=True,
        radiant_score=10,
        dire_score=9,
        game_mode=ALL_PICK_RANKED,
        lobby_type=RANKED,
        rank_tier=55,
        patch=None,
        league_name=None,
        radiant_name=None,
        dire_name=None,
        players=tuple(_player(side, slot) for side in Side for slot in range(5)),
        advantage=Advantage(AdvantageKind.NET_WORTH, tuple(range(0, 100 * _MINUTES, 100))),
    )


def _player(side: Side, slot: int) -> MatchPlayer:
    return MatchPlayer(
        slot=slot,
        side=side,
        account_id=None,
        name=_NAMES[slot],
        pro_name=None,
        hero_id=1 + slot,
        level=20,
        kills=1,
        deaths=2,
        assists=3,
        last_hits=456,
        denies=7,
        gold_per_min=489,
        xp_per_min=500,
        net_worth=12_345,
        hero_damage=6_789,
        tower_damage=100,
        hero_healing=0,
        items=(1, 0, 0, 0, 0, 0),
        backpack=(0, 0, 0),
        neutral_item=0,
        party_id=None,
        party_size=None,
        rank_tier=None,
        abandoned=False,
    )


def _history() -> tuple[PlayerMatch, ...]:
    return tuple(
        PlayerMatch(
            match_id=1 + number,
            start_time=86_400 * number,
            duration=60 * _MINUTES,
            hero_id=1,
            side=Side.RADIANT,
            won=number % 2 == 0,
            kills=number,
            deaths=2,
            assists=3,
            gold_per_min=400 + 10 * number,
            xp_per_min=500 + 10 * number,
            net_worth=None,
            last_hits=200,
            denies=7,
            hero_damage=None,
            tower_damage=None,
            hero_healing=None,
            game_mode=ALL_PICK_RANKED,
            lobby_type=RANKED,
            party_size=None,
            average_rank=None,
            abandoned=False,
        )
        for number in range(_MATCHES)
    )
