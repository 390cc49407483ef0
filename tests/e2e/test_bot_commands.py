"""Each command from the press to the answer, with a real client on a real job system."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.interactions import AckType
from locales import Locale, text

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from tests.e2e.conftest import Bots, Hands

MATCH = {"id": "7412345678"}


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


async def test_match_is_acknowledged_publicly_and_its_card_posted(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start()

    press = await ana.run("match", MATCH)
    ack = await press.acknowledged()
    job = await hands.take()
    hands.draw(job, alt="Radiant venceu.")
    answer = await press.answer()

    assert (ack.type, ack.ephemeral) == (AckType.DEFERRED, False)
    assert [(a.filename, a.description) for a in answer.attachments] == [
        ("match-1.png", "Radiant venceu.")
    ]
    _clean(discord)


async def test_the_worker_is_told_who_asks_for_what(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="es-419")
    await bots.start()

    press = await ana.run("match", {"id": "https://www.dotabuff.com/matches/7412345678"})
    job = await hands.take()

    assert job.record.tenant == f"g{guild.id}"
    assert job.job_id == f"i{press.id}"
    assert b'"match_id":7412345678' in job.message.replace(b" ", b"")
    assert b'"locale":"es"' in job.message.replace(b" ", b"")


async def test_link_is_private_and_answered_in_the_members_language(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start()

    press = await ana.run("link", {"steam_id": "[U:1:104334048]"})
    ack = await press.acknowledged()
    job = await hands.take("member-requests")
    result = {
        "kind": "text",
        "message": "link-done",
        "args": {"name": "**@everyone**", "account": "104334048"},
    }
    hands.complete(job, result, queue="member-requests")
    answer = await press.answer()

    assert ack.ephemeral
    assert answer.ephemeral
    assert answer.content.startswith("Pronto: vinculei você")
    assert "104334048" in answer.content
    assert "@everyone" not in answer.content
    _clean(discord)


async def test_unlink_is_private(discord: SandboxDiscord, bots: Bots, hands: Hands) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="es-ES")
    await bots.start()

    press = await ana.run("unlink")
    job = await hands.take("member-requests")
    hands.complete(
        job, {"kind": "text", "message": "link-removed", "args": {}}, queue="member-requests"
    )
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.ES, "link-removed")


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-419"])
@pytest.mark.parametrize("wrong", ["abc", "-1", "99999999999999999999", "1e9", "0", "x" * 5000])
async def test_a_wrong_match_id_is_refused_at_once_and_privately(
    discord: SandboxDiscord, bots: Bots, hands: Hands, wrong: str, locale: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale=locale)
    await bots.start()

    press = await ana.run("match", {"id": wrong})
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.parse(locale), "error-invalid-match-id")
    assert hands.idle()


@pytest.mark.parametrize(
    ("wrong", "message_id"),
    [
        ("hello", "error-invalid-steam-id"),
        ("https://steamcommunity.com/id/somebody", "error-vanity-url"),
        ("STEAM_9:9:9", "error-invalid-steam-id"),
        ("https://steamcommunity.com/profiles/" + "7" * 5000, "error-invalid-steam-id"),
    ],
)
async def test_a_wrong_steam_id_is_refused_with_what_to_do(
    discord: SandboxDiscord, bots: Bots, wrong: str, message_id: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="es-419")
    await bots.start()

    answer = await (await ana.run("link", {"steam_id": wrong})).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.ES, message_id)


@pytest.mark.parametrize(
    ("code", "params", "message_id", "args"),
    [
        ("not_linked", {}, "error-not-linked", {}),
        ("private_profile", {}, "error-private-profile", {}),
        ("match_not_found", {"match_id": 74}, "error-match-not-found", {"match": "74"}),
        ("source_unavailable", {}, "error-source-unavailable", {}),
        ("source_rate_limited", {"retry_after": 130}, "error-source-rate-limited", {"minutes": 3}),
    ],
)
@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-ES"])
async def test_a_failed_job_is_told_in_the_members_language(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    locale: str,
    code: str,
    params: dict[str, int],
    message_id: str,
    args: dict[str, str | int],
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale=locale)
    await bots.start()

    press = await ana.run("match", MATCH)
    hands.fail(await hands.take(), code, **params)
    answer = await press.answer()

    assert answer.content == text(Locale.parse(locale), message_id, **args)
    assert not answer.attachments
    _clean(discord)


async def test_pressing_again_while_the_same_is_pending_is_told_privately(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()

    first = await ana.run("match", MATCH)
    await first.acknowledged()
    again = await ana.run("match", MATCH)
    told = await again.answer()
    hands.draw(await hands.take())
    await first.answer()

    assert told.ephemeral
    assert told.content == text(Locale.EN, "error-already-pending")
    assert hands.idle()
    _clean(discord)


async def test_once_answered_the_same_may_be_asked_again(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()

    for _ in range(2):
        press = await ana.run("match", MATCH)
        await press.acknowledged()
        hands.draw(await hands.take())
        answer = await press.answer()
        assert answer.attachments
    _clean(discord)


async def test_requests_that_share_a_job_are_each_answered(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    other = guild.create_channel("other")
    ana = guild.create_member("ana")
    await bots.start()

    presses = [await ana.run("match", MATCH), await ana.run("match", MATCH, channel=other)]
    for press in presses:
        await press.acknowledged()
    job = await hands.take()
    hands.draw(job)
    answers = [await press.answer() for press in presses]

    assert all(answer.attachments for answer in answers)
    assert hands.idle()
    _clean(discord)


async def test_a_direct_message_is_served_too(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()

    press = await ana.run("match", MATCH, channel=ana.direct)
    job = await hands.take()
    hands.draw(job)
    await press.answer()

    assert job.record.tenant == f"u{ana.id}"
    _clean(discord)


async def test_commands_are_listed_in_every_language(discord: SandboxDiscord, bots: Bots) -> None:
    await bots.start()
    commands = {c["name"]: c for c in discord.world.commands[None] if c["type"] == 1}

    assert set(commands) >= {"link", "unlink", "match"}
    tags = {"en-US", "en-GB", "pt-BR", "es-ES", "es-419"}
    for command in commands.values():
        described = [command, *command.get("options", [])]
        assert all(set(part["name_localizations"]) == tags for part in described)
        assert all(set(part["description_localizations"]) == tags for part in described)
    assert commands["match"]["name_localizations"]["pt-BR"] == "partida"
    assert commands["match"]["options"][0]["type"] == 3


async def test_unchanged_commands_are_not_synced_again(discord: SandboxDiscord, bots: Bots) -> None:
    def syncs() -> int:
        return sum(r.method == "PUT" and "commands" in r.path for r in discord.journal.requests)

    for _ in range(2):
        bot = await bots.start()
        await bot.synced()
        await bots.stop()
    assert syncs() == 1


async def test_a_command_that_is_no_longer_ours_is_answered_privately(
    discord: SandboxDiscord, bots: Bots
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    bot = await bots.start()
    bot.tree.remove_command("match")

    answer = await (await ana.run("match", MATCH)).answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.PT, "error-command-outdated")


async def test_an_option_of_a_wrong_kind_is_answered_privately(
    discord: SandboxDiscord, bots: Bots
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()

    press = await ana.run("match", {"id": 12.5}, raw=True)
    answer = await press.answer()

    assert answer.ephemeral
    assert "Traceback" not in answer.content


async def test_two_bots_with_a_journal_each_serve_their_own(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    await bots.start()

    press = await ana.run("match", MATCH)
    await press.acknowledged()
    hands.draw(await hands.take())
    await press.answer()
    await asyncio.sleep(0)

    _clean(discord)
