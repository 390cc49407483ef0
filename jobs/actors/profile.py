"""Tells who a member is in Dota: account, medal, record and the last matches."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

import dramatiq
import structlog

from dota import constants
from dota.errors import DotaError
from dota.rank import rank
from jobs.actors.payload import read
from jobs.actors.plain import plain
from jobs.actors.players import account_of, note_profile
from jobs.actors.recent import keep_matches
from jobs.payloads import ProfilePayload
from jobs.queues import MEMBER_REQUESTS
from locales import Locale, format_duration, format_number, text

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from dota.models import PlayerMatch, PlayerProfile, WinLoss
    from jobs.actors.context import Context

T = TypeVar("T")

#: Seconds that fetching may take in all.
FETCH_TIMEOUT: Final = 20.0
#: Matches that are shown.
SHOWN: Final = 5

_DOTS: Final = {True: "🟢", False: "🔴", None: "⚪"}
_log = structlog.get_logger("jobs.actors.profile")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``profile``."""

    def profile(payload: object) -> dict[str, str]:
        return tell(context, read(ProfilePayload, payload))

    declare_actor = dramatiq.actor(broker=broker, actor_name="profile", queue_name=MEMBER_REQUESTS)
    declare_actor(profile)


def tell(context: Context, payload: ProfilePayload) -> dict[str, str]:
    """Fetch the member's profile, record and last matches, and put them into words.

    Returns
    -------
    dict
        ``kind`` "text" and ``text``.

    Raises
    ------
    NotLinked
        The member has linked no account.
    DotaError
        The profile can't be had.
    StoreUnavailable
        Whom the member has linked can't be told.
    """
    account = account_of(context, payload)
    profile, record, matches = context.loop.call(_fetch(context, account), FETCH_TIMEOUT)
    note_profile(context, account, profile)
    if matches:
        keep_matches(context, account, matches)
    words = _words(Locale.parse(payload.locale), profile, record, matches or ())
    return {"kind": "text", "text": words}


async def _fetch(
    context: Context, account: int
) -> tuple[PlayerProfile, WinLoss | None, tuple[PlayerMatch, ...] | None]:
    source = context.opendota
    record = asyncio.create_task(_if_it_comes(source.win_loss(account)))
    matches = asyncio.create_task(_if_it_comes(source.recent_matches(account)))
    try:
        return await source.profile(account), await record, await matches
    finally:
        record.cancel()
        matches.cancel()


async def _if_it_comes(fetching: Coroutine[None, None, T]) -> T | None:
    """What the source gives; None where it does not: the rest is told without it."""
    try:
        return await fetching
    except DotaError as error:
        _log.info("profile_incomplete", code=error.code)
        return None


def _words(
    locale: Locale,
    profile: PlayerProfile,
    record: WinLoss | None,
    matches: tuple[PlayerMatch, ...],
) -> str:
    account = str(profile.account_id)
    name = plain(profile.name) or text(locale, "card-anonymous")
    lines = [f"## {name}", " · ".join(_standing(locale, profile, record))]
    lines.append("-# " + text(locale, "profile-account", account=account))
    if profile.private:
        lines.append(text(locale, "profile-hidden"))
    elif matches:
        lines.append("### " + text(locale, "profile-recent"))
        lines += [_match(locale, one) for one in matches[:SHOWN]]
    else:
        lines.append(text(locale, "profile-no-matches"))
    return "\n".join(line for line in lines if line)


def _standing(locale: Locale, profile: PlayerProfile, record: WinLoss | None) -> list[str]:
    parts = [f"**{_medal(locale, profile)}**"]
    if record is not None and record.games:
        rate = format_number(locale, round(100 * record.wins / record.games, 1))
        parts.append(
            text(locale, "profile-record", wins=record.wins, losses=record.losses, rate=rate)
        )
    return parts


def _medal(locale: Locale, profile: PlayerProfile) -> str:
    held = rank(profile.rank_tier)
    if held is None:
        return text(locale, "profile-no-medal")
    medal = text(locale, f"card-medal-{held.slug}")
    if profile.leaderboard_rank is not None:
        return f"{medal} #{format_number(locale, profile.leaderboard_rank)}"
    return f"{medal} {held.stars}" if held.stars else medal


def _match(locale: Locale, match: PlayerMatch) -> str:
    hero = constants.hero(match.hero_id)
    name = (
        hero.name if hero is not None else text(locale, "card-unknown-hero", id=str(match.hero_id))
    )
    score = "/".join(
        "–" if n is None else str(n) for n in (match.kills, match.deaths, match.assists)
    )
    # Discord writes the age in each reader's language.
    when = f"<t:{match.start_time}:R>"
    parts = [f"**{name}**", score, format_duration(match.duration), when, f"`{match.match_id}`"]
    return f"{_DOTS[match.won]} " + " · ".join(parts)
