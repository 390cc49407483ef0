"""Every actor's payload is known before it is enqueued."""

from __future__ import annotations

from typing import Any, cast

import pytest
from dramatiq.brokers.stub import StubBroker
from dramatiq.middleware import Retries

from jobs.actors import declare_actors
from jobs.actors.payload import RefusedPayload, read
from jobs.engine import InvalidJob
from jobs.payloads import MatchCardPayload
from jobs.tasks import PAYLOADS, check

CARD = {"discord_user_id": 1, "guild_id": None, "locale": "en", "match_id": None}


def test_no_actor_is_left_out() -> None:
    broker = StubBroker(middleware=[Retries()])  # its options, which actors may have
    declare_actors(broker, cast("Any", object()))
    assert set(PAYLOADS) == broker.get_declared_actors()


def test_a_payload_goes_and_comes_the_same() -> None:
    payload = MatchCardPayload.model_validate(CARD)
    check("match_card", payload.model_dump(mode="json"))
    assert read(MatchCardPayload, payload.model_dump(mode="json")) == payload


@pytest.mark.parametrize("version", [0, 2, "new", None])
def test_a_foreign_version_is_refused_at_both_ends(version: object) -> None:
    with pytest.raises(InvalidJob) as before:
        check("match_card", CARD | {"version": version})
    with pytest.raises(RefusedPayload) as where_it_runs:
        read(MatchCardPayload, CARD | {"version": version})
    assert (before.value.field, where_it_runs.value.field) == ("payload.version", "version")
