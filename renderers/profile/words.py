"""What the profile card says, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dota import constants
from dota.rank import rank
from locales import format_duration, format_number, text
from renderers import figures
from renderers.card import words as card_words
from renderers.progress import words as progress_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dota.models import PlayerMatch, PlayerProfile, WinLoss
    from locales import Locale

_RESULTS = {True: "won", False: "lost", None: "unknown"}


def name(profile: PlayerProfile, locale: Locale) -> str:
    """Return the player's name, cleaned, or what stands for it."""
    return progress_words.player(profile.name) or text(locale, "card-anonymous")


def medal(profile: PlayerProfile, locale: Locale) -> str:
    """Return the medal with its stars or its place, or that there is none."""
    held = rank(profile.rank_tier)
    if held is None:
        return text(locale, "profile-no-medal")
    named = card_words.medal_name(held, locale)
    if profile.leaderboard_rank is None:
        return named
    return f"{named} #{format_number(locale, profile.leaderboard_rank)}"


def rate(record: WinLoss, locale: Locale) -> str:
    """Return the win rate over all games."""
    percent = progress_words.percent(record.wins, record.games)
    return text(locale, "progress-win-rate", percent=percent)


def hero(match: PlayerMatch, locale: Locale) -> str:
    """Return the hero's name, or its number where it is newer than the tables."""
    known = constants.hero(match.hero_id)
    if known is not None:
        return known.name
    return text(locale, "card-unknown-hero", id=str(match.hero_id))


def result(match: PlayerMatch, locale: Locale) -> str:
    """Return how the match ended for the player."""
    return text(locale, "profile-result", result=_RESULTS[match.won])


def score(match: PlayerMatch, locale: Locale) -> str:
    """Return kills, deaths and assists."""
    shown = (match.kills, match.deaths, match.assists)
    return " / ".join(figures.short(one, locale) for one in shown)


def line(match: PlayerMatch, locale: Locale) -> str:
    """Return how long the match took, its mode and its day."""
    mode = constants.game_mode(match.game_mode)
    known = "" if mode == constants.UNKNOWN else text(locale, f"card-mode-{mode}")
    parts = (format_duration(match.duration), known, progress_words.day(match, locale))
    return " · ".join(part for part in parts if part)


def alt_text(
    profile: PlayerProfile,
    record: WinLoss | None,
    matches: Sequence[PlayerMatch],
    locale: Locale,
) -> str:
    """Return all that the card shows, to be read aloud."""
    parts = [f"{name(profile, locale)}: {medal(profile, locale)}"]
    if record is not None and record.games:
        wins = text(locale, "progress-wins", wins=record.wins)
        losses = text(locale, "progress-losses", losses=record.losses)
        parts.append(f"{rate(record, locale)} ({wins}, {losses})")
    parts += [
        f"{hero(one, locale)}, {result(one, locale)}, {score(one, locale)}" for one in matches
    ]
    return ". ".join(parts)
