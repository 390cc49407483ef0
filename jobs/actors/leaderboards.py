"""Keeps the leaderboards of servers fresh, and draws the one a member asks for."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import dramatiq
import structlog

from dota.errors import SourceUnavailable
from jobs.actors.board_picture import draw_board
from jobs.actors.boards import PERIODS, recompute
from jobs.actors.errors import NoLinkedMembers, NotEnoughGames
from jobs.actors.histories import HIDDEN, Refreshed, refresh_histories
from jobs.actors.members import note_linked_member
from jobs.actors.payload import read
from jobs.actors.plain import plain
from jobs.payloads import LeaderboardPayload, LeaderboardRefreshPayload
from jobs.queues import LEADERBOARD_UPDATE
from locales import Locale, text
from store.accounts import get_accounts
from store.members import guilds_with_links, linked_members
from store.stats import get_board

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.actors.context import Context
    from store.accounts import Account
    from store.stats import Board

#: A board this old is served as it is.
FRESH: Final = timedelta(minutes=15)
#: Seconds that asking OpenDota may take: while a member waits, and in the background.
WAITED_FOR: Final = 25.0
IN_BACKGROUND: Final = 75.0
#: Seconds after which a refresh of all servers leaves the rest for the next one.
_ALL_SERVERS: Final = 105.0
STORE_TIMEOUT: Final = 8.0
_NAMES: Final = 5
Answer = dict[str, str | dict[str, str | int]]

_log = structlog.get_logger("jobs.actors.leaderboards")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actors ``leaderboard`` and ``leaderboard_refresh``."""

    def leaderboard(payload: object) -> Answer:
        return draw(context, read(LeaderboardPayload, payload), datetime.now(UTC))

    def leaderboard_refresh(payload: object) -> Answer:
        return refresh(context, read(LeaderboardRefreshPayload, payload), datetime.now(UTC))

    for run in (leaderboard, leaderboard_refresh):
        declare_actor = dramatiq.actor(
            broker=broker, actor_name=run.__name__, queue_name=LEADERBOARD_UPDATE
        )
        declare_actor(run)


def draw(context: Context, payload: LeaderboardPayload, now: datetime) -> Answer:
    """Draw a server's leaderboard (or find it drawn), refreshed first where it is old.

    Parameters
    ----------
    context : Context
    payload : LeaderboardPayload
    now : datetime
        With time zone.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``, and ``text`` where
        members are missing or not up to date.

    Raises
    ------
    NoLinkedMembers
        Nobody here has linked an account.
    NotEnoughGames
        Nobody here has played enough.
    SourceUnavailable
        There are no matches at all, because they could not be had.
    StoreUnavailable
    """
    link = context.links.of(payload.discord_user_id)
    if link is not None:
        note_linked_member(context, payload)
    linked = context.loop.call(linked_members(context.pool, payload.guild_id), STORE_TIMEOUT)
    if not linked:
        raise NoLinkedMembers("nobody in the server has linked an account")
    account_ids = frozenset(member.account_id for member in linked)
    accounts = _accounts(context, account_ids)
    board = _board(context, payload)
    if board is None or not _fresh(board, accounts, now):
        context.progress(10, "fetching")
        _fetch(context, account_ids, WAITED_FOR, now)
        recompute(context, payload.guild_id, now)
        accounts = _accounts(context, account_ids)
        board = _board(context, payload)
    if board is None or not board.rows:
        raise _nobody(payload, board)
    ranked = {row.account_id for row in board.rows}
    marked = link.account_id if link is not None and link.account_id in ranked else None
    locale = Locale.parse(payload.locale)
    answer: Answer = {**draw_board(context, payload.guild_id, board, accounts, locale, marked)}
    missing = _missing(locale, accounts)
    return answer | {"text": missing} if missing else answer


def refresh(context: Context, payload: LeaderboardRefreshPayload, now: datetime) -> Answer:
    """Fetch what is new of a server's members, or of all servers', and compute their boards.

    What there was no time for comes first the next time. Run twice, it does no harm.

    Raises
    ------
    StoreUnavailable
    """
    began = time.monotonic()
    if payload.guild_id is None:
        guilds = context.loop.call(guilds_with_links(context.pool), STORE_TIMEOUT)
    else:
        guilds = (payload.guild_id,)
    account_ids: set[int] = set()
    for guild_id in guilds:
        members = context.loop.call(linked_members(context.pool, guild_id), STORE_TIMEOUT)
        account_ids.update(member.account_id for member in members)
    result = _fetch(context, account_ids, IN_BACKGROUND, now)
    done = 0
    for guild_id in guilds:
        if time.monotonic() - began > _ALL_SERVERS:
            _log.warning("servers_left", left=len(guilds) - done)
            break
        context.progress(80 + 20 * done // len(guilds), "computing")
        recompute(context, guild_id, now)
        done += 1
    args: dict[str, str | int] = {
        "servers": done,
        "accounts": result.asked,
        "failed": result.failed + result.left,
    }
    return {"kind": "text", "message": "leaderboard-refreshed", "args": args}


def _fetch(
    context: Context, account_ids: frozenset[int] | set[int], deadline: float, now: datetime
) -> Refreshed:
    def progress(done: int, of: int) -> None:
        context.progress(10 + 70 * done // of, "fetching")

    work = refresh_histories(
        context.opendota,
        context.pool,
        account_ids,
        deadline=deadline,
        clock=lambda: now,
        progress=progress,
    )
    # The deadline ends it from within; this only covers a loop that hangs.
    return context.loop.call(work, deadline + 2 * STORE_TIMEOUT)


def _fresh(board: Board, accounts: Mapping[int, Account], now: datetime) -> bool:
    if now - board.computed_at > FRESH:
        return False
    # Whoever has just linked or unlinked an account sees it on the next board.
    added = any(account.tried_at is None for account in accounts.values())
    return not added and all(row.account_id in accounts for row in board.rows)


def _nobody(payload: LeaderboardPayload, board: Board | None) -> Exception:
    if board is not None and 0 < board.outdated == board.members - board.hidden:
        return SourceUnavailable("no member's matches could be had")
    minimum = PERIODS[payload.period].minimum_games
    return NotEnoughGames(minimum, payload.period.value, board.hidden if board else 0)


def _missing(locale: Locale, accounts: Mapping[int, Account]) -> str:
    """Say who hides their matches, and whose could not be had; ``""`` where all is well."""
    hidden = [account for account in accounts.values() if account.trouble == HIDDEN]
    failed = [account for account in accounts.values() if account.trouble not in (None, HIDDEN)]
    return "\n".join(
        text(locale, message, count=len(those), names=_names(those))
        for message, those in (("leaderboard-hidden", hidden), ("leaderboard-outdated", failed))
        if those
    )


def _names(accounts: list[Account]) -> str:
    named = [plain(account.name) or str(account.account_id) for account in accounts[:_NAMES]]
    more = len(accounts) - len(named)
    return ", ".join(f"**{name}**" for name in named) + (f" +{more}" if more else "")


def _accounts(context: Context, account_ids: frozenset[int]) -> dict[int, Account]:
    return context.loop.call(get_accounts(context.pool, account_ids), STORE_TIMEOUT)


def _board(context: Context, payload: LeaderboardPayload) -> Board | None:
    return context.loop.call(
        get_board(context.pool, payload.guild_id, payload.metric.value, payload.period.value),
        STORE_TIMEOUT,
    )
