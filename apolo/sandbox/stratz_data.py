"""The sandbox's matches as STRATZ's GraphQL has them: its types' fields, and the values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from apolo.sandbox.opendota_data.scoreboard import scoreboard
from apolo.sandbox.opendota_data.spec import RANKED, TURBO
from apolo.sandbox.opendota_data.timeline import player_slot, series
from dota import constants

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.scoreboard import Kill, Line
    from apolo.sandbox.opendota_data.spec import MatchSpec, Seat
    from apolo.sandbox.opendota_data.timeline import Series

Row = dict[str, object]

_SCALARS: Final = {
    "MatchType": (
        "id didRadiantWin durationSeconds startDateTime endDateTime parsedDateTime gameMode "
        "lobbyType averageRank rank leagueId radiantTeamId direTeamId gameVersionId radiantKills "
        "direKills radiantNetworthLeads radiantExperienceLeads firstBloodTime clusterId"
    ),
    "MatchPlayerType": (
        "steamAccountId playerSlot isRadiant isVictory heroId level kills deaths assists "
        "numLastHits numDenies goldPerMinute experiencePerMinute networth heroDamage towerDamage "
        "heroHealing gold goldSpent item0Id item1Id item2Id item3Id item4Id item5Id backpack0Id "
        "backpack1Id backpack2Id neutral0Id partyId leaverStatus lane position role"
    ),
    "SteamAccountType": (
        "id name avatar isAnonymous isStratzPublic seasonRank seasonLeaderboardRank"
    ),
    "ProSteamAccountType": "id name",
    "LeagueType": "id name displayName",
    "TeamType": "id name tag",
    "MatchPlayerStatsType": "networthPerMinute",
    "MatchStatsKillEventType": "time target",
}
_OBJECTS: Final = {
    "MatchType": {
        "players": "MatchPlayerType",
        "league": "LeagueType",
        "radiantTeam": "TeamType",
        "direTeam": "TeamType",
    },
    "MatchPlayerType": {"steamAccount": "SteamAccountType", "stats": "MatchPlayerStatsType"},
    "SteamAccountType": {"proSteamAccount": "ProSteamAccountType"},
    "MatchPlayerStatsType": {"killEvents": "MatchStatsKillEventType"},
}


def scalars(kind: str) -> frozenset[str]:
    """The fields of a type that hold values."""
    return frozenset(_SCALARS[kind].split())


def objects(kind: str) -> dict[str, str]:
    """The fields of a type that hold objects or lists of them, and of which type."""
    return _OBJECTS.get(kind, {})


def match(spec: MatchSpec) -> Row:
    """Return all that is known of a match, with the series and kills if it is parsed."""
    lines, kills = scoreboard(spec)
    minutes = series(spec, lines) if spec.parsed else None
    counted = [0, 0]
    for kill in kills:
        counted[kill.killer // 5] += 1
    return {
        "id": spec.match_id,
        "didRadiantWin": spec.radiant_win,
        "durationSeconds": spec.duration,
        "startDateTime": spec.start_time,
        "endDateTime": spec.start_time + spec.duration,
        "parsedDateTime": spec.start_time + spec.duration + 900 if spec.parsed else None,
        "gameMode": "TURBO" if spec.game_mode == TURBO else "ALL_PICK_RANKED",
        "lobbyType": "RANKED" if spec.lobby_type == RANKED else "UNRANKED",
        "averageRank": None,
        "rank": spec.average_rank,
        "leagueId": spec.league[0] if spec.league else None,
        "clusterId": spec.cluster,
        # They count more than there were, as STRATZ's own do.
        "radiantKills": [counted[0] + 2] if spec.parsed else None,
        "direKills": [counted[1] + 2] if spec.parsed else None,
        # From a minute before the horn on.
        "radiantNetworthLeads": [0, *minutes.gold_lead] if minutes else None,
        "radiantExperienceLeads": [0, *minutes.xp_lead] if minutes else None,
        "league": _league(spec),
        "radiantTeam": _team(spec, 0),
        "direTeam": _team(spec, 1),
        "players": [_player(spec, line, kills, minutes) for line in lines],
    }


def _league(spec: MatchSpec) -> Row | None:
    if spec.league is None:
        return None
    number, name = spec.league
    return {"id": number, "name": name, "displayName": name}


def _team(spec: MatchSpec, side: int) -> Row | None:
    if spec.teams is None:
        return None
    team = spec.teams[side]
    return {"id": team.team_id, "name": team.name, "tag": team.tag}


def _player(spec: MatchSpec, line: Line, kills: list[Kill], minutes: Series | None) -> Row:
    seat = spec.seats[line.seat]
    numbers = {item.slug: item.id for item in constants.bundled().items.values()}
    items = [numbers[slug] for slug in line.items] + [None] * 6
    backpack = [numbers[slug] for slug in line.backpack] + [None] * 3
    row: Row = {
        "steamAccountId": None if seat.account is None else seat.account.account_id,
        "steamAccount": _account(seat),
        "playerSlot": player_slot(line.seat),
        "isRadiant": line.radiant,
        "isVictory": line.radiant is spec.radiant_win,
        "heroId": seat.hero_id,
        "level": line.level,
        "kills": line.kills,
        "deaths": line.deaths,
        "assists": line.assists,
        "numLastHits": line.last_hits,
        "numDenies": line.denies,
        "goldPerMinute": line.gold_per_min,
        "experiencePerMinute": line.xp_per_min,
        "networth": line.net_worth,
        "heroDamage": line.hero_damage,
        "towerDamage": line.tower_damage,
        "heroHealing": line.hero_healing,
        "gold": line.gold,
        "goldSpent": line.total_gold - line.gold,
        **{f"item{slot}Id": items[slot] for slot in range(6)},
        **{f"backpack{slot}Id": backpack[slot] for slot in range(3)},
        "neutral0Id": numbers[line.neutral],
        "partyId": seat.party,
        "leaverStatus": "ABANDONED" if seat.abandoned else "NONE",
        "stats": None,
    }
    if minutes is not None:
        events = [
            {"time": kill.time, "target": spec.seats[kill.victim].hero_id}
            for kill in kills
            if kill.killer == line.seat
        ]
        row["stats"] = {"networthPerMinute": minutes.gold[line.seat], "killEvents": events}
    return row


def _account(seat: Seat) -> Row | None:
    account = seat.account
    if account is None:
        return None
    pro = None if account.pro_name is None else {"id": account.account_id, "name": account.pro_name}
    return {
        "id": account.account_id,
        "name": account.name,
        "isAnonymous": False,
        "isStratzPublic": True,
        "seasonRank": account.rank_tier,
        "proSteamAccount": pro,
    }
