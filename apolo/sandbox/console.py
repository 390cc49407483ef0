"""A member at a keyboard: runs commands, presses buttons and reads the channel, line by line."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from apolo.sandbox.command_rules import CommandType, kind_of
from apolo.sandbox.handle import NotAcknowledged, NotAnswered, NotPossible
from apolo.sandbox.options import Filler

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from apolo.sandbox.discord import SandboxDiscord
    from apolo.sandbox.handle import InteractionHandle
    from apolo.sandbox.member import Member
    from apolo.sandbox.message import Message

HELP = """\
/command [subcommand] [option:value ...]   run a command
press CUSTOM_ID [value ...]                press a button or choose from a menu
type COMMAND OPTION TEXT                   see what an option offers while typing
locale TAG                                 change your language (pt-BR, es-ES, en-US, ...)
commands | read | journal                  what is registered; the channel; the figures
"""


class Console:
    """Carries out lines for one member.

    Parameters
    ----------
    sandbox
        The running server.
    member
        Who is at the keyboard.
    folder
        Where pictures are written.
    write
        Takes the output, line by line.
    """

    def __init__(
        self,
        sandbox: SandboxDiscord,
        member: Member,
        folder: Path,
        write: Callable[[str], object],
    ) -> None:
        self._sandbox = sandbox
        self._member = member
        self._folder = folder
        self._write = write
        self._seen: list[Message] = []

    async def obey(self, line: str) -> None:
        """Carry out one line; what goes wrong is told, not raised."""
        try:
            words = shlex.split(line)
            if words:
                await self._obey(words)
        except (NotPossible, NotAcknowledged, NotAnswered, ValueError) as error:
            self._write(f"! {error}")

    async def _obey(self, words: list[str]) -> None:
        match words:
            case [first, *rest] if first.startswith("/"):
                await self._run(first[1:], rest)
            case ["press", custom_id, *values]:
                await self._press(custom_id, values)
            case ["type", command, option, *text]:
                for choice in await self._member.autocomplete(command, option, " ".join(text)):
                    self._write(f"  {choice.name} -> {choice.value}")
            case ["locale", tag]:
                self._member.locale = tag
            case ["commands"]:
                for registered in self._sandbox.world.commands.get(None, []):
                    slash = "/" if kind_of(registered) == CommandType.CHAT_INPUT else ""
                    self._write(f"  {slash}{registered['name']}  {registered['description']}")
            case ["read"]:
                for channel in self._member.guild.channels.values():
                    for message in channel.messages.values():
                        self._show(message)
            case ["journal"]:
                for name, figure in self._sandbox.journal.summary().items():
                    self._write(f"  {name}: {figure}")
            case _:
                self._write(HELP)

    async def _run(self, name: str, rest: list[str]) -> None:
        while rest and ":" not in rest[0]:
            name += f" {rest.pop(0)}"
        texts = dict(word.split(":", 1) for word in rest)
        options = Filler(self._sandbox.world, self._member.guild).typed(name, texts)
        await self._follow(await self._member.run(name, options))

    async def _press(self, custom_id: str, values: list[str]) -> None:
        for channel in self._member.guild.channels.values():
            self._seen += channel.messages.values()
        holder = next((one for one in reversed(self._seen) if one.component(custom_id)), None)
        if holder is None:
            raise NotPossible(f"there is nothing {custom_id!r} to press")
        await self._follow(await self._member.press(holder, custom_id, values))

    async def _follow(self, handle: InteractionHandle) -> None:
        ack = await handle.acknowledged()
        self._write(f"  acknowledged after {ack.ms:.0f} ms ({ack.type.name.lower()})")
        if handle.modal is not None:
            self._write(f"  a form opened: {handle.modal.get('title')}")
            return
        self._show(await handle.answer(timeout=120))

    def _show(self, message: Message) -> None:
        self._seen.append(message)
        marks = " (only you see this)" if message.ephemeral else ""
        marks += " (thinking...)" if message.thinking else ""
        self._write(f"  {message.author.name}{marks}: {message.content}")
        for embed in message.embeds:
            self._write(f"    [{embed.get('title')}] {embed.get('description')}")
        for attachment in message.attachments:
            path = self._folder / f"{attachment.id}-{attachment.filename}"
            self._folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(attachment.data)
            self._write(f"    {path} - {attachment.description}")
        if message.custom_ids:
            self._write(f"    press: {', '.join(message.custom_ids)}")
