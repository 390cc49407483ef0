"""Gets the pictures that a drawing needs, and never keeps it waiting long for them."""

from __future__ import annotations

import asyncio
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from dota import constants
from dota.errors import BadResponse, DotaError
from dota.images import ImageKind, hero_image, item_image
from jobs.actors.artwork.shelf import Name, Shelf
from renderers.art import Art, BadImage, Sizes, decode

if TYPE_CHECKING:
    from dota.images import ImageHost
    from jobs.actors.loop import Loop

#: Seconds that a drawing waits for pictures; what comes later is there for the next one.
WITHIN: Final = 1.0
_AT_ONCE: Final = 8
_MOST_UNDER_WAY: Final = 256
_MOST_PUT_OFF: Final = 4_096
#: Seconds until a picture is asked for again: the host has none, sent no picture, did not answer.
_MISSING_FOR: Final = 3_600.0
_BAD_FOR: Final = 1_800.0
_TROUBLE_FOR: Final = 30.0
#: So many failures in a row, and the host is left alone for a while.
_GIVE_UP_AFTER: Final = 3
_REST: Final = 60.0
_AVATAR: Final = re.compile("[0-9a-f]{40}")
#: Bytes of pictures in memory, as they were fetched.
_MEMORY: Final = 8 * 1024 * 1024

_log = structlog.get_logger("jobs.actors.artwork")


class Gallery(Protocol):
    """Where drawings get their pictures."""

    def gather(
        self,
        heroes: Iterable[int] = (),
        items: Iterable[int] = (),
        avatars: Iterable[str] = (),
    ) -> Art:
        """Return the pictures of these ids; placeholders stand in for those that can't be had."""


class NoGallery:
    """Placeholders alone."""

    def gather(
        self,
        heroes: Iterable[int] = (),
        items: Iterable[int] = (),
        avatars: Iterable[str] = (),
    ) -> Art:
        """Return no picture at all."""
        return Art()


