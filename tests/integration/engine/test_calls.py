"""A script's call leaves its connection fit for the next one, however it ended."""

from __future__ import annotations

import pytest
from redis.connection import UnixDomainSocketConnection


class Interruption(BaseException):
    """As Dramatiq's time limit: raised by another thread, anywhere."""


def test_a_call_after_an_interrupted_one_gets_its_own_answer(hand, monkeypatch):
    hand.add("a")
    read = UnixDomainSocketConnection.read_response

    used = []

    def interrupt(connection, **_options):
        used.append(connection)
        monkeypatch.setattr(UnixDomainSocketConnection, "read_response", read)
        raise Interruption

    monkeypatch.setattr(UnixDomainSocketConnection, "read_response", interrupt)
    with pytest.raises(Interruption):
        hand.engine.counts(hand.queue)
    # Its answer may come at any time; nobody may be there to take it for another's.
    assert not used[0].is_connected
    assert hand.status("a").job_id == "a"
    assert hand.claimed_ids() == ["a"]


def test_scripts_that_redis_forgot_are_sent_again(hand):
    hand.add("a")
    hand.engine.client.script_flush()
    assert hand.claimed_ids() == ["a"]
