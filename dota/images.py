"""The host of hero and item pictures, and of players' own."""

from __future__ import annotations

import enum
import re
from typing import TYPE_CHECKING, Final

from dota.errors import BadResponse
from dota.http import Fetcher, Policy

if TYPE_CHECKING:
    import aiohttp

    from dota.constants import Hero, Item

MAX_IMAGE_BYTES: Final = 1_000_000
POLICY: Final = Policy(
    tries=1, connect=1.5, total=4.0, deadline=4.0, longest_wait=0.0, max_bytes=MAX_IMAGE_BYTES
)
"""Nobody waits long for a picture: there are placeholders, and a next time."""

_FOLDER: Final = "/apps/dota2/images/dota_react"
_AVATARS: Final = "/steamcommunity/public/images/avatars"
_AVATAR: Final = re.compile(r"/([0-9a-f]{40})(?:_medium|_full)?\.jpg\Z")
_NO_AVATAR: Final = "fef49e7fa7e1997310d705b2a6158ff8dc1cdfeb"
"""The question mark of those who have chosen none."""
_OK: Final = 200
_MISSING: Final = frozenset({404, 410})
_RECIPE: Final = "recipe"


class ImageKind(enum.StrEnum):
    """What a picture shows; the value is the name of its folder."""

    HERO = "heroes"
    ITEM = "items"
    AVATAR = "avatars"


def hero_image(hero: Hero) -> str:
    """Return the name of a hero's picture."""
    return hero.slug


def item_image(item: Item) -> str:
    """Return the name of an item's picture; all recipes share one."""
    return _RECIPE if item.slug.startswith(f"{_RECIPE}_") else item.slug


def avatar_image(url: str | None) -> str | None:
    """Return the name of a player's picture; None where the address holds none of the player's.

    Only the name is taken from an address, so a source can't have us ask another host.
    """
    found = _AVATAR.search(url or "")
    return found[1] if found is not None and found[1] != _NO_AVATAR else None


def image_path(kind: ImageKind, name: str) -> str:
    """Return where the host keeps a picture."""
    if kind is ImageKind.AVATAR:
        return f"{_AVATARS}/{name[:2]}/{name}_full.jpg"
    return f"{_FOLDER}/{kind.value}/{name}.png"


class ImageHost:
    """A client of the host.

    Parameters
    ----------
    session : aiohttp.ClientSession
        The caller's; never closed here.
    base_url : str
        ``https://cdn.cloudflare.steamstatic.com`` or the sandbox's.
    policy : Policy
        Times, tries and sizes.
    """

    def __init__(
        self, session: aiohttp.ClientSession, base_url: str, *, policy: Policy = POLICY
    ) -> None:
        headers = {"Accept": "image/png, image/jpeg, image/webp", "User-Agent": "Apolo"}
        self._fetcher = Fetcher(session, base_url, headers=headers, policy=policy)

    async def fetch(self, kind: ImageKind, name: str) -> bytes | None:
        """Fetch one picture, whatever its bytes are; a redirect is not followed.

        Returns
        -------
        bytes or None
            None where the host has no such picture.

        Raises
        ------
        RateLimited, SourceUnavailable, BadResponse
        """
        reply = await self._fetcher.get(image_path(kind, name))
        if reply.status in _MISSING:
            return None
        if reply.status != _OK:
            raise BadResponse(f"status {reply.status}")
        return reply.body
