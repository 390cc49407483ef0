"""What servers have chosen: one row for each setting that was ever changed."""

from __future__ import annotations

import enum
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from store.pool import connection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.pool import Pool

#: A transaction's time is its beginning, so a row may become visible after younger ones.
_OVERLAP = timedelta(seconds=30)


class Setting(enum.StrEnum):
    """What can be set; a value of None is a choice too, of what holds by itself."""

    LANGUAGE = "language"
    """``en``, ``pt`` or ``es``; None for whatever Discord says."""
    PANEL_ANSWERS = "panel_answers"
    """``private``; None for answers in the channel."""
    DIGEST_DAY = "digest_day"
    """``1`` for Monday to ``7`` for Sunday; None for no weekly digest."""
    DIGEST_CHANNEL = "digest_channel"
    """A channel's snowflake; None for no channel."""
    DIGEST_TROUBLE = "digest_trouble"
    """Why Apolo turned the digest off: ``channel_gone`` or ``channel_closed``; else None."""

    def takes(self, value: str | None) -> bool:
        """Whether this is a value of the setting; the table checks the same."""
        return value is None or _VALUES[self].fullmatch(value) is not None


_VALUES: Final = {
    Setting.LANGUAGE: re.compile("en|pt|es"),
    Setting.PANEL_ANSWERS: re.compile("private"),
    Setting.DIGEST_DAY: re.compile("[1-7]"),
    Setting.DIGEST_CHANNEL: re.compile("[1-9][0-9]{0,18}"),
    Setting.DIGEST_TROUBLE: re.compile("channel_gone|channel_closed"),
}


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """All settings of a server.

    Attributes
    ----------
    language : str or None
        ``en``, ``pt`` or ``es``; None for whatever Discord says.
    private_panel : bool
        Whether the panel answers only to who presses.
    digest_day : int or None
        1 for Monday to 7 for Sunday; None for no weekly digest.
    digest_channel_id : int or None
        Where the digest goes; without it there is none.
    digest_trouble : str or None
        Why Apolo turned the digest off, ``channel_gone`` or ``channel_closed``.
    """

    language: str | None = None
    private_panel: bool = False
    digest_day: int | None = None
    digest_channel_id: int | None = None
    digest_trouble: str | None = None

    @classmethod
    def of(cls, values: Mapping[Setting, str | None]) -> ServerSettings:
        """Read the values of a server's rows; those that are missing are None."""
        day, channel = values.get(Setting.DIGEST_DAY), values.get(Setting.DIGEST_CHANNEL)
        return cls(
            language=values.get(Setting.LANGUAGE),
            private_panel=values.get(Setting.PANEL_ANSWERS) == "private",
            digest_day=None if day is None else int(day),
            digest_channel_id=None if channel is None else int(channel),
            digest_trouble=values.get(Setting.DIGEST_TROUBLE),
        )


@dataclass(frozen=True, slots=True)
class ServerChoice:
    """One row.

    Attributes
    ----------
    guild_id : int
        The server's snowflake.
    setting : Setting
        What was chosen.
    value : str or None
        As `Setting` says.
    updated_at : datetime
        When it was stored, with time zone, by the database's clock.
    """

    guild_id: int
    setting: Setting
    value: str | None
    updated_at: datetime


async def set_server_setting(
    pool: Pool, guild_id: int, setting: Setting, value: str | None, chosen_ms: int
) -> bool:
    """Store a server's choice, unless a younger one is stored already.

    Parameters
    ----------
    chosen_ms : int
        When it was chosen, in milliseconds since 1970: jobs may overtake each other.

    Returns
    -------
    bool
        Whether this is the server's choice now.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    chosen_at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=chosen_ms)
    async with connection(pool) as db:
        stored = await db.fetchval(
            """
            INSERT INTO server_settings AS kept (guild_id, setting, value, chosen_at)
            VALUES ($1, $2, $3, $4)
            ON CONFLICT (guild_id, setting) DO UPDATE SET
                value = excluded.value,
                chosen_at = excluded.chosen_at,
                updated_at = now()
            WHERE kept.chosen_at <= excluded.chosen_at
            RETURNING true
            """,
            guild_id,
            setting.value,
            value,
            chosen_at,
        )
    return stored is True


async def get_server_settings(pool: Pool, guild_id: int) -> ServerSettings:
    """Return all settings of a server.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            "SELECT setting, value FROM server_settings WHERE guild_id = $1", guild_id
        )
    return ServerSettings.of({Setting(row["setting"]): row["value"] for row in rows})


async def server_choices_since(pool: Pool, since: datetime | None) -> tuple[ServerChoice, ...]:
    """Return the choices stored since a moment, some older ones among them; all where it is None.

    Raises
    ------
    StoreUnavailable
        When the database can't be reached.
    """
    async with connection(pool) as db:
        rows = await db.fetch(
            "SELECT guild_id, setting, value, updated_at FROM server_settings"
            " WHERE $1::timestamptz IS NULL OR updated_at > $1::timestamptz - $2::interval"
            " ORDER BY updated_at",
            since,
            _OVERLAP,
        )
    return tuple(
        ServerChoice(guild_id, Setting(setting), value, updated_at)
        for guild_id, setting, value, updated_at in rows
    )
