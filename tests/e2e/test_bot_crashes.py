"""A bot killed between two steps leaves exactly one answer, or none where none was promised."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.checkpoints import Checkpoint
from bot.journal import Journal
from locales import Locale, text

from .conftest import FAST

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.discord import SandboxDiscord
    from tests.e2e.conftest import BotProcess, Bots, Hands

MATCH = {"id": "7412345678"}


async def _serving(discord: SandboxDiscord) -> None:
    await discord.ready()


def _one_answer_each(discord: SandboxDiscord) -> None:
    journal = discord.journal
    assert journal.unanswered() == []
    assert journal.answered_twice() == []
    assert journal.thinking() == []


async def test_killed_before_the_acknowledgement_nothing_is_answered(
    discord: SandboxDiscord, bots: Bots, bot_process: Callable[..., BotProcess], hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    dying = bot_process(Checkpoint.JOURNALED)
    await _serving(discord)
    press = await ana.run("match", MATCH)
    assert await dying.died() == -9

    await discord.disconnected()
    await bots.start(policy=replace(FAST, forget_unacknowledged=0.0))
    # What the bot dropped it does not do: the member's next press is the only job.
    again = await ana.run("match", MATCH)
    await again.acknowledged()
    job = await hands.take()
    hands.draw(job)
    await again.answer()

    assert job.job_id == f"i{again.id}"
    assert hands.idle()
    assert press.ack is None
    assert press.answers == []
    _one_answer_each(discord)


@pytest.mark.parametrize(
    "point",
    [
        pytest.param(Checkpoint.ACKNOWLEDGED, marks=pytest.mark.slow),
        Checkpoint.RECORDED,
        pytest.param(Checkpoint.ENQUEUED, marks=pytest.mark.slow),
    ],
)
async def test_killed_after_the_acknowledgement_the_next_process_answers(
    discord: SandboxDiscord,
    bots: Bots,
    bot_process: Callable[..., BotProcess],
    hands: Hands,
    point: Checkpoint,
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="pt-BR")
    dying = bot_process(point)
    await _serving(discord)
    press = await ana.run("match", MATCH)
    assert await dying.died() == -9
    assert press.ack is not None
    assert press.thinking

    await bots.start()
    hands.draw(await hands.take(within=60))
    answer = await press.answer()

    assert answer.attachments
    assert hands.idle(), "one press is one job"
    _one_answer_each(discord)


async def test_killed_between_posting_and_closing_it_stays_one_answer(
    discord: SandboxDiscord, bots: Bots, bot_process: Callable[..., BotProcess], hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    dying = bot_process(Checkpoint.POSTED)
    await _serving(discord)
    press = await ana.run("match", MATCH)
    hands.draw(await hands.take())
    await press.answer()
    assert await dying.died() == -9

    edits = len(press.history)
    await bots.start()
    assert await press.interaction.until(lambda: len(press.history) > edits, 60)

    assert len(press.answers) == 1
    assert len(press.answers[0].attachments) == 1
    assert len(discord.world.channels[press.interaction.channel.id].messages) == 1
    _one_answer_each(discord)


@pytest.mark.slow
async def test_an_error_is_not_lost_with_the_process_either(
    discord: SandboxDiscord, bots: Bots, bot_process: Callable[..., BotProcess], hands: Hands
) -> None:
    ana = discord.create_guild("A").create_member("ana", locale="es-419")
    dying = bot_process(Checkpoint.ENQUEUED)
    await _serving(discord)
    press = await ana.run("match", MATCH)
    assert await dying.died() == -9
    hands.fail(await hands.take(), "private_profile")

    await bots.start()
    answer = await press.answer()

    assert answer.content == text(Locale.ES, "error-private-profile")
    _one_answer_each(discord)


async def test_a_job_that_redis_lost_while_the_bot_was_down_is_enqueued_again(
    discord: SandboxDiscord,
    bots: Bots,
    bot_process: Callable[..., BotProcess],
    hands: Hands,
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = bot_process()
    await _serving(discord)
    press = await ana.run("match", MATCH)
    await hands.take()
    bot.kill()
    hands.engine.client.flushall()

    await bots.start()
    hands.draw(await hands.take(within=60))
    await press.answer()

    _one_answer_each(discord)


@pytest.mark.slow
async def test_what_a_process_left_for_good_is_taken_over_by_another(
    discord: SandboxDiscord,
    bots: Bots,
    bot_process: Callable[..., BotProcess],
    hands: Hands,
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bots.directory.mkdir()
    first = Journal.open(bots.directory / "journal")  # so that the process gets the second
    dying = bot_process(Checkpoint.ENQUEUED)
    await _serving(discord)
    press = await ana.run("match", MATCH)
    assert await dying.died() == -9
    first.close()

    await bots.start()  # takes the first journal; the second is nobody's
    hands.draw(await hands.take())
    await press.answer()

    assert len(list((bots.directory / "journal").glob("*.sqlite3"))) == 2
    _one_answer_each(discord)
