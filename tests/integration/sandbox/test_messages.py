"""The rules for messages, checked with bare requests."""

from __future__ import annotations

import pytest

from apolo.sandbox.permissions import Permission

V2 = 1 << 15
DEFERRED = 5


def row(*buttons):
    return {"type": 1, "components": list(buttons)}


def button(custom_id="a", **changes):
    return {"type": 2, "style": 1, "label": "Press", "custom_id": custom_id} | changes


def text(content="x"):
    return {"type": 10, "content": content}


@pytest.fixture
def channel(guild):
    return guild.channels[0]


@pytest.fixture
def send(rest, channel, sandbox):
    sandbox.limits.routes.clear()

    async def send(body, files=()):
        return await rest("POST", f"/channels/{channel.id}/messages", body, files=files)

    return send


FITS = {
    "content": {"content": "x" * 2000},
    "embed title": {"embeds": [{"title": "x" * 256}]},
    "embeds together": {"embeds": [{"description": "x" * 3000}] * 2},
    "25 fields": {"embeds": [{"fields": [{"name": "n", "value": "v"}] * 25}]},
    "custom id": {"content": "x", "components": [row(button("x" * 100))]},
    "40 components": {"flags": V2, "components": [text()] * 40},
    "4000 characters": {"flags": V2, "components": [text("x" * 4000)]},
    "nonce": {"content": "x", "nonce": "1" * 25},
}
TOO_MUCH = {
    "content": ({"content": "x" * 2001}, "content"),
    "embed title": ({"embeds": [{"title": "x" * 257}]}, "embeds"),
    "embed description": ({"embeds": [{"description": "x" * 4097}]}, "embeds"),
    "embed footer": ({"embeds": [{"footer": {"text": "x" * 2049}}]}, "embeds"),
    "embeds together": ({"embeds": [{"description": "x" * 3001}] * 2}, "embeds"),
    "11 embeds": ({"embeds": [{"title": "x"}] * 11}, "embeds"),
    "26 fields": ({"embeds": [{"fields": [{"name": "n", "value": "v"}] * 26}]}, "embeds"),
    "field name": ({"embeds": [{"fields": [{"name": "n" * 257, "value": "v"}]}]}, "embeds"),
    "field value": ({"embeds": [{"fields": [{"name": "n", "value": "v" * 1025}]}]}, "embeds"),
    "empty field": ({"embeds": [{"fields": [{"name": "n", "value": ""}]}]}, "embeds"),
    "custom id": ({"content": "x", "components": [row(button("x" * 101))]}, "components"),
    "no custom id": ({"content": "x", "components": [row(button(""))]}, "components"),
    "label": ({"content": "x", "components": [row(button(label="x" * 81))]}, "components"),
    "same custom id": ({"content": "x", "components": [row(button(), button())]}, "components"),
    "six buttons": (
        {"content": "x", "components": [row(*(button(str(n)) for n in range(6)))]},
        "components",
    ),
    "six rows": (
        {"content": "x", "components": [row(button(str(n))) for n in range(6)]},
        "components",
    ),
    "26 choices": (
        {
            "content": "x",
            "components": [
                row(
                    {
                        "type": 3,
                        "custom_id": "s",
                        "options": [{"label": str(n), "value": str(n)} for n in range(26)],
                    }
                )
            ],
        },
        "components",
    ),
    "text outside V2": ({"content": "x", "components": [text()]}, "components"),
    "V2 with content": ({"content": "x", "flags": V2, "components": [text()]}, "content"),
    "41 components": ({"flags": V2, "components": [text()] * 41}, "components"),
    "41 nested": (
        {"flags": V2, "components": [{"type": 17, "components": [text()] * 40}]},
        "components",
    ),
    "4001 characters": (
        {"flags": V2, "components": [text("x" * 2000), text("x" * 2001)]},
        "components",
    ),
    "V2 file that is not there": (
        {"flags": V2, "components": [{"type": 13, "file": {"url": "attachment://x.png"}}]},
        "components",
    ),
    "nonce": ({"content": "x", "nonce": "1" * 26}, "nonce"),
    "unknown reference": (
        {"content": "x", "message_reference": {"message_id": "1"}},
        "message_reference",
    ),
}


@pytest.mark.parametrize("body", FITS.values(), ids=FITS)
async def test_what_just_fits_is_sent(send, channel, body):
    answer = await send(body)
    assert answer.status == 200, answer
    assert len(channel.messages) == 1


@pytest.mark.parametrize(("body", "field"), TOO_MUCH.values(), ids=TOO_MUCH)
async def test_what_is_too_much_is_refused_with_the_field_named(send, channel, body, field):
    answer = await send(body)
    assert (answer.status, answer.code) == (400, 50035), answer
    assert list(answer.body["errors"]) == [field]
    assert channel.messages == []


