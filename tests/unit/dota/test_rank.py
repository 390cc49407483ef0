"""Medals."""

from __future__ import annotations

import pytest

from dota.rank import rank


@pytest.mark.parametrize(
    ("rank_tier", "slug", "stars"),
    [
        (11, "herald", 1),
        (20, "guardian", 0),
        (45, "archon", 5),
        (57, "legend", 5),
        (75, "divine", 5),
        (80, "immortal", 0),
        (83, "immortal", 0),
    ],
)
def test_medal_and_stars(rank_tier: int, slug: str, stars: int) -> None:
    found = rank(rank_tier)
    assert found is not None
    assert (found.slug, found.stars) == (slug, stars)


@pytest.mark.parametrize("rank_tier", [None, 0, 5, 90, -80])
def test_no_medal(rank_tier: int | None) -> None:
    assert rank(rank_tier) is None


def test_medals_have_an_order() -> None:
    low, high = rank(45), rank(51)
    assert low is not None
    assert high is not None
    assert low < high
