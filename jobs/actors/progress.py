"""Draws a member's progress chart, from fetched matches to a picture in Redis."""

from __future__ import annotations

import asyncio
import hashlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import dramatiq
import structlog

from dota.errors import DotaError
from jobs.actors.errors import NotEnoughMatches, NotLinked
from jobs.actors.histories import PROFILE_KEPT
from jobs.actors.members import note_linked_member
from jobs.actors.payload import read
from jobs.payloads import ProgressPayload
from jobs.pictures import StoredPicture
from jobs.queues import CHART_GENERATION
from locales import Locale
from renderers import progress_chart
from renderers.progress_chart import PROGRESS_RENDERER_VERSION, TooFewMatches, chart_facts
from store.accounts import Account, get_accounts, put_profile
from store.errors import StoreUnavailable
from store.history import put_matches
from store.players import get_link

if TYPE_CHECKING:
    from dota.models import PlayerMatch
    from jobs.actors.context import Context

#: How many matches a chart shows at most.
MATCHES: Final = 80
#: Seconds that fetching may take in all, and how much longer than the matches the name may take.
FETCH_TIMEOUT: Final = 30.0
NAME_TIMEOUT: Final = 3.0
STORE_TIMEOUT: Final = 8.0

_log = structlog.get_logger("jobs.actors.progress")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``progress_chart``."""

    def progress_chart(payload: object) -> dict[str, str]:
        return draw(context, read(ProgressPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="progress_chart", queue_name=CHART_GENERATION
    )
    declare_actor(progress_chart)


def draw(context: Context, payload: ProgressPayload) -> dict[str, str]:
    """Fetch the member's last matches, draw their chart (or find it drawn), and keep it.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.

    Raises
    ------
    NotLinked
        The member has linked no account.
    NotEnoughMatches
        Fewer count than a trend takes.
    DotaError
        The matches can't be had: a private profile, none at all, or the source is away.
    StoreUnavailable
        Whom the member has linked can't be told.
    """
    link = context.loop.call(get_link(context.pool, payload.discord_user_id), STORE_TIMEOUT)
    if link is None:
        raise NotLinked("no account linked")
    note_linked_member(context, payload)
    context.progress(10, "fetching")
    account = link.account_id
    rows, name = context.loop.call(_fetch(context, account), FETCH_TIMEOUT)
    _keep(context, account, rows)
    try:
        facts = chart_facts(rows)
    except TooFewMatches as error:
        raise NotEnoughMatches(error.have, error.need) from error
    # The rolling means follow from the matches; the name is the one thing that may change besides.
    key = (
        f"progress_chart:{PROGRESS_RENDERER_VERSION}:{account}:{facts.matches[-1].match_id}"
        f":{len(facts.matches)}:{_digest(name)}:{payload.locale}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(50, "drawing")
        drawn = progress_chart.render_progress_chart(
            name, rows, locale=Locale.parse(payload.locale)
        )
        picture = StoredPicture(drawn.data, "progress.png", drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}


async def _fetch(context: Context, account: int) -> tuple[tuple[PlayerMatch, ...], str | None]:
    naming = asyncio.create_task(_name(context, account))
    try:
        rows = await context.opendota.matches(account, MATCHES)
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
        await put_profile(
            context.pool,
            account,
            name=profile.name,
            rank_tier=profile.rank_tier,
            leaderboard_rank=profile.leaderboard_rank,
        )
    except StoreUnavailable:
        _log.warning("profile_not_kept", account_id=account)
    return profile.name


async def _kept_account(context: Context, account: int) -> Account:
    try:
        return (await get_accounts(context.pool, {account}))[account]
    except StoreUnavailable:
        return Account(account)


def _keep(context: Context, account: int, rows: tuple[PlayerMatch, ...]) -> None:
    try:
        context.loop.call(put_matches(context.pool, account, rows), STORE_TIMEOUT)
    except (StoreUnavailable, TimeoutError):
        _log.warning("matches_not_kept", account_id=account)


def _digest(name: str | None) -> str:
    data = (name or "").encode("utf-8", "surrogatepass")
    return hashlib.blake2b(data, digest_size=6).hexdigest()
