"""Waiting for the marker: exact, and without keeping it from others."""

from __future__ import annotations

import time
from threading import Thread

import pytest

from jobs.engine import requests
from jobs.engine.doorbell import Doorbell
from jobs.engine.errors import EngineUnavailable


@pytest.fixture
def doorbell(hand):
    doorbell = Doorbell(hand.engine, hand.engine.queues.space("work"))
    yield doorbell
    doorbell.close()


def test_a_wait_is_as_long_as_it_should_be(doorbell):
    doorbell.wait(0.01)
    began = time.monotonic()
    assert not doorbell.wait(0.25)
    assert time.monotonic() - began > 0.24


def test_a_new_job_rings(hand, doorbell):
    thread = Thread(target=lambda: hand.add("a"))
    thread.start()
    assert doorbell.wait(30)
    thread.join()


def test_a_marker_that_came_between_two_waits_is_found(hand, doorbell):
    assert not doorbell.wait(0.01)
    hand.add("a")
    assert doorbell.wait(30)


def test_who_withdraws_leaves_the_marker_to_others(hand, doorbell):
    doorbell.wait(0.01)
    assert not doorbell.withdraw()
    hand.add("a")
    other = Doorbell(hand.engine, hand.engine.queues.space("work"))
    assert other.wait(30)
    other.close()


def test_who_withdraws_with_the_marker_in_hand_knows_it(hand, doorbell):
    doorbell.wait(0.01)
    hand.add("a")
    assert doorbell.withdraw()
    assert hand.engine.run(requests.ring(hand.engine.queues.space("work")))
    assert doorbell.wait(30)


def test_a_lost_connection_is_said_and_mended(hand, doorbell):
    doorbell.wait(0.01)
    hand.engine.client.execute_command("CLIENT", "KILL", "TYPE", "normal", "SKIPME", "yes")
    with pytest.raises(EngineUnavailable):
        doorbell.wait(30)
    hand.add("a")
    assert doorbell.wait(30)
