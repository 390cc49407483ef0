"""Links members to their Steam accounts, and forgets them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dramatiq

from dota.errors import DotaError, PlayerNotFound
from jobs.actors.members import note_linked_member
from jobs.actors.payload import read
from jobs.actors.players import note_profile
from jobs.actors.recent import glance_at_matches
from jobs.payloads import LinkPayload, UnlinkPayload
from jobs.queues import MEMBER_REQUESTS
from store.players import get_link, remove_link, set_link

if TYPE_CHECKING:
    from dota.models import PlayerProfile
    from jobs.actors.context import Context

#: Seconds for a look at the profile, and for a step in the database.
PROFILE_TIMEOUT = 10.0
STORE_TIMEOUT = 8.0
Answer = dict[str, str | dict[str, str]]


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actors ``link_player`` and ``unlink_player``."""

    def link_player(payload: object) -> Answer:
        return link(context, read(LinkPayload, payload))

    def unlink_player(payload: object) -> Answer:
        return unlink(context, read(UnlinkPayload, payload))

    for run in (link_player, unlink_player):
        declare_actor = dramatiq.actor(
            broker=broker, actor_name=run.__name__, queue_name=MEMBER_REQUESTS
        )
        declare_actor(run)


def link(context: Context, payload: LinkPayload) -> Answer:
    """Link a member to an account, in place of any other.

    Raises
    ------
    PlayerNotFound
        Nobody has this account; nothing was changed.
    StoreUnavailable
        Nothing was changed.
    """
    before = context.loop.call(get_link(context.pool, payload.discord_user_id), STORE_TIMEOUT)
    profile = _profile(context, payload.account_id)
    context.loop.call(
        set_link(context.pool, payload.discord_user_id, payload.account_id), STORE_TIMEOUT
    )
    if profile is not None:
        note_profile(context, payload.account_id, profile)
    note_linked_member(context, payload, anew=True)
    if profile is None or not profile.private:
        glance_at_matches(context, payload.account_id)
    args = {"account": str(payload.account_id)}
    if profile is not None and profile.private:
        return _text("link-hidden", args)
    if before is not None and before.account_id == payload.account_id:
        return _text("link-unchanged", args)
    if profile is not None and profile.name:
        return _text("link-done", args | {"name": profile.name})
    return _text("link-done-unnamed", args)


def unlink(context: Context, payload: UnlinkPayload) -> Answer:
    """Forget a member's account.

    Raises
    ------
    StoreUnavailable
        Nothing was changed.
    """
    removed = context.loop.call(remove_link(context.pool, payload.discord_user_id), STORE_TIMEOUT)
    return _text("link-removed" if removed else "link-none", {})


def _profile(context: Context, account_id: int) -> PlayerProfile | None:
    try:
        return context.loop.call(context.opendota.profile(account_id), PROFILE_TIMEOUT)
    except PlayerNotFound:
        raise
    except (DotaError, TimeoutError):
        # Linking needs no answer of OpenDota's; only the name is missing then.
        return None


def _text(message: str, args: dict[str, str]) -> Answer:
    return {"kind": "text", "message": message, "args": args}
