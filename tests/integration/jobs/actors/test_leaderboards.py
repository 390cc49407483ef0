"""Leaderboards from members' links to the picture, and what can be missing on the way."""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import orjson
import pytest

from apolo.sandbox.opendota_data import accounts, profile, wire
from dota.errors import SourceUnavailable
from jobs.actors import leaderboards
from jobs.actors.errors import NoLinkedMembers, NotEnoughGames
from jobs.payloads import LeaderboardRefreshPayload
from renderers.art import Art
from store.accounts import get_accounts
from store.history import get_matches
from store.players import remove_link
from store.stats import Board, get_board

from .conftest import GUILD, NOW, Stage, asked, later

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CARRY, SUPPORT, MID, TURBO, PRIVATE, NEWCOMER, IMMORTAL = (
    account.account_id for account in accounts.FOCAL
)


def _board(stage: Stage, metric: str = "win_rate", period: str = "month") -> Board:
    board = stage.run(get_board(stage.context.pool, GUILD, metric, period))
    assert board is not None
    return board


# An independent recomputation: from the source's raw rows, with exact fractions, and places
# counted instead of sorted.


def _rows(stage: Stage, account_id: int) -> list[dict[str, Any]]:
    specs = stage.server.archive.history(account_id)
    return orjson.loads(orjson.dumps([wire.recent_row(spec, account_id) for spec in specs]))


def _in_window(row: dict[str, Any], days: int) -> bool:
    today = datetime.fromtimestamp(NOW.timestamp(), UTC).date()
    day = datetime.fromtimestamp(row["start_time"], UTC).date()
    return today - timedelta(days=days - 1) <= day <= today


def _result(row: dict[str, Any]) -> bool:
    if row.get("leaver_status", 0) >= 2:
        return False
    return row["radiant_win"] == (row["player_slot"] < 128)


def _win_rate(rows: list[dict[str, Any]]) -> tuple[float, float, int]:
    n, w = len(rows), sum(map(_result, rows))
    p, z = w / n, 1.96
    centre, spread = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
    return (centre - spread) / (1 + z * z / n), float(round(Fraction(100 * w, n), 1)), n


def _kda(rows: list[dict[str, Any]]) -> tuple[float, float, int]:
    kills, deaths, assists = (
        sum(row[name] for row in rows) for name in ("kills", "deaths", "assists")
    )
    shown = float(round(Fraction(kills + assists, max(deaths, 1)), 2))
    return shown, shown, len(rows)


def _gpm(rows: list[dict[str, Any]]) -> tuple[float, float, int]:
    slow = [row["gold_per_min"] for row in rows if row["game_mode"] != 23]
    if not slow:
        return 0.0, 0.0, 0
    shown = float(round(Fraction(sum(slow), len(slow))))
    return shown, shown, len(slow)


MEASURES: dict[str, Callable[[list[dict[str, Any]]], tuple[float, float, int]]] = {
    "win_rate": _win_rate,
    "kda": _kda,
    "gpm": _gpm,
}
WINDOWS = {"week": (7, 5), "month": (30, 10)}


def _expected(
    played: dict[int, list[dict[str, Any]]], metric: str, period: str
) -> dict[int, tuple[int, float, int]]:
    """Rank, figure and games of every account that is on a board."""
    days, minimum = WINDOWS[period]
    figures: dict[int, tuple[float, float, int]] = {}
    for account_id, matches in played.items():
        rows = [
            row
            for row in matches
            if _in_window(row, days) and row["duration"] >= 600 and row["lobby_type"] not in (3, 4)
        ]
        if rows and (found := MEASURES[metric](rows))[2] >= minimum:
            figures[account_id] = found
    return {
        account_id: (1 + sum(other[0] > own[0] for other in figures.values()), own[1], own[2])
        for account_id, own in figures.items()
    }


