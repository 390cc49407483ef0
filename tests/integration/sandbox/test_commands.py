"""Registering commands, and what a member can do with them."""

from __future__ import annotations

import pytest

from apolo.sandbox.handle import NotPossible
from apolo.sandbox.permissions import Permission


def command(name="probe", **changes):
    return {"name": name, "description": "Does something", "type": 1} | changes


def option(name="o", kind=3, **changes):
    return {"name": name, "description": "An option", "type": kind} | changes


@pytest.fixture
def register(sandbox, rest):
    async def put(*commands):
        return await rest("PUT", f"/applications/{sandbox.application_id}/commands", list(commands))

    return put


GOOD = {
    "plain": command(),
    "accents": command("partida-grátis"),
    "thai": command("แมตช์"),
    "translated": command(name_localizations={"pt-BR": "sonda", "es-419": "sonda"}),
    "25 options": command(options=[option(f"o{n}") for n in range(25)]),
    "choices": command(options=[option(choices=[{"name": "One", "value": "1"}])]),
    "subcommands": command(options=[option("a", 2, options=[option("b", 1)])]),
    "user command": {"name": "Show Card", "type": 2},
}
BAD = {
    "upper case": command("Probe"),
    "space": command("two words"),
    "too long": command("x" * 33),
    "no name": {"description": "x", "type": 1},
    "no description": command(description=""),
    "long description": command(description="x" * 101),
    "plain pt": command(name_localizations={"pt": "sonda"}),
    "plain es": command(description_localizations={"es": "sonda"}),
    "translated to upper case": command(name_localizations={"pt-BR": "Sonda"}),
    "translated too long": command(description_localizations={"pt-BR": "x" * 101}),
    "26 options": command(options=[option(f"o{n}") for n in range(26)]),
    "same option": command(options=[option(), option()]),
    "required last": command(options=[option("a"), option("b", required=True)]),
    "26 choices": command(
        options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])]
    ),
    "choice of another type": command(
        options=[option(kind=4, choices=[{"name": "One", "value": "1"}])]
    ),
    "choices and autocompletion": command(
        options=[option(autocomplete=True, choices=[{"name": "1", "value": "1"}])]
    ),
    "crossed bounds": command(options=[option(kind=4, min_value=5, max_value=4)]),
    "bounds of text": command(options=[option(min_value=1)]),
    "too deep": command(options=[option("a", 2, options=[option("b", 2, options=[])])]),
    "mixed": command(options=[option("a", 1), option("b")]),
    "all too long": command(
        options=[
            option(f"o{n}", choices=[{"name": f"{m}" * 50, "value": "x" * 100} for m in range(5)])
            for n in range(12)
        ]
    ),
    "described user command": {"name": "Show", "type": 2, "description": "x"},
}


@pytest.mark.parametrize("good", GOOD.values(), ids=GOOD)
async def test_good_commands_are_taken(register, good):
    answer = await register(good)
    assert answer.status == 200, answer


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
async def test_bad_commands_refuse_the_whole_list(register, sandbox, bad):
    await register(command("before"))
    answer = await register(command("after"), bad)
    assert (answer.status, answer.code) == (400, 50035), answer
    assert "1" in answer.body["errors"]
    assert [one["name"] for one in sandbox.world.commands[None]] == ["before"]


async def test_names_are_unique_and_at_most_a_hundred(register):
    assert (await register(command(), command())).code == 50035
    assert (await register(*(command(f"c{n}") for n in range(101)))).code == 50035


async def test_a_command_keeps_its_id(register, rest, sandbox):
    first = (await register(command())).body[0]
    again = (await register(command(description="New"), command("other"))).body[0]
    assert (first["id"], again["description"]) == (again["id"], "New")
    path = f"/applications/{sandbox.application_id}/commands"
    assert [one["name"] for one in (await rest("GET", path)).body] == ["probe", "other"]
    assert (await rest("DELETE", f"{path}/{first['id']}")).status == 204
    assert (await rest("GET", f"{path}/{first['id']}")).code == 10063


async def test_one_server_can_have_its_own_commands(rest, sandbox, guild, member):
    base = f"/applications/{sandbox.application_id}"
    path = f"{base}/guilds/{guild.id}/commands"
    assert (await rest("POST", path, command("mine"))).status == 201
    await member.run("mine")
    other = sandbox.create_guild("Other").create_member("Bob")
    with pytest.raises(NotPossible):
        await other.run("mine")


