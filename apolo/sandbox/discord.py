"""A Discord that runs on this machine: the server, put together from its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from aiohttp import web

from apolo.sandbox.faults import Faults
from apolo.sandbox.gateway import Gateway
from apolo.sandbox.interactions import ACKNOWLEDGE_WITHIN
from apolo.sandbox.limits import REQUEST_BYTES
from apolo.sandbox.messages import Composer
from apolo.sandbox.model import Guild
from apolo.sandbox.places import SandboxGuild
from apolo.sandbox.ratelimits import RateLimits
from apolo.sandbox.rest.applications import ApplicationRoutes
from apolo.sandbox.rest.cdn import CdnRoutes
from apolo.sandbox.rest.channels import ChannelRoutes
from apolo.sandbox.rest.front import PREFIX, Front
from apolo.sandbox.rest.guilds import GuildRoutes
from apolo.sandbox.rest.interactions import InteractionRoutes
from apolo.sandbox.rest.webhooks import WebhookRoutes
from apolo.sandbox.world import World

if TYPE_CHECKING:
    from types import TracebackType

TOKEN = "sandbox-token"  # noqa: S105


class SandboxDiscord:
    """REST, gateway and CDN on one port, with an interface for tests.

    Parameters
    ----------
    host, port
        Where to listen; port 0 picks a free one at the first start, and keeps it.
    token
        The bot token that is accepted.
    shards
        How many shards ``/gateway/bot`` recommends.
    acknowledge_within
        Seconds from a press until no acknowledgement is taken any more. Discord's three, but
        for whom the bot's speed on a busy machine is not the point.

    Attributes
    ----------
    world
        The whole state.
    journal
        What was observed.
    clock
        The time, which can be moved forward.
    faults
        Faults on demand.
    limits
        The rate limits in force.
    gateway
        The connections of the bots.
    """

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str = TOKEN,
        shards: int = 1,
        acknowledge_within: float = ACKNOWLEDGE_WITHIN,
    ) -> None:
        self._host = host
        self._port = port
        self._runner: web.AppRunner | None = None
        self.world = World(token, acknowledge_within)
        self.journal = self.world.journal
        self.clock = self.world.clock
        self.faults = Faults()
        self.limits = RateLimits(self.clock)
        self.gateway = Gateway(self.world)
        self.gateway.recommended_shards = shards

    @property
    def token(self) -> str:
        """The bot token that is accepted now."""
        return self.world.token

    @property
    def application_id(self) -> int:
        """Id of the application and of its bot."""
        return self.world.application_id

    @property
    def base_url(self) -> str:
        """The server's address, which is also the CDN's."""
        return f"http://{self._host}:{self._port}"

    @property
    def api_url(self) -> str:
        """What a client uses instead of ``https://discord.com/api/v10``."""
        return f"{self.base_url}{PREFIX}"

    @property
    def gateway_url(self) -> str:
        """What a client uses instead of ``wss://gateway.discord.gg``."""
        return f"ws://{self._host}:{self._port}/gateway"

    async def __aenter__(self) -> Self:
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        await self.stop()

    async def start(self) -> None:
        """Listen; after a stop on the same port, with all state kept."""
        front = Front(self.world, self.limits, self.faults)
        app = web.Application(middlewares=[front.middleware], client_max_size=REQUEST_BYTES + 1)
        composer = Composer(self.world)
        families = (
            InteractionRoutes(self.world, composer),
            WebhookRoutes(self.world, composer, self.limits),
            ChannelRoutes(self.world, composer),
            ApplicationRoutes(self.world, self.gateway.info),
            GuildRoutes(self.world),
        )
        for family in families:
            for route in family.routes():
                app.router.add_route(route.method, PREFIX + route.path, route.handler)
        app.add_routes(CdnRoutes(self.world).routes())
        app.router.add_get("/gateway", self.gateway.handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, self._host, self._port, reuse_address=True)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.world.cdn_url = self.base_url
        self.gateway.url = self.gateway_url

    async def stop(self) -> None:
        """Cut all connections and stop listening; `start` goes on with the same state."""
        if self._runner is None:
            return
        self.faults.clear()
        self.gateway.disconnect()
        await self._runner.cleanup()
        self._runner = None

    async def ready(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109
        """Wait until all shards of a bot are connected and commands are registered.

        Raises
        ------
        TimeoutError
            When that is not so within ``timeout`` seconds.
        """
        await self.gateway.until(connected=True, timeout=timeout)
        if not await self.world.changes.until(lambda: any(self.world.commands.values()), timeout):
            raise TimeoutError("the bot registered no commands")

    async def disconnected(self, timeout: float = 60.0) -> None:  # noqa: ASYNC109
        """Wait until no bot is connected any more.

        Raises
        ------
        TimeoutError
            When one still is after ``timeout`` seconds.
        """
        await self.gateway.until(connected=False, timeout=timeout)

    def create_guild(
        self, name: str, *, locale: str = "en-US", shard: int | None = None, shards: int = 2
    ) -> SandboxGuild:
        """Create a server with a channel ``general`` and the bot in it.

        Parameters
        ----------
        name
            Its name.
        locale
            Its preferred language, as Discord names it.
        shard, shards
            Choose its id so that this shard of so many hears of it.
        """
        world = self.world
        guild_id = world.ids.next() if shard is None else world.ids.next_for_shard(shard, shards)
        guild = Guild(guild_id, name, world.owner.id, locale, created_at=world.clock.now())
        world.guilds[guild.id] = guild
        world.join(guild, world.owner)
        created = SandboxGuild(world, guild)
        created.create_channel("general")
        created.invite_bot()
        return created