async def test_an_empty_message(send):
    for body in ({"content": "  "}, {"components": [row(button())]}):
        assert (await send(body)).code == 50006


async def test_a_body_that_is_not_json(rest, channel):
    answer = await rest("POST", f"/channels/{channel.id}/messages", [1])
    assert (answer.status, answer.code) == (400, 50109)


async def test_files(send, guild, channel):
    guild.state.attachment_limit = 1000
    described = {"attachments": [{"id": 0, "description": "x" * 1024}]}

    answer = await send(described, files=[("a b.bin", b"\r\n--x\r\n" + b"1" * 990)])
    assert answer.status == 200, answer
    attachment = channel.messages[0].attachments[0]
    assert (attachment.filename, attachment.size) == ("a b.bin", 997)
    assert attachment.data.startswith(b"\r\n--x\r\n111")
    assert attachment.description == "x" * 1024

    large = await send({}, files=[("a", b"1" * 1001)])
    assert (large.status, large.code) == (413, 40005)
    described["attachments"][0]["description"] += "x"
    assert (await send(described, files=[("a", b"1")])).code == 50035
    assert (await send({}, files=[("a", b"1")] * 11)).code == 50035


async def test_a_request_above_the_limit_of_all_files(send, guild):
    guild.state.attachment_limit = 100 * 1024 * 1024
    answer = await send({}, files=[("a", bytes(26 * 1024 * 1024))])
    assert (answer.status, answer.code) == (413, 40005)


async def test_an_edit_keeps_drops_and_adds_files(rest, send, channel):
    sent = (await send({"content": "x"}, files=[("a", b"1"), ("b", b"2")])).body
    path = f"/channels/{channel.id}/messages/{sent['id']}"

    await rest("PATCH", path, {"content": "y"}, files=[("c", b"3")])
    assert [one.filename for one in channel.messages[0].attachments] == ["a", "b", "c"]

    keep = [{"id": sent["attachments"][1]["id"]}, {"id": 0, "filename": "d"}]
    await rest("PATCH", path, {"attachments": keep}, files=[("d", b"4")])
    message = channel.messages[0]
    assert [(one.filename, one.data) for one in message.attachments] == [("b", b"2"), ("d", b"4")]
    assert message.content == "y"

    assert (await rest("PATCH", path, {"attachments": [], "content": ""})).code == 50006
    assert (await rest("PATCH", path, {"attachments": [{"id": "5"}]})).code == 50035


async def test_attachments_are_linked_in_embeds_and_components(send, channel, sandbox):
    embed = {"image": {"url": "attachment://a.png"}}
    await send({"embeds": [embed]}, files=[("a.png", b"1")])
    gallery = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}
    await send({"flags": V2, "components": [gallery]}, files=[("a.png", b"1")])

    first, second = channel.messages
    assert first.embeds[0]["image"]["url"] == first.attachments[0].url
    assert second.components[0]["items"][0]["media"]["url"] == second.attachments[0].url
    assert first.attachments[0].url.startswith(sandbox.base_url)


async def test_an_enforced_nonce_sends_once(send, sandbox, channel):
    body = {"content": "x", "nonce": "n", "enforce_nonce": True}

    first, second = await send(body), await send(body)
    assert first.body["id"] == second.body["id"]
    assert len(channel.messages) == 1

    sandbox.clock.advance(181)
    await send(body)
    assert len(channel.messages) == 2


async def test_a_nonce_that_is_not_enforced_sends_again(send, channel):
    for _ in range(2):
        await send({"content": "x", "nonce": "n"})
    assert len(channel.messages) == 2


async def test_automatic_moderation(send, sandbox, press, rest, webhook):
    sandbox.world.blocked_words.add("noob")
    assert (await send({"content": "NOOBs"})).code == 200000
    assert (await send({"embeds": [{"description": "noob"}]})).code == 200000

    handle = await press(DEFERRED)
    answer = await rest("PATCH", webhook(handle, "@original"), {"content": "noob"})
    assert (answer.status, answer.code) == (400, 200000)
    assert handle.thinking


@pytest.mark.parametrize(
    ("denied", "body", "files", "code"),
    [
        (Permission.VIEW_CHANNEL, {"content": "x"}, (), 50001),
        (Permission.SEND_MESSAGES, {"content": "x"}, (), 50013),
        (Permission.ATTACH_FILES, {"content": "x"}, [("a", b"1")], 50013),
        (Permission.EMBED_LINKS, {"embeds": [{"title": "x"}]}, (), 50013),
    ],
)
async def test_what_the_bot_may_not_do(send, channel, denied, body, files, code):
    channel.deny_bot(denied)
    answer = await send(body, files)
    assert (answer.status, answer.code) == (403, code)

    channel.restore_bot()
    assert (await send(body, files)).status == 200


