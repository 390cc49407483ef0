"""Messages that need no Fluent: a line with variables in it, or two to choose from by a count.

Most messages are such. To load Fluent and to have it parse what a picture says takes longer than
to draw the picture.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, TypeGuard

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_VARIABLE: Final = r"\{ *\$([a-zA-Z][\w-]*) *\}"
_NAME: Final = r"[a-zA-Z][\w-]* *="
_LINE: Final = rf"[^\n{{}}]*(?:{_VARIABLE.replace('(', '(?:')}[^\n{{}}]*)*"
_COMMENTS: Final = r"(?:\n(?:#[^\n]*)?)*"
"""On what comes next."""
_ENTRY: Final = re.compile(rf"{_NAME} *({_LINE}){_COMMENTS}")
_CHOICE: Final = re.compile(
    rf"{_NAME}\s*\{{ *\$([a-zA-Z][\w-]*) *->\n *\[one\]({_LINE})\n *\*\[other\]({_LINE})\n *\}}"
    rf"{_COMMENTS}"
)
_FEW: Final = range(1000)
"""What all languages write the same: in digits, without separators."""
_SPLIT: Final = re.compile(_VARIABLE)


class Plain:
    """One message."""

    def __init__(self, pattern: str) -> None:
        # What stands between the variables, and their names, by turns.
        self._parts = tuple(_SPLIT.split(pattern))

    def format(self, args: Mapping[str, str | float]) -> str | None:
        """Return the text; None where a variable is missing or a number that Fluent writes."""
        if len(self._parts) == 1:
            return self._parts[0]
        filled = list(self._parts)
        for place in range(1, len(filled), 2):
            given = args.get(filled[place])
            if isinstance(given, str):
                filled[place] = given
            elif _is_few(given):
                filled[place] = str(given)
            else:
                return None
        return "".join(filled)


class Choice:
    """Two messages, of which a count takes one.

    Parameters
    ----------
    count
        The variable.
    ones
        Of the counts under a thousand, those that the language has the first message for.
    one, other
        The messages.
    """

    def __init__(self, count: str, ones: Container[int], one: Plain, other: Plain) -> None:
        self._count, self._ones = count, ones
        self._one, self._other = one, other

    def format(self, args: Mapping[str, str | float]) -> str | None:
        """Return the text; None where only Fluent knows it."""
        count = args.get(self._count)
        if not _is_few(count):
            return None
        return (self._one if count in self._ones else self._other).format(args)


def _is_few(given: object) -> TypeGuard[int]:
    # Not `isinstance`: True is an integer too.
    return type(given) is int and given in _FEW


def plain(source: str, ones: Container[int]) -> Plain | Choice | None:
    """Read an entry of a Fluent file; None where it takes Fluent to understand it.

    Parameters
    ----------
    source
        The entry.
    ones
        The counts that the file's language has the plural form "one" for.
    """
    found = _ENTRY.fullmatch(source)
    if found and found[1].strip():
        return Plain(found[1].rstrip(" "))
    found = _CHOICE.fullmatch(source)
    if found and found[2].strip() and found[3].strip():
        one, other = (Plain(line.strip(" ")) for line in found.group(2, 3))
        return Choice(found[1], ones, one, other)
    return None
