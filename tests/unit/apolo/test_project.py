"""The project's own files: the lock files and what they promise."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def _pins(lock: str) -> dict[str, set[str]]:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pins: dict[str, set[str]] = {}
    for name, version in re.findall(
        r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==(\S+)", text, re.MULTILINE
    ):
        pins.setdefault(_normal(name), set()).add(version)
    return pins


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _required(group: str | None) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    if group is not None:
        wanted += project["optional-dependencies"][group]
    return {_normal(re.split(r"[\[<>=!~; ]", line, maxsplit=1)[0]) for line in wanted}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_file_pins_by_hash_and_names_no_place(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]

    assert all("==" in entry and "--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links|--extra-index|@ file", text)


def test_the_lock_files_hold_all_that_the_project_needs() -> None:
    assert _required(None) <= _pins("requirements.lock").keys()
    assert _required("dev") <= _pins("requirements-dev.lock").keys()


def test_the_two_lock_files_agree() -> None:
    runtime, development = map(_pins, LOCKS)

    assert {name: development.get(name) for name in runtime} == runtime
