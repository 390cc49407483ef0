"""The bot keeps the last pictures at hand, within a budget."""

from __future__ import annotations

from jobs.recent import RecentPictures


def test_what_was_used_last_stays() -> None:
    recent = RecentPictures(budget=10)
    recent.put("a", b"aaaa")
    recent.put("b", b"bbbb")
    assert recent.get("a") == b"aaaa"
    recent.put("c", b"cccc")
    assert recent.get("b") is None
    assert (recent.get("a"), recent.get("c")) == (b"aaaa", b"cccc")


def test_one_over_the_budget_drives_nothing_out() -> None:
    recent = RecentPictures(budget=10)
    recent.put("a", b"aaaa")
    recent.put("huge", b"x" * 11)
    assert recent.get("huge") is None
    assert recent.get("a") == b"aaaa"


def test_the_same_picture_counts_once() -> None:
    recent = RecentPictures(budget=10)
    for _ in range(5):
        recent.put("a", b"aaaa")
    recent.put("b", b"bbbb")
    assert recent.get("a") == b"aaaa"


def test_nothing_is_kept_for_long() -> None:
    seconds = 0.0
    recent = RecentPictures(budget=10, seconds=60, now=lambda: seconds)
    recent.put("a", b"aaaa")
    seconds = 59.0
    assert recent.get("a") == b"aaaa"
    seconds = 60.0
    assert recent.get("a") is None
    recent.put("b", b"x" * 10)
    assert recent.get("b") is not None
