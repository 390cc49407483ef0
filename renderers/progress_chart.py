"""The progress chart: a player's form over the last matches as a picture of 1000 x 560 pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.progress import Metric, progress
from renderers import png
from renderers.picture import Picture

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.models import PlayerMatch
    from dota.progress import Progress
    from dota.rank import MedalSeen
    from locales import Locale

PROGRESS_RENDERER_VERSION: Final = 5
"""Part of the key under which pictures are kept; raised whenever the chart looks different."""

MIN_MATCHES: Final = 3
"""Fewer make no trend."""

_WINDOWS: Final = ((300, 25), (20, 10), (10, 5), (0, 3))
"""From how many matches on a rolling mean is over how many."""


class TooFewMatches(ValueError):
    """There are not enough matches that count.

    Attributes
    ----------
    have : int
        How many there are.
    need : int
        How many a chart takes.
    """

    def __init__(self, have: int, need: int = MIN_MATCHES) -> None:
        super().__init__(f"{have} matches count; a chart needs {need}")
        self.have = have
        self.need = need


def chart_facts(matches: Sequence[PlayerMatch]) -> Progress:
    """Return what a chart of these matches shows; the means get longer the more there are.

    Parameters
    ----------
    matches : sequence of PlayerMatch
        In any order. Those that don't count (see `dota.eligibility`) are left out.

    Raises
    ------
    TooFewMatches
        When fewer than `MIN_MATCHES` count.
    """
    whole = progress(matches)
    count = len(whole.matches)
    if count < MIN_MATCHES:
        raise TooFewMatches(count)
    window = next(window for least, window in _WINDOWS if count >= least)
    return whole if window == whole.window else progress(matches, window)


def render_progress_chart(
    name: str | None,
    matches: Sequence[PlayerMatch],
    *,
    locale: Locale,
    metric: Metric = Metric.GOLD_PER_MIN,
) -> Picture:
    """Draw one of a player's figures over time, two others small, and which matches were won.

    Parameters
    ----------
    name : str or None
        The player's, raw; None where unknown.
    matches : sequence of PlayerMatch
        Up to 500 or so, in any order.
    locale : Locale
        The language of words, numbers, days and the alternative text.
    metric : Metric
        The figure that is drawn large.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.

    Raises
    ------
    TooFewMatches
        When fewer than `MIN_MATCHES` count.
    """
    facts = chart_facts(matches)
    # Not at the top: loading matplotlib takes a third of a second, and a chart found in the cache
    # never needs it.
    from renderers.progress.alt import alt_text
    from renderers.progress.compose import BESIDE, compose

    canvas = compose(facts, name=name, locale=locale, metric=metric)
    width, height = canvas.image.size
    alt = alt_text(facts, (metric, *BESIDE[metric]), name, locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)


def render_medal_chart(
    name: str | None,
    matches: Sequence[PlayerMatch],
    medals: Sequence[MedalSeen],
    *,
    locale: Locale,
) -> Picture:
    """Draw a player's medal over time, and win rate and KDA of the last matches small.

    Parameters
    ----------
    name : str or None
        The player's, raw; None where unknown.
    matches : sequence of PlayerMatch
        Up to 500 or so, in any order.
    medals : sequence of MedalSeen
        What was seen, in any order.
    locale : Locale
        The language of words, numbers, days and the alternative text.

    Returns
    -------
    Picture
        A PNG of at most 400 KiB with alternative text.

    Raises
    ------
    TooFewMatches
        When fewer than `MIN_MATCHES` count.
    ValueError
        When there is no medal.
    """
    facts = chart_facts(matches)
    from renderers.progress.alt import medal_alt_text
    from renderers.progress.compose import BESIDE_MEDALS, compose_medals
    from renderers.progress.medal import Climb

    canvas = compose_medals(facts, medals, name=name, locale=locale)
    width, height = canvas.image.size
    alt = medal_alt_text(facts, Climb.of(medals), BESIDE_MEDALS, name, locale)
    return Picture(png.encode(canvas.image), width, height, "image/png", alt)
