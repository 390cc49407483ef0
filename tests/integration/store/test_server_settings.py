"""Servers' settings, on a real PostgreSQL."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import asyncpg
import pytest

from store.server_settings import (
    ServerSettings,
    Setting,
    get_server_settings,
    server_choices_since,
    set_server_setting,
)

if TYPE_CHECKING:
    from store.pool import Pool

BIG = 2**63 - 1


async def test_what_nobody_set_is_as_it_ships(pool: Pool) -> None:
    assert await get_server_settings(pool, 1) == ServerSettings()


async def test_every_setting_can_be_read_back(pool: Pool) -> None:
    for setting, value in (
        (Setting.LANGUAGE, "pt"),
        (Setting.PANEL_ANSWERS, "private"),
        (Setting.DIGEST_DAY, "7"),
        (Setting.DIGEST_CHANNEL, str(BIG)),
    ):
        assert await set_server_setting(pool, BIG, setting, value, 1)

    assert await get_server_settings(pool, BIG) == ServerSettings("pt", True, 7, BIG)
    assert await get_server_settings(pool, 1) == ServerSettings()


async def test_the_youngest_choice_of_a_setting_stays_whatever_comes_last(pool: Pool) -> None:
    await set_server_setting(pool, 1, Setting.LANGUAGE, "es", 2_000)
    await set_server_setting(pool, 1, Setting.DIGEST_DAY, "1", 1_000)

    assert not await set_server_setting(pool, 1, Setting.LANGUAGE, None, 1_999)
    assert await set_server_setting(pool, 1, Setting.DIGEST_DAY, None, 1_001)

    assert await get_server_settings(pool, 1) == ServerSettings(language="es")


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (Setting.LANGUAGE, "fr"),
        (Setting.PANEL_ANSWERS, "public"),
        (Setting.DIGEST_DAY, "8"),
        (Setting.DIGEST_CHANNEL, "general"),
    ],
)
async def test_what_is_no_value_of_a_setting_is_not_kept(
    pool: Pool, setting: Setting, value: str
) -> None:
    with pytest.raises(asyncpg.CheckViolationError):
        await set_server_setting(pool, 1, setting, value, 1)


async def test_only_what_is_recent_is_read_again(pool: Pool) -> None:
    await set_server_setting(pool, 1, Setting.LANGUAGE, "pt", 1)
    (first,) = await server_choices_since(pool, None)

    assert (first.guild_id, first.setting, first.value) == (1, Setting.LANGUAGE, "pt")
    assert await server_choices_since(pool, first.updated_at + timedelta(hours=1)) == ()
    assert await server_choices_since(pool, first.updated_at) == (first,)