def test_every_board_equals_an_independent_recomputation(stage: Stage) -> None:
    # Given a server with every player the source has a history of
    people = (CARRY, SUPPORT, MID, TURBO, IMMORTAL)
    for member, account_id in enumerate(people, start=1):
        stage.link(member, account_id)

    leaderboards.refresh(stage.context, LeaderboardRefreshPayload(guild_id=GUILD), NOW)

    played = {account_id: _rows(stage, account_id) for account_id in people}
    for metric, period in itertools.product(MEASURES, WINDOWS):
        expected = _expected(played, metric, period)
        board = _board(stage, metric, period)
        found = {row.account_id: (row.rank, row.shown, row.games) for row in board.rows}
        assert (metric, period, found) == (metric, period, expected)
        assert len(expected) >= 2
        assert [row.rank for row in board.rows] == sorted(row.rank for row in board.rows)


def test_a_player_of_turbo_alone_is_ranked_by_wins_and_not_by_gold(stage: Stage) -> None:
    stage.link(1, TURBO)
    leaderboards.draw(stage.context, asked(), NOW)

    with pytest.raises(NotEnoughGames) as few:
        leaderboards.draw(stage.context, asked(metric="gpm"), NOW)

    assert few.value.params == {"minimum": 10, "period": "month", "hidden": 0}


def test_a_picture_is_made_once_and_marks_who_asks(stage: Stage) -> None:
    stage.link(1, CARRY)
    stage.link(2, MID)

    first = leaderboards.draw(stage.context, asked(), NOW)
    again = leaderboards.draw(stage.context, asked(), later(minutes=14))
    other = leaderboards.draw(stage.context, asked(member=2), NOW)
    stranger = leaderboards.draw(stage.context, asked(member=3), NOW)

    assert first["kind"] == "image"
    assert first["filename"] == "leaderboard-win-rate-month.png"
    assert "Aurora" in str(first["alt"])
    assert again == first
    assert len({str(one["picture"]) for one in (first, other, stranger)}) == 3
    assert len(stage.pictures.made) == 3
    assert stage.pictures.made[str(first["picture"])].data.startswith(b"\x89PNG")
    assert "text" not in first


