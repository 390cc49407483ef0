"""Acknowledging and answering, with a real discord.py client."""

from __future__ import annotations

import io

import discord
import pytest

from apolo.sandbox.handle import NotAcknowledged
from apolo.sandbox.interactions import AckType

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR\0\0\4\xb0\0\0\2\xa3" + b"\x08\2\0\0\0" * 40


async def test_commands_arrive_with_their_translations(sandbox, bot):
    probe = sandbox.world.commands[None][0]
    assert probe["name_localizations"] == {"pt-BR": "sonda"}


async def test_deferring_then_editing_with_a_picture(sandbox, guild, member, bot):
    async def act(interaction):
        await interaction.response.defer(thinking=True)
        assert (await interaction.original_response()).flags.loading
        picture = discord.File(io.BytesIO(PNG), "card.png", description="The match card")
        await interaction.edit_original_response(content="done", attachments=[picture])

    bot.act = act
    handle = await member.run("probe", {"count": 3})
    message = await handle.answer()

    assert (handle.ack.type, handle.ack.ephemeral) == (AckType.DEFERRED, False)
    assert handle.ack.ms > 0
    assert message.content == "done"
    assert [one.data for one in message.attachments] == [PNG]
    assert message.attachments[0].description == "The match card"
    assert (message.attachments[0].width, message.attachments[0].height) == (1200, 675)
    assert not message.thinking
    assert guild.channels[0].messages == [message]
    assert [str(event.kind) for event in handle.history] == ["acknowledged", "original"]
    assert not sandbox.journal.unanswered()
    assert not sandbox.journal.answered_twice()


async def test_a_picture_can_be_downloaded(member, bot, eventually):
    got = []

    async def act(interaction):
        await interaction.response.send_message(file=discord.File(io.BytesIO(PNG), "card.png"))
        original = await interaction.original_response()
        got.append(await original.attachments[0].read())

    bot.act = act
    await (await member.run("probe")).answer()
    await eventually(lambda: got)
    assert got == [PNG]


async def test_the_bot_is_told_what_a_client_tells(sandbox, guild, member, bot):
    told = []

    async def act(interaction):
        told.append(interaction)
        await interaction.response.send_message("ok", ephemeral=True)

    bot.act = act
    guild.state.attachment_limit = 1234
    handle = await member.run("probe", {"word": "x", "user": str(member.id)})
    message = await handle.answer()

    interaction = told[0]
    assert (str(interaction.locale), str(interaction.guild_locale)) == ("pt-BR", "es-ES")
    assert interaction.filesize_limit == 1234
    assert interaction.user.id == member.id
    assert interaction.guild_id == guild.id
    assert interaction.channel.name == "general"
    assert interaction.app_permissions.attach_files
    assert interaction.extras["given"][2].id == member.id
    assert message.ephemeral
    assert guild.channels[0].messages == []


async def test_a_direct_conversation(sandbox, member, bot, eventually):
    async def act(interaction):
        assert interaction.guild is None
        await interaction.response.send_message("hi")
        await interaction.user.send("psst")

    bot.act = act
    handle = await member.run("probe", channel=member.direct)

    assert (await handle.answer()).content == "hi"
    await eventually(lambda: len(member.direct.messages) == 2)
    assert [one.content for one in member.direct.messages.values()] == ["hi", "psst"]


async def test_an_acknowledgement_after_three_seconds_is_too_late(sandbox, member, bot, eventually):
    async def act(interaction):
        sandbox.clock.advance(3.1)
        await interaction.response.defer()

    bot.act = act
    handle = await member.run("probe")

    await eventually(lambda: bot.errors)
    error = bot.errors[0]
    assert (error.status, error.code) == (404, 10062)
    assert handle.ack is None
    assert sandbox.journal.unacknowledged() == [handle.interaction]
    assert sandbox.journal.refused() == [(handle.interaction, 10062)]


async def test_a_second_acknowledgement_is_refused(sandbox, member, bot, eventually):
    async def act(interaction):
        await interaction.response.defer()
        interaction.response._response_type = None
        await interaction.response.defer()

    bot.act = act
    await member.run("probe")

    await eventually(lambda: bot.errors)
    error = bot.errors[0]
    assert (error.status, error.code) == (400, 40060)


async def test_a_token_ends_after_a_quarter_of_an_hour(sandbox, member, bot, eventually):
    async def act(interaction):
        await interaction.response.defer()
        sandbox.clock.advance(15 * 60 + 1)
        await interaction.edit_original_response(content="late")

    bot.act = act
    handle = await member.run("probe")

    await eventually(lambda: bot.errors)
    error = bot.errors[0]
    assert (error.status, error.code) == (401, 50027)
    assert sandbox.journal.unanswered() == [handle.interaction]
    assert sandbox.journal.thinking() == [handle.interaction]


