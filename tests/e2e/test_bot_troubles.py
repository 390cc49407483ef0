"""Redis away, Discord in trouble, a long job, no permissions: still exactly one honest answer."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

import pytest

from apolo.sandbox.permissions import Permission
from bot.entries import reference_of
from bot.fairuse import FairUseLimits
from jobs.api import (
    Allowance,
    EnqueueResult,
    JobRequest,
    JobsApi,
    JobStatus,
    JobsUnavailable,
    UsedUp,
)
from locales import Locale, text

from .conftest import PATIENCE

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from tests.e2e.conftest import Bots, Hands

    Eventually = Callable[[Callable[[], bool]], Awaitable[None]]

MATCH = {"id": "7412345678"}
ORIGINAL = "PATCH /webhooks/*/messages/@original"
CALLBACK = "POST /interactions/*/callback"


class Switchable:
    """The real job system behind a switch: off, it is a Redis that can't be reached."""

    def __init__(self, jobs: JobsApi) -> None:
        self._jobs = jobs
        self.off = False
        self.lose_replies = False
        self.tries = 0

    def _check(self) -> None:
        if self.off:
            raise JobsUnavailable("switched off")

    async def enqueue(self, request: JobRequest) -> EnqueueResult:
        self.tries += 1
        self._check()
        result = await self._jobs.enqueue(request)
        if self.lose_replies:
            self.lose_replies = False
            raise JobsUnavailable("the reply was lost")
        return result

    async def statuses(self, refs: Sequence[tuple[str, str]]) -> list[JobStatus]:
        self._check()
        return await self._jobs.statuses(refs)

    def finished(self) -> AsyncIterator[tuple[str, str]]:
        return self._jobs.finished()

    async def spend(self, allowances: Sequence[Allowance]) -> UsedUp | None:
        self._check()
        return await self._jobs.spend(allowances)

    async def picture(self, ref: str) -> bytes | None:
        self._check()
        return await self._jobs.picture(ref)


