"""Draws a member's own part in a match, from fetched figures to a picture in Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dramatiq

from jobs.actors.errors import NotInMatch
from jobs.actors.matches import load_match
from jobs.actors.payload import read
from jobs.actors.players import account_of
from jobs.actors.recent import recent_matches
from jobs.payloads import MatchCardPayload
from jobs.pictures import StoredPicture
from jobs.queues import IMAGE_GENERATION
from locales import Locale
from renderers import player_card
from renderers.player_card import PLAYER_RENDERER_VERSION

if TYPE_CHECKING:
    from jobs.actors.context import Context


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``player_card``."""

    def run(payload: object) -> dict[str, str]:
        return draw(context, read(MatchCardPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="player_card", queue_name=IMAGE_GENERATION
    )
    declare_actor(run)


def draw(context: Context, payload: MatchCardPayload) -> dict[str, str]:
    """Fetch the match, draw the asking member's part in it (or find it drawn), and keep it.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.

    Raises
    ------
    NotLinked, MemberNotLinked
        The member has linked no account.
    NotInMatch
        The member's account is none of the match's players.
    DotaError
        The match can't be had.
    StoreUnavailable
        Whom the member has linked can't be told.
    """
    account = account_of(context, payload)
    match_id = payload.match_id
    if match_id is None:
        match_id = recent_matches(context, account)[0].match_id
    context.progress(10, "fetching")
    match = load_match(context, match_id)
    player = match.player(account)
    if player is None:
        raise NotInMatch(match_id)
    shown = (*player.items, player.neutral_item, *player.backpack)
    items = {item for item in shown if item}
    art = context.art.gather({player.hero_id}, items)
    # A card that was drawn before all its pictures had come is not kept for one with more.
    key = (
        f"player_card:{PLAYER_RENDERER_VERSION}:{match_id}:{int(match.parsed)}"
        f":{account}:{art.pictures}:{payload.locale}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(50, "drawing")
        drawn = player_card.render_player_card(
            match, player, locale=Locale.parse(payload.locale), art=art
        )
        picture = StoredPicture(drawn.data, f"match-{match_id}-player.png", drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}
