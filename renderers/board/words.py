"""The words of a leaderboard: titles, figures, notes and what a screen reader says."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from dota.leaderboard import BoardMetric
from locales import Locale, format_date, text
from renderers import figures
from renderers.text import clean, clusters

if TYPE_CHECKING:
    from renderers.boards import Leaderboard, Standing

MAX_ALT: Final = 1024
_DECIMALS: Final = {BoardMetric.WIN_RATE: 1, BoardMetric.KDA: 2}
_LARGEST_WHOLE: Final = 99_999
_DAY: Final = 86_400
_NAME_LENGTHS: Final = (32, 20, 12)
"""Clusters of a name, tried until the whole alternative text fits."""


def title(board: Leaderboard, locale: Locale) -> str:
    """Return what it ranks by."""
    return text(locale, f"board-title-{board.metric.value}")


def period(board: Leaderboard, locale: Locale) -> str:
    """Return over how many days."""
    return text(locale, f"board-period-{board.period.value}")


def window(board: Leaderboard, locale: Locale) -> str:
    """Return the first and the last day, in UTC."""
    return text(
        locale,
        "board-window",
        start=format_date(locale, board.window.start),
        end=format_date(locale, board.window.end - _DAY),
    )


def name(standing: Standing) -> str:
    """Return a player's name, cleaned; the account's number where there is none."""
    return clean(standing.name) or f"#{standing.account_id}"


def value(board: Leaderboard, standing: Standing, locale: Locale) -> str:
    """Return the figure: ``61.3%``, ``3.75``, ``612``."""
    decimals = _DECIMALS.get(board.metric, 0)
    if abs(standing.value) > _LARGEST_WHOLE:
        return figures.short(standing.value, locale)
    number = f"{standing.value:.{decimals}f}"
    if locale is not Locale.EN:
        number = number.replace(".", ",")
    if board.metric is BoardMetric.WIN_RATE:
        return text(locale, "board-percent", value=number)
    return number


def games(standing: Standing, locale: Locale) -> str:
    """Return how many games the figure is made of."""
    return text(locale, "board-games", games=standing.games)


def record(standing: Standing, locale: Locale) -> str:
    """Return games won and lost."""
    return text(
        locale,
        "board-record",
        wins=str(standing.wins),
        losses=str(standing.played - standing.wins),
    )


def facts(board: Leaderboard, locale: Locale) -> list[str]:
    """Return what the board rests on: who was looked at, and who is missing."""
    found = []
    if board.members:
        found.append(text(locale, "board-members", count=board.members))
    if board.hidden:
        found.append(text(locale, "board-hidden", count=board.hidden))
    if board.outdated:
        found.append(text(locale, "board-outdated", count=board.outdated))
    return found


def notes(board: Leaderboard, locale: Locale) -> list[str]:
    """Return how it is ranked, and since when places are compared."""
    found = [text(locale, f"board-note-{board.metric.value}")]
    since = _since(board, locale)
    if since and board.standings:
        found.append(text(locale, "board-movement", since=since))
    return found


def _since(board: Leaderboard, locale: Locale) -> str:
    """Return when the board was made that movement is told from; ``""`` where there is none."""
    moment = board.compared_at
    if moment is None:
        return ""
    try:
        if moment < board.window.end - _DAY:
            return format_date(locale, moment)
        return dt.datetime.fromtimestamp(moment, dt.UTC).strftime("%H:%M UTC")
    except (ValueError, OverflowError, OSError):
        return ""


def alt_text(board: Leaderboard, shown: tuple[Standing, ...], locale: Locale) -> str:
    """Return the board in words, within Discord's 1,024 characters."""
    opening = text(
        locale,
        "board-alt",
        title=title(board, locale),
        period=period(board, locale),
        window=window(board, locale),
    )
    closing = " · ".join([minimum(board, locale), *facts(board, locale)]) + "."
    if not shown:
        return f"{opening} {text(locale, 'board-empty-title')}. {closing}"
    whole = opening
    for length in _NAME_LENGTHS:
        places = "; ".join(_place(board, standing, locale, length) for standing in shown)
        whole = f"{opening} {places}. {closing}"
        if len(whole) <= MAX_ALT:
            return whole
    return _cut(whole)


def minimum(board: Leaderboard, locale: Locale) -> str:
    """Return how many games it takes."""
    return text(locale, "board-minimum", games=board.minimum_games)


def _place(board: Leaderboard, standing: Standing, locale: Locale, length: int) -> str:
    parts = clusters(name(standing))
    shortened = "".join(parts[: length - 1]) + "…" if len(parts) > length else "".join(parts)
    return text(
        locale,
        "board-alt-place",
        rank=str(standing.rank),
        name=shortened,
        value=value(board, standing, locale),
        games=games(standing, locale),
    )


def _cut(whole: str) -> str:
    kept = ""
    for cluster in clusters(whole):
        if len(kept) + len(cluster) > MAX_ALT - 1:
            break
        kept += cluster
    return kept + "…"
