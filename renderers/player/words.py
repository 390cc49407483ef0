"""The words of the player card, and what a screen reader says for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota.rank import rank
from locales import Locale, format_duration, text
from renderers import figures, theme
from renderers.card import words as card_words
from renderers.player.facts import Figure
from renderers.text import clusters

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from renderers.player.facts import PlayerFacts, Tile
    from renderers.theme import Colour

MAX_ALT: Final = 1024
_NAME_LENGTH: Final = 32
_LARGE_RATIO: Final = 999.5
_ONE_DECIMAL: Final = 99.95


def name(player: MatchPlayer, locale: Locale) -> str:
    """Return the player's name, cleaned, or what stands for it."""
    return card_words.name(player) or text(locale, "card-anonymous")


def hero(player: MatchPlayer, locale: Locale) -> str:
    """Return the hero's name, or what stands for it."""
    return card_words.hero(player, locale) or text(locale, "player-some-hero")


def hero_line(player: MatchPlayer, locale: Locale) -> str:
    """Return hero, level and medal."""
    parts = [hero(player, locale)]
    if player.level is not None:
        parts.append(text(locale, "player-level", level=figures.short(player.level, locale)))
    found = rank(player.rank_tier)
    if found is not None:
        parts.append(card_words.medal_name(found, locale))
    return " · ".join(parts)


def result(facts: PlayerFacts, locale: Locale) -> tuple[str, Colour]:
    """Return how the match ended for the player, and its colour."""
    if facts.left:
        return text(locale, "player-left"), theme.MUTED
    if facts.won is None:
        return text(locale, "card-no-result"), theme.TEXT
    if facts.won:
        return text(locale, "player-victory"), theme.RADIANT
    return text(locale, "player-defeat"), theme.DIRE


def ratio(kda: float | None, locale: Locale) -> str:
    """Return the KDA with a decimal where there is room for one."""
    if kda is None:
        return figures.UNKNOWN
    if abs(kda) >= _ONE_DECIMAL:
        return figures.short(kda, locale)
    written = f"{kda:.1f}"
    return written if locale is Locale.EN else written.replace(".", ",")


def value(tile: Tile, locale: Locale) -> str:
    """Return a tile's figure."""
    shown = figures.short(tile.value, locale)
    if tile.figure is Figure.PARTICIPATION and tile.value is not None:
        return text(locale, "player-percent", percent=shown)
    return shown


def compared(tile: Tile, locale: Locale) -> str:
    """Return what a tile's figure is compared with; ``""`` where there is nothing."""
    if tile.percentile is not None:
        return text(locale, "player-better-than", percent=str(tile.percentile))
    if tile.share is None or tile.figure is Figure.PARTICIPATION:
        return ""
    return text(locale, "player-of-team", percent=str(tile.share))


def section(player: MatchPlayer, facts: PlayerFacts, locale: Locale) -> str:
    """Return what the tiles compare with."""
    if facts.compared:
        return text(locale, "player-section-hero", hero=hero(player, locale))
    return text(locale, "player-section-team")


def verdict(facts: PlayerFacts, locale: Locale) -> tuple[str, str]:
    """Return what the figures come to: an opening (perhaps ``""``) and its reasons."""
    if facts.left:
        return text(locale, "player-verdict-abandoned"), ""
    if facts.mark is not None:
        outcome = "none" if facts.won is None else "won" if facts.won else "lost"
        opening = text(locale, f"player-verdict-{outcome}-{facts.mark.value}")
        points = [("player-best", facts.best), ("player-worst", facts.worst)]
        return opening, " · ".join(
            text(
                locale,
                key,
                figure=text(locale, f"player-{tile.figure.value}"),
                percent=str(tile.percentile),
            )
            for key, tile in points
            if tile is not None
        )
    known = (
        ("player-part-kills", "percent", facts.participation),
        ("player-part-damage", "percent", facts.damage_share),
        ("player-part-worth", "place", facts.net_worth_rank),
    )
    said = [text(locale, key, **{name: str(number)}) for key, name, number in known if number]
    details = " · ".join(said) or text(locale, "card-no-figures")
    return "", details[:1].upper() + details[1:]


def alt_text(match: Match, player: MatchPlayer, facts: PlayerFacts, locale: Locale) -> str:
    """Return the card in words, within Discord's 1,024 characters."""
    shown = clusters(name(player, locale))
    who = "".join(shown[: _NAME_LENGTH - 1]) + "…" if len(shown) > _NAME_LENGTH else "".join(shown)
    kda = "/".join(
        figures.short(each, locale) for each in (player.kills, player.deaths, player.assists)
    )
    said = [
        text(
            locale,
            "player-alt-opening",
            name=who,
            hero=hero(player, locale),
            id=str(match.match_id),
            result=result(facts, locale)[0],
            duration=format_duration(match.duration),
            kda=kda,
        )
    ]
    for tile in facts.tiles:
        if tile.value is not None:
            label = text(locale, f"player-{tile.figure.value}")
            more = compared(tile, locale)
            said.append(f"{label} {value(tile, locale)}" + (f" ({more})." if more else "."))
    opening, details = verdict(facts, locale)
    said += [f"{part}." for part in (opening, details) if part]
    whole = " ".join(said)
    if len(whole) <= MAX_ALT:
        return whole
    kept = ""
    for cluster in clusters(whole):
        if len(kept) + len(cluster) >= MAX_ALT:
            break
        kept += cluster
    return kept + "…"
