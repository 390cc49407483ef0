"""What a parsed match has beyond an unparsed one, in OpenDota's wire format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from apolo.sandbox.opendota_data import roles
from apolo.sandbox.opendota_data.timeline import (
    npc,
    objectives,
    player_slot,
    purchase_log,
    teamfights,
)

if TYPE_CHECKING:
    from apolo.sandbox.opendota_data.scoreboard import Kill, Line
    from apolo.sandbox.opendota_data.spec import MatchSpec
    from apolo.sandbox.opendota_data.timeline import Series

PARSER_VERSION: Final = 22
"""``version`` of a parsed match; null in one that isn't."""


def head(spec: MatchSpec, kills: list[Kill], minutes: Series) -> dict[str, object]:
    """Return the match's own series and logs."""
    final = minutes.gold_lead[-1] if spec.radiant_win else -minutes.gold_lead[-1]
    own = [lead if spec.radiant_win else -lead for lead in minutes.gold_lead]
    turned = {"comeback": -min(own)} if min(own) < 0 else {}
    return {
        "version": PARSER_VERSION,
        "draft_timings": [],
        "teamfights": teamfights(spec, kills),
        "objectives": objectives(spec, kills),
        "chat": [
            {
                "time": time,
                "type": "chat",
                "key": text,
                "slot": seat,
                "player_slot": player_slot(seat),
            }
            for time, seat, text in spec.chat
        ],
        "radiant_gold_adv": minutes.gold_lead,
        "radiant_xp_adv": minutes.xp_lead,
        "cosmetics": {},
        "all_word_counts": {},
        "my_word_counts": {},
        "stomp": max(final, *own),
        **turned,
    }


def player(spec: MatchSpec, line: Line, kills: list[Kill], minutes: Series) -> dict[str, object]:
    """Return one player's series and logs."""
    seat = line.seat
    mine = [kill for kill in kills if kill.killer == seat]
    purchases = purchase_log(line, minutes.gold[seat])
    killed_by: dict[str, int] = {}
    killed: dict[str, int] = {}
    for kill in kills:
        if kill.victim == seat:
            killed_by[npc(spec, kill.killer)] = killed_by.get(npc(spec, kill.killer), 0) + 1
        if kill.killer == seat:
            killed[npc(spec, kill.victim)] = killed.get(npc(spec, kill.victim), 0) + 1
    side = [kill for kill in kills if (kill.killer < 5) is line.radiant]
    return {
        "times": minutes.times,
        "gold_t": minutes.gold[seat],
        "xp_t": minutes.xp[seat],
        "lh_t": minutes.last_hits[seat],
        "dn_t": minutes.denies[seat],
        "kills_log": [{"time": kill.time, "key": npc(spec, kill.victim)} for kill in mine],
        "killed": killed,
        "killed_by": killed_by,
        "purchase_log": purchases,
        "purchase": {str(entry["key"]): 1 for entry in purchases},
        "buyback_log": [],
        "buyback_count": 0,
        "runes_log": [],
        "obs_log": [],
        "sen_log": [],
        "connection_log": [],
        "lane_pos": {},
        "actions": {},
        "pings": 0,
        "stuns": line.stuns,
        "obs_placed": (0, 0, 1, 6, 13)[line.position],
        "sen_placed": (0, 0, 1, 8, 15)[line.position],
        "camps_stacked": (1, 1, 1, 3, 4)[line.position],
        "randomed": False,
        "repicked": False,
        "pred_vict": False,
        "firstblood_claimed": int(bool(kills) and kills[0].killer == seat),
        "teamfight_participation": (line.kills + line.assists) / max(1, len(side)),
        "lane": roles.LANE[line.position] if line.radiant else 4 - roles.LANE[line.position],
        "lane_role": roles.LANE[line.position],
        "is_roaming": False,
        "lane_efficiency": minutes.gold[seat][min(10, len(minutes.times) - 1)] / 4948,
        "actions_per_min": 140 + line.seat * 17 % 110,
        "life_state_dead": line.deaths * 38,
    }
