"""How much of Apolo a member or a server may use, by the clock of Redis."""

from __future__ import annotations

import functools
import hashlib
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any

from jobs.engine.requests import Request
from jobs.engine.scripts import Script

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jobs.engine.keys import KeySpace

#: The name of the key space.
SPACE = "fairuse"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many uses at once, which come back evenly over a time.

    Parameters
    ----------
    name : str
        Whose and of what, such as ``member:5:day``.
    most : int
        Uses, at least 1.
    seconds : int
        The time in which all of them come back.
    """

    name: str
    most: int
    seconds: int


@dataclass(frozen=True, slots=True)
class UsedUp:
    """The allowance that had no use left, and the seconds until it has one."""

    allowance: Allowance
    seconds: float


def spend_request(space: KeySpace, allowances: Sequence[Allowance]) -> Request[UsedUp | None]:
    """The request that takes one use of each; of none where one is used up.

    Parameters
    ----------
    space : KeySpace
        Where they are counted.
    allowances : Sequence[Allowance]
        At least one.
    """
    keys = tuple(space[one.name] for one in allowances)
    args: list[str | bytes | int] = []
    for one in allowances:
        args += [one.most, one.seconds * 1000]

    def read(reply: list[Any]) -> UsedUp | None:
        place, wait_ms = reply
        return UsedUp(allowances[place - 1], wait_ms / 1000) if place else None

    return Request(_script(), keys, args, read)


@functools.cache
def _script() -> Script:
    source = (resources.files("jobs") / "fairuse.lua").read_text(encoding="utf-8")
    # SHA-1 is what EVALSHA names a script by; nothing is secured by it.
    sha = hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest()
    return Script("fairuse", source, sha, ())
