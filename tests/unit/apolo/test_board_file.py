"""``apolo render leaderboard``: what a file may look like, and what is said of one that may not."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import pytest
from PIL import Image

from apolo.board_file import BadBoardFile, read_leaderboard
from apolo.cli import run
from apolo.sandbox.opendota_data import accounts, wire
from apolo.sandbox.opendota_data.archive import Archive
from dota.leaderboard import BoardMetric, Period

if TYPE_CHECKING:
    from renderers.boards import Leaderboard

NOW = 1_795_000_000
CARRY, MID, IMMORTAL = accounts.CARRY, accounts.MID, accounts.IMMORTAL
ARCHIVE = Archive(NOW)


def rows(account: accounts.Account) -> list[dict[str, Any]]:
    specs = ARCHIVE.history(account.account_id)
    return [wire.recent_row(spec, account.account_id) for spec in specs]


def player(account: accounts.Account, key: str = "matches") -> dict[str, Any]:
    profile = {"account_id": account.account_id, "personaname": account.name}
    return {"profile": profile, key: rows(account)}


def read(document: object, **options: Any) -> Leaderboard:
    return read_leaderboard(orjson.dumps(document), **options)


WHOLE = {"metric": "kda", "period": "month", "now": NOW, "players": [player(CARRY), player(MID)]}


def places(board: Leaderboard) -> list[tuple[int, int, float]]:
    return [(row.rank, row.account_id, row.value) for row in board.standings]


def test_the_whole_object() -> None:
    board = read(WHOLE)
    assert (board.metric, board.period) == (BoardMetric.KDA, Period.MONTH)
    assert board.window.holds(NOW)
    assert [row.rank for row in board.standings] == [1, 2]
    assert {row.name for row in board.standings} == {CARRY.name, MID.name}


@pytest.mark.parametrize(
    "document",
    [
        [player(CARRY), player(MID)],
        [player(CARRY, "recentMatches"), player(MID, "recent_matches")],
        {"players": [{"profile": player(CARRY), "matches": rows(CARRY)}, player(MID)]},
        {"players": [{**player(CARRY)["profile"], "matches": rows(CARRY)}, player(MID)]},
        {str(CARRY.account_id): rows(CARRY), str(MID.account_id): rows(MID)},
        {"players": {str(CARRY.account_id): rows(CARRY), str(MID.account_id): rows(MID)}},
        [player(CARRY), player(MID), player(CARRY)],
    ],
    ids=["list", "recent", "whole profile", "flat", "by account", "players by account", "twice"],
)
def test_other_shapes_say_the_same(document: object) -> None:
    board = read(document, metric=BoardMetric.KDA, period=Period.MONTH)
    assert places(board) == places(read(WHOLE))


def test_one_players_bare_matches() -> None:
    board = read(rows(CARRY))
    assert len(board.standings) == 1
    assert board.metric is BoardMetric.WIN_RATE


def test_the_period_ends_with_the_newest_match_of_an_old_file() -> None:
    old = [row | {"start_time": row["start_time"] - 300_000_000} for row in rows(CARRY)]
    board = read([{"name": "Aurora", "matches": old}])
    assert board.window.holds(max(row["start_time"] for row in old))
    assert [row.name for row in board.standings] == ["Aurora"]


def test_a_player_without_matches_is_no_error() -> None:
    board = read([{"account_id": 5, "matches": []}, player(CARRY)])
    assert [row.account_id for row in board.standings] == [CARRY.account_id]
    assert read([]).standings == ()


@pytest.mark.parametrize(
    ("document", "says"),
    [
        ({}, "there are no players"),
        ("text", "there are no players"),
        ([1], "player 1 is no object"),
        ([{"name": "x"}], "player 1 has no list of matches"),
        ([{"matches": {}}], "player 1 has no list of matches"),
        ([{"matches": [{"a": 1}]}], "player 1: none of the rows"),
        ({"players": [], "metric": "medal"}, "metric is"),
        ({"players": [], "period": "year"}, "period is"),
        ({"players": [], "now": "yesterday"}, "now is"),
        ({"players": [], "now": -1}, "now is"),
        ([{"matches": []}] * 1001, "more than 1000"),
    ],
)
def test_what_is_no_board_is_said(document: object, says: str) -> None:
    with pytest.raises(BadBoardFile, match=says):
        read(document)


def test_broken_json_is_said() -> None:
    with pytest.raises(BadBoardFile):
        read_leaderboard(b'{"players": [')


@pytest.mark.parametrize("locale", ["en", "pt", "es"])
def test_the_command_draws(tmp_path: Path, locale: str) -> None:
    file, out = tmp_path / "players.json", tmp_path / "board.png"
    file.write_bytes(orjson.dumps(WHOLE))
    args = ["--metric", "gpm", "--period", "week", "--player", str(CARRY.account_id)]
    args += ["--locale", locale, "--out", str(out)]

    assert run(["render", "leaderboard", str(file), *args]) == 0

    assert Image.open(io.BytesIO(out.read_bytes())).width == 1000


def test_the_command_says_what_is_wrong_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "players.json"
    file.write_bytes(b"[1]")

    assert run(["render", "leaderboard", str(file), "--out", str(tmp_path / "b.png")]) == 2

    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "player 1 is no object" in said