class PictureGallery:
    """The pictures of one process; safe to share between its worker threads.

    Parameters
    ----------
    loop : Loop
        Where fetching runs, also beyond the call that began it.
    host : ImageHost
        Asked for what is neither in memory nor on the shelf.
    shelf : Shelf or None
        Pictures on disk; None for none.
    within : float
        Seconds that one `gather` waits for the host.
    clock : callable
        Monotonic seconds.
    """

    def __init__(
        self,
        loop: Loop,
        host: ImageHost,
        shelf: Shelf | None,
        *,
        within: float = WITHIN,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._loop = loop
        self._host = host
        self._shelf = shelf
        self._within = within
        self._clock = clock
        self._lock = threading.Lock()
        self._files: OrderedDict[Name, bytes] = OrderedDict()
        self._bytes = 0
        self._not_before: dict[Name, float] = {}
        self._sizes = Sizes()
        # Touched on the loop alone.
        self._under_way: dict[Name, asyncio.Task[None]] = {}
        self._turns = asyncio.Semaphore(_AT_ONCE)
        self._troubles = 0
        self._rests_until = 0.0

    def gather(
        self,
        heroes: Iterable[int] = (),
        items: Iterable[int] = (),
        avatars: Iterable[str] = (),
    ) -> Art:
        """Return pictures of heroes, items and players: all to be had in `within` seconds.

        Called from a worker thread, not from the loop. What isn't there in time is fetched on for
        the next drawing. Ids that no table knows have a placeholder.
        """
        hero_names = {
            each: Name(ImageKind.HERO, hero_image(hero))
            for each in heroes
            if (hero := constants.hero(each)) is not None
        }
        item_names = {
            each: Name(ImageKind.ITEM, item_image(item))
            for each in items
            if (item := constants.item(each)) is not None
        }
        # A name that `dota.images.avatar_image` has not made is nobody's picture.
        avatar_names = {
            each: Name(ImageKind.AVATAR, each) for each in avatars if _AVATAR.fullmatch(each)
        }
        found: dict[Name, bytes] = {}
        missing: list[Name] = []
        names = (*hero_names.values(), *item_names.values(), *avatar_names.values())
        for name in dict.fromkeys(names):
            data = self._kept(name)
            if data is not None:
                found[name] = data
            elif self._due(name):
                missing.append(name)
        if missing and self._clock() >= self._rests_until:
            self._loop.call(self._fetch(missing), self._within + 1.0)
            for name in missing:
                data = self._remembered(name)
                if data is not None:
                    found[name] = data
        return Art(
            {each: found[name] for each, name in hero_names.items() if name in found},
            {each: found[name] for each, name in item_names.items() if name in found},
            {each: found[name] for each, name in avatar_names.items() if name in found},
            sizes=self._sizes,
        )

    def _kept(self, name: Name) -> bytes | None:
        """Return a picture that is in memory or on the shelf."""
        data = self._remembered(name)
        if data is not None or self._shelf is None:
            return data
        data = self._shelf.get(name)
        if data is None:
            return None
        try:
            decode(data)
        except BadImage as error:
            _log.warning("art_on_disk_unusable", picture=name.slug, reason=str(error))
            self._shelf.drop(name)
            return None
        self._remember(name, data)
        return data

    def _remembered(self, name: Name) -> bytes | None:
        with self._lock:
            data = self._files.get(name)
            if data is not None:
                self._files.move_to_end(name)
            return data

    def _remember(self, name: Name, data: bytes) -> None:
        with self._lock:
            self._bytes += len(data) - len(self._files.pop(name, b""))
            self._files[name] = data
            while self._bytes > _MEMORY:
                _, oldest = self._files.popitem(last=False)
                self._bytes -= len(oldest)

    def _due(self, name: Name) -> bool:
        with self._lock:
            return self._clock() >= self._not_before.get(name, 0.0)

    def _put_off(self, name: Name, seconds: float) -> None:
        with self._lock:
            self._not_before.pop(name, None)
            self._not_before[name] = self._clock() + seconds
            if len(self._not_before) > _MOST_PUT_OFF:
                del self._not_before[next(iter(self._not_before))]

    async def _fetch(self, names: list[Name]) -> None:
        """Fetch pictures, or join those who fetch them already; return after `within` seconds."""
        tasks = []
        for name in names:
            task = self._under_way.get(name)
            if task is None:
                if len(self._under_way) >= _MOST_UNDER_WAY:
                    break
                task = asyncio.create_task(self._obtain(name))
                self._under_way[name] = task
                task.add_done_callback(partial(self._done, name))
            tasks.append(task)
        if tasks:
            await asyncio.wait(tasks, timeout=self._within)

    def _done(self, name: Name, _task: asyncio.Task[None]) -> None:
        del self._under_way[name]

    async def _obtain(self, name: Name) -> None:
        async with self._turns:
            if self._clock() < self._rests_until:
                return
            try:
                data = await self._host.fetch(name.kind, name.slug)
                self._troubles = 0
                if data is None:
                    _log.info("art_missing", picture=name.slug)
                    self._put_off(name, _MISSING_FOR)
                    return
                await asyncio.to_thread(decode, data)
            except (BadResponse, BadImage) as error:
                _log.warning("art_unusable", picture=name.slug, reason=str(error))
                self._put_off(name, _BAD_FOR)
                return
            except DotaError as error:
                self._trouble(name, error)
                return
            self._remember(name, data)
            if self._shelf is not None:
                await asyncio.to_thread(self._shelf.put, name, data)

    def _trouble(self, name: Name, error: DotaError) -> None:
        self._put_off(name, _TROUBLE_FOR)
        self._troubles += 1
        if self._troubles >= _GIVE_UP_AFTER:
            self._troubles = 0
            self._rests_until = self._clock() + _REST
            _log.warning("art_host_rests", seconds=_REST, code=error.code, reason=str(error))
