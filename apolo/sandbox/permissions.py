"""Who may do what in a channel: Discord's permission bits and the order they apply in."""

from __future__ import annotations

from enum import IntFlag
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from apolo.sandbox.model import Channel, Guild


class Permission(IntFlag):
    """The permissions that a bot like Apolo comes across."""

    ADMINISTRATOR = 1 << 3
    MANAGE_GUILD = 1 << 5
    VIEW_CHANNEL = 1 << 10
    SEND_MESSAGES = 1 << 11
    MANAGE_MESSAGES = 1 << 13
    EMBED_LINKS = 1 << 14
    ATTACH_FILES = 1 << 15
    READ_MESSAGE_HISTORY = 1 << 16
    USE_APPLICATION_COMMANDS = 1 << 31
    SEND_MESSAGES_IN_THREADS = 1 << 38


EVERYBODY = (
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.USE_APPLICATION_COMMANDS
)
EVERYTHING = (1 << 53) - 1


def permissions_in(guild: Guild, channel: Channel | None, user_id: int) -> int:
    """Return a member's permission bits in a channel (``None``: in the server as a whole)."""
    if guild.owner_id == user_id:
        return EVERYTHING
    roles = guild.members[user_id].roles if user_id in guild.members else set()
    granted = guild.roles[guild.id].permissions
    for role_id in roles:
        if role_id in guild.roles:
            granted |= guild.roles[role_id].permissions
    if granted & Permission.ADMINISTRATOR:
        return EVERYTHING
    if channel is None:
        return granted
    overwrites = channel.overwrites
    if guild.id in overwrites:
        granted = overwrites[guild.id].applied_to(granted)
    allow = deny = 0
    for role_id in roles:
        if role_id in overwrites:
            allow |= overwrites[role_id].allow
            deny |= overwrites[role_id].deny
    granted = (granted & ~deny) | allow
    if user_id in overwrites:
        granted = overwrites[user_id].applied_to(granted)
    return granted
