"""Draws what the job queues did in the last hour, for operators."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import dramatiq

from jobs.actors.payload import read
from jobs.actors.players import digest
from jobs.engine import EngineUnavailable
from jobs.engine.statistics import over_last, percentile
from jobs.health import Thresholds, judge_queue
from jobs.payloads import HealthChartPayload
from jobs.pictures import StoredPicture
from jobs.queues import CHART_GENERATION
from locales import Locale
from renderers import queues_chart
from renderers.queues_chart import QUEUES_RENDERER_VERSION
from renderers.queues_facts import MINUTES, MinuteFigures, QueueFigures, QueuesFacts

if TYPE_CHECKING:
    from jobs.actors.context import Context
    from jobs.actors.queue_figures import Figures

_MINUTE_MS: Final = 60_000


def declare(broker: dramatiq.Broker, context: Context) -> None:
    """Declare the actor ``health_chart``."""

    def health_chart(payload: object) -> dict[str, str]:
        return draw(context, read(HealthChartPayload, payload))

    declare_actor = dramatiq.actor(
        broker=broker, actor_name="health_chart", queue_name=CHART_GENERATION
    )
    declare_actor(health_chart)


def draw(context: Context, payload: HealthChartPayload) -> dict[str, str]:
    """Read the queues' figures, draw them (or find them drawn), and keep the picture.

    Returns
    -------
    dict
        ``kind`` "image", ``picture`` (its content key), ``filename``, ``alt``.

    Raises
    ------
    EngineUnavailable
        There are no figures: Redis is away.
    """
    if context.queues is None:
        raise EngineUnavailable("this job runs without Redis, whose figures it is about")
    facts = facts_of(context.queues.figures())
    key = f"queues:{QUEUES_RENDERER_VERSION}:{digest(facts)}:{payload.locale}"
    picture = context.pictures.get(key)
    if picture is None:
        drawn = queues_chart.render_queues_chart(facts, locale=Locale.parse(payload.locale))
        picture = StoredPicture(drawn.data, "queues.png", drawn.alt)
        context.pictures.put(key, picture)
    return {"kind": "image", "picture": key, "filename": picture.filename, "alt": picture.alt}


def facts_of(figures: Figures) -> QueuesFacts:
    """Put the figures of all queues together, minute by minute."""
    now_ms = max((counts.now_ms for counts in figures.counts), default=0)
    last = now_ms // _MINUTE_MS
    limits = Thresholds()
    queues = []
    for counts in figures.counts:
        health = judge_queue(counts, figures.workers, limits)
        hour = over_last(counts, MINUTES)
        queues.append(
            QueueFigures(
                name=counts.queue,
                verdict=health.verdict.value,
                waiting=counts.waiting,
                active=counts.active,
                paused=counts.paused,
                done=hour.completed + hour.declined,
                failed=hour.failed,
                wait_p95_ms=hour.wait_p95_ms,
            )
        )
    minutes = tuple(_minute(figures, minute) for minute in range(last - MINUTES + 1, last + 1))
    waits: Counter[int] = Counter()
    for counts in figures.counts:
        for one in counts.minutes:
            if one.minute > last - MINUTES:
                waits.update(one.waits)
    return QueuesFacts(
        now=last * 60,
        minutes=minutes,
        queues=tuple(queues),
        wait_p50_ms=percentile(waits, 0.50),
        wait_p95_ms=percentile(waits, 0.95),
    )


def _minute(figures: Figures, minute: int) -> MinuteFigures:
    waits: Counter[int] = Counter()
    done = failed = 0
    for counts in figures.counts:
        for one in counts.minutes:
            if one.minute == minute:
                done += one.completed + one.declined
                failed += one.failed
                waits.update(one.waits)
    return MinuteFigures(done, failed, percentile(waits, 0.50), percentile(waits, 0.95))
