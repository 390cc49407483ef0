"""Operators are told in a channel when the verdict changes: once, and when it is well again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from jobs.engine import NewJob
from jobs.manager import QueueManager
from locales import Locale, text

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.message import Message
    from apolo.sandbox.places import SandboxChannel
    from jobs.engine import AsyncEngine
    from tests.e2e.conftest import Bots, Hands

    Eventually = Callable[[Callable[[], bool]], Awaitable[None]]

QUEUE = "ai-analysis"


def _leave_waiting(hands: Hands) -> None:
    hands.engine.enqueue(QUEUE, [NewJob("a", b"{}", actor="coaching")])


async def _told(channel: SandboxChannel, count: int) -> list[Message]:
    return await channel.until(lambda messages: len(messages) >= count)


def _title(locale: Locale, verdict: str) -> str:
    return text(locale, "health-title", verdict=text(locale, f"health-verdict-{verdict}"))


@pytest.mark.parametrize("tag", ["en-US", "pt-BR", "es-ES"])
async def test_a_change_and_the_recovery_are_told_in_the_servers_language(
    discord: SandboxDiscord, manager: QueueManager, bots: Bots, hands: Hands, tag: str
) -> None:
    channel = discord.create_guild("A", locale=tag).channels[0]
    await bots.start(queues=manager, alert_channel=channel.id)

    _leave_waiting(hands)
    (worse,) = await _told(channel, 1)
    hands.pretend_a_worker()
    _, better = await _told(channel, 2)

    locale = Locale.parse(tag)
    assert _title(locale, "critical") in worse.content
    assert f"**{QUEUE}**: {text(locale, 'health-reason-no_worker', count=1)}" in worse.content
    assert _title(locale, "healthy") in better.content
    assert text(locale, "health-verdict-critical") in better.content


async def test_several_bots_tell_it_once_and_a_restart_does_not_repeat_it(
    discord: SandboxDiscord,
    manager: QueueManager,
    bots: Bots,
    hands: Hands,
    eventually: Eventually,
) -> None:
    channel = discord.create_guild("A").channels[0]
    await bots.start(queues=manager, alert_channel=channel.id)
    two = await bots.start(queues=manager, alert_channel=channel.id, wait=False)
    await eventually(two.is_ready)

    _leave_waiting(hands)
    await _told(channel, 1)
    await bots.stop()
    await discord.disconnected()
    await bots.start(queues=manager, alert_channel=channel.id)
    hands.pretend_a_worker()
    told = await _told(channel, 2)

    # Posts are in order, so that one too many would stand between these
    titles = [message.content.splitlines()[0] for message in told]
    assert [_title(Locale.EN, "critical") in titles[0], _title(Locale.EN, "healthy") in titles[1]]
    assert len(told) == 2


async def test_without_redis_it_is_told_all_the_same_and_so_is_its_return(
    discord: SandboxDiscord, manager: QueueManager, bots: Bots, eventually: Eventually
) -> None:
    channel = discord.create_guild("A").channels[0]
    flaky = Flaky(manager)
    for _ in range(2):
        bot = await bots.start(queues=flaky, alert_channel=channel.id, wait=False)
        await eventually(bot.is_ready)

    flaky.away = True
    (worse,) = await _told(channel, 1)
    flaky.away = False
    _, better = await _told(channel, 2)

    assert text(Locale.EN, "health-reason-unreachable") in worse.content
    assert _title(Locale.EN, "healthy") in better.content
    assert len(channel.messages) == 2


class Flaky(QueueManager):
    """The queues on a Redis that goes away and comes back."""

    def __init__(self, manager: QueueManager) -> None:
        super().__init__(manager._engine)
        self._there = manager._engine
        self._nowhere = QueueManager.from_url("redis://127.0.0.1:1")._engine
        self.away = False

    @property
    def _engine(self) -> AsyncEngine:
        return self._nowhere if self.away else self._there

    @_engine.setter
    def _engine(self, engine: AsyncEngine) -> None:
        self._there = engine
