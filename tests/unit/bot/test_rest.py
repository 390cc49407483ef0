"""The REST calls say what happened, obey the headers and never show a token."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.clock import DiscordClock
from bot.rest import (
    Attachment,
    DiscordBusy,
    DiscordRefused,
    DiscordRest,
    DiscordUnreachable,
    OutgoingMessage,
)

MESSAGE = OutgoingMessage("hello")


@dataclass
class Fake:
    """Answers each request with what the test put in line, and keeps what was asked."""

    status: int = 200
    body: bytes = b"{}"
    headers: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, str, dict[str, str], bytes]] = field(default_factory=list)

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        self.asked.append((request.method, request.path, dict(request.headers), body))
        return web.Response(status=self.status, body=self.body, headers=self.headers)


@pytest.fixture
def fake() -> Fake:
    return Fake()


@pytest.fixture
async def rest(fake: Fake) -> AsyncIterator[DiscordRest]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", fake.handle)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        yield DiscordRest(session, str(server.make_url("/api/v10")), "bot-token", DiscordClock())


async def test_progress_leaves_the_answer_its_requests(rest: DiscordRest, fake: Fake) -> None:
    fake.headers = {"X-RateLimit-Remaining": "3", "X-RateLimit-Reset-After": "9"}
    await rest.show_progress(11, "tok", "Fetching")
    fake.headers = {"X-RateLimit-Remaining": "2", "X-RateLimit-Reset-After": "9"}
    await rest.show_progress(11, "tok", "Drawing")
    with pytest.raises(DiscordBusy):
        await rest.show_progress(11, "tok", "Writing")
    await rest.edit_original(11, "tok", MESSAGE)
    assert len(fake.asked) == 3


async def test_an_edit_states_the_whole_message_and_pings_nobody(
    rest: DiscordRest, fake: Fake
) -> None:
    await rest.edit_original(11, "tok", MESSAGE)
    method, path, headers, body = fake.asked[0]
    assert (method, path) == ("PATCH", "/api/v10/webhooks/11/tok/messages/@original")
    assert headers["Content-Type"] == "application/json"
    assert "Authorization" not in headers
    assert json.loads(body) == {
        "content": "hello",
        "allowed_mentions": {"parse": []},
        "attachments": [],
        "components": [],
    }


async def test_a_picture_goes_with_its_alt_text(rest: DiscordRest, fake: Fake) -> None:
    picture = Attachment(b"\x89PNG", "card.png", "image/png", "Radiant won")
    await rest.edit_original(11, "tok", OutgoingMessage("", picture))
    body = fake.asked[0][3]
    assert b'name="files[0]"; filename="card.png"' in body
    assert b'"description": "Radiant won"' in body
    assert b"\x89PNG" in body


async def test_a_channel_post_is_the_bots_own_with_an_enforced_nonce(
    rest: DiscordRest, fake: Fake
) -> None:
    await rest.post(22, MESSAGE, "a1")
    method, path, headers, body = fake.asked[0]
    assert (method, path) == ("POST", "/api/v10/channels/22/messages")
    assert headers["Authorization"] == "Bot bot-token"
    assert json.loads(body)["nonce"] == "a1"
    assert json.loads(body)["enforce_nonce"] is True


@pytest.mark.parametrize(
    ("body", "headers", "seconds"),
    [
        (b'{"retry_after": 2.5}', {}, 2.5),
        (b"<html>banned</html>", {"Retry-After": "7"}, 7.0),
        (b"", {}, 1.0),
        (b'{"retry_after": "soon"}', {"Retry-After": "-4"}, 1.0),
        (b'{"retry_after": 1e12}', {}, 3600.0),
    ],
)
async def test_a_rate_limit_says_when(
    rest: DiscordRest, fake: Fake, body: bytes, headers: dict[str, str], seconds: float
) -> None:
    fake.status, fake.body, fake.headers = 429, body, headers
    with pytest.raises(DiscordBusy) as caught:
        await rest.edit_original(11, "tok", MESSAGE)
    assert caught.value.retry_after == seconds


async def test_within_a_rate_limit_discord_is_not_asked_again(
    rest: DiscordRest, fake: Fake
) -> None:
    fake.status, fake.body = 429, b'{"retry_after": 60}'
    for _ in range(3):
        with pytest.raises(DiscordBusy):
            await rest.edit_original(11, "tok", MESSAGE)
    assert len(fake.asked) == 1
    fake.status = 200
    await rest.edit_original(11, "another", MESSAGE)


async def test_a_global_rate_limit_holds_everything(rest: DiscordRest, fake: Fake) -> None:
    fake.status, fake.body = 429, b'{"retry_after": 60, "global": true}'
    with pytest.raises(DiscordBusy):
        await rest.edit_original(11, "tok", MESSAGE)
    with pytest.raises(DiscordBusy):
        await rest.post(22, MESSAGE, "a1")
    assert len(fake.asked) == 1


async def test_an_exhausted_bucket_is_waited_for(rest: DiscordRest, fake: Fake) -> None:
    fake.headers = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset-After": "30"}
    await rest.post(22, MESSAGE, "a1")
    with pytest.raises(DiscordBusy) as caught:
        await rest.post(22, MESSAGE, "a2")
    assert 29 < caught.value.retry_after <= 30
    await rest.post(23, MESSAGE, "a3")


@pytest.mark.parametrize("status", [500, 502, 503, 524])
async def test_a_server_error_may_be_tried_again(
    rest: DiscordRest, fake: Fake, status: int
) -> None:
    fake.status = status
    with pytest.raises(DiscordUnreachable):
        await rest.edit_original(11, "tok", MESSAGE)


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (404, b'{"code": 10008, "message": "Unknown Message"}', 10008),
        (400, b"not json", 0),
        (302, b"[]", 0),
        (400, b'{"code": "many"}', 0),
    ],
)
async def test_a_refusal_has_discords_code(
    rest: DiscordRest, fake: Fake, status: int, body: bytes, code: int
) -> None:
    fake.status, fake.body = status, body
    with pytest.raises(DiscordRefused) as caught:
        await rest.edit_original(11, "tok", MESSAGE)
    assert (caught.value.status, caught.value.code) == (status, code)


@pytest.mark.parametrize(("status", "exists"), [(200, True), (404, False), (401, False)])
async def test_whether_discord_knows_the_original(
    rest: DiscordRest, fake: Fake, status: int, exists: bool
) -> None:
    fake.status = status
    assert await rest.original_exists(11, "tok") is exists


async def test_no_connection_is_told_without_the_token() -> None:
    async with aiohttp.ClientSession() as session:
        rest = DiscordRest(session, "http://127.0.0.1:1/api/v10", "bot-token", DiscordClock())
        with pytest.raises(DiscordUnreachable) as caught:
            await rest.edit_original(11, "very-secret", MESSAGE)
    assert "very-secret" not in str(caught.value)
    assert caught.value.__suppress_context__


async def test_learns_the_time_from_every_response(fake: Fake) -> None:
    clock = DiscordClock()
    fake.headers = {"Date": "Fri, 15 Jan 2027 08:00:00 GMT"}
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", fake.handle)
    async with TestServer(app) as server, aiohttp.ClientSession() as session:
        rest = DiscordRest(session, str(server.make_url("/")), "bot-token", clock)
        await rest.edit_original(11, "tok", MESSAGE)
    assert abs(clock.now_ms() - 1_800_000_000_000) < 5000
