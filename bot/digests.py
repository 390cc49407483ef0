"""Has weekly digests posted: each server's once in a week, by whichever bot takes it first."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

import discord

from bot.channel_posts import ChannelPost
from bot.journal_writer import JournalUnavailable
from jobs.api import digest_request
from jobs.payloads import DigestPayload
from locales import Locale, negotiate
from store.digests import claim_digests, promise_digest
from store.errors import StoreUnavailable
from store.server_settings import Setting, get_server_settings, set_server_setting

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.clock import DiscordClock
    from bot.servers import Servers
    from store.digests import DueDigest
    from store.pool import Pool

log = logging.getLogger(__name__)

_EVERY: Final = 10.0
_AT_ONCE: Final = 20
_RECENT_MS: Final = 20 * 60 * 1000
"""A post's moment may lie so far back; it makes two tries of one digest the same post."""


class Digests:
    """Looks for digests that are due in the servers of this bot process.

    Parameters
    ----------
    pool
        Where they are planned.
    client
        Knows the servers and their channels.
    servers
        The copy of what servers have chosen, to be told of changes.
    owe
        Promises a post to a channel: it is journaled when this returns.
    clock
        Discord's time.
    """

    def __init__(
        self,
        pool: Pool,
        client: discord.Client,
        servers: Servers,
        owe: Callable[[ChannelPost], Awaitable[bool]],
        clock: DiscordClock,
    ) -> None:
        self._pool = pool
        self._client = client
        self._servers = servers
        self._owe = owe
        self._clock = clock

    async def run(self, every: float = _EVERY) -> None:
        """Look every so many seconds, until cancelled."""
        away = False
        await self._client.wait_until_ready()
        while True:
            try:
                await self.look()
                away = False
            except StoreUnavailable as error:
                if not away:
                    log.warning("no digests can be looked for: %s", error)
                away = True
            except Exception:
                # The next look may fare better; a claim that was not promised comes again.
                log.exception("looking for digests failed")
            await asyncio.sleep(every)

    async def look(self) -> int:
        """Promise what is due; how many there were.

        Raises
        ------
        StoreUnavailable
        """
        guild_ids = [guild.id for guild in self._client.guilds]
        due = await claim_digests(self._pool, guild_ids, _AT_ONCE)
        for digest in due:
            try:
                await self._settle(digest)
            except JournalUnavailable as error:
                log.warning("the digest of server %s is not owed: %s", digest.guild_id, error)
        return len(due)

    async def _settle(self, digest: DueDigest) -> None:
        guild = self._client.get_guild(digest.guild_id)
        if guild is None:
            return  # another bot process may have it
        # From the database: the copy in memory may not be there yet.
        settings = await get_server_settings(self._pool, guild.id)
        if settings.digest_day is not None and settings.digest_channel_id is not None:
            trouble = _trouble(guild, settings.digest_channel_id)
            if trouble is None:
                locale = Locale(settings.language) if settings.language is not None else None
                await self._owe(self._post(digest, guild, settings.digest_channel_id, locale))
            else:
                await self._turn_off(guild.id, trouble)
        await promise_digest(self._pool, digest.guild_id, digest.week)

    def _post(
        self, digest: DueDigest, guild: discord.Guild, channel_id: int, chosen: Locale | None
    ) -> ChannelPost:
        locale = chosen or negotiate(guild.preferred_locale.value)
        payload = DigestPayload(guild_id=guild.id, week=digest.week, locale=locale.value)
        now_ms = int(self._clock.now_ms())
        planned_ms = int(digest.planned_at.timestamp() * 1000)
        return ChannelPost(
            key=f"digest:{guild.id}:{digest.week}",
            due_ms=planned_ms if 0 <= now_ms - planned_ms < _RECENT_MS else now_ms,
            channel_id=channel_id,
            guild_id=guild.id,
            locale=locale,
            job=digest_request(payload),
            quiet=True,
            upload_limit=guild.filesize_limit,
        )

    async def _turn_off(self, guild_id: int, trouble: str) -> None:
        log.info("the digest of server %s is turned off: %s", guild_id, trouble)
        now_ms = int(self._clock.now_ms())
        for setting, value in ((Setting.DIGEST_DAY, None), (Setting.DIGEST_TROUBLE, trouble)):
            await set_server_setting(self._pool, guild_id, setting, value, now_ms)
            self._servers.expect((guild_id, setting), value)


def _trouble(guild: discord.Guild, channel_id: int) -> str | None:
    channel = guild.get_channel(channel_id)
    if not isinstance(channel, discord.TextChannel):
        return "channel_gone"
    mine = channel.permissions_for(guild.me)
    may_post = mine.view_channel and mine.send_messages and mine.attach_files
    return None if may_post else "channel_closed"