RULES = command(
    options=[
        option("id", required=True, min_length=2, max_length=4),
        option("n", 4, min_value=1, max_value=9),
        option("colour", choices=[{"name": "Red", "value": "red"}]),
    ]
)


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"id": "1"},
        {"id": "12345"},
        {"id": 12},
        {"id": "12", "n": 0},
        {"id": "12", "n": 10},
        {"id": "12", "n": "5"},
        {"id": "12", "n": True},
        {"id": "12", "colour": "blue"},
        {"id": "12", "nothing": 1},
    ],
)
async def test_a_member_can_only_send_what_the_client_lets_through(register, member, options):
    await register(RULES)
    with pytest.raises(NotPossible):
        await member.run("probe", options)
    await member.run("probe", options, raw=True)


async def test_options_are_sent_typed(register, member, sandbox):
    await register(RULES)
    sent = []
    sandbox.world.dispatch = lambda event, data, guild_id: sent.append(data) or 0
    await member.run("probe", {"id": "12", "n": 5, "colour": "red"})
    assert sent[0]["data"]["options"] == [
        {"name": "id", "type": 3, "value": "12"},
        {"name": "n", "type": 4, "value": 5},
        {"name": "colour", "type": 3, "value": "red"},
    ]


async def test_subcommands(register, member, sandbox):
    await register(command(options=[option("a", 2, options=[option("b", 1, options=[option()])])]))
    sent = []
    sandbox.world.dispatch = lambda event, data, guild_id: sent.append(data) or 0
    await member.run("probe a b", {"o": "x"})
    inner = {"name": "b", "type": 1, "options": [{"name": "o", "type": 3, "value": "x"}]}
    assert sent[0]["data"]["options"] == [{"name": "a", "type": 2, "options": [inner]}]
    for wrong in ("probe", "probe a", "probe x", "nothing"):
        with pytest.raises(NotPossible):
            await member.run(wrong)


async def test_permissions_and_contexts(register, guild, member):
    await register(
        command("admin", default_member_permissions=str(int(Permission.MANAGE_GUILD))),
        command("here", contexts=[0]),
    )
    operator = guild.create_member("Op", permissions=Permission.MANAGE_GUILD)

    with pytest.raises(NotPossible):
        await member.run("admin")
    await member.run("admin", raw=True)
    await operator.run("admin")
    await member.run("here")
    with pytest.raises(NotPossible):
        await member.run("here", channel=member.direct)


async def test_who_is_gone_presses_nothing(register, guild, member):
    await register(command())
    guild.kick(member)
    with pytest.raises(NotPossible):
        await member.run("probe")


async def test_pressing_what_cannot_be_pressed(register, rest, guild, member, sandbox):
    buttons = [
        {"type": 2, "style": 1, "label": "A", "custom_id": "on"},
        {"type": 2, "style": 1, "label": "B", "custom_id": "off", "disabled": True},
    ]
    body = {"content": "x", "components": [{"type": 1, "components": buttons}]}
    channel = guild.channels[0]
    sent = await rest("POST", f"/channels/{channel.id}/messages", body)
    message = channel.messages[0]

    for custom_id in ("off", "nothing"):
        with pytest.raises(NotPossible):
            await member.press(message, custom_id)
    await member.press(message, "on")
    await rest("DELETE", f"/channels/{channel.id}/messages/{sent.body['id']}")
    with pytest.raises(NotPossible):
        await member.press(message, "on")


async def test_choosing_from_a_menu(rest, guild, member, sandbox):
    menu = {"type": 3, "custom_id": "m", "options": [{"label": "One", "value": "1"}]}
    people = {"type": 5, "custom_id": "u"}
    rows = [{"type": 1, "components": [one]} for one in (menu, people)]
    channel = guild.channels[0]
    await rest("POST", f"/channels/{channel.id}/messages", {"content": "x", "components": rows})
    message = channel.messages[0]
    sent = []
    sandbox.world.dispatch = lambda event, data, guild_id: sent.append(data["data"]) or 0

    with pytest.raises(NotPossible):
        await member.press(message, "m", ["2"])
    await member.press(message, "m", ["1"])
    await member.press(message, "u", [str(member.id)])

    assert (sent[0]["component_type"], sent[0]["values"]) == (3, ["1"])
    assert sent[1]["resolved"]["users"][str(member.id)]["username"] == "ana"
