"""Discord's own menus on a member and on a message, with the entries of the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from apolo.sandbox.command_rules import CommandType, kind_of
from apolo.sandbox.handle import NotPossible
from apolo.sandbox.message import Message
from apolo.sandbox.model import User
from apolo.sandbox.options import Filler
from apolo.sandbox.wire import JsonObject

if TYPE_CHECKING:
    from apolo.sandbox.model import Guild
    from apolo.sandbox.world import World


def chosen_from_menu(
    world: World, guild: Guild | None, name: str, target: User | Message
) -> tuple[JsonObject, JsonObject]:
    """Return the command behind a menu's entry, and field ``data`` of its interaction.

    Parameters
    ----------
    world
        Where commands are registered.
    guild
        The member's server, ``None`` in a direct conversation.
    name
        The entry's name.
    target
        Whose menu it is; a user who has left the server comes without a membership.

    Raises
    ------
    NotPossible
        When the menu has no such entry.
    """
    kind = CommandType.MESSAGE if isinstance(target, Message) else CommandType.USER
    scopes = (None,) if guild is None else (guild.id, None)
    registered = [one for scope in scopes for one in world.commands.get(scope, [])]
    command = next(
        (one for one in registered if kind_of(one) == kind and one["name"] == name), None
    )
    if command is None:
        raise NotPossible(f"no entry {name!r} is registered")
    if isinstance(target, Message):
        resolved: JsonObject = {"messages": {str(target.id): target.to_wire()}}
    else:
        resolved = Filler(world, guild).resolve([str(target.id)])
    data: JsonObject = {
        "id": command["id"],
        "name": command["name"],
        "type": int(kind),
        "target_id": str(target.id),
        "resolved": resolved,
    }
    return command, data
