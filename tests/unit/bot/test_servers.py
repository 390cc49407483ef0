"""Servers' settings are known at once, each for itself."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.servers import Servers
from locales import Locale
from store.server_settings import ServerChoice, ServerSettings, Setting

T0 = datetime(2026, 1, 1, tzinfo=UTC)


async def test_settings_are_put_together_from_choices() -> None:
    choices = [
        ServerChoice(1, Setting.LANGUAGE, "pt", T0),
        ServerChoice(1, Setting.PANEL_ANSWERS, "private", T0),
        ServerChoice(1, Setting.DIGEST_DAY, "3", T0),
        ServerChoice(2, Setting.LANGUAGE, None, T0),
    ]

    async def read(_: datetime | None) -> Sequence[ServerChoice]:
        return choices

    servers = Servers(read)
    await servers.refresh()

    assert servers.of(1) == ServerSettings("pt", True, 3, None)
    assert servers.of(2) == servers.of(3) == ServerSettings()
    assert [servers.language(guild) for guild in (1, 2, None)] == [Locale.PT, None, None]


async def test_one_choice_on_its_way_leaves_the_others_alone() -> None:
    servers = Servers()
    servers.expect((1, Setting.LANGUAGE), "es")
    servers.expect((1, Setting.DIGEST_DAY), "7")
    servers.expect((1, Setting.LANGUAGE), None)

    assert servers.of(1) == ServerSettings(digest_day=7)
