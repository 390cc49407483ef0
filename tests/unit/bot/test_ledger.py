"""What is owed is found by interaction, by job and by request."""

from __future__ import annotations

import dataclasses

from bot.entries import Entry, EntryState
from bot.ledger import Ledger, Owed


def test_found_by_job_until_another_job_brings_the_answer(entry: Entry) -> None:
    ledger, owed = Ledger(), Owed(entry, in_hand=True)
    ledger.add(owed)
    assert ledger.waiting_for("image-generation", entry.job_id) == [owed]
    ledger.set_job(owed, "other")
    assert ledger.waiting_for("image-generation", entry.job_id) == []
    assert ledger.waiting_for("image-generation", "other") == [owed]
    assert ledger.waiting_for("member-requests", "other") == []


def test_nothing_is_left_after_removal(entry: Entry) -> None:
    ledger, owed = Ledger(), Owed(entry, in_hand=True)
    ledger.add(owed)
    ledger.remove(owed)
    assert len(ledger) == 0
    assert entry.interaction_id not in ledger
    assert not ledger.is_pending(entry.request_key)
    assert ledger.waiting_for("image-generation", entry.job_id) == []
    assert not ledger._by_job


def test_the_same_request_is_pending_for_the_same_member_and_place_only(entry: Entry) -> None:
    ledger = Ledger()
    ledger.add(Owed(entry, in_hand=False))
    assert ledger.is_pending(entry.request_key)
    for changes in ({"user_id": 1}, {"channel_id": 1}):
        assert not ledger.is_pending(dataclasses.replace(entry, **changes).request_key)
    other_job = dataclasses.replace(entry.job, payload={"match_id": 75})
    assert not ledger.is_pending(dataclasses.replace(entry, job=other_job).request_key)


def test_a_press_that_perhaps_nobody_saw_does_not_block_the_next(entry: Entry) -> None:
    ledger = Ledger()
    written = dataclasses.replace(entry, state=EntryState.WRITTEN)
    lost = Owed(written, in_hand=False)
    ledger.add(lost)
    assert not ledger.is_pending(entry.request_key)
    again = dataclasses.replace(written, interaction_id=entry.interaction_id + 1)
    ledger.add(Owed(again, in_hand=True))
    ledger.remove(lost)
    assert ledger.is_pending(entry.request_key)
