"""What is offered while a match is being typed: quickly, from memory, and never a failure."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.recent import OFFERED, RecentMatches, match_name
from locales import Locale
from store.errors import StoreUnavailable
from store.history import KeptMatch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from discord.app_commands import Choice

NOW_S = 1_800_000_000
WON = KeptMatch(
    8_600_000_001, NOW_S - 7200 - 2400, 2400, 8, "radiant", True, 12, 3, 8, 600, 700, None, 200,
    10, 20_000, 3_000, 0, 22, 7, 1, 65, False,
)  # fmt: skip
LOST = replace(WON, match_id=8_500_000_002, hero_id=5, won=False, deaths=None)


class Clock:
    """Discord's time."""

    def now_ms(self) -> float:
        return NOW_S * 1000


@dataclass
class Typing:
    """An interaction, as far as completing goes."""

    id: int = 1
    guild_id: int | None = None
    offered: list[Choice[str]] = field(default_factory=list)

    @property
    def user(self) -> Any:
        return self

    @property
    def client(self) -> Any:
        return self

    languages = cast("Any", {1: Locale.PT})
    """Portuguese, by the member's own choice."""

    @property
    def response(self) -> Any:
        return self

    async def autocomplete(self, choices: Sequence[Choice[str]]) -> None:
        self.offered = list(choices)


class Stored:
    """A store of matches, to be read from."""

    def __init__(self, *matches: KeptMatch) -> None:
        self.matches = matches
        self.reads = 0
        self.error: Exception | None = None

    async def read(self, _: int) -> Sequence[KeptMatch]:
        self.reads += 1
        if self.error is not None:
            raise self.error
        return self.matches


def completing(stored: Stored, **options: Any) -> RecentMatches:
    return RecentMatches(stored.read, cast("Any", Clock()), **options)


async def offered(recent: RecentMatches, typed: object = "") -> list[str]:
    typing = Typing()
    await recent.complete(cast("Any", typing), typed)
    assert all(1 <= len(one.name) <= 100 for one in typing.offered)
    return [one.value for one in typing.offered]


@pytest.mark.parametrize(
    ("locale", "named"),
    [
        (Locale.EN, "Juggernaut · Win · 12/3/8 · 2 hours ago"),
        (Locale.PT, "Juggernaut · Vitória · 12/3/8 · há 2 horas"),
        (Locale.ES, "Juggernaut · Victoria · 12/3/8 · hace 2 horas"),
    ],
)
def test_a_match_is_named_in_the_members_language(locale: Locale, named: str) -> None:
    assert match_name(locale, WON, NOW_S) == named


def test_what_the_source_did_not_say_is_not_made_up() -> None:
    unknown = replace(WON, won=None, kills=None, hero_id=99_999)
    assert match_name(Locale.EN, unknown, NOW_S) == (
        "Hero #99999 · No result · –/3/8 · 2 hours ago"
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", [WON, LOST]),
        ("  JUGG ", [WON]),
        ("derrota", [LOST]),
        ("85", [LOST]),
        ("8600000001", [WON]),
        ("nothing of it", []),
        (12.5, []),
    ],
)
async def test_what_is_typed_narrows_it_down(typed: object, found: list[KeptMatch]) -> None:
    recent = completing(Stored(WON, LOST))
    assert await offered(recent, typed) == [str(one.match_id) for one in found]


async def test_no_more_than_discord_takes() -> None:
    many = [replace(WON, match_id=number) for number in range(1, 40)]
    assert len(await offered(completing(Stored(*many)))) == OFFERED


async def test_keystrokes_read_once() -> None:
    now = 0.0
    stored = Stored(WON)
    recent = completing(stored, now=lambda: now)

    for typed in ("", "j", "ju"):
        await offered(recent, typed)
    assert stored.reads == 1
    now = 21.0
    await offered(recent)
    recent.forget(1)
    await offered(recent)
    assert stored.reads == 3


async def test_who_has_just_linked_an_account_soon_sees_matches() -> None:
    now = 0.0
    stored = Stored()
    recent = completing(stored, now=lambda: now)

    assert await offered(recent) == []
    stored.matches = (WON,)
    now = 3.0
    assert await offered(recent) == [str(WON.match_id)]


async def test_a_database_that_is_away_offers_what_is_known_or_nothing() -> None:
    now = 0.0
    stored = Stored(WON)
    recent = completing(stored, now=lambda: now)
    await offered(recent)

    stored.error = StoreUnavailable()
    now = 60.0
    assert await offered(recent) == [str(WON.match_id)]
    recent.forget(1)
    assert await offered(recent) == []
    assert await offered(RecentMatches(None, cast("Any", Clock()))) == []


async def test_a_database_that_says_nothing_is_not_waited_for() -> None:
    async def silent(_: int) -> Sequence[KeptMatch]:
        await asyncio.Event().wait()
        return ()

    recent = RecentMatches(silent, cast("Any", Clock()), within=0.01)
    async with asyncio.timeout(30):
        assert await offered(recent) == []
