"""Tells English, Portuguese and Spanish apart by the words that only one of them has."""

from __future__ import annotations

import re
from typing import Final

from locales import Locale

_WORD: Final = re.compile(r"[^\W\d_]+")
_TYPICAL: Final = {
    Locale.EN: frozenset({
            "the", "you", "your", "and", "with", "of", "is", "was", "were", "this",
            "that", "it", "for", "but", "not", "have", "had", "more", "than", "from",
            "when", "their", "before", "after", "keep", "next", "well",
        }),
    Locale.PT: frozenset({
            "você", "seu", "sua", "seus", "suas", "não", "com", "uma", "um", "do", "da",
            "dos", "das", "em", "no", "na", "foi", "mais", "muito", "isso", "também",
            "são", "ao", "às", "pelo", "pela", "quando", "partida", "jogo", "ouro",
            "abates", "antes",
        }),
    Locale.ES: frozenset({
            "tú", "tu", "tus", "el", "los", "las", "con", "una", "un", "del", "en", "fue",
            "más", "muy", "eso", "también", "son", "al", "y", "pero", "cuando", "partida",
            "juego", "oro", "bajas", "antes", "hiciste", "tuviste", "fuiste", "la", "lo",
        }),
}  # fmt: skip
#: Fewer typical words than this tell nothing.
_ENOUGH: Final = 3


def reads_as(text: str, locale: Locale) -> bool:
    """Tell whether a text may be in a language: False where another is more likely.

    A text too short to tell, or with letters of another script in its majority, is judged by
    what little there is: the first may pass, the second may not.
    """
    letters = [sign for sign in text if sign.isalpha()]
    latin = sum(sign < "\u0250" for sign in letters)
    if latin * 2 < len(letters):
        return False
    words = _WORD.findall(text.lower())
    scores = {
        language: sum(word in typical for word in words) for language, typical in _TYPICAL.items()
    }
    best = max(scores.values())
    return best < _ENOUGH or scores[locale] == best
