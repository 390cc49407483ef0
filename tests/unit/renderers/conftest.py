"""Matches that the card must bear."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dota.models import AdvantageKind, Side
from tests.factories import advantage, match, player, team

if TYPE_CHECKING:
    from dota.models import Match

HOSTILE = (
    "a" + "\u0301" * 10_000,
    "     ",
    "\u202eevil\u202c",
    "$x^2$ {0} %s <b>",
    "\ud800bad",
    "꧁༒☬ＬＥＧＥＮＤ☬༒꧂",
    "𝕱𝖆𝖓𝖈𝖞 𝓝𝓪𝓶𝓮",
    "﷽﷽﷽﷽",
    "👨‍👩‍👧‍👦" * 30,
    "W" * 200,
)
NULLS = dict.fromkeys(
    (
        "level",
        "kills",
        "deaths",
        "assists",
        "last_hits",
        "denies",
        "gold_per_min",
        "xp_per_min",
        "net_worth",
        "hero_damage",
        "tower_damage",
        "hero_healing",
        "account_id",
        "name",
        "rank_tier",
    )
) | {"hero_id": 0, "items": (0,) * 6, "neutral_item": 0}
HUGE = {
    "net_worth": 2_000_000_000,
    "kills": 99_999,
    "deaths": 2_000_000_000,
    "assists": 12_345,
    "level": 99,
    "hero_damage": 2_000_000_000,
}


def both(**changes: object) -> tuple[object, ...]:
    return team(Side.RADIANT, **changes) + team(Side.DIRE, **changes)


def strange_matches() -> dict[str, Match]:
    """Name every kind of match that is unlike the usual one."""
    hostile = tuple(
        player(side, slot, name=HOSTILE[slot + 5 * (side is Side.DIRE)], party_id=slot // 2)
        for side in Side
        for slot in range(5)
    )
    return {
        "parsed": match(),
        "unparsed": match(advantage=None),
        "no-neutral-items": match(players=both(neutral_item=0)),
        "no-items": match(players=both(items=(0,) * 6, neutral_item=0)),
        "earned-gold": match(
            players=both(net_worth=None), advantage=advantage(kind=AdvantageKind.GOLD)
        ),
        "hostile-names": match(players=hostile),
        "anonymous": match(players=both(name=None, account_id=None)),
        "no-names": match(players=both(name=None)),
        "all-null": match(
            players=both(**NULLS),
            radiant_win=None,
            radiant_score=None,
            dire_score=None,
            start_time=None,
            rank_tier=None,
            game_mode=0,
            lobby_type=-1,
            advantage=None,
            duration=0,
        ),
        "huge": match(
            players=both(**HUGE),
            radiant_score=2_000_000_000,
            dire_score=99_999,
            duration=18_000,
            advantage=advantage(
                [minute * 7_000_000 * (-1) ** (minute // 40) for minute in range(300)]
            ),
            radiant_name="W" * 80,
            dire_name="꧁༒☬ＬＥＧＥＮＤ☬༒꧂ of a very long team name",
            league_name="An extremely long league name, season 44, European qualifiers, group B",
        ),
        "negative": match(players=both(net_worth=-500, kills=-3, level=-1), advantage=None),
        "league": match(league_name="The Open", radiant_name="North", dire_name="南", lobby_type=1),
        "turbo": match(game_mode=23, lobby_type=0, radiant_win=False),
        "ninety-seconds": match(duration=90, advantage=advantage([0, 0])),
        "flat": match(advantage=advantage([0] * 30)),
        "solo": match(players=(player(), player(Side.DIRE)), game_mode=21, lobby_type=8),
        "uneven": match(players=team(Side.RADIANT, 3) + team(Side.DIRE, 1), advantage=None),
        "one-side": match(players=team(Side.DIRE)),
        "empty": match(players=(), advantage=None),
        "empty-parsed": match(players=()),
        "unknown-ids": match(
            players=both(hero_id=9_001, items=(99_999,) * 6, neutral_item=88_888, abandoned=True)
        ),
        "odd-day": match(start_time=10**18),
        "parties": match(
            players=tuple(
                player(side, slot, party_id=slot // 2 + 10 * (side is Side.DIRE), party_size=2)
                for side in Side
                for slot in range(5)
            )
        ),
    }


@pytest.fixture(params=sorted(strange_matches()))
def strange(request: pytest.FixtureRequest) -> Match:
    """One match after the other."""
    return strange_matches()[request.param]
