"""Whom a member asks about: themselves, or another member of the same server."""

from __future__ import annotations

import discord

from bot.replies import AnyInteraction


class NoSubject(Exception):
    """Nobody who could be asked about; the code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def subject_of(
    interaction: AnyInteraction, member: discord.Member | discord.User | None
) -> int | None:
    """The id of the other member; None where members ask about themselves.

    Raises
    ------
    NoSubject
        A bot, somebody who is not in this server, or anybody else in a direct message: who shares
        no server is nobody's business.
    """
    if member is None or member.id == interaction.user.id:
        return None
    if interaction.guild_id is None:
        raise NoSubject("member_guild_only")
    if member.bot:
        raise NoSubject("member_is_bot")
    if not isinstance(member, discord.Member):
        raise NoSubject("member_gone")
    return member.id
