"""Workers stand back for the bot, also where Linux shares the processor among sessions first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_SAY = """
import os
from apolo.priority import lower_priority
from tests.unit.apolo.test_priority import group_nice
lower_priority({nice})
print(os.nice(0), group_nice())
"""


def group_nice() -> str:
    """Give the niceness of this process's autogroup, "none" where it is in none.

    The file is empty for the session that the system started with, which is in no autogroup.
    """
    group = Path("/proc/self/autogroup")
    said = group.read_text().split() if group.exists() else []
    return said[-1] if said else "none"


def _lowered(nice: int, *, own_session: bool) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", _SAY.format(nice=nice)],
        start_new_session=own_session,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout.split()


def test_a_part_with_a_session_of_its_own_stands_back_as_a_whole() -> None:
    nice, group = _lowered(7, own_session=True)
    assert int(nice) == min(19, os.nice(0) + 7)
    assert group in {"7", "none"}


def test_the_session_of_the_caller_is_left_alone() -> None:
    nice, group = _lowered(7, own_session=False)
    assert int(nice) == min(19, os.nice(0) + 7)
    assert group == group_nice()


@pytest.mark.parametrize("own_session", [True, False])
def test_zero_changes_nothing(own_session: bool) -> None:
    assert _lowered(0, own_session=own_session)[0] == str(os.nice(0))
