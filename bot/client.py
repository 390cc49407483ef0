"""The Discord client: thin, with one intent, and nothing but wiring in it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
import yarl
from discord.ext import commands

from bot.alerts.settled import AlertPolicy
from bot.checkpoints import Reached, pass_by
from bot.clock import DiscordClock
from bot.commands import make_commands
from bot.commands.analysis import analysis_handlers
from bot.dashboard.actions import panel_handlers
from bot.dashboard.language import language_handlers
from bot.dashboard.linking import link_handlers
from bot.delivery import Delivery
from bot.digests import Digests
from bot.fairuse import FairUse, FairUseLimits
from bot.intake import Intake
from bot.languages import Languages
from bot.ledger import Ledger
from bot.menus import make_menus
from bot.operations import Managed, Operations
from bot.operators import Operators
from bot.presses import Pressable, Presses
from bot.privacy.desk import PrivacyDesk
from bot.recent import OFFERED, RecentMatches
from bot.recent import Read as ReadRecent
from bot.rest import DiscordRest
from bot.servers import Servers
from bot.settings.desk import settings_handlers
from bot.steps import DeliveryPolicy, Jobs, Steps
from bot.sync import keep_trying
from bot.translator import Translator
from bot.tree import Tree
from locales import Locale, negotiate
from store.history import recent_of_member

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import SimpleNamespace

    from bot.journal import Journal
    from store.pool import Pool

log = logging.getLogger(__name__)

API_URL: Final = "https://discord.com/api/v10"


@dataclass(frozen=True, slots=True)
class BotConfig:
    """What the bot process needs to know.

    ``gateway_url`` replaces the gateway that Discord names; ``state_dir`` holds small files
    (the commands' stamp, the audit log's spool) and exists. ``operator_ids`` are operators besides
    the owners of the application. ``redact`` takes secrets out of what operators are shown.
    ``alert_channel_id`` is where they are told when the verdict on the queues changes.
    """

    token: str = field(repr=False)
    state_dir: Path
    api_url: str = API_URL
    gateway_url: str | None = None
    delivery: DeliveryPolicy = field(default_factory=DeliveryPolicy)
    fair_use: FairUseLimits = field(default_factory=FairUseLimits)
    operator_ids: frozenset[int] = frozenset()
    redact: Callable[[str], str] = str
    alert_channel_id: int | None = None
    alerts: AlertPolicy = field(default_factory=AlertPolicy)


class ApoloBot(commands.AutoShardedBot):
    """Connects the gateway with intake and delivery.

    Parameters
    ----------
    config
        Where Discord is, and delivery's times.
    jobs
        The job system; it need not be reachable.
    journal
        Open; closed by its owner after the bot.
    queues
        What operators look at and steer; closed by its owner after the bot.
    pool
        The database, for what operators see of it; need not be reachable, closed by its owner.
    languages, servers
        What members and servers have chosen; started and stopped by their owner.
    reached
        Told of the checkpoints that are passed; for tests.
    """

    def __init__(
        self,
        config: BotConfig,
        jobs: Jobs,
        journal: Journal,
        *,
        queues: Managed | None = None,
        pool: Pool | None = None,
        languages: Languages | None = None,
        servers: Servers | None = None,
        reached: Reached = pass_by,
    ) -> None:
        self.config = config
        self.languages = languages if languages is not None else Languages()
        self.servers = servers if servers is not None else Servers()
        self.clock = DiscordClock()
        self.command_ids: dict[str, int] = {}
        """Discord's ids of the slash commands, by name; empty until they are known."""
        use_discord_at(config.api_url, config.gateway_url)
        # Apolo does not speak: what discord.py misses for that is no news.
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        super().__init__(
            # No text commands: without the messages intent there is nothing to read anyway.
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=Tree,
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            http_trace=self._clock_trace(),
            allowed_installs=discord.app_commands.AppInstallationType(guild=True, user=False),
            allowed_contexts=discord.app_commands.AppCommandContext(
                guild=True, dm_channel=True, private_channel=False
            ),
        )
        self._jobs = jobs
        self._journal = journal
        self._queues = queues
        self._pool = pool
        self._reached = reached
        self._presses: Presses | None = None
        self._operations: Operations | None = None
        self._session: aiohttp.ClientSession | None = None
        self._delivery: Delivery | None = None
        self._intake: Intake | None = None
        self._sync: asyncio.Task[None] | None = None
        self._digests: asyncio.Task[None] | None = None
        self._stopped = False

    def connected(self) -> bool:
        """Whether all shards are connected, and none is given up."""
        return (
            self.is_ready()
            and not self._stopped
            and not any(shard.is_closed() for shard in self.shards.values())
        )

    @property
    def presses(self) -> Presses:
        """Who serves buttons and menus, once the bot is set up."""
        assert self._presses is not None
        return self._presses

    @property
    def delivery(self) -> Delivery:
        """Who owes the answers, once the bot is set up; takes posts to channels, too."""
        assert self._delivery is not None
        return self._delivery

    def owns(self, interaction_id: int) -> bool:
        """Whether an interaction's answer is in delivery's hands."""
        return self._intake is not None and self._intake.owns(interaction_id)

    async def setup_hook(self) -> None:
        """Go on with what is owed, register the commands and tell Discord of them."""
        # Logged in by now, so the clock has learnt from Discord.
        self._session = aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=64))
        rest = DiscordRest(self._session, self.config.api_url, self.config.token, self.clock)
        ledger = Ledger()
        steps = Steps(
            journal=self._journal,
            ledger=ledger,
            jobs=self._jobs,
            rest=rest,
            clock=self.clock,
            policy=self.config.delivery,
            reached=self._reached,
        )
        self._delivery = Delivery(
            journal=self._journal,
            ledger=ledger,
            jobs=self._jobs,
            clock=self.clock,
            steps=steps,
            policy=self.config.delivery,
        )
        self._intake = Intake(
            journal=self._journal,
            ledger=ledger,
            steps=steps,
            delivery=self._delivery,
            clock=self.clock,
            fair_use=FairUse(self._jobs.spend, self.config.fair_use),
            reached=self._reached,
        )
        self._delivery.start(await asyncio.to_thread(self._journal.open_entries))
        operators = Operators.of(self.config.operator_ids, self.application)
        self._operations = Operations(
            self._queues,
            self._pool,
            operators,
            self.clock,
            self._jobs,
            state_dir=self.config.state_dir,
            redact=self.config.redact,
        )
        self._operations.start()
        recent = RecentMatches(self._read_recent(), self.clock)
        privacy = PrivacyDesk(self._intake, self._journal, self.languages, recent)
        if self._pool is not None:
            digests = Digests(self._pool, self, self.servers, self._delivery.owe, self.clock)
            self._digests = asyncio.create_task(digests.run(), name="digests")
        if self.config.alert_channel_id is not None:
            self._operations.alert(
                self.config.alert_channel_id,
                self._delivery.owe,
                self._place_of,
                self.config.alerts,
            )
        self._presses = Presses(
            {
                **panel_handlers(self._intake, self.servers),
                **language_handlers(self._intake, self.languages),
                **link_handlers(self._intake),
                **settings_handlers(self._intake, self.servers),
                **privacy.handlers(),
                **analysis_handlers(self._intake),
                **self._operations.handlers(),
            },
            self.owns,
        )
        self.add_dynamic_items(Pressable)
        for command in make_commands(self._intake, recent, privacy, self._operations, operators):
            self.tree.add_command(command)
        for menu in make_menus(self._intake):
            self.tree.add_command(menu)
        await self.tree.set_translator(Translator())
        self._sync = asyncio.create_task(
            keep_trying(
                self.tree,
                self.config.state_dir / f"commands-{self.application_id}.sha256",
                f"{self.config.api_url} {self.application_id}",
                self.command_ids.update,
            ),
            name="command-sync",
        )

    async def on_ready(self) -> None:
        """Say that interactions arrive."""
        log.info("connected: %d shards, %d servers", len(self.shards), len(self.guilds))

    async def on_interaction(self, interaction: discord.Interaction[ApoloBot]) -> None:
        """Leave no press without a word."""
        await self.presses.serve_rest(interaction)

    async def synced(self) -> None:
        """Wait until the sync of the commands is done, whatever became of it."""
        if self._sync is not None:
            await asyncio.wait([self._sync])

    async def close(self) -> None:
        """Stop gracefully: accept nothing new, finish posts under way, leave the rest journaled."""
        if not self._stopped:
            self._stopped = True
            if self._sync is not None:
                self._sync.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await self._sync
            if self._intake is not None:
                await self._intake.stop(self.config.delivery.stop_within)
            if self._operations is not None:
                await self._operations.stop()
            if self._digests is not None:
                self._digests.cancel()
                await asyncio.wait([self._digests])
            if self._delivery is not None:
                await self._delivery.stop()
            if self._session is not None:
                await self._session.close()
        await super().close()

    def _read_recent(self) -> ReadRecent | None:
        pool = self._pool
        return None if pool is None else lambda user_id: recent_of_member(pool, user_id, OFFERED)

    def _place_of(self, channel_id: int) -> tuple[int | None, Locale]:
        """The server of a channel, and the language that is written there."""
        channel = self.get_channel(channel_id)
        guild = getattr(channel, "guild", None)
        if not isinstance(guild, discord.Guild):
            log.warning("channel %s is none that the bot can see", channel_id)
            return None, Locale.EN
        chosen = self.servers.language(guild.id)
        return guild.id, chosen or negotiate(guild.preferred_locale.value)

    def _clock_trace(self) -> aiohttp.TraceConfig:
        async def learn(
            _session: aiohttp.ClientSession,
            _context: SimpleNamespace,
            params: aiohttp.TraceRequestEndParams,
        ) -> None:
            self.clock.observe_date(params.response.headers.get("Date"))

        trace = aiohttp.TraceConfig()
        trace.on_request_end.append(learn)
        return trace


def use_discord_at(api_url: str, gateway_url: str | None) -> None:
    """Point discord.py, process-wide, to the Discord to be used."""
    discord.http.Route.BASE = api_url
    if gateway_url is not None:
        discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway_url)
