"""Matches in OpenDota's wire format: the whole match, and a player's rows of it."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from apolo.sandbox.opendota_data import parsed
from apolo.sandbox.opendota_data.benchmarks import benchmarks
from apolo.sandbox.opendota_data.scoreboard import scoreboard
from apolo.sandbox.opendota_data.timeline import player_slot, series
from dota import constants

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.scoreboard import Kill, Line
    from apolo.sandbox.opendota_data.spec import MatchSpec, Seat, Team
    from apolo.sandbox.opendota_data.timeline import Series

Row = dict[str, object]

ABANDONED: Final = 3


def match(spec: MatchSpec) -> Row:
    """Return ``/matches/{id}`` of a match, with the series and logs if it is parsed."""
    lines, kills = scoreboard(spec)
    minutes = series(spec, lines) if spec.parsed else None
    players = [_player(spec, line, kills, minutes) for line in lines]
    return {
        **_head(spec, kills),
        **(parsed.head(spec, kills, minutes) if minutes else {"version": None}),
        **_teams(spec),
        "players": players,
    }


def recent_row(spec: MatchSpec, account_id: int) -> Row:
    """Return the match as a row of ``/players/{id}/recentMatches``."""
    row = _row(spec, account_id)
    names = (
        "match_id", "player_slot", "radiant_win", "hero_id", "start_time", "duration", "game_mode",
        "lobby_type", "version", "kills", "deaths", "assists", "average_rank", "xp_per_min",
        "gold_per_min", "hero_damage", "tower_damage", "hero_healing", "last_hits", "lane",
        "lane_role", "is_roaming", "cluster", "leaver_status", "party_size", "hero_variant",
    )  # fmt: skip
    return {name: row.get(name) for name in names}


def history_row(spec: MatchSpec, account_id: int, project: tuple[str, ...] = ()) -> Row:
    """Return the match as a row of ``/players/{id}/matches``; `project` replaces the columns."""
    row = _row(spec, account_id)
    columns = project or (
        "hero_id", "start_time", "duration", "game_mode", "lobby_type", "version", "kills",
        "deaths", "assists", "average_rank", "leaver_status", "party_size", "hero_variant",
    )  # fmt: skip
    always = ("match_id", "player_slot", "radiant_win")
    return {name: row.get(name) for name in (*always, *columns)}


@functools.lru_cache(maxsize=4096)
def _row(spec: MatchSpec, account_id: int) -> Row:
    whole = match(spec)
    players = whole["players"]
    assert isinstance(players, list)
    mine = next(row for row in players if row.get("account_id") == account_id)
    shared = ("match_id", "radiant_win", "start_time", "duration", "game_mode", "lobby_type")
    return {
        **mine,
        **{name: whole[name] for name in (*shared, "version", "cluster")},
        "average_rank": spec.average_rank,
    }


def _head(spec: MatchSpec, kills: list[Kill]) -> Row:
    lost, kept = (0, 0), (1844, 63)
    radiant, dire = (kept, lost) if spec.radiant_win else (lost, kept)
    return {
        "match_id": spec.match_id,
        "match_seq_num": spec.match_id - 1_350_000_000,
        "series_id": 0,
        "series_type": 0,
        "cluster": spec.cluster,
        "replay_salt": spec.match_id * 7 % 2_000_000_011,
        "radiant_win": spec.radiant_win,
        "duration": spec.duration,
        "pre_game_duration": 90,
        "start_time": spec.start_time,
        "tower_status_radiant": radiant[0],
        "tower_status_dire": dire[0],
        "barracks_status_radiant": radiant[1],
        "barracks_status_dire": dire[1],
        "first_blood_time": kills[0].time if kills else 0,
        "lobby_type": spec.lobby_type,
        "human_players": 10,
        "leagueid": spec.league[0] if spec.league else 0,
        "game_mode": spec.game_mode,
        "flags": 1,
        "engine": 1,
        "positive_votes": 0,
        "negative_votes": 0,
        "radiant_score": sum(kill.killer < 5 for kill in kills),
        "dire_score": sum(kill.killer >= 5 for kill in kills),
        "picks_bans": [
            {"is_pick": True, "hero_id": seat.hero_id, "team": place // 5, "order": place}
            for place, seat in enumerate(spec.seats)
        ],
        "od_data": {
            "has_api": True,
            "has_gcdata": True,
            "has_parsed": spec.parsed,
            "has_archive": False,
        },
        "metadata": None,
        "replay_url": None,
        "patch": spec.patch,
        "region": spec.region,
    }


def _teams(spec: MatchSpec) -> Row:
    if spec.league is None or spec.teams is None:
        return {}
    league_id, name = spec.league
    return {
        "league": {
            "leagueid": league_id,
            "ticket": None,
            "banner": None,
            "tier": "professional",
            "name": name,
        },
        **_team("radiant", spec.teams[0]),
        **_team("dire", spec.teams[1]),
    }


def _team(side: str, team: Team) -> Row:
    return {
        f"{side}_team_id": team.team_id,
        f"{side}_name": team.name,
        f"{side}_team_complete": 1,
        f"{side}_team": {
            "team_id": team.team_id,
            "name": team.name,
            "tag": team.tag,
            "logo_url": None,
        },
    }


def _player(spec: MatchSpec, line: Line, kills: list[Kill], minutes: Series | None) -> Row:
    seat = spec.seats[line.seat]
    won = line.radiant is spec.radiant_win
    row: Row = {
        **_identity(seat, line.seat),
        "player_slot": player_slot(line.seat),
        "team_number": line.seat // 5,
        "team_slot": line.position,
        "hero_id": seat.hero_id,
        **_items(line),
        "kills": line.kills,
        "deaths": line.deaths,
        "assists": line.assists,
        "leaver_status": ABANDONED if seat.abandoned else 0,
        "last_hits": line.last_hits,
        "denies": line.denies,
        "gold_per_min": line.gold_per_min,
        "xp_per_min": line.xp_per_min,
        "level": line.level,
        "net_worth": line.net_worth,
        "aghanims_scepter": int(line.scepter),
        "aghanims_shard": int(line.shard),
        "moonshard": 0,
        "hero_damage": line.hero_damage,
        "tower_damage": line.tower_damage,
        "hero_healing": line.hero_healing,
        "gold": line.gold,
        "gold_spent": line.total_gold - line.gold,
        "ability_upgrades_arr": [],
        "permanent_buffs": [],
        "party_id": line.seat if seat.party is None else seat.party,
        "party_size": 1
        if seat.party is None
        else sum(other.party == seat.party for other in spec.seats),
        "radiant_win": spec.radiant_win,
        "start_time": spec.start_time,
        "duration": spec.duration,
        "cluster": spec.cluster,
        "lobby_type": spec.lobby_type,
        "game_mode": spec.game_mode,
        "is_contributor": False,
        "patch": spec.patch,
        "region": spec.region,
        "isRadiant": line.radiant,
        "win": int(won),
        "lose": int(not won),
        "total_gold": line.total_gold,
        "total_xp": line.total_xp,
        "kills_per_min": line.kills * 60 / spec.duration,
        "kda": round((line.kills + line.assists) / (line.deaths + 1), 2),
        "abandons": int(seat.abandoned),
        "benchmarks": benchmarks(spec, line),
    }
    if spec.facets:
        row["hero_variant"] = 1 + (seat.hero_id + line.seat) % 3
    if minutes is not None:
        row |= parsed.player(spec, line, kills, minutes)
    return row


def _identity(seat: Seat, place: int) -> Row:
    """Return who plays. Anonymous players come in the three forms that OpenDota sends."""
    account = seat.account
    if account is None:
        forms: tuple[Row, ...] = ({"account_id": None}, {}, {"account_id": 4294967295})
        return {**forms[place % 3], "rank_tier": None}
    return {
        "account_id": account.account_id,
        "personaname": account.name,
        "name": account.pro_name,
        "last_login": None,
        "rank_tier": account.rank_tier,
        "computed_mmr": None if account.rank_tier is None else account.rank_tier * 62.5,
        "is_subscriber": False,
    }


def _items(line: Line) -> Row:
    numbers = {item.slug: item.id for item in constants.bundled().items.values()}
    items = [numbers[slug] for slug in line.items] + [0] * 6
    backpack = [numbers[slug] for slug in line.backpack] + [0] * 3
    return {
        **{f"item_{slot}": items[slot] for slot in range(6)},
        **{f"backpack_{slot}": backpack[slot] for slot in range(3)},
        "item_neutral": numbers[line.neutral],
        "item_neutral2": numbers[line.enhancement],
    }
