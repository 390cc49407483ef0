"""The button "Request analysis": told at once, the fuller card follows, once, or an honest text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.permissions import Permission
from bot.entries import EntryState
from bot.presses import custom_id
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message
    from tests.e2e.conftest import Bots, Hands

    Eventually = Callable[[Callable[[], bool]], Awaitable[None]]

MATCH = "7412345678"
BUTTON = custom_id("analyse", MATCH)
REQUESTED = {
    "kind": "text",
    "message": "analysis-requested",
    "args": {"match": MATCH},
    "follow": "analysed_card",
}


async def unparsed_card(member: Member, hands: Hands) -> Message:
    press = await member.run("match", {"id": MATCH})
    job = await hands.take()
    hands.keep("card")
    card = {"kind": "image", "picture": "card", "filename": "m.png", "alt": "A match"}
    hands.complete(job, {**card, "analysable": MATCH})
    return await press.answer()


async def test_two_members_press_and_the_fuller_card_is_posted_once(
    discord: SandboxDiscord, bots: Bots, hands: Hands, eventually: Eventually
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="pt-BR")
    ben = guild.create_member("ben", locale="es-ES")
    bot = await bots.start()
    card = await unparsed_card(ana, hands)
    component = card.component(BUTTON)
    assert component is not None
    assert component["label"] == text(Locale.PT, "analysis-button")

    first, second = await ana.press(card, BUTTON), await ben.press(card, BUTTON)
    request = await hands.take()
    assert request.record.actor == "request_analysis"
    await second.acknowledged()
    # Both wait for the one job before it is done.
    await eventually(
        lambda: [one.entry.state for one in bot.delivery._ledger] == [EntryState.ENQUEUED] * 2
    )
    hands.complete(request, REQUESTED)
    answers = [await press.answer() for press in (first, second)]
    assert all(answer.ephemeral for answer in answers)
    assert answers[0].content == text(Locale.PT, "analysis-requested", match=MATCH)
    assert answers[1].content == text(Locale.ES, "analysis-requested", match=MATCH)

    follow = await hands.take()
    assert follow.record.actor == "analysed_card"
    hands.draw(follow, ref="fuller", alt="The whole match")
    await eventually(lambda: len(bot.delivery) == 0)

    posted = guild.channels[0].messages
    assert [one.attachments[0].description for one in posted] == ["A match", "The whole match"]
    assert hands.idle()
    assert discord.journal.answered_twice() == []
    assert discord.journal.unanswered() == []


async def test_an_analysis_that_does_not_come_is_said_so_in_the_channel(
    discord: SandboxDiscord, bots: Bots, hands: Hands, eventually: Eventually
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    bot = await bots.start()
    press = await ana.press(await unparsed_card(ana, hands), BUTTON)
    hands.complete(await hands.take(), REQUESTED)
    await press.answer()
    hands.fail(await hands.take(), "analysis_unfinished", match_id=int(MATCH))
    await eventually(lambda: len(bot.delivery) == 0)

    said = guild.channels[0].messages[-1].content
    assert said == text(Locale.EN, "error-analysis-unfinished", match=MATCH)


async def test_where_the_bot_may_not_write_the_answer_itself_waits(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    await bots.start()
    card = await unparsed_card(ana, hands)
    guild.channels[0].deny_bot(Permission.SEND_MESSAGES)
    press = await ana.press(card, BUTTON)
    job = await hands.take()
    assert job.record.actor == "analysed_card"
    hands.draw(job)
    answer = await press.answer()

    assert answer.attachments
    assert answer.id == press.interaction.original_id


async def test_a_forged_button_is_refused_privately(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    card = await unparsed_card(ana, hands)
    press = await ana.press(card, custom_id("analyse", "x" * 20), raw=True)
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content.startswith("This button no longer works")
    assert hands.idle()
