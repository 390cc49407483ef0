"""Players' matches, one row for each match of an account."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Protocol

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from store.pool import Pool


class MatchRow(Protocol):
    """What is kept of a match, seen from one player; the fields are `KeptMatch`'s."""

    @property
    def match_id(self) -> int:
        """The match."""
        ...

    @property
    def start_time(self) -> int:
        """Unix seconds, UTC."""
        ...


@dataclass(frozen=True, slots=True)
class KeptMatch:
    """A row as it was kept; None where the source did not say.

    Attributes
    ----------
    start_time : int
        Unix seconds, UTC.
    duration : int
        Seconds.
    side : str
        ``radiant`` or ``dire``.
    """

    match_id: int
    start_time: int
    duration: int
    hero_id: int
    side: str
    won: bool | None
    kills: int | None
    deaths: int | None
    assists: int | None
    gold_per_min: int | None
    xp_per_min: int | None
    net_worth: int | None
    last_hits: int | None
    denies: int | None
    hero_damage: int | None
    tower_damage: int | None
    hero_healing: int | None
    game_mode: int
    lobby_type: int
    party_size: int | None
    average_rank: int | None
    abandoned: bool


_COLUMNS: Final = tuple(field.name for field in fields(KeptMatch))
_TYPES: Final = {
    "duration": "integer",
    "side": "text",
    "won": "boolean",
    "abandoned": "boolean",
}
_SELECTED: Final = ", ".join(_COLUMNS)
# A later answer with fewer figures, such as recentMatches without net worth, takes none away.
_PUT: Final = f"""
    INSERT INTO player_matches AS kept (account_id, {_SELECTED})
    SELECT $1, * FROM unnest({
    ", ".join(f"${at}::{_TYPES.get(name, 'bigint')}[]" for at, name in enumerate(_COLUMNS, 2))
})
    ON CONFLICT (account_id, match_id) DO UPDATE SET {
    ", ".join(f"{name} = coalesce(excluded.{name}, kept.{name})" for name in _COLUMNS[1:])
}
    WHERE ({", ".join(f"kept.{name}" for name in _COLUMNS[1:])}) IS DISTINCT FROM
          ({", ".join(f"coalesce(excluded.{name}, kept.{name})" for name in _COLUMNS[1:])})
"""  # noqa: S608 - the names are this module's own


async def put_matches(pool: Pool, account_id: int, rows: Iterable[MatchRow]) -> int:
    """Keep matches of an account; a match that is kept already is brought up to date.

    Parameters
    ----------
    pool : Pool
        The database.
    account_id : int
        32-bit Steam account id.
    rows : iterable
        Objects with the fields of `KeptMatch`.

    Returns
    -------
    int
        How many rows are new or changed.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    distinct = list({row.match_id: row for row in rows}.values())
    if not distinct:
        return 0
    columns = [
        [str(value) if name == "side" else value for value in (getattr(r, name) for r in distinct)]
        for name in _COLUMNS
    ]
    async with connection(pool) as db:
        status = await db.execute(_PUT, account_id, *columns)
    return int(status.rpartition(" ")[2])


async def get_matches(
    pool: Pool, account_id: int, *, since: int = 0, limit: int | None = None
) -> tuple[KeptMatch, ...]:
    """Return kept matches of an account, newest first.

    Parameters
    ----------
    pool : Pool
        The database.
    account_id : int
        32-bit Steam account id.
    since : int
        Unix seconds; earlier matches are left out.
    limit : int, optional
        Rows at most.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            f"SELECT {_SELECTED} FROM player_matches"  # noqa: S608 - the names are ours
            " WHERE account_id = $1 AND start_time >= $2"
            " ORDER BY start_time DESC, match_id DESC LIMIT $3",
            account_id,
            since,
            limit,
        )
    return tuple(KeptMatch(*row) for row in rows)


async def recent_of_member(pool: Pool, discord_user_id: int, limit: int) -> tuple[KeptMatch, ...]:
    """Return the newest kept matches of the account that a member has linked, newest first.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            f"SELECT {_SELECTED} FROM player_matches"  # noqa: S608 - the names are ours
            " WHERE account_id ="
            " (SELECT account_id FROM linked_players WHERE discord_user_id = $1)"
            " ORDER BY start_time DESC, match_id DESC LIMIT $2",
            discord_user_id,
            limit,
        )
    return tuple(KeptMatch(*row) for row in rows)


async def get_histories(
    pool: Pool, account_ids: Collection[int], *, since: int
) -> dict[int, tuple[KeptMatch, ...]]:
    """Return kept matches of many accounts, newest first; an account without any has none.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            f"SELECT account_id, {_SELECTED} FROM player_matches"  # noqa: S608 - the names are ours
            " WHERE account_id = ANY($1) AND start_time >= $2"
            " ORDER BY account_id, start_time DESC, match_id DESC",
            list(account_ids),
            since,
        )
    found: dict[int, list[KeptMatch]] = {account_id: [] for account_id in account_ids}
    for account_id, *values in rows:
        found[account_id].append(KeptMatch(*values))
    return {account_id: tuple(matches) for account_id, matches in found.items()}


async def newest_start(pool: Pool, account_id: int) -> int | None:
    """Return when the newest kept match of an account began (unix seconds), None without any.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        newest: int | None = await db.fetchval(
            "SELECT max(start_time) FROM player_matches WHERE account_id = $1", account_id
        )
    return newest


async def remove_matches_before(pool: Pool, unix_seconds: int, limit: int) -> int:
    """Forget players' matches that began before a moment.

    Returns
    -------
    int
        How many rows went, at most `limit`.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        removed: int = await db.fetchval(
            """
            WITH gone AS (
                DELETE FROM player_matches WHERE ctid IN (
                    SELECT ctid FROM player_matches WHERE start_time < $1 LIMIT $2
                ) RETURNING 1
            ) SELECT count(*) FROM gone
            """,
            unix_seconds,
            limit,
        )
    return removed
