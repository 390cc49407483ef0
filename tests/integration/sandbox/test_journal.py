"""What the journal calls answered, unanswered and answered twice."""

from __future__ import annotations

import sys
from asyncio import create_subprocess_exec, subprocess

import aiohttp
import pytest

from apolo.sandbox.handle import NotAnswered

DEFERRED = 5
MESSAGE = 4


async def test_thinking_is_no_answer(press, sandbox):
    handle = await press(DEFERRED)
    assert sandbox.journal.accepted() == [handle.interaction]
    assert sandbox.journal.unanswered() == [handle.interaction]
    assert sandbox.journal.thinking() == [handle.interaction]
    with pytest.raises(NotAnswered, match="acknowledged"):
        await handle.answer(0.01)


async def test_edits_of_one_message_are_one_answer(press, rest, webhook, sandbox):
    handle = await press(DEFERRED)
    for content in ("x", "y"):
        await rest("PATCH", webhook(handle, "@original"), {"content": content})
    assert not sandbox.journal.unanswered()
    assert not sandbox.journal.answered_twice()
    assert [one.content for one in handle.answers] == ["y"]
    assert [event.message.content for event in handle.history] == ["", "x", "y"]


@pytest.mark.parametrize("how", ["follow-up", "nonce", "reply"])
async def test_a_second_message_is_a_second_answer(press, rest, webhook, sandbox, guild, how):
    handle = await press(MESSAGE)
    channel = f"/channels/{guild.channels[0].id}/messages"
    if how == "follow-up":
        await rest("POST", webhook(handle), {"content": "x"})
    elif how == "nonce":
        await rest("POST", channel, {"content": "x", "nonce": f"a{handle.id}"})
    else:
        reference = {"message_id": str(handle.original.id)}
        await rest("POST", channel, {"content": "x", "message_reference": reference})
    assert sandbox.journal.answered_twice() == [handle.interaction]


async def test_another_channel_message_answers_nothing(press, rest, sandbox, guild):
    await press(MESSAGE)
    await rest("POST", f"/channels/{guild.channels[0].id}/messages", {"content": "news"})
    assert not sandbox.journal.answered_twice()


async def test_asking_for_patience_is_no_answer(press, rest, webhook, sandbox, guild):
    sandbox.journal.interim = lambda message: message.content == "patience"
    handle = await press(DEFERRED)
    await rest("PATCH", webhook(handle, "@original"), {"content": "patience"})
    assert not handle.thinking
    assert sandbox.journal.unanswered() == [handle.interaction]

    channel = f"/channels/{guild.channels[0].id}/messages"
    await rest("POST", channel, {"content": "done", "nonce": f"a{handle.id}"})
    assert not sandbox.journal.unanswered()
    assert not sandbox.journal.answered_twice()
    assert [one.content for one in handle.answers] == ["done"]


async def test_the_summary(press, rest, webhook, sandbox):
    answered = await press(DEFERRED)
    await press(DEFERRED)
    await press()
    await rest("PATCH", webhook(answered, "@original"), {"content": "x"})

    summary = sandbox.journal.summary()
    counted = ("interactions", "accepted", "answered", "unanswered", "twice")
    assert [summary[key] for key in counted] == [3, 2, 1, 1, 0]
    assert 0 < summary["ack_p50_ms"] <= summary["ack_max_ms"] < 3000
    assert summary["answer_p50_ms"] > 0


async def test_every_request_is_noted(press, rest, sandbox):
    await rest("GET", "/guilds/1")
    last = sandbox.journal.requests[-1]
    assert (last.method, last.path, last.status, last.code) == ("GET", "/guilds/1", 404, 10004)


async def test_it_also_runs_by_itself():
    process = await create_subprocess_exec(
        *(sys.executable, "-m", "apolo.sandbox", "--port", "0", "--token", "abc"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    told = {}
    while "OPERATOR_IDS" not in told:
        name, _, value = (await process.stdout.readline()).decode().strip().partition("=")
        told[name] = value
    async with (
        aiohttp.ClientSession(headers={"Authorization": "Bot abc"}) as session,
        session.get(told["DISCORD_API_URL"] + "/gateway/bot") as response,
    ):
        gateway = await response.json()
    process.stdin.write(b"/match id:1\n")
    await process.stdin.drain()
    while b"no command /match" not in (line := await process.stdout.readline()):
        assert line
    process.terminate()
    await process.communicate()

    assert told["DISCORD_TOKEN"] == "abc"
    assert gateway["url"] == told["DISCORD_GATEWAY_URL"]
