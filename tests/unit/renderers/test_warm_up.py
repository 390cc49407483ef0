"""A process that has warmed up has drawn each kind of ground and the texts of all languages."""

from __future__ import annotations

from renderers.card import backdrop as cards
from renderers.progress import backdrop as charts
from renderers.warm_up import warm_up


def test_the_grounds_are_ready_afterwards() -> None:
    for each in (cards, charts):
        each.backdrop.cache_clear()
    warm_up()
    assert [each.backdrop.cache_info().currsize for each in (cards, charts)] == [1, 1]