async def test_the_first_follow_up_fills_the_thinking_message(member, guild, bot):
    async def act(interaction):
        await interaction.response.defer(ephemeral=True)
        await interaction.followup.send("first")
        await interaction.followup.send("second", ephemeral=False)

    bot.act = act
    handle = await member.run("probe")
    first, second = await handle.answered(2)

    assert first.id == handle.interaction.original_id
    # Private as it was deferred, whatever the follow-up says.
    assert (first.content, first.ephemeral) == ("first", True)
    assert (second.content, second.ephemeral) == ("second", False)
    assert guild.channels[0].messages == [second]


async def test_a_button_outlives_its_bot(sandbox, member, start_bot):
    async def send(interaction):
        view = discord.ui.View(timeout=None)
        view.add_item(again_button(7))
        await interaction.response.send_message("press", view=view)

    first = await start_bot()
    first.act = send
    message = await (await member.run("probe")).answer()
    await first.close()
    await sandbox.disconnected()
    second = await start_bot()

    async def pressed(interaction):
        assert interaction.message.content == "press"
        await interaction.response.defer(ephemeral=True, thinking=True)
        await interaction.edit_original_response(content="pressed")

    second.act = pressed
    handle = await member.press(message, "again:7")

    answer = await handle.answer()
    assert (answer.content, answer.ephemeral) == ("pressed", True)
    assert message.custom_ids == ["again:7"]


def again_button(number):
    return discord.ui.Button(label="Again", custom_id=f"again:{number}")


async def send_button(member, bot):
    async def send(interaction):
        view = discord.ui.View(timeout=None)
        view.add_item(again_button(1))
        await interaction.response.send_message("dashboard", view=view)

    bot.act = send
    return await (await member.run("probe")).answer()


async def test_deferring_a_button_silently_makes_the_dashboard_the_original(member, bot):
    dashboard = await send_button(member, bot)

    async def act(interaction):
        await interaction.response.defer()
        await interaction.edit_original_response(content="gone")

    bot.act = act
    handle = await member.press(dashboard, "again:1")

    edited = await handle.answer()
    assert handle.ack.type is AckType.DEFERRED_UPDATE
    assert not handle.thinking
    assert (edited.id, edited.content) == (dashboard.id, "gone")


async def test_a_button_that_updates_its_message(member, bot):
    dashboard = await send_button(member, bot)

    async def act(interaction):
        await interaction.response.edit_message(content="updated")

    bot.act = act
    edited = await (await member.press(dashboard, "again:1")).answer()
    assert (edited.id, edited.content) == (dashboard.id, "updated")


async def test_autocompletion(sandbox, member, bot):
    choices = await member.autocomplete("probe", "word", "ab")

    assert [(one.name, one.value) for one in choices] == [("ab1", "ab-1"), ("ab2", "ab-2")]
    assert not sandbox.journal.asked()


async def test_a_form_is_opened_and_sent(member, bot):
    class Form(discord.ui.Modal, title="Link"):
        steam = discord.ui.TextInput(label="Steam id", custom_id="steam")

        async def on_submit(self, interaction):
            await interaction.response.send_message(f"got {self.steam.value}")

    async def act(interaction):
        await interaction.response.send_modal(Form())

    bot.act = act
    opened = await member.run("probe")
    assert (await opened.acknowledged()).type is AckType.MODAL

    sent = await member.submit(opened, {"steam": "123"})
    assert (await sent.answer()).content == "got 123"


async def test_a_bot_that_says_nothing(sandbox, member, bot):
    handle = await member.run("probe")

    with pytest.raises(NotAcknowledged):
        await handle.acknowledged(0.05)
    assert handle.interaction.delivered_to == 1
    assert sandbox.journal.unacknowledged() == [handle.interaction]


async def test_a_channel_message_with_the_interactions_nonce_is_its_answer(sandbox, member, bot):
    async def act(interaction):
        await interaction.response.defer()
        sandbox.clock.advance(16 * 60)
        channel = interaction.channel
        first = await channel.send("late", nonce=f"a{interaction.id}")
        again = await channel.send("late", nonce=f"a{interaction.id}")
        assert first.id == again.id

    bot.act = act
    handle = await member.run("probe")

    assert (await handle.answer()).content == "late"
    assert handle.thinking
    assert not sandbox.journal.unanswered()
    assert not sandbox.journal.answered_twice()
