"""The application itself: who the bot is, how it connects, and its commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from aiohttp import web

from apolo.sandbox.body import read_json
from apolo.sandbox.command_rules import check_command, check_commands, kind_of
from apolo.sandbox.errors import DiscordError, Form, invalid_json, unknown
from apolo.sandbox.rest.front import reply
from apolo.sandbox.wire import Json, JsonObject, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from apolo.sandbox.world import World


class ApplicationRoutes:
    """The handlers of ``/users/@me``, ``/gateway/bot`` and ``/applications``.

    Parameters
    ----------
    gateway_info
        Returns the body of ``/gateway/bot``.
    """

    def __init__(self, world: World, gateway_info: Callable[[], JsonObject]) -> None:
        self._world = world
        self._gateway_info = gateway_info

    def routes(self) -> list[web.RouteDef]:
        """Return the routes to register."""
        everywhere = "/applications/{application_id}/commands"
        in_guild = "/applications/{application_id}/guilds/{guild_id}/commands"
        found = [
            web.get("/users/@me", self.me),
            web.get("/users/{user_id}", self.user),
            web.get("/applications/@me", self.application),
            web.get("/oauth2/applications/@me", self.application),
            web.get("/applications/{application_id}/emojis", self.emojis),
            web.get("/gateway/bot", self.gateway),
        ]
        for base in (everywhere, in_guild):
            found += [
                web.get(base, self.list_commands),
                web.put(base, self.replace_commands),
                web.post(base, self.upsert_command),
                web.get(base + "/{command_id}", self.read_command),
                web.delete(base + "/{command_id}", self.delete_command),
            ]
        return found

    async def me(self, request: web.Request) -> web.Response:
        """Return the bot's user."""
        return reply(self._world.bot.to_wire())

    async def user(self, request: web.Request) -> web.Response:
        """Return a user."""
        text = request.match_info["user_id"]
        user = self._world.users.get(int(text) if text.isdigit() else 0)
        if user is None:
            raise unknown("User")
        return reply(user.to_wire())

    async def application(self, request: web.Request) -> web.Response:
        """Return the application."""
        return reply(self._world.application())

    async def emojis(self, request: web.Request) -> web.Response:
        """Return the application's own emoji: there are none."""
        return reply({"items": []})

    async def gateway(self, request: web.Request) -> web.Response:
        """Tell where and with how many shards to connect."""
        return reply(self._gateway_info())

    async def list_commands(self, request: web.Request) -> web.Response:
        """Return the commands of the application, everywhere or in one server."""
        return reply(list(self._world.commands.get(self._scope(request), [])))

    async def replace_commands(self, request: web.Request) -> web.Response:
        """Replace all commands at once; what is wrong with any of them refuses all."""
        scope = self._scope(request)
        value = await read_json(request)
        if not isinstance(value, list):
            raise invalid_json()
        commands = [item for item in value if isinstance(item, dict)]
        form = Form()
        check_commands(commands, form)
        form.check()
        known = self._known(scope)
        made = [self._complete(command, scope, known) for command in commands]
        self._world.commands[scope] = made
        self._world.changes.touch()
        return reply(list(made))

    async def upsert_command(self, request: web.Request) -> web.Response:
        """Add one command, or replace the one with its name."""
        scope = self._scope(request)
        command: Json = await read_json(request)
        if not isinstance(command, dict):
            raise invalid_json()
        form = Form()
        check_command(command, form)
        form.check()
        made = self._complete(command, scope, self._known(scope))
        others = [one for one in self._world.commands.get(scope, []) if one["id"] != made["id"]]
        self._world.commands[scope] = [*others, made]
        self._world.changes.touch()
        return reply(made, 201)

    async def read_command(self, request: web.Request) -> web.Response:
        """Return one command."""
        return reply(self._command(request))

    async def delete_command(self, request: web.Request) -> web.Response:
        """Remove one command."""
        self._world.commands[self._scope(request)].remove(self._command(request))
        return reply()

    def _command(self, request: web.Request) -> JsonObject:
        for command in self._world.commands.get(self._scope(request), []):
            if command["id"] == request.match_info["command_id"]:
                return command
        raise unknown("Application Command")

    def _scope(self, request: web.Request) -> int | None:
        if request.match_info["application_id"] != str(self._world.application_id):
            raise DiscordError(
                403, 20012, "You are not authorized to perform this action on this application"
            )
        guild_id = request.match_info.get("guild_id")
        return None if guild_id is None else self._world.guild(int(guild_id)).id

    def _known(self, scope: int | None) -> dict[tuple[int, str], Json]:
        commands = self._world.commands.get(scope, [])
        return {(kind_of(one), text_of(one, "name")): one["id"] for one in commands}

    def _complete(
        self, command: JsonObject, scope: int | None, known: dict[tuple[int, str], Json]
    ) -> JsonObject:
        identifier = known.get((kind_of(command), text_of(command, "name")))
        made: JsonObject = {
            "description": "",
            "type": 1,
            "default_member_permissions": None,
            "nsfw": False,
        }
        made.update(command)
        made["id"] = identifier or str(self._world.ids.next())
        made["application_id"] = str(self._world.application_id)
        made["version"] = str(self._world.ids.next())
        if scope is not None:
            made["guild_id"] = str(scope)
        return made
