"""Workers stand back for the bot, also where Linux shares the processor among sessions first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

GROUP = Path("/proc/self/autogroup")
_SAY = """
import os
from pathlib import Path
from apolo.priority import lower_priority
lower_priority({nice})
group = Path("/proc/self/autogroup")
print(os.nice(0), group.read_text().split()[-1] if group.exists() else "none")
"""


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
    assert group == (GROUP.read_text().split()[-1] if GROUP.exists() else "none")


@pytest.mark.parametrize("own_session", [True, False])
def test_zero_changes_nothing(own_session: bool) -> None:
    assert _lowered(0, own_session=own_session)[0] == str(os.nice(0))
