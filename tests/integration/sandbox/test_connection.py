"""A real discord.py client connects, is thrown out, and comes back."""

from __future__ import annotations

import aiohttp
import discord
import pytest

from apolo.sandbox.discord import SandboxDiscord
from apolo.sandbox.permissions import Permission


async def reply_hello(interaction):
    await interaction.response.send_message("hello")


async def test_each_shard_hears_of_its_own_servers(sandbox, guild, start_bot, eventually):
    first = sandbox.create_guild("First shard", shard=0)

    bot = await start_bot()

    await eventually(lambda: len(bot.guilds) == 2)
    assert bot.get_guild(first.id).shard_id == 0
    assert bot.get_guild(guild.id).shard_id == 1
    assert {one.shard for one in sandbox.gateway.identifies} == {0, 1}


async def test_a_shard_is_told_of_its_own_servers_only(sandbox, guild):
    first = sandbox.create_guild("First shard", shard=0)

    told = []
    for shard in (0, 1):
        frames, _ = await connect(sandbox, identify(sandbox, shard=[shard, 2]))
        told.append([one["id"] for one in frames[1]["d"]["guilds"]])

    assert told == [[str(first.id)], [str(guild.id)]]


async def test_an_interaction_goes_to_its_shard_only(sandbox, member, bot):
    elsewhere = sandbox.create_guild("First shard", shard=0).create_member("Bob")
    bot.act = reply_hello
    before = {one.shard: one.sequence for one in sandbox.gateway.sessions.attached()}

    await (await member.run("probe")).answer()
    after = {one.shard: one.sequence for one in sandbox.gateway.sessions.attached()}
    assert (after[0] - before[0], after[1] - before[1]) == (0, 2)

    await (await elsewhere.run("probe")).answer()
    assert {one.shard: one.sequence for one in sandbox.gateway.sessions.attached()}[1] == after[1]


async def test_the_client_sees_what_the_bot_may_do(sandbox, guild, bot, eventually):
    await eventually(lambda: bot.get_guild(guild.id) is not None)
    channel = bot.get_channel(guild.channels[0].id)
    assert channel.permissions_for(channel.guild.me).attach_files

    guild.channels[0].deny_bot(Permission.ATTACH_FILES)

    await eventually(lambda: not channel.permissions_for(channel.guild.me).attach_files)
    guild.channels[0].restore_bot()
    await eventually(lambda: channel.permissions_for(channel.guild.me).attach_files)


async def test_a_resume_replays_what_was_missed(sandbox, member, bot, eventually):
    bot.act = reply_hello
    before = len(sandbox.gateway.identifies)

    sandbox.gateway.disconnect()
    missed = await member.run("probe")
    assert missed.interaction.delivered_to == 0

    assert (await missed.answer()).content == "hello"
    assert len(sandbox.gateway.identifies) == before
    await eventually(lambda: sandbox.gateway.resumes == 2)


async def test_reconnect_makes_the_client_resume(sandbox, member, bot, eventually):
    bot.act = reply_hello

    sandbox.gateway.reconnect()

    await eventually(lambda: sandbox.gateway.resumes == 2)
    assert (await (await member.run("probe")).answer()).content == "hello"


async def test_an_invalid_session_makes_the_client_identify_anew(sandbox, member, bot, eventually):
    bot.act = reply_hello
    before = len(sandbox.gateway.identifies)

    sandbox.gateway.invalidate()

    await eventually(lambda: len(sandbox.gateway.identifies) == before + 2)
    await sandbox.ready()
    assert sandbox.gateway.resumes == 0
    assert (await (await member.run("probe")).answer()).content == "hello"


async def test_a_resumable_invalid_session_is_resumed(sandbox, bot, eventually):
    before = len(sandbox.gateway.identifies)

    sandbox.gateway.invalidate(resumable=True)

    await eventually(lambda: sandbox.gateway.resumes == 2)
    assert len(sandbox.gateway.identifies) == before


async def test_a_forgotten_session_cannot_be_resumed(sandbox, bot, eventually):
    before = len(sandbox.gateway.identifies)

    sandbox.gateway.sessions.forget_all()
    sandbox.gateway.disconnect()

    await eventually(lambda: len(sandbox.gateway.identifies) == before + 2)
    assert sandbox.gateway.resumes == 0


