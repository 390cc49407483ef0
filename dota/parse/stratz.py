"""STRATZ's GraphQL shape of a match: ``{"data": {"match": …}}``."""

from __future__ import annotations

from typing import Final

from dota.errors import BadResponse
from dota.models import Advantage, AdvantageKind, Match, MatchPlayer, Side, Source
from dota.parse import values as v
from dota.parse.sides import MAX_ROWS, seat

_GAME_MODES: Final = {
    "NONE": 0,
    "UNKNOWN": 0,
    "ALL_PICK": 1,
    "CAPTAINS_MODE": 2,
    "RANDOM_DRAFT": 3,
    "SINGLE_DRAFT": 4,
    "ALL_RANDOM": 5,
    "INTRO": 6,
    "THE_DIRETIDE": 7,
    "REVERSE_CAPTAINS_MODE": 8,
    "THE_GREEVILING": 9,
    "TUTORIAL": 10,
    "MID_ONLY": 11,
    "LEAST_PLAYED": 12,
    "NEW_PLAYER_POOL": 13,
    "COMPENDIUM_MATCHMAKING": 14,
    "CUSTOM": 15,
    "CAPTAINS_DRAFT": 16,
    "BALANCED_DRAFT": 17,
    "ABILITY_DRAFT": 18,
    "EVENT": 19,
    "ALL_RANDOM_DEATH_MATCH": 20,
    "SOLO_MID": 21,
    "ALL_PICK_RANKED": 22,
    "TURBO": 23,
    "MUTATION": 24,
}

_LOBBY_TYPES: Final = {
    "UNRANKED": 0,
    "PRACTICE": 1,
    "TOURNAMENT": 2,
    "TUTORIAL": 3,
    "COOP_VS_BOTS": 4,
    "TEAM_MATCH": 5,
    "SOLO_QUEUE": 6,
    "RANKED": 7,
    "SOLO_MID": 8,
    "BATTLE_CUP": 9,
    "DIRE_TIDE": 12,
    "EVENT": 12,
}

_LEAVER_STATUS: Final = {
    "NONE": 0,
    "DISCONNECTED": 1,
    "DISCONNECTED_TOO_LONG": 2,
    "ABANDONED": 3,
    "AFK": 4,
    "NEVER_CONNECTED": 5,
    "NEVER_CONNECTED_TOO_LONG": 6,
}
"""2 and up is an abandon; 1 came back in time."""

_MAX_KILL_EVENTS: Final = 10_000


def match(document: v.Fields) -> Match:
    """Read a match with or without its GraphQL envelope."""
    found = v.fields(document.get("data")).get("match") if "data" in document else document
    if not isinstance(found, dict):
        raise BadResponse("the answer holds no match")
    get = found.get
    match_id = v.within(get("id"), 1, v.MAX_INT)
    duration = v.within(get("durationSeconds"), 0, v.MAX_DURATION)
    rows = get("players")
    if match_id is None or duration is None or not isinstance(rows, list):
        raise BadResponse("a match has an id, a duration and players")
    rows = rows[:MAX_ROWS]
    return Match(
        match_id=match_id,
        source=Source.STRATZ,
        start_time=v.within(get("startDateTime"), 1, v.MAX_UNIX_SECONDS),
        duration=duration,
        radiant_win=v.flag(get("didRadiantWin")),
        radiant_score=_score(rows, radiant=True),
        dire_score=_score(rows, radiant=False),
        game_mode=_enum(get("gameMode"), _GAME_MODES, 0),
        lobby_type=_enum(get("lobbyType"), _LOBBY_TYPES, -1),
        rank_tier=v.rank_tier(get("averageRank")) or v.rank_tier(get("rank")),
        patch=None,  # gameVersionId counts otherwise than OpenDota's patch
        league_name=_league_name(found),
        radiant_name=v.text(v.fields(get("radiantTeam")).get("name")),
        dire_name=v.text(v.fields(get("direTeam")).get("name")),
        players=seat(_player(row) for row in rows),
        advantage=_advantage(found, duration),
    )


