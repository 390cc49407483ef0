"""How wide the figures of a match's players are: one measure for all rows, so that they align."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from locales import text
from renderers import figures, theme
from renderers.text import Style, measure

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dota.models import Match, MatchPlayer
    from locales import Locale
    from renderers.figures import Gold

SLASH: Final = "/"
_SLASH_ROOM: Final = 5
GOLD_BAR: Final = 62
"""Pixels of a gold bar at least."""

DETAIL: Final = Style(15, 600, tabular=True)
DETAIL_LABEL: Final = Style(11, 600)
DETAIL_GAP: Final = 3
"""Pixels between a small figure and its label."""


class Detail(NamedTuple):
    """One small figure; `label` is ``""`` where there is no room for it."""

    shown: str
    label: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The widest figures of all rows, which no name may reach into; pixels."""

    kills: float
    deaths: float
    assists: float
    slash: float
    gold: float
    most_gold: int
    items: bool
    """Whether the source lists items at all."""
    neutral: bool

    @property
    def score(self) -> float:
        """The width of kills, deaths and assists."""
        return self.kills + self.deaths + self.assists + 2 * self.slash


def columns(match: Match, gold: Gold, locale: Locale) -> Columns:
    """Measure the figures of all players."""

    def widest(values: Iterable[int | None], style: Style) -> float:
        return max((measure(figures.short(value, locale), style) for value in values), default=0.0)

    players = match.players
    return Columns(
        kills=widest((player.kills for player in players), theme.FIGURE),
        deaths=widest((player.deaths for player in players), theme.FIGURE),
        assists=widest((player.assists for player in players), theme.FIGURE),
        slash=measure(SLASH, theme.SLASH) + 2 * _SLASH_ROOM,
        gold=max(GOLD_BAR, widest(gold.values, theme.GOLD_FIGURE)),
        most_gold=max((value or 0 for value in gold.values), default=0),
        items=any(any(player.items) for player in players),
        neutral=any(player.neutral_item for player in players),
    )


def last_hits(player: MatchPlayer, locale: Locale) -> str:
    """Return last hits and denies, as much as is known: ``320/14``."""
    shown = figures.short(player.last_hits, locale)
    if player.last_hits is None or player.denies is None:
        return shown
    return f"{shown}{SLASH}{figures.short(player.denies, locale)}"


def details(match: Match, room: float, locale: Locale) -> dict[MatchPlayer, tuple[Detail, ...]]:
    """Return the two small figures beside each player's items, alike in all rows.

    Parameters
    ----------
    match, locale
        Whose, and the language of the labels.
    room
        Pixels that there are; the labels go first where they don't fit, then the figures.

    Returns
    -------
    dict
        Last hits with denies, and gold per minute; nobody where there is no room, or where nobody
        has any.
    """
    if all(player.last_hits is None and player.gold_per_min is None for player in match.players):
        return {}
    pairs = [
        (last_hits(player, locale), figures.short(player.gold_per_min, locale))
        for player in match.players
    ]
    widest = [
        max(measure(shown, DETAIL) for shown in column) for column in zip(*pairs, strict=True)
    ]
    hits, gpm = text(locale, "card-detail-last-hits"), text(locale, "card-detail-gpm")
    for labels in ((hits, gpm), ("", gpm), ("", "")):
        if all(
            width + _label_width(label) <= room for width, label in zip(widest, labels, strict=True)
        ):
            return {
                player: tuple(map(Detail, shown, labels))
                for player, shown in zip(match.players, pairs, strict=True)
            }
    return {}


def _label_width(label: str) -> float:
    return DETAIL_GAP + measure(label, DETAIL_LABEL) if label else 0.0
