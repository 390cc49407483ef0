"""Which way each character runs: the levels of the Unicode bidirectional algorithm."""

from __future__ import annotations

from typing import Final

import regex
from bidi import algorithm  # type: ignore[import-untyped]

_RIGHT_TO_LEFT: Final = regex.compile(r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}]")
_NOTHING_ELSE: Final = regex.compile(
    r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=NSM}\p{Bidi_Class=WS}]+"
)
"""Letters from right to left, their marks, and spaces."""


def levels(text: str) -> list[int]:
    """Return the embedding level of each code point; odd ones run right to left.

    The line's own direction is that of its first strong character.
    """
    if text.isascii() or not _RIGHT_TO_LEFT.search(text):
        return [0] * len(text)
    if _NOTHING_ELSE.fullmatch(text):
        return [1] * len(text)
    storage = algorithm.get_empty_storage()
    base = algorithm.get_base_level(text)
    storage["base_level"] = base
    storage["base_dir"] = ("L", "R")[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    found = [character["level"] for character in storage["chars"]]
    # The algorithm drops code points that have no place in a line; there are none after cleaning.
    return found if len(found) == len(text) else [base] * len(text)


def visual_order(run_levels: list[int]) -> list[int]:
    """Return the indices of runs from left to right (rule L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        start = None
        for position in range(len(order) + 1):
            inside = position < len(order) and run_levels[order[position]] >= level
            if inside and start is None:
                start = position
            elif not inside and start is not None:
                order[start:position] = order[start:position][::-1]
                start = None
    return order
