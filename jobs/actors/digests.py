"""Plans the weekly digests of servers, and makes one: the board of the week, with highlights."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import dramatiq

from dota import constants
from dota.eligibility import counts, kda
from dota.leaderboard import Window
from jobs.actors.board_picture import draw_board
from jobs.actors.boards import PERIODS, player_match, recompute
from jobs.actors.errors import NoLinkedMembers, NotEnoughGames
from jobs.actors.payload import read
from jobs.actors.plain import plain
from jobs.payloads import DigestPayload, DigestPlanPayload, Metric, Period
from jobs.queues import NOTIFICATION
from locales import Locale, format_date, format_number, text
from store.accounts import get_accounts
from store.digests import plan_digests
from store.history import get_histories
from store.stats import get_board

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from jobs.actors.context import Context
    from store.accounts import Account
    from store.history import KeptMatch
    from store.stats import Board, Stat

#: Seconds for a step in the database.
STORE_TIMEOUT: Final = 8.0
Answer = dict[str, str | dict[str, int]]


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actors ``plan_digests`` and ``weekly_digest``."""

    def planned(payload: object) -> Answer:
        read(DigestPlanPayload, payload)
        return plan(context, datetime.now(UTC))

    def weekly_digest(payload: object) -> dict[str, str]:
        return draw(context, read(DigestPayload, payload), datetime.now(UTC))

    for name, run in (("plan_digests", planned), ("weekly_digest", weekly_digest)):
        declare_actor = dramatiq.actor(broker=broker, actor_name=name, queue_name=NOTIFICATION)
        declare_actor(run)


def plan(context: Context, now: datetime) -> Answer:
    """Plan the digests of the servers that want theirs today, by the day in UTC.

    Run twice, each server still has one in a week.

    Raises
    ------
    StoreUnavailable
    """
    today = now.isoweekday()
    planned = context.loop.call(plan_digests(context.pool, today, week_of(now)), STORE_TIMEOUT)
    return {"kind": "text", "message": "digests-planned", "args": {"count": planned}}


def week_of(moment: datetime) -> str:
    """The ISO week of a moment, such as ``2026-W48``."""
    year, week, _ = moment.isocalendar()
    return f"{year}-W{week:02}"


def draw(context: Context, payload: DigestPayload, now: datetime) -> dict[str, str]:
    """Make a server's digest from the matches that are kept; no source is asked.

    They are fetched every half an hour for the leaderboards anyway.

    Returns
    -------
    dict
        As of a leaderboard, with the highlights as ``text``.

    Raises
    ------
    NoLinkedMembers, NotEnoughGames
        There is nothing to tell.
    StoreUnavailable
    """
    locale = Locale.parse(payload.locale)
    if recompute(context, payload.guild_id, now) == 0:
        raise NoLinkedMembers("nobody in the server has linked an account")
    boards = {metric: _board(context, payload.guild_id, metric) for metric in Metric}
    board = boards[Metric.WIN_RATE]
    if board is None or not board.rows:
        minimum = PERIODS[Period.WEEK].minimum_games
        raise NotEnoughGames(minimum, Period.WEEK.value, board.hidden if board else 0)
    account_ids = {row.account_id for one in boards.values() if one for row in one.rows}
    accounts = context.loop.call(get_accounts(context.pool, account_ids), STORE_TIMEOUT)
    kept = get_histories(context.pool, list(account_ids), since=board.window_start)
    best = best_match(context.loop.call(kept, STORE_TIMEOUT), board)
    answer = draw_board(context, payload.guild_id, board, accounts, locale)
    return answer | {"text": highlights(locale, boards, accounts, best)}


def best_match(
    histories: Mapping[int, Sequence[KeptMatch]], board: Board
) -> tuple[int, KeptMatch] | None:
    """The match with the best KDA of a board's time and the account that played it, if any.

    Only those that count for a leaderboard; the first of equals.
    """
    span = Window(board.window_start, board.window_end)
    rated = [
        (ratio, -row.start_time, account_id, row)
        for account_id, rows in histories.items()
        for row in rows
        if span.holds(row.start_time)
        and counts(player_match(row))
        and (ratio := kda(row.kills, row.deaths, row.assists)) is not None
    ]
    if not rated:
        return None
    _, _, account_id, row = max(rated, key=lambda one: one[:3])
    return account_id, row


def highlights(
    locale: Locale,
    boards: Mapping[Metric, Board | None],
    accounts: Mapping[int, Account],
    best: tuple[int, KeptMatch] | None,
) -> str:
    """Who was best at what in the week, one line each.

    Parameters
    ----------
    best : tuple[int, KeptMatch], optional
        The week's best match and the account that played it.
    """
    board = boards[Metric.WIN_RATE]
    assert board is not None
    # The window's end is no longer part of it.
    first, last = (format_date(locale, at) for at in (board.window_start, board.window_end - 1))
    lines = [text(locale, "digest-title", first=first, last=last)]
    for metric, one in boards.items():
        if one is not None and one.rows:
            leader = min(one.rows, key=lambda row: row.rank)
            lines.append(
                text(
                    locale,
                    f"digest-{metric.value}",
                    name=_name(leader.account_id, accounts),
                    value=_value(locale, metric, leader),
                    games=leader.played,
                )
            )
    busiest = max(board.rows, key=lambda row: (row.played, -row.rank))
    most = text(
        locale, "digest-most", name=_name(busiest.account_id, accounts), games=busiest.played
    )
    lines.append(most)
    if best is not None:
        lines.append(_match(locale, *best, accounts))
    lines.append(f"-# {text(locale, 'digest-how')}")
    return "\n".join(lines)


def _value(locale: Locale, metric: Metric, row: Stat) -> str:
    return format_number(locale, round(row.shown, 1 if metric is Metric.KDA else None))


def _match(locale: Locale, account_id: int, row: KeptMatch, accounts: Mapping[int, Account]) -> str:
    return text(
        locale,
        "digest-match",
        name=_name(account_id, accounts),
        hero=_hero(locale, row.hero_id),
        score=f"{row.kills}/{row.deaths}/{row.assists}",
        match=str(row.match_id),
    )


def _hero(locale: Locale, hero_id: int) -> str:
    known = constants.hero(hero_id)
    return known.name if known is not None else text(locale, "card-unknown-hero", id=str(hero_id))


def _name(account_id: int, accounts: Mapping[int, Account]) -> str:
    account = accounts.get(account_id)
    return plain(account.name if account is not None else None) or str(account_id)


def _board(context: Context, guild_id: int, metric: Metric) -> Board | None:
    return context.loop.call(
        get_board(context.pool, guild_id, metric.value, Period.WEEK.value), STORE_TIMEOUT
    )
