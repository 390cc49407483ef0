"""Draws a member's heroes, from fetched matches to a picture in Redis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import dramatiq

from dota.hero_pool import hero_pool as sum_up
from jobs.actors.errors import NotEnoughMatches
from jobs.actors.payload import read
from jobs.actors.players import account_of, digest, last_matches
from jobs.payloads import HeroesPayload
from jobs.pictures import StoredPicture
from jobs.queues import CHART_GENERATION
from locales import Locale
from renderers import hero_pool_chart
from renderers.hero_pool_chart import HEROES_RENDERER_VERSION
from renderers.heroes.grid import MOST_ROWS

if TYPE_CHECKING:
    from jobs.actors.context import Context

MIN_MATCHES: Final = 3
"""Fewer make no pool."""


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``hero_pool``."""

    def hero_pool(payload: object) -> dict[str, str]:
        return draw(context, read(HeroesPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="hero_pool", queue_name=CHART_GENERATION
    )
    declare_actor(hero_pool)


def draw(context: Context, payload: HeroesPayload) -> dict[str, str]:
    """Fetch a member's last matches, draw their heroes (or find them drawn), and keep the picture.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.

    Raises
    ------
    NotLinked, MemberNotLinked
        The member has linked no account.
    NotEnoughMatches
        Hardly any match counts.
    DotaError
        The matches can't be had: a private profile, none at all, or the source is away.
    StoreUnavailable
        Whom the member has linked can't be told.
    """
    account = account_of(context, payload)
    context.progress(10, "fetching")
    rows, name = last_matches(context, account, payload.matches)
    pool = sum_up(rows)
    if len(pool.matches) < MIN_MATCHES:
        raise NotEnoughMatches(len(pool.matches), MIN_MATCHES)
    art = context.art.gather(record.hero_id for record in pool.heroes[:MOST_ROWS])
    # A chart that was drawn before all its pictures had come is not kept for one with more.
    key = (
        f"hero_pool:{HEROES_RENDERER_VERSION}:{account}:{pool.matches[-1].match_id}"
        f":{len(pool.matches)}:{digest(name)}:{art.pictures}:{payload.locale}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(50, "drawing")
        drawn = hero_pool_chart.render_hero_pool(
            name, rows, locale=Locale.parse(payload.locale), art=art
        )
        picture = StoredPicture(drawn.data, "heroes.png", drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}
