"""What is known after an acknowledgement."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import aiohttp
import discord
import pytest

from bot.acknowledge import WINDOW, Acknowledgement, acknowledge


def refusal(status: int, code: int = 0) -> discord.HTTPException:
    response = SimpleNamespace(status=status, reason="")
    kind = discord.NotFound if status == 404 else discord.HTTPException
    return kind(response, {"code": code, "message": "no"})  # type: ignore[arg-type]


class Press:
    """An interaction whose acknowledgement goes as told."""

    def __init__(self, *outcomes: BaseException | None) -> None:
        self.id = 1
        self.outcomes = list(outcomes)
        self.response = self
        self.asked: list[dict[str, bool]] = []

    async def defer(self, **options: bool) -> None:
        self.asked.append(options)
        outcome = self.outcomes.pop(0)
        if outcome is not None:
            raise outcome


async def ack(press: Any, *, private: bool = False, age: float = 0.0) -> Acknowledgement:
    received_at = asyncio.get_running_loop().time() - age
    return await acknowledge(press, private=private, received_at=received_at)


@pytest.mark.parametrize("private", [True, False])
async def test_taken(private: bool) -> None:
    press = Press(None)
    assert await ack(press, private=private) is Acknowledgement.ACCEPTED
    assert press.asked == [{"ephemeral": private, "thinking": True}]


async def test_already_acknowledged_is_ours() -> None:
    assert await ack(Press(refusal(400, 40060))) is Acknowledgement.ACCEPTED


@pytest.mark.parametrize("error", [refusal(404, 10062), refusal(401), refusal(400, 50035)])
async def test_refused(error: discord.HTTPException) -> None:
    press = Press(error)
    assert await ack(press) is Acknowledgement.REFUSED
    assert len(press.asked) == 1


@pytest.mark.parametrize("error", [aiohttp.ServerDisconnectedError(), OSError(), refusal(503)])
async def test_a_lost_reply_is_tried_again_within_the_window(error: Exception) -> None:
    press = Press(error, None)
    assert await ack(press, age=WINDOW - 1) is Acknowledgement.ACCEPTED
    assert len(press.asked) == 2


async def test_after_the_window_the_outcome_is_unknown() -> None:
    press = Press(OSError())
    assert await ack(press, age=WINDOW - 0.1) is Acknowledgement.UNKNOWN


async def test_a_reply_that_does_not_come_is_unknown() -> None:
    class Hanging(Press):
        async def defer(self, **options: bool) -> None:
            await asyncio.Event().wait()

    assert await ack(Hanging(), age=WINDOW - 0.05) is Acknowledgement.UNKNOWN