def _player(row: object) -> tuple[int, MatchPlayer]:
    if not isinstance(row, dict):
        raise BadResponse("a player is a JSON object")
    side = _side(row)
    if side is None:
        raise BadResponse("a player has a side")
    get = row.get
    account = v.fields(get("steamAccount"))
    hidden = account.get("isAnonymous") is True
    account_id = v.account_id(get("steamAccountId")) or v.account_id(account.get("id"))
    player_slot = v.count(get("playerSlot"))
    return (
        v.MAX_INT if player_slot is None else player_slot,
        MatchPlayer(
            slot=0,
            side=side,
            account_id=None if hidden else account_id,
            name=None if hidden else v.text(account.get("name")),
            pro_name=v.text(v.fields(account.get("proSteamAccount")).get("name")),
            hero_id=v.count(get("heroId")) or 0,
            level=v.count(get("level")),
            kills=v.count(get("kills")),
            deaths=v.count(get("deaths")),
            assists=v.count(get("assists")),
            last_hits=v.count(get("numLastHits")),
            denies=v.count(get("numDenies")),
            gold_per_min=v.count(get("goldPerMinute")),
            xp_per_min=v.count(get("experiencePerMinute")),
            net_worth=v.count(get("networth")),
            hero_damage=v.count(get("heroDamage")),
            tower_damage=v.count(get("towerDamage")),
            hero_healing=v.count(get("heroHealing")),
            items=(
                v.item_id(get("item0Id")),
                v.item_id(get("item1Id")),
                v.item_id(get("item2Id")),
                v.item_id(get("item3Id")),
                v.item_id(get("item4Id")),
                v.item_id(get("item5Id")),
            ),
            backpack=(
                v.item_id(get("backpack0Id")),
                v.item_id(get("backpack1Id")),
                v.item_id(get("backpack2Id")),
            ),
            neutral_item=v.item_id(get("neutral0Id")),
            party_id=v.count(get("partyId")),
            party_size=None,
            rank_tier=v.rank_tier(account.get("seasonRank")),
            abandoned=_enum(get("leaverStatus"), _LEAVER_STATUS, 0) >= 2,
        ),
    )


def _side(row: v.Fields) -> Side | None:
    radiant = v.flag(row.get("isRadiant"))
    if radiant is None:
        slot = v.within(row.get("playerSlot"), 0, 255)
        if slot is None:
            return None
        radiant = slot < 128
    return Side.RADIANT if radiant else Side.DIRE


def _score(rows: list[object], *, radiant: bool) -> int | None:
    """Count ``killEvents`` of a side; the match's own ``radiantKills`` counts too many."""
    total = 0
    for row in map(v.fields, rows):
        if (_side(row) is Side.RADIANT) is not radiant:
            continue
        events = v.fields(row.get("stats")).get("killEvents")
        if not isinstance(events, list) or len(events) > _MAX_KILL_EVENTS:
            return None
        total += len(events)
    return total if rows else None


def _advantage(found: v.Fields, duration: int) -> Advantage | None:
    """Read ``radiantNetworthLeads``, whose first value is a minute before the horn."""
    leads = v.integers(found.get("radiantNetworthLeads"), duration // 60 + 2)
    if leads is None or len(leads) < 2:
        return None
    return Advantage(AdvantageKind.NET_WORTH, leads[1:])


def _league_name(found: v.Fields) -> str | None:
    league = v.fields(found.get("league"))
    return v.text(league.get("displayName")) or v.text(league.get("name"))


def _enum(value: object, table: dict[str, int], unknown: int) -> int:
    """Return the number of an enum's name; newer API versions may send the number itself."""
    if isinstance(value, str):
        return table.get(value, unknown)
    found = v.count(value)
    return unknown if found is None else found
