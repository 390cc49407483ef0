"""``apolo render player``, ``heroes`` and the options of ``progress``."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import orjson
import pytest
from PIL import Image

from apolo.cli import run
from apolo.medals_file import BadMedalsFile, read_medals
from apolo.sandbox.opendota_data import accounts, wire
from apolo.sandbox.opendota_data.archive import PARSED_MATCH, Archive
from dota.rank import MedalSeen

if TYPE_CHECKING:
    from pathlib import Path

CARRY = accounts.CARRY.account_id
ARCHIVE = Archive(1_795_000_000)
MEDALS = orjson.dumps(
    [
        {"day": "2026-11-20", "rank_tier": 53},
        {"day": "2026-11-26", "rank_tier": 80, "leaderboard_rank": 9},
    ]
)
NOV_20 = 1_795_132_800


@pytest.fixture
def match_file(tmp_path: Path) -> Path:
    spec = ARCHIVE.match(PARSED_MATCH)
    assert spec is not None
    file = tmp_path / "match.json"
    file.write_bytes(orjson.dumps(wire.match(spec)))
    return file


@pytest.fixture
def history_file(tmp_path: Path) -> Path:
    file = tmp_path / "matches.json"
    specs = ARCHIVE.history(CARRY)[:30]
    file.write_bytes(orjson.dumps([wire.recent_row(spec, CARRY) for spec in specs]))
    return file


def size_of(file: Path) -> tuple[int, int]:
    return Image.open(io.BytesIO(file.read_bytes())).size


def test_a_player_card_is_drawn(match_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "card.png"
    args = ["render", "player", str(match_file), "--player", str(CARRY), "--locale", "pt"]
    assert run([*args, "--out", str(out)]) == 0
    assert size_of(out) == (1200, 675)


def test_heroes_are_drawn(history_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "heroes.png"
    assert run(["render", "heroes", str(history_file), "--out", str(out), "--name", "Aurora"]) == 0
    assert size_of(out)[0] == 1000


@pytest.mark.parametrize("metric", ["win_rate", "rank"])
def test_any_metric_is_drawn(metric: str, history_file: Path, tmp_path: Path) -> None:
    out, medals = tmp_path / "chart.png", tmp_path / "medals.json"
    medals.write_bytes(MEDALS)
    more = ["--medals", str(medals)] if metric == "rank" else []
    args = ["render", "progress", str(history_file), "--metric", metric, *more]
    assert run([*args, "--out", str(out)]) == 0
    assert size_of(out) == (1000, 560)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["player", "MATCH", "--player", "123456"], "123456 did not play match"),
        (["player", "MATCH", "--player", "abc"], "no Steam ID: abc"),
        (["player", "HISTORY", "--player", "123456"], "holds no match"),
        (["heroes", "MATCH"], "holds no player's matches"),
        (["heroes", "EMPTY"], "no match counts"),
        (["progress", "HISTORY", "--metric", "rank"], "one needs the other"),
        (["progress", "HISTORY", "--medals", "EMPTY"], "one needs the other"),
        (["progress", "HISTORY", "--metric", "rank", "--medals", "EMPTY"], "holds no medals"),
        (["progress", "HISTORY", "--metric", "mmr"], "mmr"),
    ],
)
def test_wrong_input_is_one_line_and_exit_code_two(
    args: list[str],
    said: str,
    match_file: Path,
    history_file: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    empty, out = tmp_path / "empty.json", tmp_path / "out.png"
    empty.write_bytes(b"[]")
    files = {"MATCH": match_file, "HISTORY": history_file, "EMPTY": empty}
    given = [str(files.get(arg, arg)) for arg in args]
    assert run(["render", *given, "--out", str(out)]) == 2
    line = capsys.readouterr().err.strip()
    assert said in line
    assert "\n" not in line
    assert not out.exists()


def test_medals_are_read() -> None:
    assert read_medals(MEDALS) == (
        MedalSeen(NOV_20, 53, None),
        MedalSeen(NOV_20 + 6 * 86_400, 80, 9),
    )


@pytest.mark.parametrize(
    "data",
    [b"", b"{}", b"[]", b'[{"day": "x", "rank_tier": 53}]', b'[{"day": "2026-11-20"}]',
     b'[{"day": "2026-11-20", "rank_tier": 8000000000}]',
     b'[{"day": "2026-11-20", "rank_tier": null}]'],
)  # fmt: skip
def test_what_are_no_medals_is_refused(data: bytes) -> None:
    with pytest.raises(BadMedalsFile):
        read_medals(data)