def _one_answer_each(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


async def test_redis_down_at_the_press_and_back_soon(
    discord: SandboxDiscord, bots: Bots, hands: Hands, jobs: JobsApi, eventually: Eventually
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    switch = Switchable(jobs)
    await bots.start(jobs=switch, policy=dataclasses.replace(bots.policy, enqueue_for=60))
    switch.off = True

    press = await ana.run("match", MATCH)
    await press.acknowledged()
    await eventually(lambda: switch.tries >= 3)
    switch.off = False
    hands.draw(await hands.take())
    answer = await press.answer()

    assert answer.attachments
    _one_answer_each(discord)


@pytest.mark.parametrize("locale", ["en-US", "pt-BR", "es-419"])
async def test_redis_down_at_the_press_and_staying_down(
    discord: SandboxDiscord, bots: Bots, jobs: JobsApi, locale: str
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale=locale)
    switch = Switchable(jobs)
    await bots.start(jobs=switch)
    switch.off = True

    press = await ana.run("match", MATCH)
    answer = await press.answer()

    assert answer.content == text(
        Locale.parse(locale), "error-jobs-unavailable", reference=reference_of(press.id)
    )
    _one_answer_each(discord)


async def test_the_bot_starts_without_redis(discord: SandboxDiscord, bots: Bots) -> None:
    ana = discord.create_guild("A").create_member("ana")
    nowhere = JobsApi.from_url("redis://127.0.0.1:1")
    await bots.start(jobs=nowhere)

    press = await ana.run("match", MATCH)
    await press.acknowledged()
    answer = await press.answer()
    await nowhere.close()

    assert answer.content.startswith("I can't take on any work")
    _one_answer_each(discord)


async def test_an_enqueue_whose_reply_was_lost_makes_one_job(
    discord: SandboxDiscord, bots: Bots, hands: Hands, jobs: JobsApi
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    switch = Switchable(jobs)
    await bots.start(jobs=switch)
    switch.lose_replies = True

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()

    assert hands.idle()
    _one_answer_each(discord)


async def test_a_lost_reply_to_the_acknowledgement_is_looked_into(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    discord.faults.drop(CALLBACK, after=True)

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()

    _one_answer_each(discord)


async def test_an_acknowledgement_that_never_arrived_is_tried_again_in_time(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    discord.faults.drop(CALLBACK)

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()

    _one_answer_each(discord)


async def test_an_acknowledgement_that_hangs_is_looked_into(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    fault = discord.faults.hold(CALLBACK, after=True)

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take(within=60))
    await press.answer()
    fault.release()

    _one_answer_each(discord)


async def test_a_late_acknowledgement_ends_in_silence(
    discord: SandboxDiscord, bots: Bots, hands: Hands, eventually: Eventually
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()
    fault = discord.faults.hold(CALLBACK)
    press = await ana.run("match", MATCH)
    await fault.reached()
    discord.clock.advance(PATIENCE + 1)
    fault.release()

    await eventually(lambda: not bot.owns(press.id))
    assert press.answers == []
    assert hands.idle()
    assert [code for _, code in discord.journal.refused()] == [10062]


@pytest.mark.parametrize("status", [500, 502, 503])
async def test_a_server_error_on_the_answer_is_tried_again(
    discord: SandboxDiscord, bots: Bots, hands: Hands, status: int
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    discord.faults.status(ORIGINAL, status, times=3)

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()

    _one_answer_each(discord)


async def test_an_answer_that_arrived_although_the_reply_was_lost_stays_one(
    discord: SandboxDiscord, bots: Bots, hands: Hands, eventually: Eventually
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()
    discord.faults.drop(ORIGINAL, after=True, times=2)

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await eventually(lambda: not bot.owns(press.id))

    assert len(press.answers) == 1
    assert len(press.answers[0].attachments) == 1
    _one_answer_each(discord)


@pytest.mark.parametrize("via", [True, False])
async def test_a_rate_limit_is_obeyed(
    discord: SandboxDiscord, bots: Bots, hands: Hands, via: bool
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    discord.faults.rate_limit(ORIGINAL, 1.0, via=via)

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()

    edits = [r for r in discord.journal.requests if r.method == "PATCH"]
    assert [r.status for r in edits] == [429, 200]
    assert edits[1].at - edits[0].at >= 1.0
    _one_answer_each(discord)


async def test_a_picture_beyond_the_servers_limit_is_made_smaller(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    guild.state.attachment_limit = 1000
    ana = guild.create_member("ana", locale="pt-BR")
    await bots.start()

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take(), data=b"x" * 2000)
    smaller = await hands.take()
    assert smaller.record.actor == "shrink_picture"
    hands.draw(smaller, ref="small", data=b"x" * 900)
    answer = await press.answer()

    assert answer.attachments[0].size == 900
    assert hands.idle()
    _one_answer_each(discord)


async def test_a_picture_that_does_not_get_small_enough_is_told(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    guild.state.attachment_limit = 1000
    ana = guild.create_member("ana", locale="pt-BR")
    await bots.start()

    press = await ana.run("match", MATCH)
    hands.draw(await hands.take(), data=b"x" * 2000)
    hands.draw(await hands.take(), ref="small", data=b"x" * 1001)
    answer = await press.answer()

    assert answer.content == text(Locale.PT, "error-picture-too-large")
    assert hands.idle()
    _one_answer_each(discord)


async def test_automod_is_told(discord: SandboxDiscord, bots: Bots, hands: Hands) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    discord.world.blocked_words.add("steam id")

    press = await ana.run("match", MATCH)
    result = {"kind": "text", "message": "error-invalid-steam-id", "args": {}}
    hands.complete(await hands.take(), result)
    answer = await press.answer()

    assert answer.content == text(Locale.EN, "error-blocked-by-server")
    _one_answer_each(discord)


async def test_a_deleted_thinking_message_closes_the_entry(
    discord: SandboxDiscord, bots: Bots, hands: Hands, eventually: Eventually
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()
    press = await ana.run("match", MATCH)
    await press.acknowledged()
    assert press.interaction.original_id is not None
    del press.interaction.channel.messages[press.interaction.original_id]

    hands.draw(await hands.take())
    await eventually(lambda: not bot.owns(press.id))

    assert press.answers == []


async def test_a_picture_that_is_gone_is_drawn_once_more(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    press = await ana.run("match", MATCH)
    evicted = {"kind": "image", "picture": "gone", "filename": "a.png", "alt": ""}
    hands.complete(await hands.take(), evicted)

    again = await hands.take()
    hands.draw(again)
    answer = await press.answer()

    assert again.job_id == f"i{press.id}-r1"
    assert answer.attachments
    _one_answer_each(discord)


async def test_a_picture_that_is_gone_twice_is_told(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    press = await ana.run("match", MATCH)
    evicted = {"kind": "image", "picture": "gone", "filename": "a.png", "alt": ""}
    for _ in range(2):
        hands.complete(await hands.take(), evicted)
    answer = await press.answer()

    assert answer.content == text(Locale.EN, "error-picture-expired")
    _one_answer_each(discord)


async def test_a_job_that_redis_lost_is_enqueued_again(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    press = await ana.run("match", MATCH)
    lost = await hands.take()
    hands.engine.client.flushall()

    again = await hands.take()
    hands.draw(again)
    await press.answer()

    assert again.job_id == lost.job_id
    _one_answer_each(discord)


@pytest.mark.parametrize("result", [None, [], {"kind": "image"}, {"kind": "text", "message": "x"}])
async def test_a_result_that_makes_no_sense_ends_in_an_error(
    discord: SandboxDiscord, bots: Bots, hands: Hands, result: object
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    press = await ana.run("match", MATCH)
    hands.complete(await hands.take(), result)

    answer = await press.answer()

    assert answer.content == text(Locale.EN, "error-internal", reference=reference_of(press.id))
    _one_answer_each(discord)


async def _time_passes(discord: SandboxDiscord, bots: Bots, seconds: float) -> None:
    """Move Discord's time on, and let the bot hear of it as it would: by the next press."""
    discord.clock.advance(seconds)
    other = discord.create_guild("other").create_member("other")
    await (await other.run("match", {"id": "abc"})).answer()
    await (await other.run("match", {"id": "1"})).acknowledged()


async def test_a_long_public_job_is_announced_and_posted_to_the_channel(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start()
    press = await ana.run("match", MATCH)
    job = await hands.take()

    await _time_passes(discord, bots, 14.2 * 60)
    notice = text(Locale.PT, "delivery-continues-in-channel")
    assert await press.interaction.until(
        lambda: press.original is not None and press.original.content == notice, 10
    )
    await _time_passes(discord, bots, 60)
    hands.draw(job)
    answer = await press.answer()

    assert answer.id != press.interaction.original_id
    assert answer.attachments
    assert answer.content == text(Locale.PT, "delivery-late-result", user=str(ana.id))
    assert answer.nonce is not None
    assert len(press.answers) == 1


async def test_a_long_job_that_ends_before_the_token_is_still_an_edit(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    press = await ana.run("match", MATCH)
    job = await hands.take()

    await _time_passes(discord, bots, 14.2 * 60)
    notice = text(Locale.EN, "delivery-continues-in-channel")
    assert await press.interaction.until(
        lambda: press.original is not None and press.original.content == notice, 10
    )
    hands.draw(job)
    answer = await press.answer()

    assert answer.id == press.interaction.original_id
    assert answer.content == ""
    assert answer.attachments


async def test_a_long_private_job_is_ended_with_an_honest_text(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana", locale="es-419")
    await bots.start()
    press = await ana.run("link", {"steam_id": "104334048"})
    await hands.take("member-requests")

    await _time_passes(discord, bots, 14.2 * 60)
    answer = await press.answer()

    assert answer.ephemeral
    assert answer.content == text(Locale.ES, "delivery-private-expired")
    assert guild.channels[0].messages == []


async def test_a_late_result_is_not_posted_where_the_bot_may_not_write(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    guild = discord.create_guild("A")
    ana = guild.create_member("ana")
    guild.channels[0].deny_bot(Permission.SEND_MESSAGES)
    await bots.start()
    press = await ana.run("match", MATCH)
    await hands.take()

    await _time_passes(discord, bots, 14.2 * 60)
    answer = await press.answer()

    assert answer.content == text(Locale.EN, "delivery-private-expired")


async def test_a_wrong_local_clock_does_no_harm(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    discord.clock.advance(20 * 60)  # Discord's time is 20 minutes ahead of the bot's
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()
    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    answer = await press.answer()

    assert answer.attachments
    assert abs(bot.clock.now_ms() / 1000 - discord.clock.now()) < 2
    assert time.time() < discord.clock.now() - 1000


async def test_a_press_that_discord_has_given_up_costs_no_more_work(
    discord: SandboxDiscord, bots: Bots, hands: Hands, eventually: Eventually
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()
    # As far as the bot knows, a press of this moment was made long ago.
    bot.clock.observe_ms((discord.clock.now() + 4) * 1000)
    late = await ana.run("match", MATCH)
    discord.clock.advance(6)
    press = await ana.run("match", {"id": "7412345679"})
    hands.draw(await hands.take())
    await press.answer()

    assert late.history == []
    assert hands.idle()


async def test_stopping_leaves_what_is_pending_to_the_next_start(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    await bots.start()
    press = await ana.run("match", MATCH)
    job = await hands.take()
    await bots.stop()
    await discord.disconnected()
    hands.draw(job)

    await bots.start()
    await press.answer()

    _one_answer_each(discord)


async def test_a_member_who_asks_for_too_much_is_told_until_when(
    discord: SandboxDiscord, bots: Bots, hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    await bots.start(fair_use=FairUseLimits(member_per_minute=1))
    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()

    refused = await ana.run("match", {"id": "7412345679"})
    answer = await refused.answer()

    assert answer.ephemeral
    assert answer.content.startswith("Foram muitos pedidos de uma vez. Em ")
    assert hands.idle()
    _one_answer_each(discord)
