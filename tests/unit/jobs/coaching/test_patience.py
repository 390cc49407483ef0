"""Waiting for a call no longer than it may take."""

from __future__ import annotations

import threading

import pytest

from jobs.actors.coaching.errors import AnswerRejected, ModelSilent, NotAsked
from jobs.actors.coaching.patience import Patience


def test_what_is_done_comes_back() -> None:
    assert Patience().call(lambda: "text", 5.0) == "text"


def test_what_goes_wrong_comes_back_as_it_is() -> None:
    def reject() -> str:
        raise AnswerRejected("why")

    with pytest.raises(AnswerRejected, match="why"):
        Patience().call(reject, 5.0)


def test_a_call_that_hangs_is_left_and_keeps_its_place() -> None:
    patience, free = Patience(most=1), threading.Event()
    with pytest.raises(ModelSilent):
        patience.call(free.wait, 0.01)
    with pytest.raises(NotAsked):
        patience.call(lambda: "text", 5.0)
    free.set()
    for thread in threading.enumerate():
        if thread.name == "coaching-model":
            thread.join(60)
    assert patience.call(lambda: "text", 5.0) == "text"
