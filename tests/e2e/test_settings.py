"""/settings: menus for those who manage a server, what they change, and what is refused."""

from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.handle import NotPossible
from apolo.sandbox.permissions import EVERYBODY, Permission
from locales import Locale, text

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message
    from jobs.engine.requests import ClaimedJob
    from tests.e2e.conftest import Bots, Hands

MANAGER = EVERYBODY | Permission.MANAGE_GUILD
DENIED = [Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES]


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


def payload(job: ClaimedJob) -> dict[str, object]:
    found: dict[str, object] = json.loads(job.message)["kwargs"]["payload"]
    return found


def words(message: Message) -> str:
    return "\n".join(str(one.get("content", "")) for one in message.walk_components())


def marked(message: Message, custom_id: str) -> list[object]:
    """What a menu shows as chosen."""
    menu = message.component(custom_id) or {}
    options = menu.get("options", [])
    assert isinstance(options, list)
    chosen = [one["value"] for one in options if one.get("default")]
    defaults = menu.get("default_values", [])
    assert isinstance(defaults, list)
    return chosen + [str(one["id"]) for one in defaults]


async def choose(
    who: Member, view: Message, menu: str, value: str, hands: Hands
) -> tuple[dict[str, object], Message]:
    """Choose from a menu, to the end; what was asked for, and the answer."""
    press = await who.press(view, f"apolo:1:settings_{menu}", [value])
    assert (await press.acknowledged()).ephemeral
    job = await hands.take("member-requests")
    result = {"kind": "text", "message": "settings-panel-public", "args": {}}
    hands.complete(job, result, queue="member-requests")
    return payload(job), await press.answer()


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-419"])
async def test_settings_are_private_and_show_what_holds(
    discord: SandboxDiscord, bots: Bots, locale: str
) -> None:
    admin = discord.create_guild("A").create_member("admin", locale=locale, permissions=MANAGER)
    await bots.start()

    view = await (await admin.run("settings")).answer()

    assert view.ephemeral
    assert text(Locale.parse(locale), "settings-title") in words(view)
    menus = ["language", "panel", "digest_day", "digest_channel"]
    assert view.custom_ids == [f"apolo:1:settings_{menu}" for menu in menus]
    assert [marked(view, one) for one in view.custom_ids] == [["none"], ["none"], ["none"], []]
    _clean(discord)


