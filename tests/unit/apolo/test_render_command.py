"""``apolo render match`` draws a file, or says in one line why it can't."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import orjson
import pytest
from PIL import Image

from apolo.cli import run
from apolo.sandbox.opendota_data import wire
from apolo.sandbox.opendota_data.archive import PARSED_MATCH, Archive

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def match_file(tmp_path: Path) -> Path:
    spec = Archive(1_795_000_000).match(PARSED_MATCH)
    assert spec is not None
    file = tmp_path / "match.json"
    file.write_bytes(orjson.dumps(wire.match(spec)))
    return file


@pytest.mark.parametrize("locale", ["en", "pt", "es"])
def test_a_card_is_drawn(match_file: Path, tmp_path: Path, locale: str) -> None:
    out = tmp_path / "card.png"
    assert run(["render", "match", str(match_file), "--locale", locale, "--out", str(out)]) == 0
    assert Image.open(io.BytesIO(out.read_bytes())).size == (1200, 675)


def test_a_player_who_did_not_play_is_noted(
    match_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "card.png"
    args = ["render", "match", str(match_file), "--player", "[U:1:5]", "--out", str(out)]
    assert run(args) == 0
    assert "did not play" in capsys.readouterr().err
    assert out.exists()


@pytest.mark.parametrize(
    ("content", "options"),
    [
        (b"{", []),
        (b"[]", []),
        (b'{"match_id": "x"}', []),
        (b"\xff\xfe", []),
        (None, []),
        (b"{}", ["--player", "nobody"]),
        (b"{}", ["--locale", "fr"]),
    ],
    ids=["truncated", "no match", "wrong types", "no text", "no file", "player", "locale"],
)
def test_wrong_input_is_one_line_and_exit_code_two(
    content: bytes | None,
    options: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    file = tmp_path / "match.json"
    if content is not None:
        file.write_bytes(content)
    out = tmp_path / "card.png"
    assert run(["render", "match", str(file), *options, "--out", str(out)]) == 2
    said = capsys.readouterr().err.strip()
    assert said
    assert "\n" not in said
    assert "Traceback" not in said
    assert not out.exists()


def test_a_missing_folder_is_wrong_input(match_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "nowhere" / "card.png"
    assert run(["render", "match", str(match_file), "--out", str(out)]) == 2
