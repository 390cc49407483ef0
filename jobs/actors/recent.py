"""A player's most recent matches, kept as they come: what is being typed is completed from them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import structlog

from dota.errors import DotaError
from jobs.actors.matches import FETCH_TIMEOUT
from store.errors import StoreUnavailable
from store.history import put_matches

if TYPE_CHECKING:
    from dota.models import PlayerMatch
    from jobs.actors.context import Context

#: Seconds. What the member asked for must not wait for these.
_KEEPING: Final = 2.0
_GLANCE: Final = 2.0

_log = structlog.get_logger("jobs.actors.recent")


def recent_matches(context: Context, account: int) -> tuple[PlayerMatch, ...]:
    """Fetch an account's most recent matches, newest first, and keep them.

    Raises
    ------
    DotaError
        They can't be had: a private profile, none at all, or the source is away.
    """
    rows = context.loop.call(context.opendota.recent_matches(account), FETCH_TIMEOUT)
    keep_matches(context, account, rows)
    return rows


def glance_at_matches(context: Context, account: int) -> None:
    """Keep an account's most recent matches, where they can be had quickly."""
    try:
        rows = context.loop.call(context.opendota.recent_matches(account), _GLANCE)
    except (DotaError, TimeoutError) as error:
        _log.info("no_glance", account_id=account, reason=type(error).__name__)
        return
    keep_matches(context, account, rows)


def keep_matches(context: Context, account: int, rows: tuple[PlayerMatch, ...]) -> None:
    """Keep an account's matches; a database that is away is passed over."""
    try:
        context.loop.call(put_matches(context.pool, account, rows), _KEEPING)
    except (StoreUnavailable, TimeoutError):
        _log.warning("matches_not_kept", account_id=account)
