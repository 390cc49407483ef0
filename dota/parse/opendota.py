"""OpenDota's shapes: ``/matches/{id}``, ``/players/{id}`` and a player's matches."""

from __future__ import annotations

import logging

from dota.errors import BadResponse
from dota.models import (
    Advantage,
    AdvantageKind,
    Benchmark,
    Match,
    MatchPlayer,
    PlayerMatch,
    PlayerProfile,
    Side,
    Source,
    WinLoss,
)
from dota.parse import values as v
from dota.parse.sides import MAX_ROWS, seat

log = logging.getLogger(__name__)

_ABANDONED = 2
"""The lowest ``leaver_status`` that is an abandon; 1 is a disconnect in time."""

_MAX_BENCHMARKS = 32


def match(document: v.Fields) -> Match:
    """Read ``/matches/{id}``."""
    match_id = v.within(document.get("match_id"), 1, v.MAX_INT)
    duration = v.within(document.get("duration"), 0, v.MAX_DURATION)
    rows = document.get("players")
    if match_id is None or duration is None or not isinstance(rows, list):
        raise BadResponse("a match has an id, a duration and players")
    return Match(
        match_id=match_id,
        source=Source.OPENDOTA,
        start_time=v.within(document.get("start_time"), 1, v.MAX_UNIX_SECONDS),
        duration=duration,
        radiant_win=v.flag(document.get("radiant_win")),
        radiant_score=v.count(document.get("radiant_score")),
        dire_score=v.count(document.get("dire_score")),
        game_mode=v.count(document.get("game_mode")) or 0,
        lobby_type=_lobby_type(document),
        rank_tier=v.rank_tier(document.get("average_rank")),
        patch=v.count(document.get("patch")),
        league_name=v.text(v.fields(document.get("league")).get("name")),
        radiant_name=_team_name(document, "radiant"),
        dire_name=_team_name(document, "dire"),
        players=seat(_player(row) for row in rows[:MAX_ROWS]),
        advantage=_advantage(document, duration),
    )


def player_matches(document: object) -> tuple[PlayerMatch, ...]:
    """Read ``/players/{id}/recentMatches`` or ``/players/{id}/matches``."""
    if not isinstance(document, list):
        raise BadResponse("a player's matches are a list")
    rows = tuple(row for row in map(_player_match, document) if row is not None)
    if len(rows) < len(document):
        if not rows:
            raise BadResponse("none of the rows is a match")
        log.warning("left out %d unusable rows of a player's matches", len(document) - len(rows))
    return rows


def profile(document: object) -> PlayerProfile:
    """Read ``/players/{id}``."""
    whole = v.fields(document)
    who = v.fields(whole.get("profile"))
    account_id = v.account_id(who.get("account_id"))
    if account_id is None:
        raise BadResponse("a profile names its account")
    avatar = v.text(who.get("avatarfull")) or v.text(who.get("avatar"))
    return PlayerProfile(
        account_id=account_id,
        name=v.text(who.get("personaname")),
        avatar_url=avatar if avatar is not None and avatar.startswith("https://") else None,
        rank_tier=v.rank_tier(whole.get("rank_tier")),
        leaderboard_rank=v.within(whole.get("leaderboard_rank"), 1, v.MAX_INT),
        private=who.get("fh_unavailable") is True,
    )


def win_loss(document: object) -> WinLoss:
    """Read ``/players/{id}/wl``."""
    whole = v.fields(document)
    wins, losses = v.count(whole.get("win")), v.count(whole.get("lose"))
    if wins is None or losses is None:
        raise BadResponse("a record has wins and losses")
    return WinLoss(wins, losses)


