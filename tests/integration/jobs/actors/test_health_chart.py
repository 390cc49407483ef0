"""The chart of the queues, from a real Valkey's figures to a picture."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from jobs.actors import health_chart
from jobs.actors.queue_figures import EngineQueues
from jobs.engine import Engine, EngineUnavailable, NewJob, requests
from jobs.engine.policy import LeasePolicy
from jobs.engine.requests import Finish
from jobs.payloads import HealthChartPayload
from jobs.queues import IMAGE_GENERATION, NAMESPACE, NOTIFICATION, QUEUES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .conftest import Stage

ASKED = HealthChartPayload(locale="en")


@pytest.fixture
def engine(clean_valkey: str) -> Iterator[Engine]:
    engine = Engine.from_url(clean_valkey, namespace=NAMESPACE, policies=QUEUES, timeout=30.0)
    yield engine
    engine.close()


def _one_done(engine: Engine) -> None:
    engine.enqueue(IMAGE_GENERATION, [NewJob("1", b"x", "match_card")])
    space, policy = engine.queues.space(IMAGE_GENERATION), QUEUES[IMAGE_GENERATION]
    claim = requests.claim(
        space, policy, LeasePolicy(), worker="w", consumer="w", request="1", most=1, idle=False
    )
    job = engine.run(claim).jobs[0]
    engine.run(requests.finish(space, policy, [Finish("1", job.record.token, "c", 1, 0, b"")]))


def test_what_was_done_and_what_waits_is_drawn(stage: Stage, engine: Engine) -> None:
    _one_done(engine)
    engine.enqueue(NOTIFICATION, [NewJob("2", b"x", "note"), NewJob("3", b"x", "note")])
    context = replace(stage.context, queues=EngineQueues(engine))

    answer = health_chart.draw(context, ASKED)

    assert (answer["kind"], answer["filename"]) == ("image", "queues.png")
    assert answer["picture"] in stage.pictures.made
    # Two wait, and no worker is there to take them.
    assert "last hour: Critical." in answer["alt"]
    assert "image-generation: 0 waiting · 1 done." in answer["alt"]
    assert "notification: 2 waiting · 0 done." in answer["alt"]


def test_new_figures_are_another_picture(stage: Stage, engine: Engine) -> None:
    context = replace(stage.context, queues=EngineQueues(engine))
    first = health_chart.draw(context, ASKED)
    _one_done(engine)
    assert health_chart.draw(context, ASKED)["picture"] != first["picture"]


def test_without_redis_there_are_no_figures(stage: Stage) -> None:
    with pytest.raises(EngineUnavailable):
        health_chart.draw(stage.context, ASKED)
