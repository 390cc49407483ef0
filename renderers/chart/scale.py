"""How values are spread over a pane: its range, and the round values that are named beside it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_FLAT: Final = 0.1
"""Share of a value by which a flat series is given room on both sides."""


def span(values: Iterable[float]) -> tuple[float, float]:
    """Return the lowest and the highest value, kept apart where they are the same.

    Raises
    ------
    ValueError
        When there is no value.
    """
    known = list(values)
    low, high = min(known), max(known)
    room = max(1.0, abs(high) * _FLAT)
    if high - low < room * 1e-6:
        return low - room, high + room
    return low, high


def with_room(low: float, high: float, height: int, above: int, below: int) -> tuple[float, float]:
    """Widen a range so that so many pixels of `height` stay free above and below it."""
    per_pixel = (high - low) / max(1, height - above - below)
    return low - below * per_pixel, high + above * per_pixel


def ticks(low: float, high: float, most: int, *, whole: bool) -> list[float]:
    """Return up to `most` round values within a range, evenly spaced, at least one apart if whole.

    Returns
    -------
    list of float
        Perhaps fewer than two where the range lies between round values.
    """
    raw = (high - low) / max(1, most)
    if not math.isfinite(raw) or raw <= 0:
        return []
    magnitude = 10.0 ** math.floor(math.log10(raw))
    for step in (share * magnitude for share in _STEPS):
        if whole and step < 1:
            continue
        if whole and step != round(step):
            continue
        first, last = math.ceil(low / step), math.floor(high / step)
        if last - first + 1 <= most:
            return [number * step for number in range(first, last + 1)]
    return []
