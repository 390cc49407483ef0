"""The demo as a newcomer runs it: its exit code, its pictures and its transcript."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from locales import Locale


@pytest.mark.timeout(240)
@pytest.mark.slow
@pytest.mark.parametrize("locale", [Locale.PT])
def test_the_demo_answers_everything(tmp_path, locale):
    command = [sys.executable, "-m", "apolo", "demo", "--locale", locale, "--out", str(tmp_path)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=220)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    transcript = json.loads((tmp_path / "transcript.json").read_text("utf-8"))
    rows = transcript["interactions"]
    assert len(rows) >= 80
    assert transcript["unanswered"] == 0
    pictures = [row["file"] for row in rows if row["kind"] == "image"]
    assert all((tmp_path / name).read_bytes().startswith(b"\x89PNG") for name in pictures)
    assert {name.split("-")[1].split(".")[0] for name in pictures} == {
        "match",
        "progress",
        "heroes",
        "profile",
        "leaderboard",
        "queues",
    }
    (digest,) = transcript["posts"]
    assert digest["alt"]
    assert (tmp_path / digest["file"]).read_bytes().startswith(b"\x89PNG")
    assert {row["locale"] for row in rows} == {locale.value}
    texts = " ".join(row["text"] or "" for row in rows)
    assert "Gemini" in texts
    assert all(row["ack_ms"] > 0 for row in rows)
