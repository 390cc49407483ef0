"""What Redis is sent of a script: its keys by name, what it uses of what is shared, and itself."""

from __future__ import annotations

import re
from importlib import resources

import pytest

from jobs.engine import scripts

FOLDER = resources.files("jobs.engine") / "lua"
SHARED = ("lib", "order", "settle", "place")
NAMES = sorted(
    one.name.removesuffix(".lua")
    for one in FOLDER.iterdir()
    if one.name.removesuffix(".lua") not in SHARED
)


def _code(source: str) -> str:
    """Strip strings and comments."""
    return re.sub(r"'[^'\n]*'|--.*", "", source)


@pytest.mark.parametrize("name", NAMES)
def test_constants_are_written_in(name: str) -> None:
    code = _code(scripts.load(name).source)
    left = set(re.findall(r"(?<![.\w])[A-Z][A-Z0-9_]+\b", code)) - {"KEYS", "ARGV"}
    # Tables of a script's own are no constants: they are made once, where they stand.
    assert left <= {"STATES", "KNOWN_PRIORITIES", "WAITING", "TENANTS", "PRIORITIES", "LOG_STEP"}


@pytest.mark.parametrize("name", NAMES)
def test_all_that_is_shared_and_sent_is_used(name: str) -> None:
    code = _code(scripts.load(name).source)
    for function in re.findall(r"^local function (\w+)", code, re.MULTILINE):
        assert len(re.findall(rf"\b{function}\b", code)) > 1, function


@pytest.mark.parametrize("name", SHARED)
def test_what_is_shared_is_definitions(name: str) -> None:
    # Anything else between them would go with the definition before it.
    for line in (FOLDER / f"{name}.lua").read_text(encoding="utf-8").splitlines():
        assert re.match(r"local |  |--|end$|$", line), line


def test_a_command_is_no_constant() -> None:
    values = {"STATE": "2", "HGET": "9"}
    assert scripts._with_constants("local STATE = 2\nx('HGET', r[STATE]) -- STATE", values) == (
        "\nx('HGET', r[2]) -- STATE"
    )
