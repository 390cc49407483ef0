"""Draws a member's progress chart, from fetched matches to a picture in Redis."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Final

import dramatiq

from dota.progress import Metric
from dota.rank import MedalSeen
from jobs.actors.errors import NoMedal, NotEnoughMatches
from jobs.actors.payload import read
from jobs.actors.players import STORE_TIMEOUT, account_of, digest, last_matches
from jobs.payloads import ProgressMetric, ProgressPayload
from jobs.pictures import StoredPicture
from jobs.queues import CHART_GENERATION
from locales import Locale
from renderers import progress_chart
from renderers.progress_chart import PROGRESS_RENDERER_VERSION, TooFewMatches, chart_facts
from store.medals import get_medals

if TYPE_CHECKING:
    from dota.models import PlayerMatch
    from jobs.actors.context import Context
    from renderers.picture import Picture

METRICS: Final = {
    ProgressMetric.GPM: Metric.GOLD_PER_MIN,
    ProgressMetric.XPM: Metric.XP_PER_MIN,
    ProgressMetric.KDA: Metric.KDA,
    ProgressMetric.WIN_RATE: Metric.WIN_RATE,
    ProgressMetric.NET_WORTH: Metric.NET_WORTH,
}


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``progress_chart``."""

    def progress_chart(payload: object) -> dict[str, str]:
        return draw(context, read(ProgressPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="progress_chart", queue_name=CHART_GENERATION
    )
    declare_actor(progress_chart)


def draw(context: Context, payload: ProgressPayload) -> dict[str, str]:
    """Fetch a member's last matches, draw their chart (or find it drawn), and keep it.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.

    Raises
    ------
    NotLinked, MemberNotLinked
        The member has linked no account.
    NotEnoughMatches
        Fewer count than a trend takes.
    NoMedal
        The medal is asked for, and none was ever seen.
    DotaError
        The matches can't be had: a private profile, none at all, or the source is away.
    StoreUnavailable
        Whom the member has linked, or which medals were seen, can't be told.
    """
    account = account_of(context, payload)
    context.progress(10, "fetching")
    rows, name = last_matches(context, account, payload.matches)
    try:
        facts = chart_facts(rows)
    except TooFewMatches as error:
        raise NotEnoughMatches(error.have, error.need) from error
    medals = _medals(context, account) if payload.metric is ProgressMetric.RANK else ()
    # The rolling means follow from the matches; name and medals may change besides.
    key = (
        f"progress_chart:{PROGRESS_RENDERER_VERSION}:{account}:{payload.metric}"
        f":{facts.matches[-1].match_id}:{len(facts.matches)}:{digest(name, medals)}"
        f":{payload.locale}"
    )
    picture = context.pictures.get(key)
    if picture is None:
        context.progress(50, "drawing")
        drawn = _drawn(payload, name, rows, medals)
        picture = StoredPicture(drawn.data, "progress.png", drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}


def _drawn(
    payload: ProgressPayload,
    name: str | None,
    rows: tuple[PlayerMatch, ...],
    medals: tuple[MedalSeen, ...],
) -> Picture:
    locale = Locale.parse(payload.locale)
    if payload.metric is ProgressMetric.RANK:
        return progress_chart.render_medal_chart(name, rows, medals, locale=locale)
    metric = METRICS[payload.metric]
    return progress_chart.render_progress_chart(name, rows, locale=locale, metric=metric)


def _medals(context: Context, account: int) -> tuple[MedalSeen, ...]:
    kept = context.loop.call(get_medals(context.pool, account), STORE_TIMEOUT)
    if not kept:
        raise NoMedal(f"account {account}")
    return tuple(
        MedalSeen(
            int(datetime.combine(medal.day, time.min, UTC).timestamp()),
            medal.rank_tier,
            medal.leaderboard_rank,
        )
        for medal in kept
    )
