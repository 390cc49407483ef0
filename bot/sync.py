"""Tells Discord of the commands, when they differ from what it was told last."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import aiohttp
import discord

if TYPE_CHECKING:
    from discord import app_commands

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Synced:
    """What Discord was told last: the digest of it, and the ids it gave to slash commands."""

    digest: str
    ids: Mapping[str, int]

    @classmethod
    def read(cls, stamp: Path) -> Self | None:
        """What a stamp holds; None where it can't be read."""
        try:
            kept = json.loads(stamp.read_text(encoding="utf-8"))
            return cls(str(kept["digest"]), {str(k): int(v) for k, v in kept["ids"].items()})
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def write(self, stamp: Path) -> None:
        """Keep it; a failure is logged, and Discord told once more the next time."""
        try:
            stamp.write_text(
                json.dumps({"digest": self.digest, "ids": dict(self.ids)}), encoding="utf-8"
            )
        except OSError as error:
            log.warning("the commands' stamp could not be written: %s", error)


async def sync_when_changed(
    tree: app_commands.CommandTree[Any], stamp: Path, place: str
) -> Mapping[str, int]:
    """Sync the global commands unless they are the ones of the last time.

    Parameters
    ----------
    tree
        With its commands and translator.
    stamp
        A file that remembers the last sync.
    place
        Which Discord and which application, since a stamp is only good for its own.

    Returns
    -------
    Mapping
        Discord's ids of the slash commands, by name.
    """
    digest = await _digest(tree, place)
    last = await asyncio.to_thread(Synced.read, stamp)
    if last is not None and last.digest == digest:
        log.info("the commands are unchanged; not synced")
        return last.ids
    commands = await tree.sync()
    log.info("synced %d commands", len(commands))
    slash = discord.AppCommandType.chat_input
    ids = {command.name: command.id for command in commands if command.type is slash}
    await asyncio.to_thread(Synced(digest, ids).write, stamp)
    return ids


async def keep_trying(
    tree: app_commands.CommandTree[Any],
    stamp: Path,
    place: str,
    known: Callable[[Mapping[str, int]], object],
) -> None:
    """Sync, trying again with growing pauses while Discord can't be reached.

    Parameters
    ----------
    known
        Told the commands' ids.
    """
    pause = 5.0
    while True:
        try:
            known(await sync_when_changed(tree, stamp, place))
        except (aiohttp.ClientError, OSError, discord.DiscordServerError) as error:
            log.warning("the commands could not be synced: %s", type(error).__name__)
        except (discord.DiscordException, ValueError):
            # The commands that Discord knows go on working; the same again would fail again.
            log.exception("Discord refused the commands")
            return
        else:
            return
        await asyncio.sleep(pause)
        pause = min(pause * 2, 300.0)


async def _digest(tree: app_commands.CommandTree[Any], place: str) -> str:
    translator = tree.translator
    payload = [
        command.to_dict(tree)
        if translator is None
        else await command.get_translated_payload(tree, translator)
        for command in tree.get_commands()
    ]
    told = json.dumps([place, payload], sort_keys=True, default=str)
    return hashlib.sha256(told.encode()).hexdigest()
