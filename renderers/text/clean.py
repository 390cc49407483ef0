"""Makes text from strangers safe to lay out: bounded, on one line, without tricks.

A Steam name may hold anything that fits in a string: unpaired surrogates, ten thousand combining
marks on one letter, overrides that turn the rest of the line around, nothing but spaces.
"""

from __future__ import annotations

import functools
import itertools
import unicodedata
from typing import Final

import regex

_MAX_CODE_POINTS: Final = 512
_MAX_CLUSTERS: Final = 32
_LONGEST_CLUSTER: Final = 16
"""Code points of one cluster that are looked at: more than any emoji sequence has."""
_CACHED_NAMES: Final = 1024

_CONTROLS: Final = regex.compile(
    r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}]"  # controls, surrogates, private use, unassigned
    r"|[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u200E\u200F"
    r"\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0E\uFEFF\uFFA0\uFFF9-\uFFFC]"  # unseen, bidi
    r"|[\U0001D173-\U0001D17A\U000E0000-\U000E001F\U000E0080-\U000E0FFF]"
)
_SPACES: Final = regex.compile(r"[\s\u2800\p{Z}]+")
_CLUSTER: Final = regex.compile(r"\X")
_STRAY_JOINER: Final = regex.compile(
    # A joiner means something inside emoji and in the scripts that join or conjoin; elsewhere it
    # is only there to make two equal names differ.
    r"(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F"
    r"\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Syriac}])[\u200C\u200D]"
    r"|[\u200C\u200D](?![\p{Extended_Pictographic}\p{Script=Arabic}\p{Script=Devanagari}"
    r"\p{Script=Syriac}\u2640\u2642])"
)
_MARKS: Final = regex.compile(r"\p{M}")
_INHERITED: Final = regex.compile(
    # All but the Arabic vowel signs, which are "inherited" by name only.
    r"[[\p{Script=Inherited}\p{Me}]--[\uFE0F\u20E3\u200D\u064B-\u0655\u0670]]",
    regex.V1,
)
_MAY_PILE: Final = regex.compile(r"[\p{M}\p{Script=Inherited}]")
_MAX_SCRIPT_MARKS: Final = 3


def clusters(text: str) -> list[str]:
    """Split into what a reader sees as single characters (extended grapheme clusters)."""
    return _CLUSTER.findall(text) if not text.isascii() else list(text)


def clean(text: str | None) -> str:
    """Return `text` as one bounded line, or ``""`` when nothing that can be seen is left.

    Parameters
    ----------
    text
        Anything, from anyone; None counts as empty.

    Returns
    -------
    str
        NFC, at most 32 grapheme clusters (the last one "…" where there were more), no controls,
        private-use characters, surrogates or direction overrides, at most one combining mark on
        a letter (three where the marks belong to the letter's own script, as in Thai), runs of
        spaces made one.
    """
    return _cleaned(text[:_MAX_CODE_POINTS]) if text else ""


# A card asks for a name several times: to write it, to measure it, to read it out.
@functools.lru_cache(maxsize=_CACHED_NAMES)
def _cleaned(bounded: str) -> str:
    line = bounded
    if not (line.isascii() and line.isprintable()):
        # Spaces first: the control characters among them (tab, newline) part words.
        line = _CONTROLS.sub("", _SPACES.sub(" ", line))
        line = _STRAY_JOINER.sub("", unicodedata.normalize("NFC", line))
    line = " ".join(line.split())
    if _MAY_PILE.search(line):
        found = (each.group()[:_LONGEST_CLUSTER] for each in _CLUSTER.finditer(line))
        kept = (part for part in map(_without_piled_marks, found) if part)
        parts = list(itertools.islice(kept, _MAX_CLUSTERS + 1))
    else:
        parts = [part[:_LONGEST_CLUSTER] for part in clusters(line)]
    if len(parts) > _MAX_CLUSTERS:
        return "".join(parts[: _MAX_CLUSTERS - 1]).rstrip() + "…"
    return "".join(parts).strip()


def _without_piled_marks(cluster: str) -> str:
    if len(cluster) == 1:
        return "" if _MARKS.match(cluster) else cluster
    kept = []
    inherited = own = 0
    for index, character in enumerate(cluster):
        if _INHERITED.match(character):
            inherited += 1
            if inherited > 1 or index == 0:
                continue
        elif character != "\ufe0f" and unicodedata.category(character) == "Mn":
            own += 1
            if own > _MAX_SCRIPT_MARKS or index == 0:
                continue
        kept.append(character)
    return "".join(kept)