async def test_an_interaction_needs_no_permission(press, rest, webhook, channel):
    channel.deny_bot(Permission.VIEW_CHANNEL, Permission.SEND_MESSAGES, Permission.ATTACH_FILES)
    handle = await press(DEFERRED)
    answer = await rest("PATCH", webhook(handle, "@original"), {}, files=[("a", b"1")])
    assert answer.status == 200


async def test_where_the_bot_is_not(send, guild):
    guild.kick_bot()
    assert (await send({"content": "x"})).code == 50001
    guild.invite_bot()
    assert (await send({"content": "x"})).status == 200


async def test_what_does_not_exist(rest, channel, send):
    assert (await rest("POST", "/channels/1/messages", {"content": "x"})).code == 10003
    assert (await rest("GET", f"/channels/{channel.id}/messages/1")).code == 10008
    assert (await rest("GET", "/guilds/1")).code == 10004
    assert (await rest("GET", "/nowhere")).status == 404
    channel.delete()
    assert (await send({"content": "x"})).code == 10003


async def test_direct_messages_can_be_closed(rest, member):
    opened = await rest("POST", "/users/@me/channels", {"recipient_id": str(member.id)})
    path = f"/channels/{opened.body['id']}/messages"
    assert (await rest("POST", path, {"content": "x"})).status == 200

    member.user.accepts_direct_messages = False
    assert (await rest("POST", path, {"content": "x"})).code == 50007


async def test_private_answers_are_not_in_the_channel(press, rest, channel):
    handle = await press(DEFERRED, flags=64)
    path = f"/channels/{channel.id}/messages"
    assert (await rest("GET", f"{path}/{handle.original.id}")).code == 10008
    assert (await rest("GET", path)).body == []


async def test_answers_of_unknown_tokens(sandbox, press, rest, webhook):
    handle = await press()
    # Not acknowledged yet: there is no webhook.
    assert (await rest("POST", webhook(handle), {"content": "x"})).code == 10015
    stranger = f"/webhooks/{sandbox.application_id}/nonsense/messages/@original"
    assert (await rest("PATCH", stranger, {"content": "x"})).code == 10015


async def test_answers_that_were_deleted(press, rest, webhook, sandbox):
    handle = await press(DEFERRED)
    assert (await rest("DELETE", webhook(handle, "@original"))).status == 204
    edit = await rest("PATCH", webhook(handle, "@original"), {"content": "x"})
    assert (edit.status, edit.code) == (404, 10008)
    assert sandbox.journal.unanswered() == [handle.interaction]
    assert not sandbox.journal.thinking()


async def test_answers_in_a_deleted_channel(press, rest, webhook, channel):
    handle = await press(DEFERRED)
    channel.delete()
    assert (await rest("PATCH", webhook(handle, "@original"), {"content": "x"})).code == 10008
    assert (await rest("POST", webhook(handle), {"content": "x"})).code == 10003


async def test_follow_ups_where_the_bot_is_no_member(press, rest, webhook, guild, sandbox):
    sandbox.limits.routes.clear()
    guild.kick_bot()
    handle = await press(4)
    codes = [
        (await rest("POST", webhook(handle), {"content": "x"})).body.get("code") for _ in range(6)
    ]
    assert codes == [None] * 5 + [40094]


async def test_an_acknowledgement_of_the_wrong_kind(press, rest):
    handle = await press()
    path = f"/interactions/{handle.id}/{handle.interaction.token}/callback"
    assert (await rest("POST", path, {"type": 6})).code == 50035
    # Refused as a form, it may still be acknowledged properly.
    too_long = {"type": 4, "data": {"content": "x" * 2001}}
    assert (await rest("POST", path, too_long)).code == 50035
    assert (await rest("POST", path, {"type": 5})).status == 204


async def test_the_response_of_an_acknowledgement(press, rest):
    handle = await press()
    path = f"/interactions/{handle.id}/{handle.interaction.token}/callback?with_response=1"
    about = (await rest("POST", path, {"type": 5, "data": {"flags": 64}})).body
    assert about["interaction"]["response_message_loading"] is True
    assert about["interaction"]["response_message_ephemeral"] is True
    assert about["resource"]["message"]["flags"] == 128 | 64


async def test_the_attachments_oldest_are_dropped(sandbox):
    from apolo.sandbox.files import FileGone, FileStore

    store = FileStore(budget=10)
    store.put(1, b"12345678")
    store.put(2, b"12345678")
    assert store.get(1) == b"12345678"
    store.put(3, b"abcdefgh")
    assert store.get(3) == b"abcdefgh"
    with pytest.raises(FileGone):
        store.get(1)
    with pytest.raises(FileGone):
        store.get(2)
