"""Whom a chart is about: the member's account, and its last matches with the player's name."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import structlog

from dota.errors import DotaError
from jobs.actors.errors import MemberNotLinked, NotLinked
from jobs.actors.histories import PROFILE_KEPT, keep_profile
from jobs.actors.members import note_linked_member
from store.accounts import Account, get_accounts
from store.errors import StoreUnavailable
from store.history import put_matches
from store.member_settings import is_hidden

if TYPE_CHECKING:
    from dota.models import PlayerMatch, PlayerProfile
    from jobs.actors.context import Context
    from jobs.payloads import AboutMember

#: Seconds that fetching may take in all, and how much longer than the matches the name may take.
FETCH_TIMEOUT: Final = 30.0
NAME_TIMEOUT: Final = 3.0
STORE_TIMEOUT: Final = 8.0

_log = structlog.get_logger("jobs.actors.players")


def account_of(context: Context, payload: AboutMember) -> int:
    """Return the account of the member whom a request is about.

    Raises
    ------
    NotLinked
        The asking member has linked none.
    MemberNotLinked
        The other member has linked none, or hides; which of the two is not told.
    StoreUnavailable
        Neither can be told.
    """
    link = context.links.of(payload.member)
    if payload.own:
        if link is None:
            raise NotLinked("no account linked")
        note_linked_member(context, payload)
        return link.account_id
    if link is None or context.loop.call(is_hidden(context.pool, payload.member), STORE_TIMEOUT):
        raise MemberNotLinked("the other member has linked no account, or hides")
    return link.account_id


def last_matches(
    context: Context, account: int, count: int
) -> tuple[tuple[PlayerMatch, ...], str | None]:
    """Fetch and keep an account's last matches, and learn the player's name.

    Parameters
    ----------
    context : Context
    account : int
        32-bit Steam account id.
    count : int
        Matches at most.

    Returns
    -------
    tuple
        The matches, newest first, and the name, None where it can't be had now.

    Raises
    ------
    DotaError
        The matches can't be had: a private profile, none at all, or the source is away.
    """
    rows, name = context.loop.call(_fetch(context, account, count), FETCH_TIMEOUT)
    try:
        context.loop.call(put_matches(context.pool, account, rows), STORE_TIMEOUT)
    except (StoreUnavailable, TimeoutError):
        _log.warning("matches_not_kept", account_id=account)
    return rows, name


def note_profile(context: Context, account: int, profile: PlayerProfile) -> None:
    """Keep who an account is, and its medal of today; a database that is away is passed over."""
    try:
        context.loop.call(keep_profile(context.pool, account, profile), STORE_TIMEOUT)
    except (StoreUnavailable, TimeoutError):
        _log.warning("profile_not_kept", account_id=account)


def digest(*parts: object) -> str:
    """Return a short name for what else a picture shows, as a part of its content key."""
    data = repr(parts).encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=6).hexdigest()


async def _fetch(
    context: Context, account: int, count: int
) -> tuple[tuple[PlayerMatch, ...], str | None]:
    naming = asyncio.create_task(_name(context, account))
    try:
        rows = await context.opendota.matches(account, count)
        # A chart without a name is better than none.
        await asyncio.wait({naming}, timeout=NAME_TIMEOUT)
        return rows, naming.result() if naming.done() else None
    finally:
        naming.cancel()


async def _name(context: Context, account: int) -> str | None:
    """Return the player's name; None where neither the database nor the source tells it now."""
    kept = await _kept_account(context, account)
    if kept.profile_at is not None and datetime.now(UTC) - kept.profile_at < PROFILE_KEPT:
        return kept.name
    try:
        profile = await context.opendota.profile(account)
    except DotaError as error:
        _log.info("name_unknown", account_id=account, code=error.code)
        return kept.name
    try:
        await keep_profile(context.pool, account, profile)
    except StoreUnavailable:
        _log.warning("profile_not_kept", account_id=account)
    return profile.name


async def _kept_account(context: Context, account: int) -> Account:
    try:
        return (await get_accounts(context.pool, {account}))[account]
    except StoreUnavailable:
        return Account(account)
