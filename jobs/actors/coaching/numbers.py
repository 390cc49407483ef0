"""The numbers of a text, however they are written, for comparison with those of the facts."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any, Final

from locales import Locale

#: Digits with separators of any of the languages between them; a plain space is none.
_NUMBER: Final = re.compile(r"\d+(?:[.,'\u00a0\u202f\u2019]\d+)*")
_GROUPED: Final = re.compile(r"\d{1,3}(?:([.,'\u00a0\u202f\u2019])\d{3})(?:\1\d{3})*")
_SEPARATORS: Final = re.compile(r"[.,'\u00a0\u202f\u2019]")
_WORD: Final = re.compile(r"[^\W\d_]+")

_WORDS: Final[Mapping[Locale, Mapping[str, int]]] = {
    Locale.EN: {
        "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
        "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20,
        "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90, "hundred": 100, "thousand": 1000,
    },
    Locale.PT: {
        "quatro": 4, "cinco": 5, "seis": 6, "sete": 7, "oito": 8, "nove": 9, "dez": 10,
        "onze": 11, "doze": 12, "treze": 13, "quatorze": 14, "catorze": 14, "quinze": 15,
        "dezesseis": 16, "dezessete": 17, "dezoito": 18, "dezenove": 19, "vinte": 20,
        "trinta": 30, "quarenta": 40, "cinquenta": 50, "sessenta": 60, "setenta": 70,
        "oitenta": 80, "noventa": 90, "cem": 100, "mil": 1000,
    },
    Locale.ES: {
        "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
        "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16,
        "diecisiete": 17, "dieciocho": 18, "diecinueve": 19, "veinte": 20, "treinta": 30,
        "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80,
        "noventa": 90, "cien": 100, "ciento": 100, "mil": 1000,
    },
}  # fmt: skip
"""From four on: below, the words are articles and turns of speech as well ("one thing")."""


def numbers_of(value: object) -> frozenset[float]:
    """Return the size of every number in JSON data; strings and booleans hold none."""
    found: set[float] = set()
    _collect(value, found)
    return frozenset(found)


def foreign_numbers(text: str, known: Collection[float], locale: Locale) -> list[str]:
    """Return the numbers of a text that are not among the known ones, as they are written.

    Parameters
    ----------
    text : str
    known : collection of float
        The sizes; a sign in the text is passed over.
    locale : Locale
        Whose words for numbers are read.
    """
    foreign = [
        match[0]
        for match in _NUMBER.finditer(text)
        if not any(_is_known(value, known) for value in _readings(match[0]))
    ]
    # Halves, superscripts and the like: nobody needs them to copy a figure.
    foreign += [sign for sign in text if sign.isnumeric() and not sign.isdecimal()]
    words = _WORDS[locale]
    foreign += [
        word
        for word in _WORD.findall(text.lower())
        if word in words and not _is_known(words[word], known)
    ]
    return foreign


def _is_known(value: float, known: Collection[float]) -> bool:
    return value in known or any(abs(value - number) < 1e-9 for number in known)


def _readings(written: str) -> list[float]:
    """Return what a number may mean: ``1.234`` is 1.234 in one language and 1234 in another."""
    parts = _SEPARATORS.split(written)
    if len(parts) == 1:
        return [float(written)]
    readings = []
    if _GROUPED.fullmatch(written):
        readings.append(float("".join(parts)))
    whole, fraction = "".join(parts[:-1]), parts[-1]
    head = written[: len(written) - len(fraction) - 1]
    if len(parts) == 2 or _GROUPED.fullmatch(head):
        readings.append(float(f"{whole}.{fraction}"))
    return readings


def _collect(value: Any, found: set[float]) -> None:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        found.add(abs(value))
    elif isinstance(value, Mapping):
        for entry in value.values():
            _collect(entry, found)
    elif isinstance(value, list | tuple):
        for entry in value:
            _collect(entry, found)
