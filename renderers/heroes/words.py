"""The words of the hero-pool chart, and what a screen reader says for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota import constants
from locales import Locale, text
from renderers import figures
from renderers.progress import words as progress_words
from renderers.text import clusters

if TYPE_CHECKING:
    from dota.hero_pool import HeroPool, HeroRecord

MAX_ALT: Final = 1024
_NAME_LENGTH: Final = 32
_ONE_DECIMAL: Final = 99.95


def hero(record: HeroRecord, locale: Locale) -> str:
    """Return the hero's name, or its number where it is newer than the tables."""
    known = constants.hero(record.hero_id)
    if known is not None:
        return known.name
    return text(locale, "card-unknown-hero", id=str(record.hero_id))


def record_line(record: HeroRecord, locale: Locale) -> str:
    """Return how many games, and how many of them were won and lost."""
    games = text(locale, "board-games", games=record.games)
    won = text(locale, "board-record", wins=str(record.wins), losses=str(record.losses))
    return f"{games} · {won}"


def rate(wins: int, games: int, locale: Locale) -> str:
    """Return a win rate in whole percent."""
    return text(locale, "progress-percent", percent=progress_words.percent(wins, games))


def ratio(kda: float | None, locale: Locale) -> str:
    """Return a KDA with a decimal where there is room for one."""
    if kda is None:
        return figures.UNKNOWN
    if abs(kda) >= _ONE_DECIMAL:
        return figures.short(kda, locale)
    written = f"{kda:.1f}"
    return written if locale is Locale.EN else written.replace(".", ",")


def subtitle(pool: HeroPool, locale: Locale) -> str:
    """Return over how many matches and heroes it is."""
    matches = text(locale, "heroes-matches", matches=len(pool.matches))
    return f"{matches} · {text(locale, 'heroes-count', heroes=len(pool.heroes))}"


def others(pool: HeroPool, shown: int, locale: Locale) -> str:
    """Return what the heroes that have no row come to; ``""`` where all have one."""
    rest = pool.heroes[shown:]
    if not rest:
        return ""
    games, wins = sum(each.games for each in rest), sum(each.wins for each in rest)
    return text(
        locale,
        "heroes-others",
        heroes=len(rest),
        games=text(locale, "board-games", games=games),
        rate=rate(wins, games, locale),
    )


def period(pool: HeroPool, locale: Locale) -> str:
    """Return the days of the first and the last match, as far as they are known."""
    days = [progress_words.day(pool.matches[end], locale) for end in (0, -1)]
    return " – ".join(dict.fromkeys(day for day in days if day))


def alt_text(pool: HeroPool, shown: int, name: str | None, locale: Locale) -> str:
    """Return the chart in words, within Discord's 1,024 characters."""
    parts = clusters(progress_words.player(name))
    who = "".join(parts[:_NAME_LENGTH])
    matches = len(pool.matches)
    if who:
        opening = text(locale, "heroes-alt", name=who, matches=matches)
    else:
        opening = text(locale, "heroes-alt-unnamed", matches=matches)
    lines = [
        text(
            locale,
            "heroes-alt-hero",
            hero=hero(record, locale),
            games=text(locale, "board-games", games=record.games),
            rate=rate(record.wins, record.games, locale),
            kda=ratio(record.kda, locale),
        )
        for record in pool.heroes[:shown]
    ]
    rest = others(pool, shown, locale)
    whole = f"{opening} {'; '.join(lines)}." + (f" {rest}." if rest else "")
    return whole if len(whole) <= MAX_ALT else whole[: MAX_ALT - 1] + "…"
