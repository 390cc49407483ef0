"""Brings the kept matches of accounts up to date from OpenDota, politely and one by one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import structlog

from dota.errors import DotaError, NoMatches, PrivateProfile, RateLimited, SourceUnavailable
from dota.images import avatar_image
from store.accounts import get_accounts, note_try, put_profile
from store.history import newest_start, put_matches

if TYPE_CHECKING:
    from dota.models import PlayerMatch, PlayerProfile
    from dota.opendota import OpenDota
    from store.accounts import Account
    from store.pool import Pool

#: Nothing is asked for again within these times: after it came, and after it could not be had.
FETCHED_KEPT: Final = timedelta(minutes=10)
TROUBLE_KEPT: Final = timedelta(minutes=1)
PROFILE_KEPT: Final = timedelta(days=1)
#: Rows of a first look, more than anyone plays in the longest window, and of a later one.
FIRST_ROWS: Final = 300
LATER_ROWS: Final = 40
#: Accounts at once; the client spaces its calls besides.
_AT_ONCE: Final = 4
#: So many failures of the source in a row, and the rest is left for the next time.
_GIVE_UP_AFTER: Final = 4

#: Troubles that asking again may end. Any other is final until the member or OpenDota changes it.
TRANSIENT: Final = frozenset({"source_rate_limited", "source_unavailable", "bad_response"})
HIDDEN: Final = PrivateProfile.code

_log = structlog.get_logger("jobs.actors.histories")


@dataclass(slots=True)
class Refreshed:
    """How a refresh went: how many accounts were asked for, and how many of them failed."""

    asked: int = 0
    failed: int = 0
    left: int = 0
    """Those that were due and not even asked for: no time was left, or the source was away."""


def due(account: Account, now: datetime) -> bool:
    """Tell whether an account's matches are to be asked for."""
    if account.tried_at is None:
        return True
    kept = TROUBLE_KEPT if account.trouble in TRANSIENT else FETCHED_KEPT
    return account.tried_at <= now - kept


async def refresh_histories(
    opendota: OpenDota,
    pool: Pool,
    account_ids: Iterable[int],
    *,
    deadline: float,
    clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    progress: Callable[[int, int], object] = lambda _done, _of: None,
) -> Refreshed:
    """Fetch what is new of accounts that are due; one account's failure does not stop the others.

    Parameters
    ----------
    opendota : OpenDota
        The source.
    pool : Pool
        Where matches, names and failures are kept.
    account_ids : iterable of int
        32-bit Steam account ids; those asked for longest ago come first.
    deadline : float
        Seconds; what isn't done by then is left for the next time.
    clock : callable
        The time now.
    progress : callable
        Told how many of how many are done.

    Raises
    ------
    StoreUnavailable
        What was fetched before is kept.
    """
    now = clock()
    known = await get_accounts(pool, set(account_ids))
    waiting = [account for account in known.values() if due(account, now)]
    waiting.sort(key=lambda account: (account.tried_at is not None, account.tried_at or now))
    state = _State(opendota, pool, clock, iter(waiting))
    of = len(waiting)
    workers = [
        asyncio.ensure_future(state.work(lambda done: progress(done, of)))
        for _ in range(min(_AT_ONCE, of))
    ]
    try:
        async with asyncio.timeout(deadline):
            await asyncio.gather(*workers)
    except TimeoutError:
        _log.info("refresh_out_of_time", done=state.result.asked, of=of)
    finally:
        for worker in workers:
            worker.cancel()
        await asyncio.gather(*workers, return_exceptions=True)
    state.result.left = of - state.result.asked
    return state.result


async def keep_profile(
    pool: Pool, account_id: int, profile: PlayerProfile, moment: datetime | None = None
) -> None:
    """Keep who an account is and its medal, as its source said at a moment, else just now.

    Raises
    ------
    StoreUnavailable
    """
    await put_profile(
        pool,
        account_id,
        name=profile.name,
        rank_tier=profile.rank_tier,
        leaderboard_rank=profile.leaderboard_rank,
        avatar=avatar_image(profile.avatar_url),
        moment=moment,
    )


class _State:
    """The accounts still to be asked for, shared by a few workers."""

    def __init__(
        self,
        opendota: OpenDota,
        pool: Pool,
        clock: Callable[[], datetime],
        waiting: Iterable[Account],
    ) -> None:
        self.opendota = opendota
        self.pool = pool
        self.clock = clock
        self.waiting = iter(waiting)
        self.failures_in_a_row = 0
        self.result = Refreshed()

    async def work(self, progress: Callable[[int], object]) -> None:
        for account in self.waiting:
            if self.failures_in_a_row >= _GIVE_UP_AFTER:
                return
            trouble = await self._refresh(account)
            await note_try(self.pool, account.account_id, self.clock(), trouble)
            self.result.asked += 1
            self.result.failed += trouble is not None
            progress(self.result.asked)

    async def _refresh(self, account: Account) -> str | None:
        """Fetch one account; return the code of what went wrong, if anything."""
        try:
            rows = await self._rows(account)
            await put_matches(self.pool, account.account_id, rows)
            await self._profile(account)
        except NoMatches:
            self.failures_in_a_row = 0
            return None
        except PrivateProfile as error:
            self.failures_in_a_row = 0
            await self._profile_if_it_comes(account)
            return error.code
        except DotaError as error:
            away = isinstance(error, (RateLimited, SourceUnavailable))
            self.failures_in_a_row = self.failures_in_a_row + 1 if away else 0
            _log.info("account_not_refreshed", account_id=account.account_id, code=error.code)
            return error.code
        self.failures_in_a_row = 0
        return None

    async def _rows(self, account: Account) -> tuple[PlayerMatch, ...]:
        if account.matches_at is None:
            return await self.opendota.matches(account.account_id, FIRST_ROWS)
        rows = await self.opendota.matches(account.account_id, LATER_ROWS)
        newest = await newest_start(self.pool, account.account_id)
        met = newest is not None and min(row.start_time for row in rows) <= newest
        if met or len(rows) < LATER_ROWS:
            return rows
        # More was played since than one short look shows: there would be a gap.
        return await self.opendota.matches(account.account_id, FIRST_ROWS)

    async def _profile_if_it_comes(self, account: Account) -> None:
        # Only for the name, so that a member can be told who is missing.
        try:
            await self._profile(account)
        except DotaError as error:
            _log.info("no_profile", account_id=account.account_id, code=error.code)

    async def _profile(self, account: Account) -> None:
        if account.profile_at is not None and account.profile_at > self.clock() - PROFILE_KEPT:
            return
        profile = await self.opendota.profile(account.account_id)
        await keep_profile(self.pool, account.account_id, profile, self.clock())
