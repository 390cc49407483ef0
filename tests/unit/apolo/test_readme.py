"""What README.md and the guides point to is there, and what they tell to type is understood."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from apolo import cli

ROOT = Path(__file__).parents[3]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_local_link_leads_somewhere(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = {
        target.split("#")[0]
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if "://" not in target and not target.startswith("#")
    }
    assert [target for target in sorted(targets) if not (page.parent / target).exists()] == []


def test_the_pictures_are_small_enough_to_load_at_once() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\((\S+)\)", README)
    assert pictures
    for picture in pictures:
        data = (ROOT / picture).read_bytes()
        assert data.startswith(b"\x89PNG")
        assert len(data) <= 300 * 1024


def test_every_command_named_exists() -> None:
    named = set(re.findall(r"`(?:\.venv/bin/)?apolo ([a-z]+)", README))
    assert named <= set(cli.COMMANDS)
    assert named >= {"up", "bot", "worker", "scheduler", "migrate", "health", "doctor"}


def test_every_make_target_named_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))
    assert set(re.findall(r"^make ([a-z-]+)", README, re.MULTILINE)) <= targets


def test_the_invitation_asks_for_what_the_bot_uses_alone() -> None:
    view_channel, send_messages, embed_links, attach_files = 1 << 10, 1 << 11, 1 << 14, 1 << 15
    invitation = re.search(r"scope=(\S+?)&permissions=(\d+)", README)
    assert invitation is not None
    assert invitation[1].split("+") == ["bot", "applications.commands"]
    assert int(invitation[2]) == view_channel | send_messages | embed_links | attach_files
