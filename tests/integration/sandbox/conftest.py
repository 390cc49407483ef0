"""A sandbox Discord, a real discord.py bot on two shards, and a bare REST client."""

from __future__ import annotations

import asyncio
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

import aiohttp
import discord
import discord.gateway
import discord.http
import pytest
import yarl
from discord import app_commands
from discord.ext import commands

from apolo.sandbox.discord import SandboxDiscord

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from apolo.sandbox.member import Member
    from apolo.sandbox.places import SandboxGuild

    Act = Callable[[discord.Interaction], Awaitable[None]]


class Words(app_commands.Translator):
    """Names the probe in Portuguese."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        if locale is discord.Locale.brazil_portuguese and str(string) == "probe":
            return "sonda"
        return None


class Again(
    discord.ui.DynamicItem[discord.ui.Button[discord.ui.View]], template=r"again:(?P<n>\d+)"
):
    """A button that outlives the process that sent it."""

    def __init__(self, number: int) -> None:
        super().__init__(discord.ui.Button(label="Again", custom_id=f"again:{number}"))
        self.number = number

    @classmethod
    async def from_custom_id(cls, interaction, item, match):
        return cls(int(match["n"]))

    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.client.act(interaction)


class ProbeBot(commands.AutoShardedBot):
    """Does in its command what the test says."""

    def __init__(self) -> None:
        super().__init__(
            "!",
            help_command=None,
            intents=discord.Intents(guilds=True, guild_messages=True),
        )
        self.act: Act = _nothing
        self.errors: list[BaseException] = []
        self.tree.on_error = self._note
        self.seen: list[discord.Message] = []

    async def _note(self, interaction: discord.Interaction, error: Exception) -> None:
        self.errors.append(getattr(error, "original", error))

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(message)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Do not wait the five seconds between shards."""

    async def setup_hook(self) -> None:
        self.add_dynamic_items(Again)
        await self.tree.set_translator(Words())
        self.tree.add_command(_probe(self))
        self.tree.add_command(_queue(self))
        await self.tree.sync()


async def _nothing(interaction: discord.Interaction) -> None:
    pass


def _probe(bot: ProbeBot) -> app_commands.Command:
    @app_commands.command(name=app_commands.locale_str("probe"), description="Do something")
    async def probe(
        interaction: discord.Interaction,
        count: app_commands.Range[int, 1, 10] | None = None,
        word: str | None = None,
        user: discord.User | None = None,
    ) -> None:
        interaction.extras["given"] = (count, word, user)
        await bot.act(interaction)

    @probe.autocomplete("word")
    async def complete(
        interaction: discord.Interaction, current: str
    ) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=f"{current}{n}", value=f"{current}-{n}") for n in (1, 2)]

    return probe


def _queue(bot: ProbeBot) -> app_commands.Group:
    group = app_commands.Group(
        name="queue",
        description="Operators only",
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="pause", description="Pause a queue")
    async def pause(interaction: discord.Interaction, name: str) -> None:
        interaction.extras["given"] = (name,)
        await bot.act(interaction)

    return group


@pytest.fixture
def eventually() -> Callable[[Callable[[], object]], Awaitable[None]]:
    """Return a way to wait for what only shows inside discord.py, which signals no change."""

    async def wait(condition: Callable[[], object]) -> None:
        async with asyncio.timeout(30):
            while not condition():  # noqa: ASYNC110
                await asyncio.sleep(0.005)

    return wait


@pytest.fixture
async def sandbox() -> AsyncIterator[SandboxDiscord]:
    """Yield a running sandbox without any server in it."""
    async with SandboxDiscord(shards=2) as running:
        yield running


@pytest.fixture
def guild(sandbox: SandboxDiscord) -> SandboxGuild:
    """Return a server that shard 1 of 2 hears of."""
    return sandbox.create_guild("Second shard", locale="es-ES", shard=1)


@pytest.fixture
def member(guild: SandboxGuild) -> Member:
    """Return a member of that server."""
    return guild.create_member("Ana", locale="pt-BR")


@pytest.fixture
async def start_bot(sandbox, monkeypatch) -> AsyncIterator[Callable[[], Awaitable[ProbeBot]]]:
    """Yield a way to start bots; they end with the test."""
    monkeypatch.setattr(discord.http.Route, "BASE", sandbox.api_url)
    monkeypatch.setattr(
        discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(sandbox.gateway_url)
    )
    started: list[tuple[ProbeBot, asyncio.Task[None]]] = []

    async def start() -> ProbeBot:
        bot = ProbeBot()
        started.append((bot, asyncio.create_task(bot.start(sandbox.token))))
        await sandbox.ready()
        return bot

    yield start
    for bot, task in started:
        await bot.close()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
async def bot(start_bot, guild) -> ProbeBot:
    """Return a connected bot whose commands are registered."""
    return await start_bot()


@dataclass
class Answer:
    """What the REST interface answered."""

    status: int
    body: dict
    headers: dict[str, str]

    @property
    def code(self) -> int:
        return self.body["code"]


class Rest:
    """A client without discord.py's patience: one request, one answer."""

    def __init__(self, sandbox: SandboxDiscord, session: aiohttp.ClientSession) -> None:
        self._sandbox = sandbox
        self._session = session

    async def __call__(self, method: str, path: str, body=None, *, files=(), token=None) -> Answer:
        headers = {"Authorization": f"Bot {token or self._sandbox.token}"}
        options = {"json": body} if body is not None else {}
        if files:
            form = aiohttp.FormData(quote_fields=False)
            form.add_field("payload_json", discord.utils._to_json(body or {}))
            for number, (name, data) in enumerate(files):
                form.add_field(f"files[{number}]", io.BytesIO(data), filename=name)
            options = {"data": form}
        url = self._sandbox.api_url + path
        async with self._session.request(method, url, headers=headers, **options) as response:
            raw = await response.read()
            is_json = response.headers.get("Content-Type") == "application/json"
            found = discord.utils._from_json(raw.decode()) if is_json else {}
            return Answer(response.status, found, dict(response.headers))


@pytest.fixture
async def rest(sandbox: SandboxDiscord) -> AsyncIterator[Rest]:
    """Yield a bare REST client."""
    async with aiohttp.ClientSession() as session:
        yield Rest(sandbox, session)


PLAIN_COMMAND = {"name": "plain", "description": "Does nothing", "type": 1}


@pytest.fixture
async def press(sandbox, rest, member):
    """Return a way to run a command that no bot hears of, for tests of bare rules."""
    await rest("PUT", f"/applications/{sandbox.application_id}/commands", [PLAIN_COMMAND])

    async def run(acknowledged: int | None = None, flags: int = 0, **options):
        handle = await member.run("plain", **options)
        if acknowledged is not None:
            taken = await rest(
                "POST",
                f"/interactions/{handle.id}/{handle.interaction.token}/callback",
                {"type": acknowledged, "data": {"content": "hello", "flags": flags}},
            )
            assert taken.status == 204, taken
        return handle

    return run


@pytest.fixture
def webhook(sandbox):
    """Return the path of an interaction's answers."""

    def path(handle, message: str = "") -> str:
        base = f"/webhooks/{sandbox.application_id}/{handle.interaction.token}"
        return f"{base}/messages/{message}" if message else base

    return path
