"""Leaderboards of servers as they were computed, the newest and what it is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import asyncpg
    from asyncpg.pool import PoolConnectionProxy

    from store.pool import Pool

COMPARED_WITH: Final = timedelta(days=1)
"""Movement is told from the board of a day ago, or from the oldest there is while it is younger."""
SNAPSHOT_EVERY: Final = timedelta(hours=1)
"""Boards in between are replaced, not kept."""


@dataclass(frozen=True, slots=True)
class Stat:
    """One account's place on a board.

    Attributes
    ----------
    account_id, discord_user_id : int
        Whose place it is, and the member it is shown for.
    rank : int
        Equal ones share a rank.
    value, shown : float
        What was ranked by, and what is shown; they differ for win rates.
    games : int
        Games that the value is made of.
    played, wins : int
        All games that count, and those that were won.
    previous_rank : int or None
        The rank on the board of `Board.compared_at`; None for one who was not on it.
    """

    account_id: int
    discord_user_id: int
    rank: int
    value: float
    shown: float
    games: int
    played: int
    wins: int
    previous_rank: int | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """A leaderboard of a server.

    Attributes
    ----------
    metric, period : str
        What it ranks by, over which time.
    computed_at : datetime
        When, with time zone.
    window_start, window_end : int
        Unix seconds; the end is not in it.
    minimum_games : int
        Games needed to be on it.
    members : int
        Accounts that were looked at.
    hidden, outdated : int
        Those of them that hide their matches, and those whose newest matches couldn't be had.
    rows : tuple of Stat
        Best first.
    compared_at : datetime or None
        The board that the previous ranks are of; None for the first one.
    """

    metric: str
    period: str
    computed_at: datetime
    window_start: int
    window_end: int
    minimum_games: int
    members: int
    hidden: int
    outdated: int
    rows: tuple[Stat, ...]
    compared_at: datetime | None = None


async def put_boards(pool: Pool, guild_id: int, boards: Sequence[Board]) -> None:
    """Keep new boards of a server, all of them or none, and tell previous ranks from the old ones.

    ``previous_rank`` and ``compared_at`` of `boards` are passed over: they are found here.
    Boards that were computed before the newest that is kept already are passed over too.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached; nothing was changed.
    """
    async with connection(pool) as db, db.transaction():
        # Two refreshes of one server at a time would compare with each other's halves.
        await db.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('server_boards', $1))", guild_id
        )
        for board in boards:
            await _put_board(db, guild_id, board)


async def _put_board(db: PoolConnectionProxy[asyncpg.Record], guild_id: int, board: Board) -> None:
    key = (guild_id, board.metric, board.period)
    times: list[datetime] = [
        row["computed_at"]
        for row in await db.fetch(
            "SELECT computed_at FROM server_boards"
            " WHERE guild_id = $1 AND metric = $2 AND period = $3 ORDER BY computed_at",
            *key,
        )
    ]
    if times and times[-1] >= board.computed_at:
        return
    day_ago = board.computed_at - COMPARED_WITH
    compared = max((time for time in times if time <= day_ago), default=times[0] if times else None)
    useless = [time for time in times if compared is not None and time < compared]
    if len(times) > 1 and times[-1] != compared and times[-1] - times[-2] < SNAPSHOT_EVERY:
        useless.append(times[-1])
    before: dict[int, int] = {}
    if compared is not None:
        rows = await db.fetch(
            "SELECT account_id, rank FROM server_stats"
            " WHERE guild_id = $1 AND metric = $2 AND period = $3 AND computed_at = $4",
            *key,
            compared,
        )
        before = {row["account_id"]: row["rank"] for row in rows}
    if useless:
        await db.execute(
            "DELETE FROM server_boards"
            " WHERE guild_id = $1 AND metric = $2 AND period = $3 AND computed_at = ANY($4)",
            *key,
            useless,
        )
    await db.execute(
        "INSERT INTO server_boards (guild_id, metric, period, computed_at, window_start,"
        " window_end, minimum_games, members, hidden, outdated, compared_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        *key,
        board.computed_at,
        board.window_start,
        board.window_end,
        board.minimum_games,
        board.members,
        board.hidden,
        board.outdated,
        compared,
    )
    await db.executemany(
        "INSERT INTO server_stats (guild_id, metric, period, computed_at, account_id,"
        " discord_user_id, rank, previous_rank, value, shown, games, played, wins)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        [
            (
                *key,
                board.computed_at,
                row.account_id,
                row.discord_user_id,
                row.rank,
                before.get(row.account_id),
                row.value,
                row.shown,
                row.games,
                row.played,
                row.wins,
            )
            for row in board.rows
        ],
    )


async def get_board(pool: Pool, guild_id: int, metric: str, period: str) -> Board | None:
    """Return the newest board of a server, None where none was computed.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db, db.transaction(isolation="repeatable_read", readonly=True):
        head = await db.fetchrow(
            "SELECT * FROM server_boards WHERE guild_id = $1 AND metric = $2 AND period = $3"
            " ORDER BY computed_at DESC LIMIT 1",
            guild_id,
            metric,
            period,
        )
        if head is None:
            return None
        rows = await db.fetch(
            "SELECT account_id, discord_user_id, rank, value, shown, games, played, wins,"
            " previous_rank FROM server_stats"
            " WHERE guild_id = $1 AND metric = $2 AND period = $3 AND computed_at = $4"
            " ORDER BY rank, played DESC, account_id",
            guild_id,
            metric,
            period,
            head["computed_at"],
        )
    return Board(
        metric=metric,
        period=period,
        computed_at=head["computed_at"],
        window_start=head["window_start"],
        window_end=head["window_end"],
        minimum_games=head["minimum_games"],
        members=head["members"],
        hidden=head["hidden"],
        outdated=head["outdated"],
        rows=tuple(Stat(*row) for row in rows),
        compared_at=head["compared_at"],
    )


async def remove_boards_before(pool: Pool, before: datetime, limit: int) -> int:
    """Forget boards that were computed before a moment, with their rows.

    Returns
    -------
    int
        How many boards went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM server_boards WHERE ctid IN (
                    SELECT ctid FROM server_boards WHERE computed_at < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            before,
            limit,
        )
    return removed
