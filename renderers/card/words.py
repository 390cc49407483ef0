"""The words of the match card: teams, results, modes, medals and players in a language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota import constants
from dota.models import Side
from dota.rank import rank
from locales import format_date, text
from renderers import theme
from renderers.text import clean, lay_out

if TYPE_CHECKING:
    from dota.models import Match, MatchPlayer
    from dota.rank import Rank
    from locales import Locale

_ROMAN: Final = ("", "I", "II", "III", "IV", "V")
_SELF_EXPLAINING: Final = frozenset({"turbo", "1v1_mid", "event", "custom", "tutorial"})
"""Modes beside which "Unranked" says nothing."""


def team(match: Match, side: Side, locale: Locale) -> str:
    """Return a league team's name, else the side's."""
    given = clean(match.radiant_name if side is Side.RADIANT else match.dire_name)
    return given or text(locale, f"card-{side.value}")


def result(match: Match, locale: Locale) -> str:
    """Return the headline: who won."""
    winner = match.winner
    if winner is None:
        return text(locale, "card-no-result")
    given = clean(match.radiant_name if winner is Side.RADIANT else match.dire_name)
    if given:
        return text(locale, "card-victory-team", team=given)
    return text(locale, f"card-victory-{winner.value}")


def setting(match: Match, locale: Locale) -> str:
    """Return league or lobby, and mode: as much as is known, perhaps ``""``."""
    mode = constants.game_mode(match.game_mode)
    lobby = constants.lobby_type(match.lobby_type)
    parts = [clean(match.league_name)]
    plain = lobby == "1v1_mid" or (lobby == "normal" and mode in _SELF_EXPLAINING)
    if not parts[0] and lobby != constants.UNKNOWN and not plain:
        parts.append(text(locale, f"card-lobby-{lobby}"))
    if mode != constants.UNKNOWN:
        parts.append(text(locale, f"card-mode-{mode}"))
    return " · ".join(dict.fromkeys(part for part in parts if part))


def medal(match: Match, locale: Locale) -> str:
    """Return the average medal, such as ``Ancient III``, or ``""``."""
    found = rank(match.rank_tier)
    return "" if found is None else medal_name(found, locale)


def medal_name(found: Rank, locale: Locale) -> str:
    """Return a medal with its stars."""
    name = text(locale, f"card-medal-{found.slug}")
    return f"{name} {_ROMAN[found.stars]}".rstrip()


def day(match: Match, locale: Locale) -> str:
    """Return the day (UTC), or ``""`` where it isn't known."""
    if match.start_time is None:
        return ""
    try:
        return format_date(locale, match.start_time)
    except ValueError:
        return ""


def hero(player: MatchPlayer, locale: Locale) -> str:
    """Return the hero's name, or its number where it is newer than the tables; ``""`` for none."""
    known = constants.hero(player.hero_id)
    if known is not None:
        return known.name
    if player.hero_id <= 0:
        return ""
    return text(locale, "card-unknown-hero", id=str(player.hero_id))


def name(player: MatchPlayer) -> str:
    """Return the player's name, cleaned; ``""`` where there is none."""
    return _visible(player.pro_name) or _visible(player.name)


def _visible(given: str | None) -> str:
    """Return a cleaned name, or ``""`` where none of its characters can be drawn."""
    cleaned = clean(given)
    return cleaned if cleaned and lay_out(cleaned, theme.NAME).width > 0 else ""
