"""Draws who a member is in Dota: account, medal, record and the last matches."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, TypeVar

import dramatiq
import structlog

from dota.errors import DotaError
from dota.images import avatar_image
from jobs.actors.payload import read
from jobs.actors.players import account_of, digest
from jobs.actors.recent import keep_matches
from jobs.payloads import ProfilePayload
from jobs.pictures import StoredPicture
from jobs.queues import IMAGE_GENERATION
from locales import Locale, text
from renderers import profile_card
from renderers.profile_card import MOST_MATCHES, PROFILE_RENDERER_VERSION

if TYPE_CHECKING:
    from collections.abc import Coroutine

    from dota.models import PlayerMatch, PlayerProfile, WinLoss
    from jobs.actors.context import Context

T = TypeVar("T")

#: Seconds that fetching may take in all.
FETCH_TIMEOUT: Final = 20.0

_log = structlog.get_logger("jobs.actors.profile")


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``profile``."""

    def profile(payload: object) -> dict[str, str]:
        return draw(context, read(ProfilePayload, payload))

    declare_actor = dramatiq.actor(broker=broker, actor_name="profile", queue_name=IMAGE_GENERATION)
    declare_actor(profile)


def draw(context: Context, payload: ProfilePayload) -> dict[str, str]:
    """Fetch the member's profile, record and last matches, draw them, and keep the picture.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``, and ``text``: where
        there is more, and why no matches are shown where there are none.

    Raises
    ------
    NotLinked, MemberNotLinked
        The member has linked no account.
    DotaError
        The profile can't be had.
    StoreUnavailable
        Whom the member has linked can't be told.
    """
    account = account_of(context, payload)
    context.progress(10, "fetching")
    profile, record, matches = context.loop.call(_fetch(context, account), FETCH_TIMEOUT)
    if matches:
        keep_matches(context, account, matches)
    shown = (matches or ())[:MOST_MATCHES]
    avatar = avatar_image(profile.avatar_url)
    art = context.art.gather(
        {match.hero_id for match in shown}, avatars=[] if avatar is None else [avatar]
    )
    locale = Locale.parse(payload.locale)
    # A card that was drawn before all its pictures had come is not kept for one with more.
    key = (
        f"profile_card:{PROFILE_RENDERER_VERSION}:{account}"
        f":{digest(profile, record, shown)}:{art.pictures}:{payload.locale}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(50, "drawing")
        drawn = profile_card.render_profile_card(
            profile, record, shown, locale=locale, art=art, avatar=avatar
        )
        picture = StoredPicture(drawn.data, "profile.png", drawn.alt)
        context.pictures.put(key, picture)
    return {
        "kind": "image",
        "picture": key,
        "filename": picture.filename,
        "alt": picture.alt,
        "text": _words(locale, profile, matched=bool(shown)),
    }


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


def _words(locale: Locale, profile: PlayerProfile, *, matched: bool) -> str:
    lines = []
    if profile.private:
        lines.append(text(locale, "profile-hidden"))
    elif not matched:
        lines.append(text(locale, "profile-no-matches"))
    lines.append("-# " + text(locale, "profile-account", account=str(profile.account_id)))
    return "\n".join(lines)
