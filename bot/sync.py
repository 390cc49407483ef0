"""Tells Discord of the commands, when they differ from what it was told last."""

from __future__ import annotations

import asyncio
import hashlib
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING, Any

import aiohttp
import discord

if TYPE_CHECKING:
    from discord import app_commands

log = logging.getLogger(__name__)


async def sync_when_changed(tree: app_commands.CommandTree[Any], stamp: Path, place: str) -> bool:
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
    bool
        Whether Discord was told.
    """
    digest = await _digest(tree, place)
    if await asyncio.to_thread(_read, stamp) == digest:
        log.info("the commands are unchanged; not synced")
        return False
    commands = await tree.sync()
    log.info("synced %d commands", len(commands))
    await asyncio.to_thread(_write, stamp, digest)
    return True


async def keep_trying(tree: app_commands.CommandTree[Any], stamp: Path, place: str) -> None:
    """Sync, trying again with growing pauses while Discord can't be reached."""
    pause = 5.0
    while True:
        try:
            await sync_when_changed(tree, stamp, place)
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


def _read(stamp: Path) -> str | None:
    try:
        return stamp.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None


def _write(stamp: Path, digest: str) -> None:
    try:
        stamp.write_text(digest, encoding="ascii")
    except OSError as error:
        log.warning("the commands' stamp could not be written: %s", error)
