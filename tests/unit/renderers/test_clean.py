"""Text from strangers becomes one bounded, harmless line."""

from __future__ import annotations

import unicodedata

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from renderers.text import clean, clusters

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (None, ""),
        ("", ""),
        ("   \t ", ""),
        ("\u2800\u3164\u200b", ""),
        ("Miracle-", "Miracle-"),
        ("  two   words ", "two words"),
        ("line\nbreak\ttab", "line break tab"),
        ("\x00nul\x07bell", "nulbell"),
        ("\u202eevil\u202c", "evil"),
        ("\u2066isolate\u2069", "isolate"),
        ("zero\u200bwidth", "zerowidth"),
        ("\ud800lone", "lone"),
        ("\ue000private\U000f0000", "private"),
        ("e\u0301", "é"),
        ("$x^2$ %s {0}", "$x^2$ %s {0}"),
        ("мир", "мир"),
        ("\u0301\u0302leading marks", "leading marks"),
        ("joi\u200dner", "joiner"),
    ],
)
def test_clean(raw: str | None, expected: str) -> None:
    assert clean(raw) == expected


def test_one_combining_mark_stays_on_a_letter() -> None:
    assert clean("Z\u0337\u0322\u031b") == "Z\u0337"
    assert clean("Z\u0337\u0322\u0301") == "Ź\u0337"


def test_ten_thousand_marks_become_one() -> None:
    assert len(clean("x" + "\u0335" * 10_000)) == 2


def test_thai_and_arabic_keep_their_own_marks() -> None:
    assert clean("ที่นี่") == "ที่นี่"
    assert clean("مُحَمَّد") == unicodedata.normalize("NFC", "مُحَمَّد")


@pytest.mark.parametrize("emoji", ["👨‍👩‍👧‍👦", "🏳️‍🌈", "❤️", "👍🏽", "1️⃣", "🇧🇷", "🧙‍♂️"])
def test_emoji_sequences_stay_whole(emoji: str) -> None:
    assert clean(emoji) == emoji
    assert clusters(emoji) == [emoji]


def test_a_persian_joiner_stays() -> None:
    assert clean("می\u200cخواهم") == "می\u200cخواهم"


def test_thirty_two_clusters_at_most() -> None:
    assert clean("a" * 32) == "a" * 32
    assert clean("a" * 33) == "a" * 31 + "…"
    assert len(clusters(clean("👨‍👩‍👧‍👦" * 100))) == 32


@given(ANY_TEXT)
@settings(max_examples=300)
def test_whatever_comes_in(raw: str) -> None:
    line = clean(raw)
    assert len(clusters(line)) <= 32
    assert line == line.strip()
    assert "  " not in line
    assert not regex.search(r"[\p{Cc}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]", line)
    assert not set(line) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


@given(ANY_TEXT)
@settings(max_examples=200)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    assert clean(clean(raw)) == clean(raw)
