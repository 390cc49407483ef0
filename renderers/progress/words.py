"""The figures of the progress chart as text: values, changes, dates, names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dota import constants
from dota.eligibility import is_turbo
from dota.progress import Metric
from locales import Locale, format_date, format_number, text
from renderers import figures, theme
from renderers.text import clean, measure

if TYPE_CHECKING:
    from dota.models import PlayerMatch
    from dota.progress import Progress

_SPELLED_OUT: Final = 99_999.5
"""Whole figures from here on are shortened."""
_LONG_LEVEL: Final = 9_999.5
_ONE_DECIMAL: Final = 99.95
_DECIMAL_COMMA: Final = frozenset({Locale.PT, Locale.ES})


def value(metric: Metric, number: float | None, locale: Locale) -> str:
    """Write a metric's figure: ``562``, ``1,240``, ``3.4``, or a dash for None."""
    if number is None:
        return figures.UNKNOWN
    size = abs(number)
    if metric is Metric.KDA and size < _ONE_DECIMAL:
        written = f"{size:.1f}"
        if locale in _DECIMAL_COMMA:
            written = written.replace(".", ",")
    elif size < _SPELLED_OUT:
        written = format_number(locale, round(size))
    else:
        written = figures.short(size, locale)
    if metric is Metric.WIN_RATE:
        return text(locale, "progress-percent", percent=written)
    return f"−{written}" if number < 0 and not is_zero(metric, number) else written


def level(metric: Metric, number: float, locale: Locale) -> str:
    """Write a round value beside the curve, in at most five characters and a sign."""
    if abs(number) >= _LONG_LEVEL:
        return figures.short(number, locale)
    if metric is Metric.KDA and number == round(number):
        return value(Metric.GOLD_PER_MIN, number, locale)
    return value(metric, number, locale)


def is_zero(metric: Metric, number: float) -> bool:
    """Tell whether a figure is written as nothing but zeros."""
    return abs(number) < (0.05 if metric is Metric.KDA else 0.5)


def day(match: PlayerMatch, locale: Locale) -> str:
    """Return the day of a match (UTC), or ``""`` where there is no such day."""
    if match.start_time <= 0:
        return ""
    try:
        return format_date(locale, match.start_time)
    except ValueError:
        return ""


def hero(match: PlayerMatch) -> str:
    """Return the hero's name, or ``""`` where it is newer than the tables."""
    known = constants.hero(match.hero_id)
    return known.name if known is not None else ""


def change(metric: Metric, size: float, locale: Locale) -> str:
    """Write by how much a metric changed, without a sign; win rates change by points."""
    if metric is Metric.WIN_RATE:
        return str(round(size))
    return figures.short(size, locale) if size >= _LONG_LEVEL else value(metric, size, locale)


def labelled(key: str, metric: Metric, number: float, hero_name: str, locale: Locale) -> str:
    """Return the label of the ``best`` or the ``worst``, with the hero where there is one."""
    written = value(metric, number, locale)
    if hero_name:
        return text(locale, f"progress-{key}-with", value=written, hero=hero_name)
    return text(locale, f"progress-{key}", value=written)


def title(metric: Metric, locale: Locale) -> str:
    """Return a metric's name."""
    return text(locale, f"progress-{metric.value}")


def player(name: str | None) -> str:
    """Return a player's name, cleaned; ``""`` where none of its characters can be drawn."""
    cleaned = clean(name)
    return cleaned if cleaned and measure(cleaned, theme.NAME) > 0 else ""


def turbo_left_out(progress: Progress) -> int:
    """Return how many matches are Turbo and so not in the series of gold and experience."""
    return 0 if progress.turbo_only else sum(is_turbo(match) for match in progress.matches)


def percent(part: int, whole: int) -> str:
    """Return a share in whole percent, without the sign.

    Parameters
    ----------
    part, whole : int
        ``whole`` is not 0. Neither 0 nor 100 is given for what is not quite that.
    """
    share = round(100 * part / whole)
    if part and not share:
        share = 1
    if part < whole and share == 100:
        share = 99
    return str(share)
