"""What a worker remembers of matches is bounded in number and time."""

from __future__ import annotations

from jobs.actors.parsed_matches import ParsedMatches
from tests.factories import match


def test_a_parsed_match_is_remembered_for_ten_minutes() -> None:
    time = 0.0
    kept = ParsedMatches(lambda: time)
    kept.put(match(match_id=7))
    time = 599.0
    assert kept.get(7) == match(match_id=7)
    time = 600.0
    assert kept.get(7) is None


def test_an_unparsed_match_is_not_remembered() -> None:
    kept = ParsedMatches()
    kept.put(match(match_id=7, advantage=None))
    assert kept.get(7) is None


def test_the_one_asked_for_longest_ago_goes_first() -> None:
    kept = ParsedMatches()
    for number in range(64):
        kept.put(match(match_id=number))
    assert kept.get(0) is not None
    kept.put(match(match_id=64))
    assert kept.get(0) is not None
    assert kept.get(1) is None
