"""Posts that no interaction waits for: in the channel once, whoever owes them how often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.channel_posts import ChannelPost
from bot.journal import Journal
from jobs.api import JobRequest
from locales import Locale

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apolo.sandbox.discord import SandboxDiscord
    from tests.e2e.conftest import Bots, Hands

JOB = JobRequest(queue="image-generation", actor="digest", payload={}, job_id="digest:1")


async def test_two_bots_that_owe_the_same_post_it_once(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    eventually: Callable[[Callable[[], bool]], Awaitable[None]],
) -> None:
    channel = discord.create_guild("A").channels[0]
    one = await bots.start()
    two = await bots.start(wait=False)
    await eventually(two.is_ready)
    due = round(one.clock.now_ms())
    post = ChannelPost("digest:1", due, channel.id, None, Locale.EN, job=JOB)

    assert await one.delivery.owe(post)
    assert not await one.delivery.owe(post)
    assert await two.delivery.owe(post)
    hands.draw(await hands.take())
    await eventually(lambda: not any(len(bot.delivery) for bot in (one, two)))

    (message,) = channel.messages
    assert message.attachments[0].description == "A match"
    assert not await one.delivery.owe(post)


async def test_what_was_promised_to_a_channel_is_kept_after_a_restart(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    eventually: Callable[[Callable[[], bool]], Awaitable[None]],
) -> None:
    channel = discord.create_guild("A").channels[0]
    bot = await bots.start()
    due = round(bot.clock.now_ms())
    await bot.delivery.owe(ChannelPost("digest:1", due, channel.id, None, Locale.EN, job=JOB))
    job = await hands.take()
    await bots.stop()
    hands.draw(job)

    await bots.start()
    await eventually(lambda: len(channel.messages) == 1)

    journal = Journal.open(bots.directory / "journal")
    assert journal.open_entries() == []
    journal.close()
