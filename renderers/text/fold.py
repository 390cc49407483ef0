"""Stand-ins for characters that no font covers, so that an empty box is never drawn."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOKALIKES: Final = {
    "꧁": "☙",
    "꧂": "❧",
    "༺": "«",
    "༻": "»",
    "࿐": "〰",
    "𓆩": "‹",
    "𓆪": "›",
    "ೋ": "∞",
    "ஜ": "❀",
    "ঔ": "✾",
    "ᗩ": "A",
    "ᗪ": "D",
    "ᗰ": "M",
    "ᗯ": "W",
    "ᖇ": "R",
    "ᛟ": "◊",
}
"""Decorations that are popular in names, and what shows the same intent in the fonts there are."""


def fold(cluster: str, covered: Callable[[str], bool]) -> str:
    """Return the nearest text that can be drawn for a cluster that can't, perhaps ``""``.

    Parameters
    ----------
    cluster
        One grapheme cluster.
    covered
        Tells whether all characters of a string have glyphs.
    """
    # Not at the top: few names need it, and it loads what unpacks archives.
    from anyascii import anyascii

    base = "".join(c for c in cluster if not unicodedata.category(c).startswith("M"))
    for candidate in (
        base,
        unicodedata.normalize("NFKC", cluster),
        _LOOKALIKES.get(base, ""),
        # Names in the scripts that no font is installed for are at least told apart.
        _letters(anyascii(base)),
    ):
        if candidate and candidate != cluster and covered(candidate):
            return candidate
    return ""


def _letters(text: str) -> str:
    return text if any(character.isalnum() for character in text) else ""
