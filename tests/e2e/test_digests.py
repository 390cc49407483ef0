"""The weekly digest: posted once in the server's channel, or turned off with the reason said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.permissions import EVERYBODY, Permission
from bot.digests import Digests
from locales import Locale, text
from store.digests import claim_digests, plan_digests
from store.server_settings import Setting, get_server_settings, set_server_setting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.places import SandboxGuild
    from store.pool import Pool
    from tests.e2e.conftest import Bots, Hands

    Eventually = Callable[[Callable[[], bool]], Awaitable[None]]

WEEK = "2026-W48"


async def _plan(pool: Pool, guild: SandboxGuild, language: str | None = None) -> None:
    for setting, value in (
        (Setting.DIGEST_DAY, "4"),
        (Setting.DIGEST_CHANNEL, str(guild.channels[0].id)),
        (Setting.LANGUAGE, language),
    ):
        await set_server_setting(pool, guild.id, setting, value, 1)
    await plan_digests(pool, 4, WEEK)


@pytest.mark.parametrize(
    ("tag", "chosen", "locale"),
    [("en-US", None, "en"), ("pt-BR", None, "pt"), ("es-ES", None, "es"), ("en-US", "pt", "pt")],
)
async def test_the_digest_is_posted_in_the_servers_language(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    pool: Pool,
    tag: str,
    chosen: str | None,
    locale: str,
) -> None:
    guild = discord.create_guild("A", locale=tag)
    await _plan(pool, guild, chosen)
    await bots.start(pool=pool)

    job = await hands.take("notification")
    result = {"kind": "image", "picture": "board", "filename": "b.png", "alt": "A board"}
    hands.keep("board")
    hands.complete(job, result | {"text": "**Ana** won"}, queue="notification")
    (post,) = await guild.channels[0].until(lambda messages: len(messages) == 1)

    assert job.job_id == f"digest:{guild.id}:{WEEK}"
    assert f'"locale":"{locale}"'.encode() in job.message.replace(b" ", b"")
    assert post.content == "**Ana** won"
    assert [one.description for one in post.attachments] == ["A board"]


async def test_two_bots_and_a_second_look_post_it_once(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    pool: Pool,
    eventually: Eventually,
) -> None:
    guild = discord.create_guild("A")
    await _plan(pool, guild)
    one = await bots.start(pool=pool)
    two = await bots.start(pool=pool, wait=False)
    await eventually(two.is_ready)

    hands.draw(await hands.take("notification"), queue="notification")
    await guild.channels[0].until(lambda messages: len(messages) == 1)
    for bot in (one, two):
        looker = Digests(pool, bot, bot.servers, bot.delivery.owe, bot.clock)
        assert await looker.look() == 0

    assert await plan_digests(pool, 4, WEEK) == 0
    assert hands.idle("notification")
    assert len(guild.channels[0].messages) == 1


@pytest.mark.parametrize(
    ("trouble", "tag"),
    [("channel_gone", "en-US"), ("channel_closed", "pt-BR"), ("channel_gone", "es-419")],
)
async def test_where_it_can_not_be_posted_it_is_turned_off_and_settings_say_why(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    pool: Pool,
    trouble: str,
    tag: str,
) -> None:
    guild = discord.create_guild("A", locale=tag)
    boss = guild.create_member("boss", permissions=EVERYBODY | Permission.MANAGE_GUILD)
    await _plan(pool, guild)
    other = guild.create_channel("other")
    if trouble == "channel_gone":
        await set_server_setting(pool, guild.id, Setting.DIGEST_CHANNEL, "4242", 2)
    else:
        guild.channels[0].deny_bot(Permission.ATTACH_FILES)
    bot = await bots.start(pool=pool)

    looker = Digests(pool, bot, bot.servers, bot.delivery.owe, bot.clock)
    await looker.look()
    while (await get_server_settings(pool, guild.id)).digest_day is not None:
        await looker.look()
    answer = await (await boss.run("settings", channel=other, locale=tag)).answer()

    locale = Locale.parse(tag)
    assert text(locale, f"settings-digest-{trouble}") in answer.words
    assert (await get_server_settings(pool, guild.id)).digest_trouble == trouble
    assert await claim_digests(pool, [guild.id], 9) == ()
    assert hands.idle("notification")