async def test_the_server_comes_back_on_its_port_with_its_state(sandbox, member, bot):
    bot.act = reply_hello
    asked = await member.run("probe")
    await asked.answer()
    address = sandbox.base_url

    await sandbox.stop()
    assert not sandbox.gateway.connected()
    await sandbox.start()

    assert sandbox.base_url == address
    await sandbox.ready()
    assert (await (await member.run("probe")).answer()).content == "hello"
    assert [one.content for one in member_channel(member).values()] == ["hello", "hello"]


def member_channel(member):
    return next(iter(member.guild.channels.values())).messages


async def test_two_processes_both_hear_of_an_interaction(sandbox, member, start_bot, eventually):
    one, other = await start_bot(), await start_bot()
    await eventually(lambda: len(sandbox.gateway.sessions.attached()) == 4)
    one.act = other.act = reply_hello

    handle = await member.run("probe")

    assert handle.interaction.delivered_to == 2
    await eventually(lambda: len(one.errors + other.errors) == 1)
    assert (one.errors + other.errors)[0].code == 40060
    assert len(handle.answers) == 1


async def test_a_wrong_token_is_refused(sandbox, start_bot, rest):
    assert (await rest("GET", "/users/@me", token="wrong")).status == 401
    client = discord.AutoShardedClient(intents=discord.Intents.none())
    with pytest.raises(discord.LoginFailure):
        await client.login("wrong")
    await client.close()


async def connect(sandbox, identify=None, **query):
    """Return the frames up to the close, and its code."""
    frames = []
    async with (
        aiohttp.ClientSession() as session,
        session.ws_connect(sandbox.gateway_url, params={"v": "10"} | query) as socket,
    ):
        async for message in socket:
            frames.append(message.json())
            if frames[-1]["op"] == 10 and identify is not None:
                await socket.send_json(identify)
            elif frames[-1]["op"] != 10:
                return frames, None
        return frames, socket.close_code


def identify(sandbox, **changes):
    data = {"token": sandbox.token, "intents": 1, "shard": [0, 1], "properties": {}}
    return {"op": 2, "d": data | changes}


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        ({"token": "wrong"}, 4004),
        ({"shard": [2, 2]}, 4010),
        ({"intents": 1 << 15}, 4014),
    ],
)
async def test_a_wrong_identify_closes_the_connection(sandbox, frame, code):
    assert (await connect(sandbox, identify(sandbox, **frame)))[1] == code


async def test_other_wrong_frames_close_the_connection(sandbox):
    assert (await connect(sandbox, {"op": 3, "d": {}}))[1] == 4003
    assert (await connect(sandbox, v="6"))[1] == 4012
    assert (await connect(sandbox, identify(sandbox, properties={"os": "x" * 5000})))[1] == 4002


async def test_an_identify_too_soon_is_an_invalid_session(sandbox):
    sandbox.gateway.identify_interval = 5

    first, _ = await connect(sandbox, identify(sandbox))
    second, _ = await connect(sandbox, identify(sandbox))
    sandbox.clock.advance(5)
    third, _ = await connect(sandbox, identify(sandbox))

    assert [frames[1]["op"] for frames in (first, second, third)] == [0, 9, 0]
    assert second[1]["d"] is False


async def test_identifying_too_often_resets_the_token(sandbox, rest):
    sandbox.gateway.identify_limit = 2
    token = sandbox.token
    await connect(sandbox, identify(sandbox))
    await connect(sandbox, identify(sandbox))
    limit = (await rest("GET", "/gateway/bot")).body["session_start_limit"]
    assert (limit["total"], limit["remaining"]) == (2, 0)

    assert (await connect(sandbox, identify(sandbox)))[1] == 4004

    assert sandbox.token != token
    assert (await rest("GET", "/users/@me", token=token)).status == 401


async def test_who_does_not_beat_is_disconnected():
    async with SandboxDiscord() as sandbox:
        sandbox.gateway.heartbeat_ms = 40
        async with (
            aiohttp.ClientSession() as session,
            session.ws_connect(sandbox.gateway_url) as socket,
        ):
            await socket.receive_json()
            await socket.send_json({"op": 1, "d": None})
            assert (await socket.receive_json())["op"] == 11
            await socket.receive(timeout=30)
            assert socket.close_code == 4009
