"""Messages that are one line of text with variables in it: they need no Fluent to be formatted.

Most messages are. To load Fluent and to have it parse what a picture says takes longer than to draw
the picture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

_VARIABLE: Final = r"\{ *\$([a-zA-Z][\w-]*) *\}"
_ENTRY: Final = re.compile(
    rf"[a-zA-Z][\w-]* *= *([^\n{{}}]*(?:{_VARIABLE.replace('(', '(?:')}[^\n{{}}]*)*)"
    r"(?:\n(?:#[^\n]*)?)*"  # comments on what comes next
)
_SPLIT: Final = re.compile(_VARIABLE)


class Plain:
    """One message."""

    def __init__(self, pattern: str) -> None:
        # What stands between the variables, and their names, by turns.
        self._parts = tuple(_SPLIT.split(pattern))

    def format(self, args: Mapping[str, str | float]) -> str | None:
        """Return the text; None where a variable is missing or a number, which Fluent writes."""
        if len(self._parts) == 1:
            return self._parts[0]
        filled = list(self._parts)
        for place in range(1, len(filled), 2):
            given = args.get(filled[place])
            if not isinstance(given, str):
                return None
            filled[place] = given
        return "".join(filled)


def plain(source: str) -> Plain | None:
    """Read an entry of a Fluent file; None where it takes Fluent to understand it."""
    found = _ENTRY.fullmatch(source)
    return Plain(found.group(1).rstrip(" ")) if found and found.group(1).strip() else None