def _player(row: object) -> tuple[int, MatchPlayer]:
    """Read one row of ``players``; the first of the pair orders it within its side."""
    if not isinstance(row, dict):
        raise BadResponse("a player is a JSON object")
    side = _side(row)
    if side is None:
        raise BadResponse("a player has a side")
    get = row.get
    player_slot = v.count(get("player_slot"))
    return (
        v.MAX_INT if player_slot is None else player_slot,
        MatchPlayer(
            slot=0,
            side=side,
            account_id=v.account_id(get("account_id")),
            name=v.text(get("personaname")),
            pro_name=v.text(get("name")),
            hero_id=v.count(get("hero_id")) or 0,
            level=v.count(get("level")),
            kills=v.count(get("kills")),
            deaths=v.count(get("deaths")),
            assists=v.count(get("assists")),
            last_hits=v.count(get("last_hits")),
            denies=v.count(get("denies")),
            gold_per_min=v.count(get("gold_per_min")),
            xp_per_min=v.count(get("xp_per_min")),
            net_worth=v.count(get("net_worth")),
            hero_damage=v.count(get("hero_damage")),
            tower_damage=v.count(get("tower_damage")),
            hero_healing=v.count(get("hero_healing")),
            items=(
                v.item_id(get("item_0")),
                v.item_id(get("item_1")),
                v.item_id(get("item_2")),
                v.item_id(get("item_3")),
                v.item_id(get("item_4")),
                v.item_id(get("item_5")),
            ),
            backpack=(
                v.item_id(get("backpack_0")),
                v.item_id(get("backpack_1")),
                v.item_id(get("backpack_2")),
            ),
            neutral_item=v.item_id(get("item_neutral")),
            party_id=v.count(get("party_id")),
            party_size=v.party_size(get("party_size")),
            rank_tier=v.rank_tier(get("rank_tier")),
            abandoned=_abandoned(row),
            benchmarks=_benchmarks(get("benchmarks")),
        ),
    )


def _player_match(row: object) -> PlayerMatch | None:
    if not isinstance(row, dict):
        return None
    get = row.get
    match_id = v.within(get("match_id"), 1, v.MAX_INT)
    start_time = v.within(get("start_time"), 1, v.MAX_UNIX_SECONDS)
    duration = v.within(get("duration"), 0, v.MAX_DURATION)
    side = _side(row)
    if match_id is None or start_time is None or duration is None or side is None:
        return None
    radiant_win = v.flag(get("radiant_win"))
    return PlayerMatch(
        match_id=match_id,
        start_time=start_time,
        duration=duration,
        hero_id=v.count(get("hero_id")) or 0,
        side=side,
        won=None if radiant_win is None else radiant_win is (side is Side.RADIANT),
        kills=v.count(get("kills")),
        deaths=v.count(get("deaths")),
        assists=v.count(get("assists")),
        gold_per_min=v.count(get("gold_per_min")),
        xp_per_min=v.count(get("xp_per_min")),
        net_worth=v.count(get("net_worth")),
        last_hits=v.count(get("last_hits")),
        denies=v.count(get("denies")),
        hero_damage=v.count(get("hero_damage")),
        tower_damage=v.count(get("tower_damage")),
        hero_healing=v.count(get("hero_healing")),
        game_mode=v.count(get("game_mode")) or 0,
        lobby_type=_lobby_type(row),
        party_size=v.party_size(get("party_size")),
        average_rank=v.rank_tier(get("average_rank")),
        abandoned=_abandoned(row),
    )


def _side(row: v.Fields) -> Side | None:
    """Tell the side by ``player_slot`` (128 and up is Dire), else by ``isRadiant``."""
    slot = v.within(row.get("player_slot"), 0, 255)
    if slot is not None:
        return Side.RADIANT if slot < 128 else Side.DIRE
    radiant = v.flag(row.get("isRadiant"))
    if radiant is None:
        return None
    return Side.RADIANT if radiant else Side.DIRE


def _abandoned(row: v.Fields) -> bool:
    return (v.count(row.get("leaver_status")) or 0) >= _ABANDONED


def _lobby_type(row: v.Fields) -> int:
    """Return ``lobby_type``, -1 where it isn't said: 0 is a real lobby (unranked)."""
    found = v.count(row.get("lobby_type"))
    return -1 if found is None else found


def _team_name(document: v.Fields, side: str) -> str | None:
    named = v.text(v.fields(document.get(f"{side}_team")).get("name"))
    return named or v.text(document.get(f"{side}_name"))


def _advantage(document: v.Fields, duration: int) -> Advantage | None:
    """Read ``radiant_gold_adv``, one value a minute; sources repeat the last one past the end."""
    leads = v.integers(document.get("radiant_gold_adv"), duration // 60 + 1)
    return None if leads is None else Advantage(AdvantageKind.GOLD, leads)


def _benchmarks(value: object) -> tuple[Benchmark, ...]:
    found = []
    for name, entry in list(v.fields(value).items())[:_MAX_BENCHMARKS]:
        known = v.text(name)
        if known is None or not isinstance(entry, dict):
            continue
        percentile = v.number(entry.get("pct"))
        if percentile is not None and not 0 <= percentile <= 1:
            percentile = None
        found.append(Benchmark(known, v.number(entry.get("raw")), percentile))
    return tuple(found)
