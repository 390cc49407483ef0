"""Asking about others: the options and menus that name a member, and what is refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from apolo.sandbox.handle import NotPossible
from apolo.sandbox.member import Member
from locales import Locale, text

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from jobs.engine.requests import ClaimedJob
    from tests.e2e.conftest import Bots, Hands

CHARTS = "chart-generation"
DONE = {"kind": "text", "text": "Done."}


def _clean(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.unacknowledged() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


def payload(job: ClaimedJob) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(job.message)["kwargs"]["payload"]
    return found


async def test_each_option_reaches_the_job(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana"), guild.create_member("rui")
    await bots.start()

    options = {"metric": "rank", "matches": 500, "member": rui.id}
    progress = await ana.run("progress", options)
    job = await hands.take(CHARTS)
    hands.complete(job, DONE, queue=CHARTS)
    heroes = await ana.run("heroes", {"member": ana.id})
    own = await hands.take(CHARTS)
    hands.complete(own, DONE, queue=CHARTS)
    card = await ana.run("match", {"id": "7412345678", "only_me": True})
    part = await hands.take()
    hands.draw(part)
    for press in (progress, heroes, card):
        await press.answer()

    asked = payload(job)
    assert [asked[key] for key in ("metric", "matches", "subject")] == ["rank", 500, rui.id]
    assert json.loads(own.message)["actor_name"] == "hero_pool"
    assert payload(own)["subject"] is None
    assert (json.loads(part.message)["actor_name"], payload(part)["only_me"]) == (
        "player_card", True,
    )  # fmt: skip
    assert not (await progress.acknowledged()).ephemeral
    _clean(discord)


WRONG: list[tuple[str, dict[str, Any]]] = [
    ("progress", {"metric": "gold"}),
    ("progress", {"metric": 1}),
    ("progress", {"matches": 2}),
    ("progress", {"matches": 501}),
    ("progress", {"matches": True}),
    ("progress", {"matches": "80"}),
    ("progress", {"member": "ana"}),
    ("progress", {"member": "99"}),
    ("heroes", {"member": "99"}),
    ("heroes", {"member": 99}),
    ("match", {"only_me": "yes"}),
    ("match", {"only_me": 1}),
]


async def test_options_of_a_wrong_kind_are_refused(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start()

    for command, options in WRONG:
        answer = await (await ana.run(command, options, raw=True)).answer()
        assert answer.ephemeral
        assert answer.content == text(Locale.PT, "error-invalid-option"), (command, options)

    assert hands.idle(CHARTS)
    assert hands.idle()
    _clean(discord)


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-419"])
async def test_whom_nobody_may_ask_about(
    discord: SandboxDiscord, bots: Bots, hands: Hands, locale: str
) -> None:
    guild = discord.create_guild("A")
    ana, left = guild.create_member("ana", locale=locale), guild.create_member("left")
    stranger = discord.create_guild("B").create_member("stranger")
    bot = Member(discord.world, discord.world.bot, guild.state)
    await bots.start()
    guild.kick(left)

    answers = [
        await (await ana.run("heroes", {"member": left.id})).answer(),
        await (await ana.run("progress", {"member": stranger.id})).answer(),
        await (await ana.run("heroes", {"member": bot.id})).answer(),
        await (await ana.run("heroes", {"member": left.id}, channel=ana.direct)).answer(),
        await (await ana.use("Show last match", left)).answer(),
        await (await ana.use("Show last match", bot)).answer(),
    ]

    codes = ["gone", "gone", "is-bot", "guild-only", "gone", "is-bot"]
    spoken = Locale.parse(locale)
    assert [one.content for one in answers] == [
        text(spoken, f"error-member-{code}") for code in codes
    ]
    assert all(one.ephemeral for one in answers)
    assert hands.idle(CHARTS)
    assert hands.idle()
    _clean(discord)


async def test_a_members_menu_shows_their_last_match_to_who_asks(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana", locale="es-ES"), guild.create_member("rui")
    await bots.start()

    press = await ana.use("Show last match", rui)
    ack = await press.acknowledged()
    job = await hands.take()
    hands.fail(job, "member_not_linked")
    answer = await press.answer()

    asked = payload(job)
    assert ack.ephemeral
    assert (asked["discord_user_id"], asked["subject"]) == (ana.id, rui.id)
    assert asked["match_id"] is None
    assert answer.content == text(Locale.ES, "error-member-not-linked")
    _clean(discord)


async def test_a_messages_menu_shows_the_match_it_names(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana, rui = guild.create_member("ana"), guild.create_member("rui", locale="pt-BR")
    said = ana.say("What a game! <https://www.dotabuff.com/matches/7412345678> @everyone")
    nothing = ana.say("gg 12345")
    await bots.start()

    press = await rui.use("Show the match in here", said)
    assert (await press.acknowledged()).ephemeral
    job = await hands.take()
    hands.draw(job)
    await press.answer()
    refused = await (await rui.use("Show the match in here", nothing)).answer()

    assert payload(job)["match_id"] == 7412345678
    assert refused.content == text(Locale.PT, "error-no-match-in-message")
    _clean(discord)


async def test_a_menu_that_is_not_registered_is_not_there(
    discord: SandboxDiscord, bots: Bots
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    await bots.start()

    with pytest.raises(NotPossible):
        await ana.use("Show the match in here", ana)
