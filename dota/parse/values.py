"""Reading single values out of untrusted objects: the right type and within bounds, or None."""

from __future__ import annotations

import math
from typing import Final, TypeAlias

Fields: TypeAlias = dict[str, object]

MAX_INT: Final = 2**53 - 1
"""Beyond this a JSON number is no longer exact for every reader."""

MAX_TEXT: Final = 512
MAX_UNIX_SECONDS: Final = 253_402_300_799
"""The last second of the year 9999, the end of what `datetime` can show."""

MAX_DURATION: Final = 7 * 24 * 3600
"""Seconds; no match lasts a week."""

MAX_ACCOUNT_ID: Final = 2**32 - 2


def integer(value: object) -> int | None:
    """Return an int, or a float without a fraction, of at most `MAX_INT` either way; no bool."""
    if type(value) is float:
        if not (math.isfinite(value) and value.is_integer()):
            return None
        value = int(value)
    if type(value) is not int or not -MAX_INT <= value <= MAX_INT:
        return None
    return value


def within(value: object, low: int, high: int) -> int | None:
    """Return an int from `low` to `high`, both included."""
    number = integer(value)
    return number if number is not None and low <= number <= high else None


def count(value: object) -> int | None:
    """Return an int that isn't negative."""
    return within(value, 0, MAX_INT)


def number(value: object) -> float | None:
    """Return a finite int or float as float, of at most `MAX_INT` either way."""
    if type(value) is int or type(value) is float:
        if not -MAX_INT <= value <= MAX_INT:  # also false for NaN
            return None
        return float(value)
    return None


def flag(value: object) -> bool | None:
    """Return a bool."""
    return value if isinstance(value, bool) else None


def text(value: object) -> str | None:
    """Return a string that isn't empty, cut at `MAX_TEXT` characters, encodable as UTF-8."""
    if not isinstance(value, str) or not value:
        return None
    value = value[:MAX_TEXT]
    if not value.isascii():
        value = value.encode("utf-8", "replace").decode("utf-8")
    return value


def fields(value: object) -> Fields:
    """Return a JSON object, or an empty one."""
    return value if isinstance(value, dict) else {}


def account_id(value: object) -> int | None:
    """Return a 32-bit account id; 4294967295 and 0 stand for anonymous players."""
    return within(value, 1, MAX_ACCOUNT_ID)


def item_id(value: object) -> int:
    """Return an item id, 0 for an empty slot."""
    return within(value, 1, MAX_INT) or 0


def rank_tier(value: object) -> int | None:
    """Return medal x 10 + stars; 0 stands for a player without a medal."""
    return within(value, 10, 89)


def party_size(value: object) -> int | None:
    """Return 1 to 5. Sources put 10 or 0 where they don't know."""
    return within(value, 1, 5)


def integers(value: object, most: int) -> tuple[int, ...] | None:
    """Return the first `most` ints of a list; None where one of them is none, or there is none.

    A series with a gap would show every later minute at the wrong place, so it is refused whole.
    """
    if not isinstance(value, list):
        return None
    found = [integer(entry) for entry in value[:most]]
    whole = tuple(entry for entry in found if entry is not None)
    return whole if whole and len(whole) == len(found) else None
