"""Draws a server's board from what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dota.leaderboard import Window
from jobs.actors.boards import METRICS, PERIODS
from jobs.actors.players import digest
from jobs.payloads import Metric, Period
from jobs.pictures import StoredPicture
from renderers.board.grid import Grid
from renderers.boards import Leaderboard, Standing
from renderers.leaderboard import RENDERER_VERSION, render_leaderboard

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jobs.actors.context import Context
    from locales import Locale
    from store.accounts import Account
    from store.stats import Board


def draw_board(
    context: Context,
    guild_id: int,
    board: Board,
    accounts: Mapping[int, Account],
    locale: Locale,
    marked: int | None = None,
) -> dict[str, str]:
    """Draw a server's board (or find it drawn), and keep it.

    Parameters
    ----------
    context : Context
    guild_id : int
        The server.
    board : Board
        With at least one row.
    accounts : Mapping[int, Account]
        Names and pictures.
    locale : Locale
    marked : int, optional
        The account that is marked.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.
    """
    drawable = _drawable(board, accounts, marked)
    shown = Grid.of(drawable).shown
    art = context.art.gather(avatars=[each.avatar for each in shown if each.avatar is not None])
    # Names and pictures change between two boards; the latter may also not have come in time.
    faces = digest(*((each.name, each.avatar) for each in shown), art.pictures)
    key = (
        f"leaderboard:{RENDERER_VERSION}:{guild_id}:{board.metric}:{board.period}"
        f":{board.computed_at.timestamp():.6f}:{faces}:{marked or 0}:{locale.value}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(90, "drawing")
        drawn = render_leaderboard(drawable, locale=locale, art=art)
        filename = f"leaderboard-{board.metric.replace('_', '-')}-{board.period}.png"
        picture = StoredPicture(drawn.data, filename, drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}


def _drawable(board: Board, accounts: Mapping[int, Account], marked: int | None) -> Leaderboard:
    return Leaderboard(
        metric=METRICS[Metric(board.metric)],
        period=PERIODS[Period(board.period)],
        window=Window(board.window_start, board.window_end),
        minimum_games=board.minimum_games,
        standings=tuple(
            Standing(
                rank=row.rank,
                previous_rank=row.previous_rank,
                account_id=row.account_id,
                name=accounts[row.account_id].name if row.account_id in accounts else None,
                value=row.shown,
                games=row.games,
                played=row.played,
                wins=row.wins,
                avatar=accounts[row.account_id].avatar if row.account_id in accounts else None,
            )
            for row in board.rows
        ),
        members=board.members,
        hidden=board.hidden,
        outdated=board.outdated,
        compared_at=None if board.compared_at is None else int(board.compared_at.timestamp()),
        marked=marked,
    )
