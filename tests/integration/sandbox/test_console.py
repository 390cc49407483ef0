"""The member at the keyboard, with a real discord.py client behind."""

from __future__ import annotations

import io

import discord
import pytest

from apolo.sandbox.console import Console


@pytest.fixture
def said():
    return []


@pytest.fixture
def console(sandbox, member, tmp_path, said):
    return Console(sandbox, member, tmp_path, said.append)


async def test_a_command_its_picture_and_its_button(console, said, bot, tmp_path):
    async def act(interaction):
        count, *_ = interaction.extras.get("given", (None,))
        view = discord.ui.View(timeout=None)
        view.add_item(discord.ui.Button(label="Again", custom_id="again:1"))
        picture = discord.File(io.BytesIO(b"picture"), "card.png", description="A card")
        await interaction.response.send_message(f"count {count}", file=picture, view=view)

    bot.act = act
    await console.obey("/probe count:3")
    await console.obey("press again:1")

    text = "\n".join(said)
    assert "acknowledged after" in said[0]
    assert "apolo: count 3" in text
    assert "apolo: count None" in text
    assert "press: again:1" in text
    assert [one.read_bytes() for one in tmp_path.iterdir()] == [b"picture"] * 2


async def test_typing_and_reading(console, said, bot, member):
    await console.obey("type probe word ab")
    await console.obey("locale es-419")
    await console.obey("commands")

    assert said[:2] == ["  ab1 -> ab-1", "  ab2 -> ab-2"]
    assert "  /probe  Do something" in said
    assert member.locale == "es-419"


@pytest.mark.parametrize("line", ["/nothing", "/probe count:x", "/probe count:11", "press x", '"'])
async def test_what_goes_wrong_is_told(console, said, bot, line):
    await console.obey(line)
    assert len(said) == 1
    assert said[0].startswith("! ")


async def test_a_channel_can_be_waited_for(guild, rest):
    channel = guild.channels[0]
    await rest("POST", f"/channels/{channel.id}/messages", {"content": "news"})
    assert (await channel.until(lambda messages: len(messages) == 1, 1))[0].content == "news"
    with pytest.raises(TimeoutError):
        await channel.until(lambda messages: len(messages) == 2, 0.01)
