"""What members have chosen for themselves: their language, and whether others may look them up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from store.pool import connection

if TYPE_CHECKING:
    from store.pool import Pool

#: A transaction's time is its beginning, so a row may become visible after younger ones.
_OVERLAP = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class MemberLanguage:
    """A member's choice.

    Attributes
    ----------
    discord_user_id : int
        The member's snowflake.
    language : str or None
        ``en``, ``pt`` or ``es``; None for whatever Discord says.
    updated_at : datetime
        When it was stored, with time zone, by the database's clock.
    """

    discord_user_id: int
    language: str | None
    updated_at: datetime


async def set_language(
    pool: Pool, discord_user_id: int, language: str | None, chosen_ms: int
) -> bool:
    """Store a member's choice, unless a younger one is stored already.

    Parameters
    ----------
    chosen_ms : int
        When the member chose, in milliseconds since 1970: jobs may overtake each other.

    Returns
    -------
    bool
        Whether this is the member's choice now.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    chosen_at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=chosen_ms)
    async with connection(pool) as db:
        stored = await db.fetchval(
            """
            INSERT INTO member_settings AS member (discord_user_id, language, chosen_at)
            VALUES ($1, $2, $3)
            ON CONFLICT (discord_user_id) DO UPDATE SET
                language = excluded.language,
                chosen_at = excluded.chosen_at,
                updated_at = now()
            WHERE member.chosen_at IS NULL OR member.chosen_at <= excluded.chosen_at
            RETURNING true
            """,
            discord_user_id,
            language,
            chosen_at,
        )
    return stored is True


async def languages_since(pool: Pool, since: datetime | None) -> tuple[MemberLanguage, ...]:
    """Return the choices stored since a moment, some older ones among them; all where it is None.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            "SELECT discord_user_id, language, updated_at FROM member_settings"
            " WHERE $1::timestamptz IS NULL OR updated_at > $1::timestamptz - $2::interval"
            " ORDER BY updated_at",
            since,
            _OVERLAP,
        )
    return tuple(MemberLanguage(*row) for row in rows)


async def set_hidden(pool: Pool, discord_user_id: int, hidden: bool, chosen_ms: int) -> bool:
    """Store whether a member hides from others, unless a younger choice is stored already.

    Who hides is taken off the leaderboards that are kept.

    Parameters
    ----------
    chosen_ms : int
        When the member chose, in milliseconds since 1970: jobs may overtake each other.

    Returns
    -------
    bool
        Whether this is the member's choice now.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached; nothing was changed.
    """
    chosen_at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=chosen_ms)
    async with connection(pool) as db, db.transaction():
        stored = await db.fetchval(
            """
            INSERT INTO member_settings AS member (discord_user_id, hidden, hidden_chosen_at)
            VALUES ($1, $2, $3)
            ON CONFLICT (discord_user_id) DO UPDATE SET
                hidden = excluded.hidden,
                hidden_chosen_at = excluded.hidden_chosen_at,
                updated_at = now()
            WHERE member.hidden_chosen_at IS NULL
                OR member.hidden_chosen_at <= excluded.hidden_chosen_at
            RETURNING true
            """,
            discord_user_id,
            hidden,
            chosen_at,
        )
        if stored is True and hidden:
            await db.execute("DELETE FROM server_stats WHERE discord_user_id = $1", discord_user_id)
    return stored is True


async def is_hidden(pool: Pool, discord_user_id: int) -> bool:
    """Tell whether a member hides from others.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        hidden = await db.fetchval(
            "SELECT hidden FROM member_settings WHERE discord_user_id = $1", discord_user_id
        )
    return hidden is True
