"""What a screen reader says for the match card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.models import Side
from locales import format_duration, text
from renderers import figures
from renderers.card import words
from renderers.text import clusters

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from locales import Locale
    from renderers.figures import Gold

MAX_LENGTH: Final = 1024
_NAME_LENGTHS: Final = (32, 20, 12)
"""Clusters of a name, tried until the whole fits."""


def alt_text(match: Match, gold: Gold, locale: Locale) -> str:
    """Return the card in words: result, setting and all players, within Discord's 1,024."""
    facts = " · ".join(
        part
        for part in (
            words.setting(match, locale),
            words.day(match, locale),
            words.medal(match, locale),
        )
        if part
    )
    opening = [
        text(
            locale,
            "card-alt-result",
            id=str(match.match_id),
            result=" ".join((words.result(match, locale), _score(match, locale))).strip(),
            duration=format_duration(match.duration),
        )
    ]
    if facts:
        opening.append(text(locale, "card-alt-facts", facts=facts))
    for length in _NAME_LENGTHS:
        whole = " ".join([*opening, *_teams(match, gold, locale, length)])
        if len(whole) <= MAX_LENGTH:
            return whole
    return _cut(whole)


def _score(match: Match, locale: Locale) -> str:
    points = [figures.score(match, side) for side in Side]
    if None in points:
        return ""
    return "–".join(figures.short(each, locale) for each in points)


def _teams(match: Match, gold: Gold, locale: Locale, length: int) -> list[str]:
    values = dict(zip(match.players, gold.values, strict=True))
    teams = [
        text(
            locale,
            "card-alt-team",
            team=words.team(match, side, locale),
            players="; ".join(
                _player(player, values[player], locale, length) for player in match.side(side)
            ),
        )
        for side in Side
        if match.side(side)
    ]
    if teams:
        teams.append(text(locale, f"card-alt-gold-{gold.kind.value}"))
    return teams


def _player(player: MatchPlayer, gold: int | None, locale: Locale, length: int) -> str:
    name = words.name(player) or text(locale, "card-anonymous")
    if len(name) > length and len(parts := clusters(name)) > length:
        name = "".join(parts[: length - 1]) + "…"
    kda = "/".join(
        figures.short(value, locale) for value in (player.kills, player.deaths, player.assists)
    )
    return text(
        locale,
        "card-alt-player",
        name=name,
        hero=words.hero(player, locale) or figures.UNKNOWN,
        kda=kda,
        gold=figures.short(gold, locale),
    )


def _cut(whole: str) -> str:
    # Clusters can hold several code points, and Discord counts code units of its own; stay short.
    kept = ""
    for cluster in clusters(whole):
        if len(kept) + len(cluster) > MAX_LENGTH - 1:
            break
        kept += cluster
    return kept + "…"
