"""/help, the form behind the Link button, and what is offered while a match is typed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from apolo.sandbox.interactions import AckType
from apolo.sandbox.permissions import EVERYBODY, Permission
from locales import Locale, text
from store.history import KeptMatch, put_matches
from store.players import set_link

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.message import Message
    from store.pool import Pool
    from tests.e2e.conftest import Bots, Hands

MANAGER = EVERYBODY | Permission.MANAGE_GUILD
MATCH = KeptMatch(
    8_600_000_001, 1_700_000_000, 2400, 8, "radiant", True, 12, 3, 8, 600, 700, None, 200, 10,
    20_000, 3_000, 0, 22, 7, 1, 65, False,
)  # fmt: skip


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


def words(message: Message) -> str:
    return "\n".join(str(one.get("content", "")) for one in message.walk_components())


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-419"])
async def test_help_lists_the_commands_ready_to_be_clicked(
    discord: SandboxDiscord, bots: Bots, tag: str
) -> None:
    guild = discord.create_guild("A")
    ana, boss = guild.create_member("ana", locale=tag), guild.create_member("boss")
    bot = await bots.start(operators=frozenset({boss.id}))
    await bot.synced()

    help_ = await (await ana.run("help")).answer()
    operators = await (await boss.run("help")).answer()

    locale = Locale.parse(tag)
    ids = {one["name"]: one["id"] for one in discord.world.commands[None] if one["type"] == 1}
    assert help_.ephemeral
    assert f"</{text(locale, 'command-match-name')}:{ids['match']}>" in words(help_)
    assert text(locale, "command-match-description") in words(help_)
    assert "</queuehealth:" not in words(help_)
    assert f"</queuehealth:{ids['queuehealth']}>" in words(operators)
    assert help_.custom_ids == ["apolo:1:link", "apolo:1:language"]
    _clean(discord)


async def test_the_ids_are_still_known_after_a_restart_without_a_sync(
    discord: SandboxDiscord, bots: Bots
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()
    await bot.synced()
    first = await (await ana.run("help")).answer()
    await bots.stop()
    await discord.disconnected()
    bot = await bots.start()
    await bot.synced()

    again = await (await ana.run("help")).answer()

    assert "</match:" in words(first)
    assert words(again) == words(first)


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-419"])
async def test_the_link_button_opens_a_form_that_links(
    discord: SandboxDiscord, bots: Bots, hands: Hands, tag: str
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    ana = guild.create_member("ana", locale=tag)
    await bots.start()
    panel = await (await admin.run("dashboard")).answer()

    opened = await ana.press(panel, "apolo:1:link")
    ack = await opened.acknowledged()
    sent = await ana.submit(opened, {"steam_id": "https://www.dotabuff.com/players/104334048"})
    assert (await sent.acknowledged()).ephemeral
    job = await hands.take("member-requests")
    result = {"kind": "text", "message": "link-unchanged", "args": {"account": "104334048"}}
    hands.complete(job, result, queue="member-requests")
    answer = await sent.answer()

    assert ack.type is AckType.MODAL
    assert opened.modal is not None
    assert opened.modal["title"] == text(Locale.parse(tag), "link-form-title")
    asked: dict[str, Any] = json.loads(job.message)["kwargs"]["payload"]
    assert (asked["discord_user_id"], asked["account_id"]) == (ana.id, 104334048)
    assert "104334048" in answer.content
    _clean(discord)


async def test_a_form_that_says_nothing_useful_is_told_so(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    admin = guild.create_member("admin", permissions=MANAGER)
    ana = guild.create_member("ana", locale="pt-BR")
    await bots.start()
    panel = await (await admin.run("dashboard")).answer()
    opened = await ana.press(panel, "apolo:1:link")
    await opened.acknowledged()

    answer = await (await ana.submit(opened, {"steam_id": "@everyone"})).answer()
    assert opened.modal is not None
    opened.modal["components"] = []
    empty = await (await ana.submit(opened, {})).answer()
    opened.modal["custom_id"] = "apolo:0:link_form"
    forged = await (await ana.submit(opened, {})).answer()

    wrong = text(Locale.PT, "error-invalid-steam-id")
    assert [answer.content, empty.content] == [wrong, wrong]
    assert forged.content == text(Locale.PT, "error-button-outdated")
    assert answer.ephemeral
    assert forged.ephemeral
    assert hands.idle("member-requests")
    _clean(discord)


async def test_recent_matches_are_offered_while_typing(
    discord: SandboxDiscord, bots: Bots, pool: Pool
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana", locale="es-ES"), guild.create_member("rui")
    await set_link(pool, ana.id, 7)
    await put_matches(pool, 7, [MATCH])
    await bots.start(pool=pool)

    found = await ana.autocomplete("match", "id", "jug")
    coached = await ana.autocomplete("coach", "match", "")
    none = await ana.autocomplete("match", "id", "crystal")
    stranger = await rui.autocomplete("match", "id", "")

    assert [one.value for one in found] == [str(MATCH.match_id)]
    assert found[0].name.startswith("Juggernaut · Victoria · 12/3/8 · hace ")
    assert coached == found
    assert none == stranger == []
    _clean(discord)


async def test_without_a_database_nothing_is_offered_and_numbers_still_work(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()

    assert await ana.autocomplete("match", "id", "86") == []
    press = await ana.run("match", {"id": "8600000001"})
    hands.draw(await hands.take())

    assert (await press.answer()).attachments