async def test_a_choice_holds_at_once_for_the_whole_server(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    ana = guild.create_member("ana", locale="pt-BR")
    channel = guild.channels[0]
    await bots.start()
    view = await (await admin.run("settings")).answer()

    asked, answer = await choose(admin, view, "language", "es", hands)
    await choose(admin, view, "panel", "private", hands)
    await choose(admin, view, "digest_day", "5", hands)
    digest, _ = await choose(admin, view, "digest_channel", str(channel.id), hands)
    refused = await (await ana.run("match", {"id": "abc"})).answer()
    direct = await (await ana.run("match", {"id": "abc"}, channel=ana.direct)).answer()
    again = await (await admin.run("settings")).answer()

    assert (asked["guild_id"], asked["setting"], asked["value"]) == (guild.id, "language", "es")
    assert asked["locale"] == "es"
    assert (digest["setting"], digest["value"]) == ("digest_channel", str(channel.id))
    assert answer.ephemeral
    assert answer.content == text(Locale.ES, "settings-panel-public")
    assert refused.content == text(Locale.ES, "error-invalid-match-id")
    assert direct.content == text(Locale.PT, "error-invalid-match-id")
    shown = [marked(again, one) for one in again.custom_ids]
    assert shown == [["es"], ["private"], ["5"], [str(channel.id)]]
    _clean(discord)


async def test_a_members_own_language_goes_before_the_servers(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    ana = guild.create_member("ana")
    bot = await bots.start()
    bot.languages.expect(ana.id, Locale.PT)
    view = await (await admin.run("settings")).answer()

    await choose(admin, view, "language", "es", hands)
    panel = await (await admin.run("dashboard")).answer()
    answer = await (await ana.run("match", {"id": "abc"})).answer()

    assert text(Locale.ES, "panel-text") in words(panel)
    assert answer.content == text(Locale.PT, "error-invalid-match-id")


async def test_the_panel_answers_privately_where_the_server_chose_so(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    ana = guild.create_member("ana")
    await bots.start()
    panel = await (await admin.run("dashboard")).answer()
    view = await (await admin.run("settings")).answer()

    await choose(admin, view, "panel", "private", hands)
    for route in ("last_match", "progress", "coaching", "leaderboard"):
        press = await ana.press(panel, f"apolo:1:{route}")
        assert (await press.acknowledged()).ephemeral
    command = await ana.run("match", {"id": "7412345678"})

    assert not (await command.acknowledged()).ephemeral


async def test_only_who_manages_the_server_may_look_and_change(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    ana = guild.create_member("ana", locale="pt-BR")
    await bots.start()
    view = await (await admin.run("settings")).answer()

    with pytest.raises(NotPossible):
        await ana.run("settings")
    looked = await (await ana.run("settings", raw=True)).answer()
    direct = await (await ana.run("settings", channel=ana.direct, raw=True)).answer()
    pressed = await (await ana.press(view, "apolo:1:settings_language", ["pt"], raw=True)).answer(
        30
    )

    refusal = text(Locale.PT, "error-settings-need-manage-guild")
    assert [looked.content, pressed.content] == [refusal, refusal]
    assert direct.content == text(Locale.PT, "error-settings-guild-only")
    assert looked.ephemeral
    assert hands.idle("member-requests")
    _clean(discord)


FORGED = [
    ("language", ["fr"], "error-invalid-option"),
    ("language", [], "error-invalid-option"),
    ("language", ["pt", "es"], "error-invalid-option"),
    ("panel", ["public"], "error-invalid-option"),
    ("digest_day", ["8"], "error-invalid-option"),
    ("digest_channel", ["general"], "error-invalid-option"),
    ("digest_channel", ["9223372036854775807"], "error-channel-gone"),
    ("digest_channel", ["none"], "error-channel-gone"),
]


async def test_forged_values_are_refused(discord: SandboxDiscord, bots: Bots, hands: Hands) -> None:
    admin = discord.create_guild("A").create_member("admin", permissions=MANAGER)
    await bots.start()
    view = await (await admin.run("settings")).answer()

    for menu, values, code in FORGED:
        press = await admin.press(view, f"apolo:1:settings_{menu}", values, raw=True)
        answer = await press.answer()
        assert answer.ephemeral
        assert answer.content == text(Locale.EN, code), (menu, values)

    assert hands.idle("member-requests")


async def test_a_channel_where_apolo_may_not_post_is_refused(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    closed = [guild.create_channel("closed") for _ in DENIED]
    for channel, permission in zip(closed, DENIED, strict=True):
        channel.deny_bot(permission)
    await bots.start()
    view = await (await admin.run("settings")).answer()

    for channel in closed:
        press = await admin.press(view, "apolo:1:settings_digest_channel", [str(channel.id)])
        answer = await press.answer()
        assert answer.content == text(Locale.EN, "error-channel-closed", channel=str(channel.id))
    assert hands.idle("member-requests")


async def test_a_channel_that_was_deleted_is_not_shown_as_chosen(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    channel = guild.create_channel("digests")
    bot = await bots.start()
    view = await (await admin.run("settings")).answer()
    await choose(admin, view, "digest_channel", str(channel.id), hands)

    channel.delete()
    async with asyncio.timeout(30):
        while bot.get_channel(channel.id) is not None:  # noqa: ASYNC110
            await asyncio.sleep(0.01)
    again = await (await admin.run("settings")).answer()

    assert marked(again, "apolo:1:settings_digest_channel") == []
    _clean(discord)
