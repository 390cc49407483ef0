"""Rate limits with their headers, and faults on demand."""

from __future__ import annotations

import asyncio
import time

import aiohttp
import discord
import pytest

from apolo.sandbox.ratelimits import Limit

DEFERRED = 5
ORIGINAL = "PATCH /webhooks/*/messages/@original"


async def test_a_channels_messages_are_limited(rest, guild, sandbox):
    path = f"/channels/{guild.channels[0].id}/messages"
    answers = [await rest("POST", path, {"content": "x"}) for _ in range(6)]

    assert [one.status for one in answers] == [200] * 5 + [429]
    assert [one.headers["X-RateLimit-Remaining"] for one in answers] == list("432100")
    last = answers[-1]
    assert 0 < last.body["retry_after"] <= 5
    assert last.body["global"] is False
    assert float(last.headers["Retry-After"]) == pytest.approx(last.body["retry_after"], abs=0.01)
    assert last.headers["Via"]
    assert last.headers["X-RateLimit-Scope"] == "user"
    assert len({one.headers["X-RateLimit-Bucket"] for one in answers}) == 1

    other = guild.create_channel("other")
    assert (await rest("POST", f"/channels/{other.id}/messages", {"content": "x"})).status == 200
    sandbox.clock.advance(5)
    assert (await rest("POST", path, {"content": "x"})).status == 200


async def test_each_interaction_has_its_own_limit(press, rest, webhook):
    one, other = await press(DEFERRED), await press(DEFERRED)
    statuses = [
        (await rest("PATCH", webhook(one, "@original"), {"content": "x"})).status for _ in range(6)
    ]
    assert statuses == [200] * 5 + [429]
    assert (await rest("PATCH", webhook(other, "@original"), {"content": "x"})).status == 200


async def test_follow_ups_can_be_limited_by_channel(press, rest, webhook, sandbox):
    sandbox.limits.channel_follow_ups = Limit(1, 60)
    one, other = await press(4), await press(4)
    assert (await rest("POST", webhook(one), {"content": "x"})).status == 204
    refused = await rest("POST", webhook(other), {"content": "x"})
    assert (refused.status, refused.headers["X-RateLimit-Scope"]) == (429, "shared")


async def test_all_requests_together_are_limited(rest, press, sandbox):
    sandbox.limits.everything = Limit(3, 60)
    sandbox.clock.advance(60)
    handle = await press()
    answers = [await rest("GET", "/users/@me") for _ in range(4)]
    assert [one.status for one in answers] == [200, 200, 200, 429]
    assert answers[-1].body["global"] is True
    assert answers[-1].headers["X-RateLimit-Global"] == "true"
    # Acknowledgements do not count.
    path = f"/interactions/{handle.id}/{handle.interaction.token}/callback"
    assert (await rest("POST", path, {"type": 5})).status == 204


async def test_too_many_invalid_requests_ban(rest, sandbox):
    sandbox.limits.ban_after = 3
    for _ in range(3):
        assert (await rest("GET", "/users/@me", token="wrong")).status == 401
    banned = await rest("GET", "/users/@me")
    assert banned.status == 429
    assert "Via" not in banned.headers
    sandbox.clock.advance(3601)
    assert (await rest("GET", "/users/@me")).status == 200


async def test_discord_py_waits_out_a_429(sandbox, guild, bot):
    fault = sandbox.faults.rate_limit("POST /channels/*/messages", 0.2)
    channel = await bot.fetch_channel(guild.channels[0].id)
    before = time.monotonic()

    await channel.send("x")

    assert time.monotonic() - before >= 0.2
    assert fault.struck == 1
    assert len(guild.channels[0].messages) == 1


async def test_discord_py_takes_a_429_without_via_for_a_ban(sandbox, guild, bot):
    sandbox.faults.rate_limit("POST /channels/*/messages", 0.2, via=False)
    channel = await bot.fetch_channel(guild.channels[0].id)
    with pytest.raises(discord.HTTPException) as caught:
        await channel.send("x")
    assert caught.value.status == 429


async def test_a_fault_before_the_effect(press, rest, webhook, sandbox):
    handle = await press(DEFERRED)
    sandbox.faults.status(ORIGINAL, 503, times=2)
    path = webhook(handle, "@original")
    statuses = [(await rest("PATCH", path, {"content": "x"})).status for _ in range(3)]
    assert statuses == [503, 503, 200]
    assert len(handle.history) == 2


async def test_a_fault_after_the_effect(press, rest, webhook, sandbox):
    handle = await press(DEFERRED)
    sandbox.faults.status(ORIGINAL, after=True)
    assert (await rest("PATCH", webhook(handle, "@original"), {"content": "x"})).status == 500
    assert handle.original.content == "x"
    assert not handle.thinking


@pytest.mark.parametrize("after", [False, True])
async def test_a_dropped_connection(press, rest, webhook, sandbox, after):
    handle = await press(DEFERRED)
    sandbox.faults.drop(ORIGINAL, after=after)
    with pytest.raises(aiohttp.ClientConnectionError):
        await rest("PATCH", webhook(handle, "@original"), {"content": "x"})
    assert handle.thinking is not after
    assert sandbox.journal.requests[-1].status == 0
    assert (await rest("PATCH", webhook(handle, "@original"), {"content": "y"})).status == 200


@pytest.mark.parametrize("after", [False, True])
async def test_a_held_request(press, rest, webhook, sandbox, after):
    handle = await press(DEFERRED)
    fault = sandbox.faults.hold(ORIGINAL, after=after)
    request = asyncio.create_task(rest("PATCH", webhook(handle, "@original"), {"content": "x"}))

    await fault.reached()
    if after:
        assert await handle.answer()
    assert handle.thinking is not after
    assert not request.done()
    fault.release()

    assert (await request).status == 200
    assert handle.original.content == "x"


async def test_a_held_request_that_was_given_up_has_no_effect(press, rest, webhook, sandbox):
    handle = await press(DEFERRED)
    fault = sandbox.faults.hold(ORIGINAL)
    request = asyncio.create_task(rest("PATCH", webhook(handle, "@original"), {"content": "x"}))
    await fault.reached()
    request.cancel()
    await asyncio.gather(request, return_exceptions=True)
    # The server learns of it from its socket, and has looked there when it has answered another.
    await rest("GET", "/users/@me")
    fault.release()

    assert (await rest("GET", webhook(handle, "@original"))).body["flags"] == 128
    assert handle.thinking


async def test_faults_strike_their_route_only(press, rest, webhook, sandbox):
    fault = sandbox.faults.status("POST /channels/*")
    assert (await rest("GET", "/users/@me")).status == 200
    assert fault.struck == 0
    sandbox.faults.clear()
