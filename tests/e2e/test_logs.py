"""No token and no secret of a URL is in the logs, whatever goes wrong and at whatever level."""

from __future__ import annotations

import json
import re
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

import pytest

from apolo.settings import load_settings
from apolo.telemetry import Redactor, configure_logging
from bot.languages import Languages
from jobs.api import JobsApi
from store.member_settings import languages_since
from store.pool import open_pool

if TYPE_CHECKING:
    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.handle import Handle
    from bot.client import ApoloBot
    from tests.e2e.conftest import Bots, Hands

    Eventually = Callable[[Callable[[], bool]], Awaitable[None]]

MATCH = {"id": "7412345678"}
ORIGINAL = "PATCH /webhooks/*/messages/@original"
CALLBACK = "POST /interactions/*/callback"
REDIS = "redis://apolo:hunter2-of-redis@127.0.0.1:1"
POSTGRES = "postgresql://apolo:hunter2-of-postgres@127.0.0.1:1/apolo"


@pytest.fixture
def logged(
    discord: SandboxDiscord, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[[], str]:
    """Log everything as a bot's process does, in JSON; return a reader of all of it."""
    for name, value in {
        "LOG_FORMAT": "json",
        "LOG_LEVEL": "DEBUG",
        "DISCORD_TOKEN": discord.token,
        "REDIS_URL": REDIS,
        "DATABASE_URL": POSTGRES,
    }.items():
        monkeypatch.setenv(name, value)
    configure_logging(load_settings((), env_file=None))

    def read() -> str:
        out, err = capsys.readouterr()
        return out + err

    return read


def _found(words: str, secrets: list[str]) -> list[str]:
    """The lines with a secret in them, or a good part of one."""
    parts = "|".join(re.escape(part) for secret in secrets for part in (secret, secret[:24]))
    return [line for line in words.splitlines() if re.search(parts, line)]


def _is_closed(bot: ApoloBot, press: Handle) -> bool:
    return not bot.owns(press.id)


async def test_no_token_is_logged_whatever_becomes_of_an_answer(
    discord: SandboxDiscord,
    bots: Bots,
    hands: Hands,
    eventually: Eventually,
    logged: Callable[[], str],
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    bot = await bots.start()

    async def asked(number: int) -> Handle:
        return await ana.run("match", {"id": str(7412345678 + number)})

    # An answer, an acknowledgement whose reply is lost, and a job that fails
    fine = await asked(0)
    hands.draw(await hands.take())
    await fine.answer()
    discord.faults.drop(CALLBACK, after=True)
    lost = await asked(1)
    hands.draw(await hands.take())
    await lost.answer()
    failing = await asked(2)
    hands.fail(await hands.take(), "internal")
    await failing.answer()

    # Edits that Discord refuses in every way
    strikes = [
        lambda: discord.faults.status(ORIGINAL, 404),
        lambda: discord.faults.status(ORIGINAL, 401),
        lambda: discord.faults.status(ORIGINAL, 503),
        lambda: discord.faults.rate_limit(ORIGINAL, 0.1),
        lambda: discord.faults.drop(ORIGINAL),
    ]
    for number, strike in enumerate(strikes, start=3):
        strike()
        press = await asked(number)
        hands.draw(await hands.take())
        await eventually(partial(_is_closed, bot, press))

    # A gateway that resumes, and a restart with what is owed in the journal
    resumes = discord.gateway.resumes
    discord.gateway.reconnect()
    await eventually(lambda: discord.gateway.resumes > resumes)
    await discord.ready()
    owed = await asked(20)
    job = await hands.take()
    await bots.stop()
    await discord.disconnected()
    await bots.start()
    hands.draw(job)
    await owed.answer()

    words = logged()
    tokens = [one.token for one in discord.journal.asked()]
    assert len(tokens) == 9
    assert '"discord.gateway"' in words
    assert '"discord.http"' in words
    assert _found(words, [discord.token, *tokens]) == []
    assert all(json.loads(line) for line in words.splitlines())


async def test_no_password_of_a_service_is_logged_while_it_is_away(
    discord: SandboxDiscord, bots: Bots, logged: Callable[[], str]
) -> None:
    ana = discord.create_guild("A").create_member("ana")
    pool = await open_pool(POSTGRES)
    languages = Languages(lambda since: languages_since(pool, since))
    jobs = JobsApi.from_url(REDIS)
    await languages.start(5)
    await bots.start(jobs=jobs, pool=pool, languages=languages)

    press = await ana.run("match", MATCH)
    await press.answer()
    await bots.stop()
    await languages.stop()
    await jobs.close()
    pool.terminate()

    words = logged()
    assert "the members' languages can't be read" in words
    assert "hunter2" not in words
    assert press.interaction.token not in words


def test_the_search_finds_a_token() -> None:
    token = "x" * 40
    assert _found(f'{{"event": "POST /webhooks/1/{token[:30]}"}}', [token])
    assert not _found(Redactor([token])(f"a {token}"), [token])
