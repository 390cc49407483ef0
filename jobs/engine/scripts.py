"""Loads the Lua scripts: their declared keys become named locals, their includes are put in."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

from jobs.engine.keys import ALL_KEYS, KeySpace

# What is shared is definitions, each from the start of a line; constants are in capitals.
_DEFINITION = re.compile(r"^(?=local )", re.MULTILINE)
_DEFINED = re.compile(r"local (?:function )?([\w, ]+)")
_NAME, _LITERAL = r"[A-Z][A-Z0-9_]*", r"(?:\d+|'[^',]*')"
_CONSTANTS = re.compile(
    rf"^local ({_NAME}(?:, {_NAME})*) = ({_LITERAL}(?:, {_LITERAL})*)$", re.MULTILINE
)
_TOKEN = re.compile(rf"'[^'\n]*'|--.*|\b{_NAME}\b")
_WORD = re.compile(r"[A-Za-z_]\w*")
_COMMENT = re.compile(r"--.*")
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
    includes = header.get("INCLUDE", "").split()
    shared = [(folder / f"{one}.lua").read_text(encoding="utf-8") for one in includes]
    values = _constants("\n".join([*shared, body]))
    code = [_with_constants(part, values) for part in (*shared, body)]
    source = "\n".join([*lines, *_needed("".join(code[:-1]), code[-1]), code[-1]])
    # SHA-1 is what EVALSHA names a script by; nothing is secured by it.
    sha = hashlib.sha1(source.encode(), usedforsecurity=False).hexdigest()
    return Script(name, source, sha, key_names)


def _constants(code: str) -> dict[str, str]:
    values: dict[str, str] = {}
    for line in _CONSTANTS.finditer(code):
        values |= dict(zip(line[1].split(", "), line[2].split(", "), strict=True))
    return values


def _with_constants(code: str, values: dict[str, str]) -> str:
    """Write constants where their names stand.

    For each name that a function uses, Redis would tie a variable to it, at every call, by walking
    through all that are tied already.
    """
    code = _CONSTANTS.sub("", code)
    return _TOKEN.sub(lambda token: values.get(token[0], token[0]), code)


def _needed(shared: str, body: str) -> list[str]:
    """Leave out the shared definitions that a script does not use: each is made at every call."""
    needed: list[str] = []
    used = set(_WORD.findall(_COMMENT.sub("", body)))
    for piece in reversed(_DEFINITION.split(shared)):
        # A piece uses only what stands before it, so the last comes first.
        defined = _DEFINED.match(piece)
        if defined and used.intersection(_WORD.findall(defined[1])):
            used.update(_WORD.findall(_COMMENT.sub("", piece)))
            needed.append(piece)
    return needed[::-1]


def _local_name(key: str) -> str:
    return "k" + "".join(word.capitalize() for word in key.split("_"))
