"""Servers and members, as the bot reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.errors import unknown
from apolo.sandbox.rest.front import reply

if TYPE_CHECKING:
    from apolo.sandbox.model import Guild
    from apolo.sandbox.world import World


class GuildRoutes:
    """The handlers below ``/guilds``."""

    def __init__(self, world: World) -> None:
        self._world = world

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to register."""
        return [
            web.get("/users/@me/guilds", self.mine),
            web.get("/guilds/{guild_id}", self.read),
            web.get("/guilds/{guild_id}/channels", self.channels),
            web.get("/guilds/{guild_id}/roles", self.roles),
            web.get("/guilds/{guild_id}/members/{user_id}", self.member),
        ]

    async def mine(self, request: web.Request) -> web.Response:
        """Return the servers that the bot is in."""
        return reply(
            [
                {
                    "id": str(guild.id),
                    "name": guild.name,
                    "icon": None,
                    "owner": False,
                    "permissions": "0",
                    "features": [],
                }
                for guild in self._world.guilds.values()
                if guild.bot_present
            ]
        )

    async def read(self, request: web.Request) -> web.Response:
        """Return a server."""
        return reply(self._guild(request).to_wire(()))

    async def channels(self, request: web.Request) -> web.Response:
        """Return a server's channels."""
        return reply([channel.to_wire() for channel in self._guild(request).channels.values()])

    async def roles(self, request: web.Request) -> web.Response:
        """Return a server's roles."""
        return reply([role.to_wire() for role in self._guild(request).roles.values()])

    async def member(self, request: web.Request) -> web.Response:
        """Return one member."""
        text = request.match_info["user_id"]
        member = self._guild(request).members.get(int(text) if text.isdigit() else 0)
        if member is None:
            raise unknown("Member")
        return reply(member.to_wire())

    def _guild(self, request: web.Request) -> Guild:
        text = request.match_info["guild_id"]
        return self._world.guild(int(text) if text.isdigit() else 0)