def test_a_kept_picture_is_not_drawn_again(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    stage.link(1, CARRY)
    first = leaderboards.draw(stage.context, asked(), NOW)

    def fail(*_: object, **__: object) -> None:
        raise AssertionError("drawn again")

    monkeypatch.setattr("jobs.actors.board_picture.render_leaderboard", fail)
    assert leaderboards.draw(stage.context, asked(), NOW) == first


def test_a_fresh_board_asks_nobody_and_an_old_one_little(stage: Stage) -> None:
    stage.link(1, CARRY)
    leaderboards.draw(stage.context, asked(), NOW)
    assert stage.requests("/players/") == 2  # matches and profile

    leaderboards.draw(stage.context, asked(metric="kda"), later(minutes=15))
    assert stage.requests("/players/") == 0

    leaderboards.draw(stage.context, asked(), later(minutes=16))
    assert [dict(one.query).get("limit") for one in stage.server.requests] == ["40"]


def test_who_has_just_linked_is_on_the_board(stage: Stage) -> None:
    stage.link(1, CARRY)
    leaderboards.draw(stage.context, asked(), NOW)

    stage.link(2, IMMORTAL)
    leaderboards.draw(stage.context, asked(member=2), later(seconds=5))

    assert {row.account_id for row in _board(stage).rows} == {CARRY, IMMORTAL}


def test_who_has_unlinked_is_off_the_board_at_once(stage: Stage) -> None:
    stage.link(1, CARRY)
    stage.link(2, IMMORTAL)
    leaderboards.draw(stage.context, asked(), NOW)

    stage.run(remove_link(stage.context.pool, 2))
    answer = leaderboards.draw(stage.context, asked(), later(seconds=5))

    assert "Halcyon" not in str(answer["alt"])


def test_one_account_of_two_members_counts_once(stage: Stage) -> None:
    stage.link(2, CARRY)
    stage.link(1, CARRY)

    leaderboards.draw(stage.context, asked(member=1), NOW)

    board = _board(stage)
    assert [(row.account_id, row.discord_user_id) for row in board.rows] == [(CARRY, 2)]
    assert board.members == 1


def test_nobody_linked(stage: Stage) -> None:
    stage.link(1, CARRY, GUILD + 1)  # elsewhere

    with pytest.raises(NoLinkedMembers):
        leaderboards.draw(stage.context, asked(member=2), NOW)


def test_asking_makes_a_linked_member_one_of_the_server(stage: Stage) -> None:
    stage.link(1, CARRY, GUILD + 1)

    answer = leaderboards.draw(stage.context, asked(member=1), NOW)

    assert answer["kind"] == "image"


def test_nobody_with_enough_games(stage: Stage) -> None:
    stage.link(1, NEWCOMER)
    stage.link(2, PRIVATE)

    with pytest.raises(NotEnoughGames) as few:
        leaderboards.draw(stage.context, asked(period="week"), NOW)

    assert few.value.params == {"minimum": 5, "period": "week", "hidden": 1}


def test_hidden_matches_are_told_and_earlier_ones_not_shown(stage: Stage) -> None:
    # Given a member who was on the board, and then hides the matches
    stage.link(1, CARRY)
    stage.link(2, PRIVATE)
    stage.run(
        stage.context.pool.execute(
            "INSERT INTO player_matches SELECT $1, match_id, start_time, duration, hero_id, side,"
            " true, kills, deaths, assists, gold_per_min, xp_per_min, net_worth, last_hits, denies,"
            " hero_damage, tower_damage, hero_healing, game_mode, lobby_type, party_size,"
            " average_rank, abandoned FROM player_matches WHERE account_id = $2",
            PRIVATE,
            CARRY,
        )
    )

    answer = leaderboards.draw(stage.context, asked(), NOW)

    assert [row.account_id for row in _board(stage).rows] == [CARRY]
    assert answer["text"] == "Not on the board: **Sombra** hides their matches."
    assert "1 hidden" in str(answer["alt"])


@pytest.mark.parametrize("kind", ["rate_limited", "down", "server_error", "half_json", "html"])
def test_one_members_failure_does_not_stop_the_others(stage: Stage, kind: str) -> None:
    for member, account_id in enumerate((CARRY, MID, IMMORTAL), start=1):
        stage.link(member, account_id)
    stage.server.fail(kind, path=f"/players/{MID}", seconds=30)

    answer = leaderboards.draw(stage.context, asked(), NOW)

    board = _board(stage)
    assert {row.account_id for row in board.rows} == {CARRY, IMMORTAL}
    assert (board.members, board.outdated) == (3, 1)
    assert answer["text"] == f"Not up to date: I couldn't get the newest matches of **{MID}**."
    assert "1 not up to date" in str(answer["alt"])

    # And when the source is well again, the member is asked for after a while and is on it
    stage.server.heal()
    stage.server.requests.clear()
    leaderboards.draw(stage.context, asked(), later(minutes=16))
    assert MID in {row.account_id for row in _board(stage).rows}


def test_the_source_being_away_serves_what_is_kept(stage: Stage) -> None:
    stage.link(1, CARRY)
    leaderboards.draw(stage.context, asked(), NOW)
    stage.server.fail("down")

    answer = leaderboards.draw(stage.context, asked(), later(hours=1))

    assert answer["kind"] == "image"
    assert "Aurora" in str(answer["text"])


def test_the_source_being_away_from_the_start_is_said(stage: Stage) -> None:
    stage.link(1, CARRY)
    stage.server.fail("down")

    with pytest.raises(SourceUnavailable):
        leaderboards.draw(stage.context, asked(), NOW)


def test_a_source_that_is_away_is_not_asked_for_everybody(stage: Stage) -> None:
    for member, account in enumerate(accounts.CROWD[:30], start=1):
        stage.link(member, account.account_id)
    stage.server.fail("rate_limited", seconds=30)

    answer = leaderboards.refresh(stage.context, LeaderboardRefreshPayload(), NOW)

    assert stage.requests("/players/") < 12
    assert answer["args"]["failed"] == 30  # type: ignore[index]


def test_a_slow_source_is_given_up_at_the_deadline(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.link(1, CARRY)
    leaderboards.draw(stage.context, asked(), NOW)
    stage.link(2, MID)
    stage.server.fail("silent")
    monkeypatch.setattr(leaderboards, "WAITED_FOR", 0.2)

    answer = leaderboards.draw(stage.context, asked(), later(hours=1))

    assert answer["kind"] == "image"
    assert _board(stage).outdated == 1


def test_all_servers_are_refreshed_and_each_account_asked_for_once(stage: Stage) -> None:
    stage.link(1, CARRY, 1, 2, 3)
    stage.link(2, MID, 2)

    answer = leaderboards.refresh(stage.context, LeaderboardRefreshPayload(), NOW)

    assert answer["args"] == {"servers": 3, "accounts": 2, "failed": 0}
    assert stage.requests("/matches") == 2
    assert stage.progress[-1][1] == "computing"
    for guild, members in ((1, 1), (2, 2), (3, 1)):
        board = stage.run(get_board(stage.context.pool, guild, "kda", "month"))
        assert board is not None
        assert len(board.rows) == members


def test_movement_is_told_from_the_board_before(stage: Stage) -> None:
    stage.link(1, CARRY)
    leaderboards.draw(stage.context, asked(), NOW)
    stage.link(2, IMMORTAL)

    leaderboards.draw(stage.context, asked(), later(minutes=1))

    before = {row.account_id: row.previous_rank for row in _board(stage).rows}
    assert before == {CARRY: 1, IMMORTAL: None}


def test_many_matches_since_the_last_look_leave_no_gap(stage: Stage) -> None:
    # Given an account whose newest kept match is older than what a short look shows
    stage.link(1, CARRY)
    leaderboards.refresh(stage.context, LeaderboardRefreshPayload(), NOW)
    whole = stage.run(get_matches(stage.context.pool, CARRY))
    stage.run(
        stage.context.pool.execute(
            "DELETE FROM player_matches WHERE start_time > $1", whole[-5].start_time
        )
    )

    leaderboards.refresh(stage.context, LeaderboardRefreshPayload(), later(hours=1))

    assert stage.run(get_matches(stage.context.pool, CARRY)) == whole


def test_names_are_kept_and_looked_up_once_a_day(stage: Stage) -> None:
    stage.link(1, CARRY)
    per_hour = defaultdict(int)
    for hour in (0, 1, 23, 25):
        stage.server.requests.clear()
        leaderboards.refresh(stage.context, LeaderboardRefreshPayload(), later(hours=hour))
        per_hour[hour] = sum(one.path.endswith(str(CARRY)) for one in stage.server.requests)

    assert per_hour == {0: 1, 1: 0, 23: 0, 25: 1}
    known = stage.run(get_accounts(stage.context.pool, [CARRY]))
    assert known[CARRY].name == "Aurora"


class _Faces:
    """Notes whose pictures are asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def gather(
        self,
        heroes: Iterable[int] = (),
        items: Iterable[int] = (),
        avatars: Iterable[str] = (),
    ) -> Art:
        self.asked = list(avatars)
        return Art(avatars=dict.fromkeys(self.asked, b"a picture"))


def test_members_pictures_are_on_the_board(stage: Stage) -> None:
    stage.link(1, CARRY)
    stage.link(2, SUPPORT)
    plain = leaderboards.draw(stage.context, asked(), NOW)
    faces = _Faces()
    answer = leaderboards.draw(replace(stage.context, art=faces), asked(), NOW)
    names = {profile.avatar_name(accounts.BY_ID[each]) for each in (CARRY, SUPPORT)}
    assert set(faces.asked) == names
    # A board that was drawn without them is not taken for one with them.
    assert answer["picture"] != plain["picture"]
