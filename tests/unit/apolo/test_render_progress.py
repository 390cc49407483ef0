"""``apolo render progress`` draws a player's history, or says in one line why it can't."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import orjson
import pytest
from PIL import Image

from apolo.cli import run
from apolo.sandbox.opendota_data import accounts, wire
from apolo.sandbox.opendota_data.archive import Archive

if TYPE_CHECKING:
    from pathlib import Path

CARRY = accounts.CARRY.account_id


def rows(count: int) -> list[wire.Row]:
    history = Archive(1_795_000_000).history(CARRY)[:count]
    return [wire.recent_row(spec, CARRY) for spec in history]


@pytest.mark.parametrize("locale", ["en", "pt", "es"])
@pytest.mark.parametrize("count", [3, 20, 90])
def test_a_chart_is_drawn(tmp_path: Path, locale: str, count: int) -> None:
    file, out = tmp_path / "recent.json", tmp_path / "chart.png"
    file.write_bytes(orjson.dumps(rows(count)))
    args = ["render", "progress", str(file), "--locale", locale, "--name", "Aurora"]
    assert run([*args, "--out", str(out)]) == 0
    assert Image.open(io.BytesIO(out.read_bytes())).size == (1000, 560)


def test_a_name_need_not_be_given(tmp_path: Path) -> None:
    file, out = tmp_path / "recent.json", tmp_path / "chart.png"
    file.write_bytes(orjson.dumps(rows(20)))
    assert run(["render", "progress", str(file), "--out", str(out)]) == 0


def test_a_real_file(shared_data: Path, tmp_path: Path) -> None:
    file = shared_data / "opendota/player_101695162_recentMatches_2018.json"
    out = tmp_path / "chart.png"
    assert run(["render", "progress", str(file), "--locale", "pt", "--out", str(out)]) == 0
    assert Image.open(io.BytesIO(out.read_bytes())).size == (1000, 560)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[]", "0 matches count; a chart needs 3"),
        (orjson.dumps(rows(2)), "2 matches count; a chart needs 3"),
        (b"{", "holds no player's matches"),
        (b'{"match_id": 1}', "holds no player's matches"),
        (b"[1, 2, 3]", "holds no player's matches"),
        (b"\xff\xfe", "holds no player's matches"),
        (None, "can't be read"),
    ],
    ids=["none", "two", "truncated", "a match", "no rows", "no text", "no file"],
)
def test_wrong_input_is_one_line_and_exit_code_two(
    content: bytes | None, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, out = tmp_path / "recent.json", tmp_path / "chart.png"
    if content is not None:
        file.write_bytes(content)
    assert run(["render", "progress", str(file), "--out", str(out)]) == 2
    line = capsys.readouterr().err.strip()
    assert said in line
    assert "\n" not in line
    assert not out.exists()
