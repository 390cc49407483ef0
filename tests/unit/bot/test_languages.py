"""Members' languages are known at once, brought up to date, and never a reason to fail."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from bot.languages import Languages
from locales import Locale
from store.errors import StoreUnavailable
from store.member_settings import MemberLanguage

T0 = datetime(2026, 1, 1, tzinfo=UTC)


class Stored:
    """A store of choices, to be read from."""

    def __init__(self) -> None:
        self.rows: list[MemberLanguage] = []
        self.asked: list[datetime | None] = []
        self.away = False

    def put(self, user_id: int, language: str | None, second: int) -> None:
        self.rows.append(MemberLanguage(user_id, language, T0 + timedelta(seconds=second)))

    async def read(self, since: datetime | None) -> Sequence[MemberLanguage]:
        self.asked.append(since)
        if self.away:
            raise StoreUnavailable
        return [row for row in self.rows if since is None or row.updated_at > since]


async def test_only_what_is_new_is_read_again() -> None:
    stored = Stored()
    stored.put(1, "pt", 0)
    languages = Languages(stored.read)

    await languages.refresh()
    stored.put(2, "es", 5)
    await languages.refresh()

    assert (languages.get(1), languages.get(2), languages.get(3)) == (Locale.PT, Locale.ES, None)
    assert stored.asked == [None, T0]


async def test_a_choice_holds_at_once_and_then_as_stored() -> None:
    stored = Stored()
    languages = Languages(stored.read)

    languages.expect(1, Locale.ES)
    assert languages.get(1) is Locale.ES
    stored.put(1, "es", 1)
    await languages.refresh()
    stored.put(1, "pt", 2)  # by another process
    await languages.refresh()

    assert languages.get(1) is Locale.PT


async def test_to_follow_discord_again_holds_at_once_too() -> None:
    stored = Stored()
    stored.put(1, "pt", 0)
    languages = Languages(stored.read)
    await languages.refresh()

    languages.expect(1, None)
    assert languages.get(1) is None
    stored.put(1, None, 1)
    await languages.refresh()
    assert languages.get(1) is None


async def test_an_older_choice_that_is_read_late_does_not_show() -> None:
    stored = Stored()
    languages = Languages(stored.read)

    languages.expect(1, Locale.ES)
    stored.put(1, "pt", 1)
    await languages.refresh()

    assert languages.get(1) is Locale.ES


async def test_a_choice_that_was_never_stored_lapses() -> None:
    now = 0.0
    languages = Languages(now=lambda: now)

    languages.expect(1, Locale.ES)
    now = 59.0
    assert languages.get(1) is Locale.ES
    now = 61.0
    assert languages.get(1) is None


async def test_a_database_that_is_away_changes_nothing() -> None:
    stored = Stored()
    stored.put(1, "pt", 0)
    languages = Languages(stored.read)
    await languages.refresh()

    stored.away = True
    await languages.refresh()
    assert languages.get(1) is Locale.PT
    stored.away = False
    stored.put(1, "es", 1)
    await languages.refresh()
    assert languages.get(1) is Locale.ES


async def test_the_start_does_not_wait_for_a_database_that_says_nothing() -> None:
    async def silent(_: datetime | None) -> Sequence[MemberLanguage]:
        await asyncio.Event().wait()
        return ()

    languages = Languages(silent)
    async with asyncio.timeout(30):
        await languages.start(0.01)
        await languages.stop()
    assert languages.get(1) is None


async def test_what_was_deleted_is_forgotten_at_the_next_whole_look() -> None:
    stored = Stored()
    stored.put(1, "pt", 0)
    stored.put(2, "es", 0)
    languages = Languages(stored.read)
    await languages.refresh()

    stored.rows = [row for row in stored.rows if row.discord_user_id != 1]
    for _ in range(41):
        await languages.refresh()

    assert stored.asked.count(None) == 2
    assert languages.get(1) is None
    assert languages.get(2) is Locale.ES


async def test_what_is_being_deleted_is_forgotten_at_once() -> None:
    stored = Stored()
    stored.put(1, "pt", 0)
    languages = Languages(stored.read)
    await languages.refresh()
    languages.expect(1, Locale.ES)

    languages.forget(1)

    assert languages.get(1) is None
