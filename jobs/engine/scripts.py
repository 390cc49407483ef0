"""Loads the Lua scripts: their declared keys become named locals, their includes are put in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jobs.engine.keys import ALL_KEYS, KeySpace

_HEADER = re.compile(r"^-- (KEYS|INCLUDE): (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Script:
    """One transition: its source, its SHA-1 as Redis knows it, and the keys it declares."""

    name: str
    source: str
    sha: str
    key_names: tuple[str, ...]

    def keys(self, space: KeySpace) -> tuple[str, ...]:
        """The full names of the declared keys, in the script's order."""
        return space.several(self.key_names)


@cache
def load(name: str) -> Script:
    """Read a script by its file name without the ending.

    Raises
    ------
    ValueError
        Where a script declares a key that does not exist.
    """
    folder = resources.files("jobs.engine") / "lua"
    body = (folder / f"{name}.lua").read_text(encoding="utf-8")
    header = dict(_HEADER.findall(body))
    key_names = tuple(header["KEYS"].split())
    unknown = set(key_names) - ALL_KEYS
    if unknown:
        raise ValueError(f"{name}.lua declares unknown keys: {sorted(unknown)}")
    lines = [
        f"local {_local_name(key)} = KEYS[{place}]" for place, key in enumerate(key_names, start=1)
    ]
    parts = ["\n".join(lines)]
    for include in header.get("INCLUDE", "").split():
        parts.append((folder / f"{include}.lua").read_text(encoding="utf-8"))
    parts.append(body)
    source = "\n".join(parts)
    # SHA-1 is what EVALSHA names a script by; nothing is secured by it.
    sha = hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest()
    return Script(name, source, sha, key_names)


def _local_name(key: str) -> str:
    return "k" + "".join(word.capitalize() for word in key.split("_"))
