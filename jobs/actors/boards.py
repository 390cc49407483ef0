"""Computes the leaderboards of a server from the matches that are kept."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from dota.leaderboard import (
    BoardMetric,
    Period,
    board,
    totals,
    wilson_lower_bound,
    window,
)
from dota.models import PlayerMatch, Side
from jobs import payloads
from jobs.actors.histories import HIDDEN
from store.accounts import get_accounts
from store.history import get_histories
from store.members import linked_members
from store.stats import Board, Stat, put_boards

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dota.leaderboard import Entry, Totals
    from jobs.actors.context import Context
    from store.accounts import Account
    from store.history import KeptMatch
    from store.members import LinkedMember
    from store.pool import Pool

METRICS: Final = {
    payloads.Metric.WIN_RATE: BoardMetric.WIN_RATE,
    payloads.Metric.KDA: BoardMetric.KDA,
    payloads.Metric.GPM: BoardMetric.GOLD_PER_MIN,
}
PERIODS: Final = {
    payloads.Period.WEEK: Period.WEEK,
    payloads.Period.MONTH: Period.MONTH,
}
#: An account whose matches came longer ago than this is shown as not up to date.
OUTDATED_AFTER: Final = timedelta(hours=2)
#: Accounts whose matches are read at once.
_BATCH: Final = 50
_TIMEOUT: Final = 30.0


@dataclass(frozen=True, slots=True)
class Material:
    """What boards of a server are made of."""

    members: tuple[LinkedMember, ...]
    accounts: Mapping[int, Account]
    histories: Mapping[int, tuple[PlayerMatch, ...]]


def recompute(context: Context, guild_id: int, now: datetime) -> int:
    """Compute every board of a server anew and keep them, without asking any source.

    Returns
    -------
    int
        How many accounts were looked at.

    Raises
    ------
    StoreUnavailable
        Nothing was changed.
    """
    material = context.loop.call(gather(context.pool, guild_id, now), _TIMEOUT)
    if material.members:
        context.loop.call(put_boards(context.pool, guild_id, compute(material, now)), _TIMEOUT)
    return len(material.members)


async def gather(pool: Pool, guild_id: int, now: datetime) -> Material:
    """Read what the boards of a server are made of.

    Raises
    ------
    StoreUnavailable
    """
    members = await linked_members(pool, guild_id)
    account_ids = [member.account_id for member in members]
    accounts = await get_accounts(pool, account_ids)
    since = min(window(period, int(now.timestamp())).start for period in PERIODS.values())
    histories: dict[int, tuple[PlayerMatch, ...]] = {}
    for first in range(0, len(account_ids), _BATCH):
        batch = account_ids[first : first + _BATCH]
        kept = await get_histories(pool, batch, since=since)
        histories.update(
            (account_id, tuple(map(player_match, rows))) for account_id, rows in kept.items()
        )
    return Material(members, accounts, histories)


def compute(material: Material, now: datetime) -> list[Board]:
    """Compute every board.

    An account that hides its matches is on none, even where earlier ones are kept.
    """
    shown = [
        member
        for member in material.members
        if material.accounts[member.account_id].trouble != HIDDEN
    ]
    outdated = sum(_outdated(material.accounts[member.account_id], now) for member in shown)
    owners = {member.account_id: member.discord_user_id for member in shown}
    boards = []
    for period in PERIODS.values():
        span = window(period, int(now.timestamp()))
        sums = {account_id: totals(material.histories[account_id], span) for account_id in owners}
        for name, metric in METRICS.items():
            boards.append(
                Board(
                    metric=name.value,
                    period=period.value,
                    computed_at=now,
                    window_start=span.start,
                    window_end=span.end,
                    minimum_games=period.minimum_games,
                    members=len(material.members),
                    hidden=len(material.members) - len(shown),
                    outdated=outdated,
                    rows=tuple(
                        _stat(entry, metric, owners, sums) for entry in board(sums, metric, period)
                    ),
                )
            )
    return boards


def player_match(row: KeptMatch) -> PlayerMatch:
    """Turn a kept row into what computes with it."""
    return PlayerMatch(**(asdict(row) | {"side": Side(row.side)}))


def _stat(
    entry: Entry, metric: BoardMetric, owners: Mapping[int, int], sums: Mapping[int, Totals]
) -> Stat:
    # An account counts once, whoever linked it, so the boards are computed by account.
    account_id = entry.member_id
    own = sums[account_id]
    ranked_by = entry.value
    if metric is BoardMetric.WIN_RATE:
        ranked_by = wilson_lower_bound(own.wins, own.games)
    return Stat(
        account_id=account_id,
        discord_user_id=owners[account_id],
        rank=entry.place,
        value=ranked_by,
        shown=entry.value,
        games=entry.games,
        played=own.games,
        wins=own.wins,
    )


def _outdated(account: Account, now: datetime) -> bool:
    return (
        account.trouble is not None
        or account.matches_at is None
        or account.matches_at < now - OUTDATED_AFTER
    )
